#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/rules/standard_book.h"

namespace siffra::rules {
namespace {

struct Row {
  const char* read;
  const char* meant;  // "" for left as it is
};

TEST(WordMeant, IsTheWordOfAccountsThatLooksMostLikeTheMisreadOne) {
  const std::vector<Row> rows = {
      {"Kässa", "kassa"},           {"banktöllgodohavande", "banktillgodohavande"},
      {"retultat", "resultat"},     {"RESULTATRÅJINING", "resultaträkning"},
      {"Arets", "årets"},           {"Kassatlödesanalys", "kassaflödesanalys"},
      {"Fordrlngar", "fordringar"}, {"anläggningstiligångar", "anläggningstillgångar"},
      {"Övnga", "övriga"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.read);
    EXPECT_EQ(standard_book().word_meant(row.read).value_or(""), row.meant);
  }
}

// What is printed right stays: other forms of known words, other words, names.
TEST(WordMeant, LeavesCleanWordsAlone) {
  for (const char* word :
       {"kostnad",   "kostnaden", "kostnader", "intäkt",  "avgift",     "avgifts",
        "skulden",   "vården",    "länet",     "målning", "Norrköping", "Kungsbacka",
        "Andersson", "medlem",    "avtal",     "under",   "hyra",       "lån",
        "tkr",       "summan",    "fonden",    "värdet",  "2020",       "kr/kvm"}) {
    SCOPED_TRACE(word);
    EXPECT_EQ(standard_book().word_meant(word).value_or(""), "");
  }
}

TEST(WordMeant, LeavesWordsPutTogetherFromKnownOnesAlone) {
  for (const char* word : {"Förvaltningsintäkter", "förvaltningskostnader"}) {
    SCOPED_TRACE(word);
    EXPECT_EQ(standard_book().word_meant(word).value_or(""), "");
  }
}

TEST(WordMeant, ConfusionsComeFromPacks) {
  const auto file = std::filesystem::path(testing::TempDir()) / "own_spelling.toml";
  std::ofstream(file)
      << "[pack]\nname = \"own\"\n[[spelling]]\nwords = [\"hjälpmedel\"]\ncost = 20\n"
         "confusions = [\"xx m\"]\n";
  const std::vector<std::filesystem::path> files = {file};
  const auto book = RuleBook::load(files);
  ASSERT_TRUE(book);
  EXPECT_EQ(book->word_meant("hjälpxxedel").value_or(""), "hjälpmedel");
}

TEST(WordMeant, AConfusionNeedsTwoSidesAndACost) {
  const auto file = std::filesystem::path(testing::TempDir()) / "bad_spelling.toml";
  const auto error_of = [&](const std::string& text) {
    std::ofstream(file) << "[pack]\nname = \"own\"\n[[spelling]]\n" + text;
    const std::vector<std::filesystem::path> files = {file};
    const auto book = RuleBook::load(files);
    return book ? std::string() : book.error().message;
  };
  EXPECT_NE(error_of("cost = 20\nconfusions = [\"rn\"]\n").find("space between"),
            std::string::npos);
  EXPECT_NE(error_of("confusions = [\"rn m\"]\n").find("\"cost\""), std::string::npos);
  EXPECT_NE(error_of("cost = 500\nconfusions = [\"rn m\"]\n").find("\"cost\""), std::string::npos);
}

}  // namespace
}  // namespace siffra::rules
