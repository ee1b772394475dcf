// Tables whose labels and columns have come apart, put together again.
#include "extract/apart_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "extract/readers.h"
#include "extract/statements.h"
#include "extract/table.h"
#include "tests/rules/standard_book.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Read {
  Document document;
  Extraction extraction;
};

Read read(const std::string& text, Settle settle = Settle::kByArithmeticToo) {
  const rules::RuleBook& book = rules::standard_book();
  Read made{read_text(text, "dump.txt", {}).value(), {}};
  join_apart_columns(made.document, book, settle);
  const std::vector<Table> tables = find_tables(made.document, &book);
  made.extraction = build_statements(made.document, tables, book);
  return made;
}

const Statement* find(const Read& read, rules::StatementKind kind) {
  for (const Statement& statement : read.extraction.statements) {
    if (statement.kind == kind) return &statement;
  }
  return nullptr;
}

// label → values, as decimal text
std::map<std::string, std::vector<std::string>> cells_of(const Statement& statement) {
  std::map<std::string, std::vector<std::string>> cells;
  for (const StatementRow& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      cells[row.label].push_back(cell.amount ? cell.amount->decimal_text() : "?" + cell.raw);
    }
  }
  return cells;
}

// Headings without figures, a note glued to a figure, letters in figures, and a figure to spare.
const std::string kBalance = R"(Balansräkning

Belopp i kr Not 2021-12-31 2020-12-3l

Tillgångar

Omsättningstillgångar

Fordringar

Kassa och bank

Summa omsättningstillgångar

Summa tillgångar

Eget kapital och skulder

Eget kapital

Kortfristiga skulder

Summa eget kapital och skulder

2 150 000

850 000

l 000 000

1 O00 000

700 000

300 000

1000000

120 000

580 000

700 000

700 000

500 000

200 000

7oo 000
)";

TEST(JoinApartColumns, PutsFiguresBesideTheirLabelsByWhatAddsUp) {
  const Read made = read(kBalance);
  const Statement* balance = find(made, rules::StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  const auto cells = cells_of(*balance);
  EXPECT_THAT(cells.at("Fordringar"), ElementsAre("150000", "120000"));
  EXPECT_THAT(cells.at("Kassa och bank"), ElementsAre("850000", "580000"));
  EXPECT_THAT(cells.at("Summa omsättningstillgångar"), ElementsAre("1000000", "700000"));
  EXPECT_THAT(cells.at("Kortfristiga skulder"), ElementsAre("300000", "200000"));
  EXPECT_THAT(cells.at("Summa eget kapital och skulder"), ElementsAre("1000000", "700000"));
  EXPECT_EQ(cells.count("Tillgångar"), 0U);
  EXPECT_THAT(made.document.pages[0].trouble, HasSubstr("put together"));
}

TEST(JoinApartColumns, KeepsTheLettersOfAFigureAsAReading) {
  const Read made = read(kBalance);
  bool found = false;
  for (const Word& word : made.document.pages[0].words) {
    for (const Reading& reading : word.readings) found = found || reading.text == "7oo 000";
    EXPECT_EQ(word.source, Source::kOcr);
  }
  EXPECT_TRUE(found);
}

TEST(JoinApartColumns, SaysWhatItCannotSettle) {
  const Read made = read(R"(Resultaträkning
2021 2020

Hyror

Material

Resor

Porto

100
200
300

400
500
600
)");
  // Four labels for three figures, and no sum to tell which has none.
  double most = 0;
  std::size_t figures = 0;
  for (const Word& word : made.document.pages[0].words) {
    if (word.text.size() != 3 || word.text[1] != '0') continue;
    ++figures;
    most = std::max(most, word.confidence);
  }
  EXPECT_EQ(figures, 6U);
  EXPECT_LE(most, 0.7);
  EXPECT_THAT(made.document.pages[0].words,
              ::testing::Contains(::testing::Field(&Word::confidence, ::testing::Le(0.3))));
}

TEST(JoinApartColumns, LeavesATableThatHoldsTogetherAlone) {
  const std::string text = R"(Resultaträkning
Belopp i kr	2021	2020
Intäkter	100	90
Kostnader	-80	-70
Årets resultat	20	20
)";
  Document before = read_text(text, "dump.txt", {}).value();
  Document after = before;
  join_apart_columns(after, rules::standard_book());
  EXPECT_EQ(before.pages[0].words, after.pages[0].words);
}

