// A report as text, through every stage of extraction, and what a test asks of the outcome.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/readers.h"
#include "extract/statements.h"

namespace siffra::extract::testing {

inline const rules::RuleBook& book() {
  static const rules::RuleBook* const loaded = [] {
    const auto files = rules::standard_pack_files();
    if (!files) return static_cast<rules::RuleBook*>(nullptr);
    auto result = rules::RuleBook::load(*files);
    return result ? new rules::RuleBook(std::move(*result)) : nullptr;
  }();
  return *loaded;
}

inline Extraction extract(const std::string& text) {
  const auto document = read_text(text, "report.txt", {});
  EXPECT_TRUE(document);
  if (!document) return {};
  return build_statements(*document, find_tables(*document, &book()), book());
}

inline const Statement* find(const Extraction& extraction, rules::StatementKind kind) {
  for (const Statement& statement : extraction.statements) {
    if (statement.kind == kind) return &statement;
  }
  return nullptr;
}

inline const StatementRow* row(const Statement& statement, const std::string& label) {
  for (const StatementRow& one : statement.rows) {
    if (one.label == label) return &one;
  }
  return nullptr;
}

inline std::vector<std::string> values(const StatementRow& one) {
  std::vector<std::string> out;
  for (const StatementCell& cell : one.cells) {
    out.push_back(std::to_string(cell.column + 1) + ":" +
                  (cell.amount ? cell.amount->decimal_text() : "?" + cell.raw));
  }
  return out;
}

inline std::string day(const std::optional<rules::Date>& date) {
  if (!date) return "-";
  return std::to_string(static_cast<int>(date->year())) + "-" +
         std::to_string(static_cast<unsigned>(date->month())) + "-" +
         std::to_string(static_cast<unsigned>(date->day()));
}

inline std::vector<std::string> periods(const Statement& statement) {
  std::vector<std::string> out;
  for (const StatementColumn& column : statement.columns) {
    out.push_back(day(column.period_start) + ".." + day(column.period_end) +
                  (column.prior ? " prior" : ""));
  }
  return out;
}

// An interim report of a small body, whole and right.
inline constexpr const char* kInterim =
    "Samordningsförbundet Norrsken\n"
    "Organisationsnummer 222 000 – 9993\n"
    "Delårsrapport januari – augusti 2021\n\n"
    "3. Resultaträkning\n\n"
    "Belopp i kr\tNot\t2021-01-01\t2020-01-01\n"
    "\t\t2021-08-31\t2020-08-31\n"
    "Verksamhetens intäkter\t1\t1 200 500\t1 100 400\n"
    "Verksamhetens kostnader\t2\t-900 300\t-1 000 100\n"
    "Verksamhetens nettokostnad\t\t300 200\t100 300\n"
    "Finansiella kostnader\t\t-200\t-\n"
    "Årets resultat\t\t300 000\t100 300\n\n"
    "4. Balansräkning\n\n"
    "Belopp i kr\tNot\t2021-08-31\t2020-12-31\n"
    "Tillgångar\t\t\t\n"
    "Kundfordringar\t3\t500 100\t400 100\n"
    "Kassa och bank\t\t700 200\t600 200\n"
    "Summa tillgångar\t\t1 200 300\t1 000 300\n"
    "Eget kapital\t\t900 300\t600 300\n"
    "Kortfristiga skulder\t\t300 000\t400 000\n"
    "Summa eget kapital och skulder\t\t1 200 300\t1 000 300\n\n"
    "Not 3. Fordringar\n\n"
    "\t2021-08-31\t2020-12-31\n"
    "1511 Kundfordringar\t300 100\t250 000\n"
    "1712 Upplupna intäkter\t200 000\t150 100\n"
    "Summa\t500 100\t400 100\n";

}  // namespace siffra::extract::testing
