#include "extract/internal/scale_evidence.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

using rules::RuleBook;
using rules::StatementKind;

constexpr std::array<std::int64_t, 3> kScales = {1, 1000, 1000000};

bool is_main(StatementKind kind) {
  return kind == StatementKind::kIncomeStatement || kind == StatementKind::kBalanceSheet ||
         kind == StatementKind::kCashFlowStatement;
}

// Small figures agree by chance.
constexpr std::int64_t kLeastDigits = 100;

bool tells_something(const StatementCell& cell, std::int64_t least = kLeastDigits) {
  return cell.amount && cell.unit == rules::Unit::kMoney && !cell.amount->is_nil &&
         cell.amount->stated_scale == 0 && std::abs(cell.amount->digits) >= least;
}

// The same amount to the precision of the coarser figure, signs aside.
bool agree(const rules::ReportedAmount& a, std::int64_t scale, const rules::ReportedAmount& b,
           std::int64_t other_scale) {
  const auto value = a.money(scale), other = b.money(other_scale);
  const auto quantum = a.quantum(scale), other_quantum = b.quantum(other_scale);
  if (!value || !other || !quantum || !other_quantum) return false;
  const std::int64_t difference = std::abs(std::abs(value->ore()) - std::abs(other->ore()));
  const std::int64_t coarser = std::max(quantum->ore(), other_quantum->ore());
  return scale == other_scale ? difference == 0 : 2 * difference <= coarser;
}

// Figures with a unit of their own, by the date of their column.
struct Known {
  rules::ReportedAmount amount;
  std::int64_t scale;
};
using KnownByDate = std::map<rules::Date, std::vector<Known>>;

KnownByDate known_figures(const std::vector<Statement>& statements) {
  KnownByDate known;
  for (const Statement& statement : statements) {
    if (!statement.scale || statement.kind == StatementKind::kOther) continue;
    for (const StatementRow& row : statement.rows) {
      for (const StatementCell& cell : row.cells) {
        const StatementColumn& column = statement.columns[cell.column];
        if (!column.period_end || !tells_something(cell)) continue;
        known[*column.period_end].push_back(
            {*cell.amount, column.scale.value_or(*statement.scale)});
      }
    }
  }
  return known;
}

// How many different figures of the main statements ask for each unit.
using Votes = std::map<std::int64_t, std::set<std::int64_t>>;

void vote_by_figures(const Statement& statement, const KnownByDate& known, std::int64_t least,
                     Votes& votes) {
  for (const StatementRow& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      const auto& end = statement.columns[cell.column].period_end;
      const auto there = end && tells_something(cell, least) ? known.find(*end) : known.end();
      if (there == known.end()) continue;
      for (const Known& other : there->second) {
        for (const std::int64_t scale : kScales) {
          if (agree(*cell.amount, scale, other.amount, other.scale))
            votes[scale].insert(std::abs(cell.amount->digits));
        }
      }
    }
  }
}

// "2 007 079 kr" in a sentence: the digits of an amount by the unit that follows it.
void collect_amounts(const std::string& text, const RuleBook& book,
                     std::map<std::int64_t, std::set<std::int64_t>>& amounts) {
  constexpr std::size_t kFewestDigits = 5, kMostDigits = 12;
  std::string digits;
  for (const std::string& word : split_words(text)) {
    std::string_view bare = word;
    while (!bare.empty() && (bare.back() == '.' || bare.back() == ',' || bare.back() == ')'))
      bare.remove_suffix(1);
    while (!bare.empty() && (bare.front() == '-' || bare.front() == '(')) bare.remove_prefix(1);
    const bool number = !bare.empty() && std::all_of(bare.begin(), bare.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; });
    if (number) {
      if (bare.size() != 3) digits.clear();
      digits += bare;
      continue;
    }
    if (digits.size() >= kFewestDigits && digits.size() <= kMostDigits && digits.front() != '0') {
      const std::optional<std::int64_t> scale =
          has_digit(std::string(bare)) ? std::nullopt : book.unit_scale(bare);
      if (scale) amounts[*scale].insert(std::stoll(digits));
    }
    digits.clear();
  }
}

void vote_by_text(const std::vector<Statement>& statements, const DocumentLines& pages,
                  const RuleBook& book, Votes& votes) {
  std::map<std::int64_t, std::set<std::int64_t>> amounts;
  for (const std::vector<TextLine>& page : pages) {
    for (const TextLine& line : page) collect_amounts(line.text(), book, amounts);
  }
  if (amounts.empty()) return;
  constexpr std::size_t kCountsAs = 3;  // one long figure, digit by digit, is as good as three
  for (const Statement& statement : statements) {
    if (statement.scale || !is_main(statement.kind)) continue;
    for (const StatementRow& row : statement.rows) {
      for (const StatementCell& cell : row.cells) {
        if (!tells_something(cell) || cell.amount->decimals != 0) continue;
        const std::int64_t digits = std::abs(cell.amount->digits);
        for (const auto& [scale, said] : amounts) {
          if (said.count(digits) == 0) continue;
          for (std::size_t i = 0; i < kCountsAs; ++i)
            votes[scale].insert(-(digits * 10 + static_cast<std::int64_t>(i)));
        }
      }
    }
  }
}

// The unit that several figures ask for, if hardly any ask for another.
std::optional<std::int64_t> winner(const Votes& votes) {
  constexpr std::size_t kFewest = 3, kMuchMore = 4;
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  if (best == votes.end() || best->second.size() < kFewest) return std::nullopt;
  for (const auto& [scale, figures] : votes) {
    if (scale != best->first && figures.size() * kMuchMore > best->second.size())
      return std::nullopt;
  }
  return best->first;
}

}  // namespace

std::optional<std::int64_t> main_scale_by_evidence(const std::vector<Statement>& statements,
                                                   const DocumentLines& pages,
                                                   const RuleBook& book) {
  Votes votes;
  const KnownByDate known = known_figures(statements);
  for (const Statement& statement : statements) {
    if (!statement.scale && is_main(statement.kind))
      vote_by_figures(statement, known, kLeastDigits, votes);
  }
  vote_by_text(statements, pages, book, votes);
  return winner(votes);
}

std::optional<std::int64_t> scale_by_evidence(const Statement& asked,
                                              const std::vector<Statement>& statements) {
  constexpr std::int64_t kLeast = 1000;
  Votes votes;
  vote_by_figures(asked, known_figures(statements), kLeast, votes);
  return winner(votes);
}

}  // namespace siffra::extract::internal
