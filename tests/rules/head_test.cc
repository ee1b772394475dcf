#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "tests/rules/standard_book.h"

namespace siffra::rules {
namespace {

TEST(ColumnHead, KnowsItsRole) {
  struct Row {
    const char* text;
    std::optional<ColumnRole> role;
  };
  const std::vector<Row> rows = {
      {"Utfall jan-aug 2020", ColumnRole::kActual},
      {"Bokslut hel\u00e5r 2020", ColumnRole::kActual},
      {"Aktuell budget jan-dec 2020", ColumnRole::kBudget},
      {"Budget jan-mars 2007", ColumnRole::kBudget},
      {"Prognos Hel\u00e5r 2020", ColumnRole::kForecast},
      {"Avvikelse utfall \u2013 budget", ColumnRole::kVariance},
      {"Budget-\navvikelse", ColumnRole::kVariance},
      {"Differens", ColumnRole::kVariance},
      {"F\u00f6r\u00e4ndring", ColumnRole::kChange},
      {"F\u00f6r\u00e4ndring %", ColumnRole::kPercent},
      {"Ing\u00e5ende balans", ColumnRole::kOpening},
      {"IB 2020-01-01", ColumnRole::kOpening},
      {"UB", ColumnRole::kActual},
      {"Kommentar", ColumnRole::kText},
      {"2020-08-31", std::nullopt},
      {"Koncernen", std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(standard_book().column_head(row.text).role, row.role) << row.text;
  }
}

TEST(ColumnHead, KeepsPeriodScopeAndUnitBesideTheRole) {
  const HeadMatch head = standard_book().column_head("Budget jan-mars 2007");
  ASSERT_TRUE(head.period.has_value());
  EXPECT_EQ(head.period->start, Date(std::chrono::year{2007} / 1 / 1));
  EXPECT_EQ(head.period->end, Date(std::chrono::year{2007} / 3 / 31));
  EXPECT_EQ(standard_book().column_head("Koncernen 2023").scope, EntityScope::kGroup);
  EXPECT_EQ(standard_book().column_head("Kommunen").scope, EntityScope::kParent);
  EXPECT_EQ(standard_book().column_head("Utfall 2020 (tkr)").scale, 1000);
  EXPECT_TRUE(standard_book().column_head("F\u00f6reg \u00e5r").prior);
}

TEST(ColumnHead, KnowsNoteAndCodeColumns) {
  EXPECT_TRUE(standard_book().column_head("Not").is_note_column);
  EXPECT_TRUE(standard_book().column_head("Noter").is_note_column);
  EXPECT_FALSE(standard_book().column_head("not till utfall 2020").is_note_column);
  EXPECT_TRUE(standard_book().column_head("Konto").is_code_column);
  EXPECT_TRUE(standard_book().column_head("Proj.nr").is_code_column);
}

TEST(UnitScale, ReadsStatedUnits) {
  struct Row {
    const char* text;
    std::optional<std::int64_t> scale;
  };
  const std::vector<Row> rows = {
      {"Belopp i tkr", 1000},
      {"(tkr)", 1000},
      {"Tkr", 1000},
      {"kSEK", 1000},
      {"Tusental kronor", 1000},
      {"SEK thousand", 1000},
      {"Mkr", 1000000},
      {"mnkr", 1000000},
      {"MSEK", 1000000},
      {"Miljoner kronor", 1000000},
      {"Belopp i kr", 1},
      {"Resultatr\u00e4kning (kr)", 1},
      {"SEK", 1},
      {"Alla belopp i kronor om inte annat anges", 1},
      {"Resultat\u00f6verskottet blev 340 tkr", std::nullopt},
      {"Avgiften \u00e4r 500 kr per \u00e5r", std::nullopt},
      {"\u00c5rsavgifter, kr/kvm", std::nullopt},
      {"Resultatr\u00e4kning", std::nullopt},
      {"Svenska kronor st\u00e4rktes mot euron", std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(standard_book().unit_scale(row.text), row.scale) << row.text;
  }
}

TEST(UnitScale, KnowsASentenceThatSaysNothingButTheUnit) {
  for (const char* text :
       {"Beloppen i översikten är angivna i tusental kronor om inte annat anges.",
        "Om inte annat särskilt anges, redovisas alla belopp i hela kronor",
        "Samtliga belopp redovisas i tkr där inget annat anges."}) {
    EXPECT_TRUE(standard_book().is_unit_sentence(text)) << text;
  }
  for (const char* text :
       {"Höjda löner väntas öka kostnaderna med många tusen kronor under nästa år",
        "Resultatet påverkas av att bidraget i miljoner kronor räknat blev mindre än i fjol"}) {
    EXPECT_FALSE(standard_book().is_unit_sentence(text)) << text;
  }
}

TEST(RowUnit, TellsSharesAndCountsFromMoney) {
  struct Row {
    const char* label;
    std::optional<Unit> unit;
  };
  const std::vector<Row> rows = {
      {"Lån 1, ränta 1,15 %", std::nullopt},
      {"Soliditet (%)", Unit::kPercent},
      {"Soliditet", Unit::kPercent},
      {"R\u00f6relsemarginal, procent", Unit::kPercent},
      {"Antal anst\u00e4llda", Unit::kCount},
      {"Medelantalet anst\u00e4llda", Unit::kCount},
      {"\u00c5rsavgifter, kr/kvm", Unit::kOther},
      {"Resultat per aktie, kr", Unit::kOther},
      {"Nettooms\u00e4ttning", std::nullopt},
      {"Andelar i koncernf\u00f6retag", std::nullopt},
      {"Nettooms\u00e4ttning, tkr", std::nullopt},
      {"Organisk tillv\u00e4xt, %", Unit::kPercent},
      {"Organisk tillv\u00e4xt, mkr", std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(standard_book().row_unit(row.label), row.unit) << row.label;
  }
}

TEST(LabelWords, StandWhereTheyMeanSomething) {
  const RuleBook& book = standard_book();
  EXPECT_TRUE(book.has_word("Summa tillg\u00e5ngar", LabelWord::kSum));
  EXPECT_TRUE(book.has_word("S:a kostnader", LabelWord::kSum));
  EXPECT_TRUE(book.has_word("Tillg\u00e5ngar totalt", LabelWord::kSum));
  EXPECT_FALSE(book.has_word("R\u00e4ntabilitet p\u00e5 totalt kapital", LabelWord::kSum));
  EXPECT_TRUE(book.has_word("varav pensioner", LabelWord::kOfWhich));
  EXPECT_TRUE(book.has_word("D\u00e4rav \u00e5rets resultat", LabelWord::kOfWhich));
  EXPECT_FALSE(book.has_word("Skulder, varav l\u00e5ngfristiga", LabelWord::kOfWhich));
  EXPECT_TRUE(book.has_word("Likvida medel vid \u00e5rets b\u00f6rjan", LabelWord::kOpening));
  EXPECT_TRUE(book.has_word("Utg\u00e5ende anskaffningsv\u00e4rde", LabelWord::kClosing));
}

}  // namespace
}  // namespace siffra::rules
