#include "extract/internal/apart_follow_up.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace siffra::extract {
namespace {

using rules::ColumnRole;

bool heads_a_column(ColumnRole role) {
  return role == ColumnRole::kActual || role == ColumnRole::kBudget ||
         role == ColumnRole::kForecast || role == ColumnRole::kVariance;
}

bool has_minus(std::string_view word) {
  return word.starts_with("-") || word.starts_with("–") || word.starts_with("−");
}

// Where each row's figure in each column is, as place_in_order counts them.
using Grid = std::vector<std::vector<std::size_t>>;  // by row, by column

Grid grid_of(const std::vector<std::vector<ApartLine>>& beside, std::size_t figures,
             std::size_t columns) {
  Grid grid(beside.size(), std::vector<std::size_t>(columns));
  std::size_t down = 0;
  std::size_t next_beside = figures;
  for (std::size_t row = 0; row < beside.size(); ++row) {
    for (std::size_t c = 0; c < beside[row].size(); ++c) grid[row][c] = next_beside++;
  }
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t row = 0; row < beside.size(); ++row) {
      if (c >= beside[row].size()) grid[row][c] = down++;
    }
  }
  return grid;
}

// Differences are printed as outcome less budget or the other way round, all of a table alike.
struct Difference {
  std::size_t column = 0, outcome = 0, budget = 0;
};

std::optional<Difference> difference_of(const std::vector<ApartHead>& heads) {
  const auto only = [&](ColumnRole role) -> std::optional<std::size_t> {
    std::optional<std::size_t> found;
    for (std::size_t c = 0; c < heads.size(); ++c) {
      if (heads[c].role != role) continue;
      if (found) return std::nullopt;
      found = c;
    }
    return found;
  };
  const auto column = only(ColumnRole::kVariance);
  const auto budget = only(ColumnRole::kBudget);
  auto outcome = only(ColumnRole::kActual);
  if (!outcome) outcome = only(ColumnRole::kForecast);
  if (!column || !budget || !outcome) return std::nullopt;
  return Difference{*column, *outcome, *budget};
}

struct Proof {
  std::size_t tried = 0, held = 0;  // rows; those of nothing but zeros prove nothing
  std::vector<std::optional<std::size_t>> reading;  // by figure, where its row holds
};

std::vector<ApartFigure> readings_of(const ApartLine& figure) {
  if (figure.readings.empty() && figure.regrouped) return {*figure.regrouped};
  return figure.readings;
}

// Whether a difference, an outcome and a budget agree, each in one of its readings.
bool try_row(const std::array<std::size_t, 3>& at, const std::vector<ApartLine>& figures, int sign,
             Proof& proof) {
  const auto differences = readings_of(figures[at[0]]);
  const auto outcomes = readings_of(figures[at[1]]);
  const auto budgets = readings_of(figures[at[2]]);
  for (std::size_t d = 0; d < differences.size(); ++d) {
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      for (std::size_t b = 0; b < budgets.size(); ++b) {
        const std::int64_t whole = outcomes[o].value - budgets[b].value;
        // Roundings of a unit are no proof against.
        if (std::abs(differences[d].value - sign * whole) > 1) continue;
        proof.reading[at[0]] = d;
        proof.reading[at[1]] = o;
        proof.reading[at[2]] = b;
        return true;
      }
    }
  }
  return false;
}

// Rows in which the figures differ as printed.
Proof prove(const Grid& grid, const std::vector<ApartLine>& figures, const Difference& difference,
            int sign) {
  Proof proof;
  proof.reading.resize(figures.size());
  for (const std::vector<std::size_t>& row : grid) {
    const std::array<std::size_t, 3> at = {row[difference.column], row[difference.outcome],
                                           row[difference.budget]};
    bool zeros = true;
    for (const std::size_t figure : at) {
      zeros =
          zeros && !figures[figure].readings.empty() && figures[figure].readings.front().value == 0;
    }
    if (zeros) continue;
    ++proof.tried;
    if (try_row(at, figures, sign, proof)) ++proof.held;
  }
  return proof;
}

}  // namespace

bool take_apart_head(std::string_view line, const rules::RuleBook& book,
                     std::vector<ApartHead>& heads) {
  constexpr std::size_t kLongestHead = 30;
  if (line.size() > kLongestHead) return false;
  if (const auto date = read_apart_date(line)) {
    if (heads.empty() || heads.back().dated) return false;
    heads.back().text += " " + *date;
    heads.back().dated = true;
    return true;
  }
  const rules::HeadMatch head = book.column_head(line);
  if (head.role && heads_a_column(*head.role)) {
    heads.push_back({std::string(line), *head.role, head.period.has_value()});
    return true;
  }
  const bool coded = line.front() >= '0' && line.front() <= '9';  // "2000 Information" is a row
  if (head.role || !head.period || coded || heads.empty() || heads.back().dated) return false;
  heads.back().text += " " + std::string(line);
  heads.back().dated = true;
  return true;
}

std::optional<TrailingFigures> trailing_figures(const std::vector<std::string>& words) {
  TrailingFigures trailing;
  trailing.label_words = words.size();
  while (trailing.label_words > 0) {
    const std::string& word = words[trailing.label_words - 1];
    if (!read_apart_figure(word, false) || word == "-") break;
    --trailing.label_words;
  }
  if (trailing.label_words == 0 || trailing.label_words == words.size()) return std::nullopt;
  for (std::size_t i = trailing.label_words; i < words.size();) {
    std::string text = words[i];
    if (!has_minus(text)) return std::nullopt;  // nothing tells where the figure before it ended
    for (++i; i < words.size() && !has_minus(words[i]); ++i) text += " " + words[i];
    auto figure = read_apart_figure(text, false);
    if (!figure || figure->readings.empty()) return std::nullopt;
    trailing.figures.push_back(std::move(*figure));
  }
  return trailing;
}

std::optional<ApartPlacing> place_in_order(const std::vector<std::vector<ApartLine>>& beside,
                                           const std::vector<ApartLine>& figures,
                                           const std::vector<ApartHead>& heads,
                                           bool with_arithmetic) {
  std::vector<ApartLine> all = figures;
  for (const std::vector<ApartLine>& row : beside) {
    if (row.size() > heads.size()) return std::nullopt;
    all.insert(all.end(), row.begin(), row.end());
  }
  if (heads.empty() || beside.empty() || all.size() != beside.size() * heads.size())
    return std::nullopt;
  const Grid grid = grid_of(beside, figures.size(), heads.size());
  Proof proof;
  proof.reading.resize(all.size());
  if (const auto difference = difference_of(heads); difference && with_arithmetic) {
    const Proof as_outcome = prove(grid, all, *difference, 1);
    const Proof as_budget = prove(grid, all, *difference, -1);
    proof = as_outcome.held >= as_budget.held ? as_outcome : as_budget;
    if (2 * proof.held < proof.tried) return std::nullopt;
  }
  ApartPlacing placing;
  for (std::size_t row = 0; row < grid.size(); ++row) {
    for (std::size_t c = 0; c < heads.size(); ++c) {
      PlacedFigure placed;
      placed.label = row;
      placed.column = c;
      placed.figure = grid[row][c];
      const auto& reading = proof.reading[placed.figure];
      placed.reading = reading.value_or(0);
      placed.confirmed = reading.has_value();
      placing.figures.push_back(placed);
    }
  }
  return placing;
}

}  // namespace siffra::extract
