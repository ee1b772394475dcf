// Where the recogniser's words are taken to stand.
#include "extract/internal/text_engine.h"

#include <gtest/gtest.h>

namespace siffra::extract {
namespace {

TEST(AfterTheWordBefore, AWordWithTheUnderlineOfItsWholeLineBeginsAfterTheOnesBeforeIt) {
  const PixelBox before{240, 100, 30, 24};
  EXPECT_EQ(after_the_word_before(before, {80, 100, 420, 24}), (PixelBox{270, 100, 230, 24}));
}

TEST(AfterTheWordBefore, SlantedWordsThatLeanOverOneAnotherAndOtherLinesStayAsTheyAre) {
  const PixelBox before{240, 100, 30, 24};
  for (const PixelBox box : {PixelBox{262, 100, 90, 24}, PixelBox{300, 100, 90, 24},
                             PixelBox{80, 140, 420, 24}, PixelBox{80, 100, 150, 24}}) {
    EXPECT_EQ(after_the_word_before(before, box), box);
  }
}

}  // namespace
}  // namespace siffra::extract
