#include "tools/eval/match.h"

#include <algorithm>

#include "tools/eval/similarity.h"

namespace siffra::evaluation {
namespace {

constexpr double kLeastSimilar = 0.7;

using Values = std::vector<std::optional<Decimal>>;

Values said_values(const SaidRow& row, Moment moment) {
  Values values;
  for (const SaidCell& cell : row.cells)
    values.push_back(moment == Moment::kAfterRepair ? cell.value : cell.before_repair);
  return values;
}

Values printed_values(const TrueRow& row) {
  Values values;
  for (const auto& value : row.values)
    if (value) values.push_back(value);
  return values;
}

std::size_t equal_places(const Values& a, const Values& b, std::size_t skip) {
  if (a.size() + skip != b.size()) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] == b[i + skip]) ++equal;
  return equal;
}

// How much of a row of another length is there at all; a half for each figure found.
double loose_matches(const Values& truth, const Values& said, std::size_t skip) {
  std::size_t found = 0;
  for (const auto& value : truth)
    if (std::find(said.begin() + static_cast<std::ptrdiff_t>(skip), said.end(), value) !=
        said.end())
      ++found;
  return 0.5 * static_cast<double>(found);
}

// The figures that agree, with a stray leading figure (a note number) forgiven.
double agreement(const Values& truth, const Values& said) {
  double best = 0;
  for (std::size_t skip = 0; skip <= (said.size() == truth.size() + 1 ? 1U : 0U); ++skip) {
    const bool same_length = said.size() - skip == truth.size();
    best = std::max(best, same_length ? static_cast<double>(equal_places(truth, said, skip))
                                      : loose_matches(truth, said, skip));
  }
  return best;
}

class Matcher {
 public:
  Matcher(const Truth& truth, const SaidReport& said, Moment moment) : truth_(truth), said_(said) {
    for (const SaidRow& row : said.rows) {
      labels_.push_back(flat_label(row.label));
      values_.push_back(said_values(row, moment));
    }
    used_.resize(said.rows.size(), false);
  }

  RowMatch match(const TrueRow& row) {
    const std::string label = flat_label(row.label);
    const Values values = printed_values(row);
    const std::string& kind = truth_.statements[row.statement].kind;
    double best = -1, best_agreement = 0;
    std::optional<std::size_t> at;
    for (std::size_t i = 0; i < said_.rows.size(); ++i) {
      if (used_[i]) continue;
      const double alike = similarity(label, labels_[i]);
      if (alike < kLeastSimilar) continue;
      const double agreed = agreement(values, values_[i]);
      const bool same_kind = said_.statements[said_.rows[i].statement].kind == kind;
      const double worth = alike +
                           2 * agreed / std::max<double>(1, static_cast<double>(values.size())) +
                           (same_kind ? 0.3 : 0);
      if (worth <= best) continue;
      best = worth;
      best_agreement = agreed;
      at = i;
    }
    if (!at || best_agreement == 0) return {};
    used_[*at] = true;
    return placed(row, values, *at);
  }

 private:
  RowMatch placed(const TrueRow& row, const Values& values, std::size_t at) {
    RowMatch match;
    match.said = at;
    match.cells.resize(row.values.size());
    const Values& said = values_[at];
    std::size_t skip = 0;
    if (said.size() == values.size() + 1) skip = 1;
    match.right = equal_places(values, said, skip);
    if (said.size() != values.size() + skip) {
      place_equal(row, said, match);
      return match;
    }
    match.in_place = true;
    std::size_t k = skip;
    for (std::size_t c = 0; c < row.values.size(); ++c)
      if (row.values[c]) match.cells[c] = k++;
    return match;
  }

  // A cell was lost or one too many read: the figures that are there, in order.
  static void place_equal(const TrueRow& row, const Values& said, RowMatch& match) {
    std::size_t next = 0;
    for (std::size_t c = 0; c < row.values.size(); ++c) {
      if (!row.values[c]) continue;
      const auto at =
          std::find(said.begin() + static_cast<std::ptrdiff_t>(next), said.end(), row.values[c]);
      if (at == said.end()) continue;
      match.cells[c] = static_cast<std::size_t>(at - said.begin());
      next = *match.cells[c] + 1;
    }
  }

  const Truth& truth_;
  const SaidReport& said_;
  std::vector<std::string> labels_;
  std::vector<Values> values_;
  std::vector<bool> used_;
};

}  // namespace

std::vector<RowMatch> match_rows(const Truth& truth, const SaidReport& said, Moment moment) {
  Matcher matcher(truth, said, moment);
  std::vector<RowMatch> matches;
  for (const TrueRow& row : truth.rows) matches.push_back(matcher.match(row));
  return matches;
}

}  // namespace siffra::evaluation
