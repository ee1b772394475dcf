// Spaces of recognised pages that a typewriter set.
#include "extract/internal/word_space.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/table.h"
#include "tests/extract/page_builder.h"
#include "tests/extract/table_text.h"

namespace siffra::extract {
namespace {

constexpr double kSize = 8;
constexpr double kPitch = 0.6 * kSize;

// Boxes as recognition gives them, that end with the ink.
Document recognised(const PageBuilder& builder) {
  constexpr double kBeside = 0.15;  // of a letter's room, on either side of its ink
  Document document = builder.document();
  for (Word& word : document.pages.front().words) {
    word.source = Source::kOcr;
    word.box.x0 += kBeside * kPitch;
    word.box.x1 -= kBeside * kPitch;
  }
  return document;
}

PageBuilder typed() {
  PageBuilder page;
  page.size(kSize).typewriter();
  return page;
}

const char* const kLabels[] = {"Byggnader",  "Maskiner", "Kundfordringar", "Fordringar", "Bank",
                               "Tillgångar", "Kapital",  "Reservfond",     "Resultat",   "Skulder",
                               "Avsättning", "Lager",    "Skatter",        "Summa"};

TEST(WordSpace, KnowsThePrintOfATypewriterByItsWords) {
  PageBuilder page = typed();
  double y = 100;
  for (const char* label : kLabels) {
    y += 12;
    page.left(60, y, label).right(400, y, "2 606 656");
  }
  Document document = recognised(page);
  EXPECT_NEAR(internal::pitch_of_recognised(document.pages.front()), kPitch, 0.05 * kPitch);
  // Letters of other types take what room they need.
  double odd = 0.8;
  for (Word& word : document.pages.front().words) {
    word.box.x1 = word.box.x0 + odd * word.box.width();
    odd = odd > 1.2 ? 0.8 : odd + 0.1;
  }
  EXPECT_EQ(internal::pitch_of_recognised(document.pages.front()), 0);
  for (Word& word : document.pages.front().words) word.source = Source::kTextLayer;
  EXPECT_EQ(internal::pitch_of_recognised(document.pages.front()), 0);
}

// "94 162" whose 1 was lost looks like figures of two columns.
TEST(WordSpace, FiguresThatLostADigitTearNoOthersOfATypewritersColumn) {
  PageBuilder page = typed();
  double y = 100;
  page.left(60, y, "Balansräkning");
  y += 24;
  page.right(400, y, "2022").right(500, y, "2021");
  int row = 0;
  for (const char* label : kLabels) {
    const bool torn = ++row % 6 == 0;
    y += 12;
    page.left(60, y, label).right(400, y, "2 606 656");
    page.right(500, y, torn ? "94  62" : "2 703 056");
  }
  const auto tables = find_tables(recognised(page));
  ASSERT_EQ(tables.size(), 1U);
  const auto rows = rows_of(tables.front());
  EXPECT_TRUE(rows[1].starts_with("Byggnader|2 606 656|2 703 056")) << rows[1];
}

}  // namespace
}  // namespace siffra::extract
