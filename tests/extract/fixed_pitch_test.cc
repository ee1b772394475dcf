// Print set as a typewriter sets it: what one space takes, and that figures are not torn at it.
#include "extract/internal/fixed_pitch.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "extract/internal/ink_layout.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/prepared_page.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::prepared;
using testing::write;
using testing::write_right;

constexpr int kPitch = 24;  // of letters 20 pixels high: a space leaves more than their height

// Every letter in the middle of a place of its own.
void type(const PixPtr& page, const std::string& text, int x, int y) {
  L_Bmf* font = bmfCreate(nullptr, 8);
  for (const char letter : text) {
    l_int32 width = 0;
    bmfGetWidth(font, letter, &width);
    write(page, std::string(1, letter), x + (kPitch - width) / 2, y);
    x += kPitch;
  }
  bmfDestroy(&font);
}

void type_right(const PixPtr& page, const std::string& text, int right, int y) {
  type(page, text, right - kPitch * static_cast<int>(text.size()), y);
}

const std::vector<std::string> kLabels = {"Omsattning", "Bruttovinst", "Resultat",  "Soliditet",
                                          "Medeltal",   "Kassaflode",  "Tillgangar"};

TEST(FixedPitch, AFigureIsNotTornAtItsSpacesAndSigns) {
  PixPtr page = blank_page(1300, 700);
  int y = 100;
  for (const std::string& label : kLabels) {
    type(page, label, 60, y += 60);
    type_right(page, "2 811", 900, y);
    type_right(page, "55 %", 1200, y);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 3 * kLabels.size());
  for (std::size_t row = 0; row < kLabels.size(); ++row) {
    EXPECT_NEAR(layout.runs[3 * row + 1].box.width, 5 * kPitch, kPitch);
    EXPECT_NEAR(layout.runs[3 * row + 2].box.width, 4 * kPitch, kPitch);
  }
}

TEST(FixedPitch, ColumnsTwoSpacesApartAreTwo) {
  PixPtr page = blank_page(1300, 700);
  int y = 100;
  for (const std::string& label : kLabels) {
    type(page, label, 60, y += 60);
    type_right(page, "811  955", 900, y);
  }
  EXPECT_EQ(find_runs(prepared(std::move(page))).runs.size(), 3 * kLabels.size());
}

// Letters of these widths at these steps, again and again.
double space_between(const std::vector<int>& steps) {
  constexpr int kLetters = 90;
  std::vector<InkPiece> pieces;
  InkRun run;
  int x = 0;
  for (int i = 0; i < kLetters; ++i) {
    InkPiece piece;
    piece.box = {x, 0, 8, 16};
    run.pieces.push_back(pieces.size());
    pieces.push_back(piece);
    x += steps[static_cast<std::size_t>(i) % steps.size()];
  }
  return space_of_fixed_pitch({run}, pieces);
}

TEST(FixedPitch, WornPrintThatLacksEveryThirdLetterIsOfOnePitchStill) {
  EXPECT_GT(space_between({12, 12, 24, 17, 12, 24, 7}), 12);
  EXPECT_EQ(space_between({12, 15, 9, 17, 10, 14, 7}), 0);
}

TEST(FixedPitch, LettersOfTheirOwnWidthsHaveNone) {
  PixPtr page = blank_page(1300, 700);
  int y = 100;
  for (const std::string& label : kLabels) {
    write(page, label, 60, y += 60);
    write_right(page, "2 811 955", 900, y);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  EXPECT_EQ(space_of_fixed_pitch(layout.runs, layout.pieces), 0);
}

}  // namespace
}  // namespace siffra::extract
