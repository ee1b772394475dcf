// Days and spans in recognised heads: what recognition makes of them must still tell the period,
// and must be no figure.
#include <gtest/gtest.h>

#include <chrono>
#include <utility>
#include <vector>

#include "extract/statements.h"
#include "extract/table.h"
#include "extract/text_repair.h"
#include "tests/extract/page_builder.h"
#include "tests/extract/recognised_page.h"
#include "tests/rules/standard_book.h"

namespace siffra::extract {
namespace {

using rules::standard_book;
using testing::recognised;

std::vector<Statement> statements_of(Document& document) {
  repair_text(document, standard_book());
  return build_statements(document, find_tables(document, &standard_book()), standard_book())
      .statements;
}

// Without them the line is no head, and the references below "Not" are read as figures.
TEST(RecognisedDates, ADayAmongDaysIsNoAmount) {
  PageBuilder page;
  page.left(60, 60, "Balansräkning").left(60, 80, "tkr").right(400, 80, "231 231");
  page.right(500, 80, "221231").right(560, 80, "NOT");
  page.left(60, 100, "Inventarier").right(400, 100, "1 145").right(500, 100, "2 139");
  page.right(555, 100, "8");
  page.left(60, 116, "Fordringar").right(400, 116, "231 231").right(500, 116, "5 684");
  page.right(555, 116, "9");
  page.left(60, 132, "Summa").right(400, 132, "232 376").right(500, 132, "7 823");
  Document document = recognised(page);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1U);
  ASSERT_EQ(statements[0].columns.size(), 2U) << "the references are no column of figures";
  EXPECT_TRUE(statements[0].columns[0].period_end.has_value());
  ASSERT_EQ(statements[0].rows.size(), 3U);
  EXPECT_EQ(statements[0].rows[1].cells[0].raw, "231 231") << "a figure among figures stays";
}

TEST(RecognisedDates, TheDashOfASpanIsNoSignOfEquality) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning").left(60, 80, "tkr").right(400, 80, "Juli=sep 2023");
  page.right(500, 80, "Juli-sep 2022").left(60, 100, "Intäkter").right(400, 100, "1 145");
  page.right(500, 100, "2 139").left(60, 116, "Kostnader").right(400, 116, "-1 131");
  page.right(500, 116, "-2 084");
  Document document = recognised(page);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1U);
  ASSERT_EQ(statements[0].columns.size(), 2U);
  EXPECT_EQ(statements[0].columns[0].header, "Juli-sep 2023");
  using std::chrono::September;
  EXPECT_EQ(statements[0].columns[0].period_end, std::chrono::year{2023} / September / 30);
}

}  // namespace
}  // namespace siffra::extract
