#include "extract/internal/page_rulings.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::write;
using testing::write_right;

void ink(const PixPtr& page, int x, int y, int width, int height) {
  pixRasterop(page.get(), x, y, width, height, PIX_CLR, nullptr, 0, 0);
}

// The last row of a table on a page of its own: its sides are no longer than letters, and beside a
// figure they look like ones.
TEST(PreparePage, TheSidesOfABoxOneRowHighAreRulings) {
  PixPtr page = blank_page(1200, 900);
  write(page, "Totalt", 110, 131);
  write_right(page, "1 117", 394, 131);
  write_right(page, "950", 694, 131);
  for (const int y : {100, 140}) ink(page, 100, y, 601, 3);
  for (const int x : {100, 400, 700}) ink(page, x, 100, 3, 42);
  write(page, "Hyror och hyror och hyror", 110, 300);  // print between no rulings stays
  const auto prepared = prepare_page(std::move(page), 200, 0);
  ASSERT_TRUE(prepared.has_value());
  int upright = 0;
  for (const Ruling& ruling : prepared->rulings) upright += ruling.x0 == ruling.x1 ? 1 : 0;
  EXPECT_EQ(upright, 3);
  const InkLayout layout = find_runs(*prepared);
  ASSERT_EQ(layout.runs.size(), 4U);
  EXPECT_GT(layout.runs[0].box.x, 105);
  EXPECT_LT(layout.runs[1].box.right(), 398);
  EXPECT_LT(layout.runs[2].box.right(), 698);
}

}  // namespace
}  // namespace siffra::extract
