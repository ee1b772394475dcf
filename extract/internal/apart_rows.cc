#include "extract/internal/apart_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace siffra::extract {
namespace {

constexpr std::size_t kMostLabels = 40, kMostLeftOver = 3;
constexpr double kMostWays = 20000;

// An identity as far as this table has its concepts: weights by label.
struct Equation {
  std::vector<std::pair<std::size_t, int>> terms;
  bool absolute = false;
};

struct Way {
  std::size_t rows = 0;
  std::size_t stride = 0;           // figures from one column's first to the next one's
  std::vector<std::size_t> valued;  // labels that bear figures, in order
  double score = 0;
  std::vector<std::size_t> reading;  // by figure
  std::vector<bool> confirmed;       // by figure
};

std::vector<Equation> equations_of(const std::vector<ApartLabel>& labels,
                                   const rules::RuleBook& book) {
  std::map<std::string, std::size_t> by_concept;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].concept_id.empty()) continue;
    // The sum of a group bears its figure, not the heading above.
    const auto [at, fresh] = by_concept.emplace(labels[i].concept_id, i);
    if (!fresh && labels[i].sum) at->second = i;
  }
  std::vector<Equation> equations;
  for (const rules::Identity& identity : book.identities()) {
    std::vector<const std::vector<rules::IdentityTerm>*> wholes = {&identity.terms};
    for (const auto& variant : identity.variants) wholes.push_back(&variant);
    for (const auto* whole : wholes) {
      Equation equation;
      bool complete = !whole->empty();
      for (const rules::IdentityTerm& term : *whole) {
        auto found = by_concept.end();
        for (const std::string& name : term.concepts) {
          if (found == by_concept.end()) found = by_concept.find(name);
        }
        const bool here = found != by_concept.end() && term.at == rules::ColumnAt::kSame;
        if (here) equation.terms.emplace_back(found->second, term.weight);
        if (!here && (!term.optional || &term == &whole->front())) complete = false;
        equation.absolute = equation.absolute || term.absolute;
      }
      if (complete && equation.terms.size() >= 2) equations.push_back(std::move(equation));
    }
  }
  return equations;
}

class Trial {
 public:
  Trial(const std::vector<ApartLabel>& labels, const std::vector<ApartLine>& figures,
        std::size_t columns, const std::vector<Equation>& equations)
      : labels_(labels), figures_(figures), columns_(columns), equations_(equations) {}

  // The score of what the counts say: headings without figures, sums with them.
  [[nodiscard]] double prior(const Way& way) const {
    double score = -0.5 * static_cast<double>(figures_.size() - way.rows * columns_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const bool valued = next < way.valued.size() && way.valued[next] == i;
      if (valued) ++next;
      if (valued && heading(i)) score -= 3;
      if (valued && labels_[i].heading) score -= 1.5;
      if (labels_[i].sum && !valued) score -= 3;
    }
    return score;
  }

  void judge(Way& way) const {
    way.reading.assign(figures_.size(), 0);
    way.confirmed.assign(figures_.size(), false);
    std::vector<std::ptrdiff_t> row(labels_.size(), -1);
    for (std::size_t r = 0; r < way.valued.size(); ++r) {
      row[way.valued[r]] = static_cast<std::ptrdiff_t>(r);
    }
    for (std::size_t c = 0; c < columns_; ++c) {
      for (const Equation& equation : equations_) try_equation(equation, row, c, way);
      for (std::size_t r = 2; r < way.rows; ++r) {
        const ApartLabel& label = labels_[way.valued[r]];
        if (label.sum || label.total) try_footing(r, c, way);
      }
    }
  }

 private:
  // A label whose words come again in a sum further down heads that group.
  [[nodiscard]] bool heading(std::size_t at) const {
    const ApartLabel& label = labels_[at];
    if (label.sum || label.text.size() < 4) return false;
    return std::any_of(
        labels_.begin() + static_cast<std::ptrdiff_t>(at) + 1, labels_.end(),
        [&](const ApartLabel& later) {
          return later.sum && (later.text.ends_with(" " + label.text) ||
                               (!label.concept_id.empty() && later.concept_id == label.concept_id));
        });
  }

  [[nodiscard]] std::size_t index_of(std::size_t row, std::size_t column, const Way& way) const {
    return column * way.stride + row;
  }

  // Whether these figures, each in one of its readings, add up to nothing; those readings are kept.
  bool sums_to_nothing(const std::vector<std::pair<std::size_t, int>>& terms, bool absolute,
                       Way& way) const {
    constexpr std::size_t kMostReadings = 2048;
    std::size_t all = 1;
    for (const auto& [figure, weight] : terms) {
      if (figures_[figure].readings.empty()) return false;
      all *= figures_[figure].readings.size();
      if (all > kMostReadings) return false;
    }
    bool any = false;
    for (std::size_t chosen = 0; chosen < all; ++chosen) {
      std::size_t rest = chosen;
      std::int64_t sum = 0;
      bool agrees = true;
      for (const auto& [figure, weight] : terms) {
        const auto& readings = figures_[figure].readings;
        const std::size_t reading = rest % readings.size();
        rest /= readings.size();
        agrees = agrees && (!way.confirmed[figure] || way.reading[figure] == reading);
        const std::int64_t value = readings[reading].value;
        any = any || value != 0;
        sum += weight * (absolute ? std::abs(value) : value);
      }
      // Roundings of a unit are no proof against.
      if (!agrees || std::abs(sum) > 1) continue;
      rest = chosen;
      for (const auto& [figure, weight] : terms) {
        way.reading[figure] = rest % figures_[figure].readings.size();
        rest /= figures_[figure].readings.size();
        way.confirmed[figure] = way.confirmed[figure] || any;
      }
      return any;
    }
    return false;
  }

