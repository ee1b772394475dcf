#include "extract/text_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/readers.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using testing::book;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Document read(const std::string& text) {
  const auto document = read_text(text, "report.txt", {});
  EXPECT_TRUE(document);
  return document ? *document : Document{};
}

std::vector<std::string> words(const Document& document) {
  std::vector<std::string> out;
  for (const Word& word : document.pages.at(0).words) out.push_back(word.text);
  return out;
}

TEST(RepairText, PutsLettersBackThatOneSymbolStandsForEverywhere) {
  Document document = read(
      "Anl{ggningstillg#ngar 12\nOms{ttningstillg#ngar 13\nVerksamhetens int{kter 14\n"
      "SUMMA TILLG#NGAR 15\nH{ndelser under #ret\n");
  const RepairedText done = repair_text(document, book());
  EXPECT_THAT(done.mappings, ElementsAre(LetterMapping{"#", "å"}, LetterMapping{"{", "ä"}));
  EXPECT_THAT(words(document), Contains("Anläggningstillgångar"));
  EXPECT_THAT(words(document), Contains("TILLGÅNGAR"));
  EXPECT_THAT(words(document), Contains("Händelser"));  // no word of accounts, the same letters
  EXPECT_THAT(words(document), Contains("året"));
  EXPECT_EQ(done.words_changed, 6u);
}

TEST(RepairText, KeepsWhatWasReadBesideTheRepair) {
  Document document = read("Oms{ttningstillg#ngar\nAnl{ggningstillg#ngar\n");
  repair_text(document, book());
  const Word& word = document.pages[0].words.at(0);
  ASSERT_EQ(word.readings.size(), 1u);
  EXPECT_EQ(word.readings[0].text, "Oms{ttningstillg#ngar");
}

TEST(RepairText, NeverTouchesAWordWithADigit) {
  Document document =
      read("Oms{ttningstillg#ngar 4{5 1#0\nAnl{ggningstillg#ngar 1#2\nint{kter 3{3\n");
  repair_text(document, book());
  EXPECT_THAT(words(document), Contains("4{5"));
  EXPECT_THAT(words(document), Contains("1#0"));
}

TEST(RepairText, JoinsWordsBrokenAtLostLigatures) {
  Document document =
      read("Kor ris ga fordringar 5\nKor ris ga skulder 6\nLångfris ga skulder 7\n");
  const RepairedText done = repair_text(document, book());
  EXPECT_EQ(done.words_changed, 3u);
  EXPECT_THAT(words(document), Contains("Kortfristiga"));
  EXPECT_THAT(words(document), Contains("Långfristiga"));
}

TEST(RepairText, LeavesSoundTextAndUnknownSymbolsAlone) {
  const std::string sound =
      "Kortfristiga skulder 5\nA#B och C#D\nse \"Not 3\" för intäkter\nE{post {r sv#r\n";
  Document document = read(sound);
  const std::vector<std::string> before = words(document);
  const RepairedText done = repair_text(document, book());
  EXPECT_EQ(done.words_changed, 0u);
  EXPECT_THAT(done.mappings, IsEmpty());
  EXPECT_EQ(words(document), before);
}

// "./." and "÷" are how bookkeepers wrote minus.
TEST(RepairText, SpellsTheMinusSignsOfOldAccounts) {
  const Extraction extraction = [] {
    Document document = read(
        "Resultaträkning\n\nKronor\t1987\t1986\nVerksamhetens intäkter\t53 862\t49 805\n"
        "Verksamhetens kostnader\t./. 211 729\t÷194 495\n"
        "Verksamhetens nettokostnader\t./.157 867\t÷ 144 690\n"
        "Kapital ÷ skulder i procent\t12\t14\n");
    repair_text(document, book());
    return build_statements(document, find_tables(document, &book()), book());
  }();
  ASSERT_EQ(extraction.statements.size(), 1U);
  const Statement& income = extraction.statements[0];
  EXPECT_THAT(testing::values(income.rows.at(1)), ElementsAre("1:-211729", "2:-194495"));
  EXPECT_THAT(testing::values(income.rows.at(2)), ElementsAre("1:-157867", "2:-144690"));
  EXPECT_EQ(income.rows.at(3).label, "Kapital ÷ skulder i procent");
}

}  // namespace
}  // namespace siffra::extract