TEST(JoinApartColumns, NamesFiguresThatHaveNoPlace) {
  const Read made = read(kBalance + "\n7\n");
  EXPECT_THAT(made.document.pages[0].trouble, HasSubstr("\"7\" has no place"));
}

TEST(JoinApartColumns, MakesNoFigureOfDigitsThatAreNone) {
  std::string text = kBalance;
  text.replace(text.find("580 000"), 7, "580 00");
  const Read made = read(text);
  const Statement* balance = find(made, rules::StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  EXPECT_THAT(cells_of(*balance).at("Kassa och bank").back(), HasSubstr("?580"));
}

// A budget follow-up: heads one below the other, then labels, then column after column, and so on
// for each part; a total that kept two of its figures; an outcome that cannot be read and one whose
// points and spaces are wrong.
const std::string kFollowUp = R"(Sammanställning av utfall och budget 2019

lnsatser
Budget

20t9
Utfall
20L9

Differens

2000 Information
2001 Uppföljning
3006 Rehabilitering
Summa insatser

-200 000
-50 000

-30 000
-280 000

-74 grt
-18 185
-1.1 2.13

-104 209

125 189

31 815
18 787
175791

1001 Styrelse
1002 Revision

Totalt -535 000 -353711

-200 000
-55 000

-206 27t
-43 231

-6 271

1l 769
181,289
)";

TEST(JoinApartColumns, PutsAFollowUpTogetherPartByPart) {
  const Read made = read(kFollowUp);
  const Statement* follow_up = find(made, rules::StatementKind::kBudgetFollowUp);
  ASSERT_NE(follow_up, nullptr);
  ASSERT_EQ(follow_up->columns.size(), 3U);
  EXPECT_EQ(follow_up->columns[0].role, rules::ColumnRole::kBudget);
  EXPECT_EQ(follow_up->columns[1].role, rules::ColumnRole::kActual);
  EXPECT_EQ(follow_up->columns[2].role, rules::ColumnRole::kVariance);
  const auto cells = cells_of(*follow_up);
  EXPECT_THAT(cells.at("Uppföljning"), ElementsAre("-50000", "-18185", "31815"));
  EXPECT_THAT(cells.at("Styrelse"), ElementsAre("-200000", "-206271", "-6271"));
  EXPECT_THAT(cells.at("Totalt"), ElementsAre("-535000", "-353711", "181289"));
}

TEST(JoinApartColumns, RegroupsAFigureOfAFollowUpOnlyWhereItsRowProvesIt) {
  const Read made = read(kFollowUp);
  const Statement* follow_up = find(made, rules::StatementKind::kBudgetFollowUp);
  ASSERT_NE(follow_up, nullptr);
  EXPECT_THAT(cells_of(*follow_up).at("Rehabilitering"), ElementsAre("-30000", "-11213", "18787"));

  std::string altered = kFollowUp;
  altered.replace(altered.find("18 787"), 6, "18 788");
  altered.replace(altered.find("-30 000"), 7, "-30 003");
  const Read unproven = read(altered);
  const Statement* left = find(unproven, rules::StatementKind::kBudgetFollowUp);
  ASSERT_NE(left, nullptr);
  EXPECT_THAT(cells_of(*left).at("Rehabilitering")[1], HasSubstr("?-1."));
}

TEST(JoinApartColumns, KeepsAnOutcomeThatCannotBeReadAsSuch) {
  const Read made = read(kFollowUp);
  const Statement* follow_up = find(made, rules::StatementKind::kBudgetFollowUp);
  ASSERT_NE(follow_up, nullptr);
  EXPECT_THAT(cells_of(*follow_up).at("Information")[1], HasSubstr("?-74"));
}

TEST(JoinApartColumns, LeavesAFollowUpWhoseDifferencesProveOtherwise) {
  std::string text = kFollowUp;
  for (const std::string figure : {"31 815", "18 787", "175791"}) {
    text.replace(text.find(figure), figure.size(), "99 999");
  }
  text.resize(text.find("1001 Styrelse"));
  const Read made = read(text);
  EXPECT_TRUE(made.document.pages[0].trouble.empty());
}

}  // namespace
}  // namespace siffra::extract
