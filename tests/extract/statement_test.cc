#include "extract/statement.h"

#include <gtest/gtest.h>

namespace siffra::extract {
namespace {

Extraction one_row_with_a_gap() {
  StatementCell cell;
  cell.column = 1;
  cell.raw = "12";
  StatementRow row;
  row.id = "r4";
  row.cells = {cell};
  Statement statement;
  statement.id = "s2";
  statement.columns.resize(2);
  statement.columns[0].id = "c1";
  statement.columns[1].id = "c2";
  statement.rows = {row};
  Extraction extraction;
  extraction.statements = {statement};
  return extraction;
}

TEST(CellAddress, IsNamedByTheIdsOfStatementRowAndColumn) {
  EXPECT_EQ(name_of(one_row_with_a_gap(), {0, 0, 1}), "s2/r4/c2");
}

TEST(CellAddress, OfAnEmptyCellFindsNothing) {
  const Extraction extraction = one_row_with_a_gap();
  ASSERT_NE(find_cell(extraction, {0, 0, 1}), nullptr);
  EXPECT_EQ(find_cell(extraction, {0, 0, 1})->raw, "12");
  EXPECT_EQ(find_cell(extraction, {0, 0, 0}), nullptr);
}

TEST(CellAddress, OutsideTheReportIsHarmless) {
  const Extraction extraction = one_row_with_a_gap();
  for (const CellAddress address :
       {CellAddress{1, 0, 0}, CellAddress{0, 1, 0}, CellAddress{0, 0, 2}}) {
    EXPECT_EQ(name_of(extraction, address), "");
    EXPECT_EQ(find_cell(extraction, address), nullptr);
  }
}

}  // namespace
}  // namespace siffra::extract
