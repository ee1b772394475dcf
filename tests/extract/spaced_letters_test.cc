#include "extract/internal/spaced_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/extract/page_builder.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> joined(const PageBuilder& page) {
  Page made = page.page();
  internal::join_spaced_letters(made.words);
  std::vector<std::string> texts;
  for (const Word& word : made.words) texts.push_back(word.text);
  return texts;
}

TEST(SpacedLetters, AreWordsPartedWhereTheGapIsWider) {
  PageBuilder page;
  page.typewriter().left(60, 60, "Ö V R I G A   N O T E R   2 0 2 3");
  EXPECT_THAT(joined(page), ElementsAre("ÖVRIGA", "NOTER", "2023"));
}

TEST(SpacedLetters, FewLettersMayBeAnything) {
  PageBuilder page;
  page.left(60, 60, "Bilaga A B C").left(60, 80, "1 2 3 4 5 6 7");
  EXPECT_THAT(joined(page),
              ElementsAre("Bilaga", "A", "B", "C", "1", "2", "3", "4", "5", "6", "7"));
}

TEST(SpacedLetters, LettersInColumnsOfATableStayApart) {
  PageBuilder page;
  page.left(60, 60, "a")
      .left(110, 60, "b")
      .left(160, 60, "c")
      .left(210, 60, "d")
      .left(260, 60, "e");
  EXPECT_THAT(joined(page), ElementsAre("a", "b", "c", "d", "e"));
}

}  // namespace
}  // namespace siffra::extract
