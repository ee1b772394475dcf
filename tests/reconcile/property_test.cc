// Random tables made to add up, printed at any unit with every figure rounded by itself: nothing is
// found in them; one figure changed by more than rounding can hide is always found.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using rules::StatementKind;
using testing::ReportBuilder;

constexpr unsigned kSeed = 20240611;
constexpr int kTables = 400;

// Rows of unrounded öre by column; the last row of a block is its total.
struct Model {
  std::vector<std::string> labels;
  std::vector<std::vector<std::int64_t>> rows;
};

struct Printing {
  std::int64_t unit = 100;  // öre per printed unit
  int decimals = 0;
  std::int64_t scale = 1;
};

std::int64_t rounded(std::int64_t value, std::int64_t unit) {
  const std::int64_t half = value < 0 ? -unit / 2 : unit / 2;
  return (value + half) / unit;
}

class Tables {
 public:
  explicit Tables(unsigned seed) : random_(seed) {}

  Model model(std::size_t columns) {
    Model model;
    const std::size_t blocks = 1 + random_() % 3;
    std::vector<std::int64_t> grand(columns, 0);
    for (std::size_t block = 0; block < blocks; ++block) {
      std::vector<std::int64_t> total(columns, 0);
      const std::size_t items = 2 + random_() % 7;
      for (std::size_t item = 0; item < items; ++item) {
        add(model, "Post " + std::to_string(block) + "." + std::to_string(item), columns, total);
      }
      model.labels.push_back("Summa grupp " + std::to_string(block));
      model.rows.push_back(total);
      for (std::size_t column = 0; column < columns; ++column) grand[column] += total[column];
    }
    if (blocks > 1) {
      model.labels.push_back("Totalt");
      model.rows.push_back(grand);
    }
    return model;
  }

  Printing printing() {
    static const std::vector<Printing> kPrintings = {
        {100, 0, 1}, {1, 2, 1}, {100000, 0, 1000}, {10000000, 1, 1000000}};
    return kPrintings[random_() % kPrintings.size()];
  }

  unsigned operator()() { return static_cast<unsigned>(random_()); }

 private:
  void add(Model& model, std::string label, std::size_t columns, std::vector<std::int64_t>& total) {
    std::vector<std::int64_t> row;
    for (std::size_t column = 0; column < columns; ++column) {
      const std::int64_t size =
          10'000'000'000 + static_cast<std::int64_t>(random_() % 90'000'000'000);
      row.push_back(random_() % 5 == 0 ? -size : size);
      total[column] += row.back();
    }
    model.labels.push_back(std::move(label));
    model.rows.push_back(std::move(row));
  }

  std::mt19937_64 random_;
};

using Digits = std::vector<std::vector<std::int64_t>>;  // as printed, by row and column

Digits print(const Model& model, const Printing& printing) {
  Digits digits;
  for (const auto& row : model.rows) {
    digits.emplace_back();
    for (const std::int64_t value : row) digits.back().push_back(rounded(value, printing.unit));
  }
  return digits;
}

std::string cell_text(std::int64_t digits, int decimals) {
  rules::ReportedAmount like;
  like.decimals = decimals;
  like.sign = rules::SignStyle::kMinus;
  like.thousands = rules::ThousandsSeparator::kSpace;
  return rules::print_amount(digits, like);
}

Audit audit_of(const Model& model, const Digits& digits, const Printing& printing) {
  ReportBuilder report;
  std::vector<std::string> heads;
  for (std::size_t column = 0; column < digits.front().size(); ++column) {
    heads.push_back(std::to_string(2024 - column));
  }
  auto table = report.statement(StatementKind::kNote, "Not 1. Tabell", heads);
  table.scale(printing.scale);
  for (std::size_t row = 0; row < digits.size(); ++row) {
    std::vector<std::string> cells;
    for (const std::int64_t value : digits[row])
      cells.push_back(cell_text(value, printing.decimals));
    table.row(model.labels[row], cells);
  }
  return report.audited();
}

TEST(Property, TablesMadeToAddUpGiveNoFinding) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  Tables tables(kSeed);
  for (int i = 0; i < kTables; ++i) {
    const Model model = tables.model(1 + static_cast<std::size_t>(tables() % 4));
    const Printing printing = tables.printing();
    const Audit audit = audit_of(model, print(model, printing), printing);
    for (const Finding& finding : audit.findings) {
      // What is allowed but rare is told as such, never as an error.
      EXPECT_EQ(audit.checks[finding.checks.front()].verdict, Verdict::kRounding)
          << "table " << i << ": " << finding.title_en << ' ' << finding.explanation_en;
    }
  }
}

TEST(Property, OneChangedFigureIsAlwaysFound) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  Tables tables(kSeed + 1);
  for (int i = 0; i < kTables; ++i) {
    const Model model = tables.model(2 + static_cast<std::size_t>(tables() % 3));
    const Printing printing = tables.printing();
    Digits digits = print(model, printing);
    const std::size_t row = tables() % digits.size();
    const std::size_t column = tables() % digits.front().size();
    // More than all roundings of a table of this size together.
    const auto change = static_cast<std::int64_t>(40 + tables() % 100000);
    digits[row][column] += tables() % 2 == 0 ? change : -change;
    const Audit audit = audit_of(model, digits, printing);
    const CellAddress changed{0, row, column};
    const bool found =
        std::any_of(audit.findings.begin(), audit.findings.end(), [&](const Finding& finding) {
          return finding.severity != rules::Severity::kInfo &&
                 std::find(finding.cells.begin(), finding.cells.end(), changed) !=
                     finding.cells.end();
        });
    EXPECT_TRUE(found) << "table " << i << ", row " << row << " column " << column << " changed by "
                       << change << ", " << audit.findings.size() << " findings";
  }
}

}  // namespace
}  // namespace siffra::reconcile