  void try_equation(const Equation& equation, const std::vector<std::ptrdiff_t>& row,
                    std::size_t column, Way& way) const {
    std::vector<std::pair<std::size_t, int>> terms;
    for (const auto& [label, weight] : equation.terms) {
      if (row[label] < 0) continue;
      terms.emplace_back(index_of(static_cast<std::size_t>(row[label]), column, way), weight);
    }
    if (terms.size() < 2 || row[equation.terms.front().first] < 0) return;
    way.score += sums_to_nothing(terms, equation.absolute, way) ? 2 : -0.5;
  }

  // A sum of the rows above it, back to some row; or, of a total, two totals above it.
  void try_footing(std::size_t row, std::size_t column, Way& way) const {
    constexpr std::size_t kFarthest = 9;
    const std::pair<std::size_t, int> result = {index_of(row, column, way), -1};
    std::vector<std::pair<std::size_t, int>> terms = {result};
    std::vector<std::size_t> totals;
    for (std::size_t above = row; above-- > 0 && row - above <= kFarthest;) {
      const ApartLabel& label = labels_[way.valued[above]];
      if (label.sum || label.total) totals.push_back(index_of(above, column, way));
      if (label.sum) break;
      terms.emplace_back(index_of(above, column, way), 1);
      if (terms.size() > 2 && sums_to_nothing(terms, false, way)) {
        way.score += 1;
        return;
      }
    }
    if (totals.size() >= 2 &&
        sums_to_nothing({result, {totals[0], 1}, {totals[1], 1}}, false, way)) {
      way.score += 1;
    }
  }

  const std::vector<ApartLabel>& labels_;
  const std::vector<ApartLine>& figures_;
  std::size_t columns_;
  const std::vector<Equation>& equations_;
};

double ways_to_choose(std::size_t from, std::size_t count) {
  double ways = 1;
  for (std::size_t i = 0; i < count; ++i) {
    ways *= static_cast<double>(from - i) / static_cast<double>(i + 1);
  }
  return ways;
}

// The next choice of `count` of `from` labels in order; false after the last.
bool next_choice(std::vector<std::size_t>& chosen, std::size_t from) {
  for (std::size_t i = chosen.size(); i-- > 0;) {
    if (chosen[i] + (chosen.size() - i) >= from) continue;
    ++chosen[i];
    for (std::size_t j = i + 1; j < chosen.size(); ++j) chosen[j] = chosen[j - 1] + 1;
    return true;
  }
  return false;
}

std::vector<Way> ways_of(const std::vector<ApartLabel>& labels, std::size_t figures,
                         std::size_t columns, const Trial& trial, bool with_arithmetic) {
  std::vector<Way> ways;
  const std::size_t most = std::min(labels.size(), figures / columns);
  for (std::size_t rows = most; rows >= 2 && figures - rows * columns <= kMostLeftOver; --rows) {
    if (ways_to_choose(labels.size(), rows) > kMostWays) continue;
    // What is left over stands after the last column, or after each.
    for (std::size_t stride = rows; stride * (columns - 1) + rows <= figures; ++stride) {
      Way way;
      way.rows = rows;
      way.stride = stride;
      for (std::size_t i = 0; i < rows; ++i) way.valued.push_back(i);
      do {
        Way tried = way;
        tried.score = trial.prior(tried);
        if (with_arithmetic) trial.judge(tried);
        ways.push_back(std::move(tried));
      } while (next_choice(way.valued, labels.size()));
      if (columns == 1) break;
    }
  }
  return ways;
}

}  // namespace

std::optional<ApartPlacing> place_figures(const std::vector<ApartLabel>& labels,
                                          const std::vector<ApartLine>& figures,
                                          std::size_t columns, const rules::RuleBook& book,
                                          bool with_arithmetic) {
  if (columns == 0 || labels.size() > kMostLabels || figures.size() < 2 * columns) {
    return std::nullopt;
  }
  const std::vector<Equation> equations = equations_of(labels, book);
  const Trial trial(labels, figures, columns, equations);
  const std::vector<Way> ways = ways_of(labels, figures.size(), columns, trial, with_arithmetic);
  if (ways.empty()) return std::nullopt;
  const auto best = std::max_element(ways.begin(), ways.end(),
                                     [](const Way& a, const Way& b) { return a.score < b.score; });
  ApartPlacing placing;
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t r = 0; r < best->rows; ++r) {
      PlacedFigure placed;
      placed.label = best->valued[r];
      placed.column = c;
      placed.figure = c * best->stride + r;
      if (with_arithmetic) {
        placed.reading = best->reading[placed.figure];
        placed.confirmed = best->confirmed[placed.figure];
      }
      placing.figures.push_back(placed);
    }
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const bool placed = i / best->stride < columns && i % best->stride < best->rows;
    if (!placed) placing.left_over.push_back(i);
  }
  // Other ways that are as good put other figures there.
  constexpr double kAsGood = 0.25;
  for (const Way& way : ways) {
    if (&way == &*best || way.score < best->score - kAsGood) continue;
    for (PlacedFigure& placed : placing.figures) {
      const auto at = std::find(way.valued.begin(), way.valued.end(), placed.label);
      if (at == way.valued.end()) {
        placed.others.push_back(figures.size());  // or none at all
        continue;
      }
      const std::size_t other =
          placed.column * way.stride + static_cast<std::size_t>(at - way.valued.begin());
      if (other != placed.figure) placed.others.push_back(other);
    }
  }
  for (PlacedFigure& placed : placing.figures) {
    std::sort(placed.others.begin(), placed.others.end());
    placed.others.erase(std::unique(placed.others.begin(), placed.others.end()),
                        placed.others.end());
  }
  return placing;
}

}  // namespace siffra::extract
