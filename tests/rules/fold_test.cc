#include <gtest/gtest.h>

#include <string>

#include "rules/rule_book.h"

namespace siffra::rules {
namespace {

TEST(Fold, LowersSwedishLetters) {
  EXPECT_EQ(fold("\u00c5RETS \u00c4GARE \u00d6KNING \u00c9"),
            "\u00e5rets \u00e4gare \u00f6kning \u00e9");
}

TEST(Fold, ComposesLettersPrintedInTwoParts) {
  EXPECT_EQ(fold("A\u030arets o\u0308verskott a\u0308r"), "\u00e5rets \u00f6verskott \u00e4r");
}

TEST(Fold, SpellsOutLigatures) { EXPECT_EQ(fold("\ufb01nansnetto \ufb04"), "finansnetto ffl"); }

TEST(Fold, MakesEveryRunOfWhiteSpaceOneSpace) {
  EXPECT_EQ(fold("  Summa \u00a0\u2009 till\tg\u00e5ngar \n"), "summa till g\u00e5ngar");
  EXPECT_EQ(fold(" \t "), "");
}

TEST(Fold, DropsWhatHasNoWidth) {
  EXPECT_EQ(fold("an\u00adl\u00e4gg\u200bnings\ufefftillg\u00e5ng"),
            "anl\u00e4ggningstillg\u00e5ng");
}

TEST(Fold, MakesDashesAndQuotesPlain) {
  EXPECT_EQ(fold("jan \u2013 mars \u2212 \u201dX\u201d"), "jan - mars - \"x\"");
}

TEST(Fold, ReplacesInvalidBytes) { EXPECT_EQ(fold("a\xff\x62"), "a\ufffd\x62"); }

TEST(Fold, FoldedTwiceIsFoldedOnce) {
  for (const char* text :
       {"\u00c5RETS  resultat", "a\u030a\ufb01", "\xc3\xc3", "\u2013 \u201dQ\u201d"}) {
    EXPECT_EQ(fold(fold(text)), fold(text));
  }
}

}  // namespace
}  // namespace siffra::rules
