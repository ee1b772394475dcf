#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rules/standard_book.h"

namespace siffra::rules {
namespace {

struct Row {
  const char* label;
  const char* subject;  // id of the concept; "" for none
};

void expect_concepts(StatementKind kind, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.label);
    const auto match = standard_book().concept_for(row.label, kind);
    EXPECT_EQ(match ? match->concept_found->id : "", row.subject);
  }
}

TEST(Concepts, OfMunicipalIncomeStatements) {
  expect_concepts(StatementKind::kIncomeStatement,
                  {
                      {"Verksamhetens intäkter", "income.revenue"},
                      {"VERKSAMHETENS KOSTNADER", "income.operating_expenses"},
                      {"Avskrivningar", "income.depreciation"},
                      {"Verksamhetens nettokostnader", "income.net_cost"},
                      {"RES1 Verksamhetens nettokostnad", "income.net_cost"},
                      {"Skatteintäkter", "income.tax_revenue"},
                      {"Skatteintäkter 1)", "income.tax_revenue"},
                      {"Skatteintäkter1)", "income.tax_revenue"},
                      {"Skatteintäkter\u00b2", "income.tax_revenue"},
                      {"Skatteintäkter *", "income.tax_revenue"},
                      {"Generella statsbidrag och utjämning", "income.grants_and_equalisation"},
                      {"Verksamhetens resultat", "income.operating_result"},
                      {"Finansiella intäkter", "income.financial_income"},
                      {"Resultat efter finansiella poster", "income.after_financial"},
                      {"Resultat före extraordinära poster", "income.after_financial"},
                      {"Periodens/årets resultat", "income.net_result"},
                      {"Medlemsbidrag", "income.membership_fees"},
                      {"Verk­samhetens resultat", "income.operating_result"},
                      {"Verksam hetens resu ltat", "income.operating_result"},
                      {"Arets resultat", "income.net_result"},
                      {"Årets resultat (tkr)", "income.net_result"},
                      {"Årets resultat 2023", "income.net_result"},
                      {"Avskrivningar, not 4", "income.depreciation"},
                      {"varav personalkostnader", ""},
                      {"Resultat av försäljning", ""},
                      {"Kommentar till årets resultat", ""},
                      {"", ""},
                      {"1 234", ""},
                  });
}

TEST(Concepts, OfCompanyIncomeStatements) {
  expect_concepts(StatementKind::kIncomeStatement,
                  {
                      {"Nettoomsättning", "income.net_sales"},
                      {"Summa rörelseintäkter", "income.total_revenue"},
                      {"S:a rörelsens kostnader", "income.total_expenses"},
                      {"Rörelseresultat (EBIT)", "income.operating_profit"},
                      {"Summa finansiella poster", "income.financial_net"},
                      {"Räntekostnader och liknande resultatposter", "income.financial_expenses"},
                      {"Resultat före skatt", "income.before_tax"},
                      {"Skatt på årets resultat", "income.tax"},
                      {"Net sales", "income.net_sales"},
                      {"Nettoomsättning / Net sales", "income.net_sales"},
                      {"Fin. intäkter", "income.financial_income"},
                      {"Fin kostn.", "income.financial_expenses"},
                      {"Res. e. fin. poster", "income.after_financial"},
                      {"Res e fin poster", ""},
                      {"Nettoomsättning / Gross profit", ""},
                      {"Gross profit", "income.gross_profit"},
                      {"Operating profit", "income.operating_profit"},
                      {"Profit before tax", "income.before_tax"},
                      {"Net profit for the period", "income.net_result"},
                      {"Moderbolagets aktieägare", "income.attributable_parent"},
                      {"Resultat per aktie före utspädning, SEK", ""},
                      {"Summa", ""},
                      {"Summa tillgångar", ""},
                  });
}

TEST(Concepts, OfBalanceSheets) {
  expect_concepts(
      StatementKind::kBalanceSheet,
      {
          {"Summa anläggningstillgångar", "balance.non_current_assets"},
          {"Summa materiella anläggningstillgångar", "balance.tangible_assets"},
          {"Korta fordringar", "balance.receivables"},
          {"Kassa och banktillgodohavande", "balance.cash"},
          {"Tillgångar totalt", "balance.assets"},
          {"SUMMA TILLGÅNGAR", "balance.assets"},
          {"Total assets", "balance.assets"},
          {"Eget kapital", "balance.equity_line"},
          {"Summa eget kapital", "balance.equity"},
          {"därav årets resultat", "balance.net_result"},
          {"Avsättningar för pensioner", "balance.pension_provisions"},
          {"Summa skulder", "balance.liabilities"},
          {"SUMMA EGET KAPITAL, AVS. OCH SKULDER", "balance.equity_and_liabilities"},
          {"Summa eget kapital, avsättningar och skulder", "balance.equity_and_liabilities"},
          {"Total equity and liabilities", "balance.equity_and_liabilities"},
          {"Panter och ansvarsförbindelser", "balance.contingent_liabilities"},
          {"Fond för yttre underhåll", "balance.maintenance_fund"},
          {"Summa fritt eget kapital", "balance.unrestricted_equity"},
          {"Obeskattade reserver", "balance.untaxed_reserves"},
          {"Nettoomsättning", ""},
          {"Förändring av eget kapital", ""},
          {"Not", ""},
      });
}

TEST(Concepts, OfCashFlowStatements) {
  expect_concepts(
      StatementKind::kCashFlowStatement,
      {
          {"Årets resultat", "cash.starts_from_result"},
          {"Justering för ej likviditetspåverkande poster", "cash.adjustments"},
          {"Medel från verksamheten före förändring av rörelsekapital",
           "cash.before_working_capital"},
          {"Ökning-/minskning+ kortfristiga fordringar", "cash.change_receivables"},
          {"Ökning(-)/minskning(+) av kortfristiga fordringar", "cash.change_receivables"},
          {"Ökning+/minskning- kortfristiga skulder", "cash.change_liabilities"},
          {"Kassaflöde från den löpande verksamheten", "cash.operating"},
          {"Kassaflöde från investeringsverksamheten", "cash.investing"},
          {"Årets kassaflöde", "cash.net"},
          {"FÖRÄNDRING AV LIKVIDA MEDEL", "cash.net"},
          {"Likvida medel vid årets början", "cash.opening"},
          {"Likvida medel vid delår", "cash.closing"},
          {"Cash and cash equivalents at end of period", "cash.closing"},
          {"Kursdifferens i likvida medel", "cash.exchange_difference"},
          {"Summa", ""},
          {"Årets kassaflöde per aktie", ""},
      });
}

TEST(Concepts, OfOverviewsAndOperatingAccounts) {
  expect_concepts(StatementKind::kOverview, {
                                                {"Soliditet (%)", "overview.equity_ratio"},
                                                {"Nettoomsättning, tkr", "overview.net_sales"},
                                                {"Antal anställda", "overview.employees"},
                                                {"Resultat", "overview.net_result"},
                                                {"Skuldsättning (kr/kvm)", ""},
                                            });
  expect_concepts(StatementKind::kOperatingAccount,
                  {
                      {"Nettokostnad", "operating.net_cost"},
                      {"Medlemsavgift", "operating.contributions"},
                      {"Utgående eget kapital", "operating.equity"},
                      {"Tekniska nämnden", ""},
                  });
}

TEST(Concepts, AreSureOnlyOfWholeLabels) {
  const RuleBook& book = standard_book();
  const auto kind = StatementKind::kIncomeStatement;
  EXPECT_DOUBLE_EQ(book.concept_for("Årets resultat", kind)->strength, 1);
  EXPECT_LT(book.concept_for("Årets resultat (tkr)", kind)->strength, 1);
  EXPECT_LT(book.concept_for("Arets resultat", kind)->strength,
            book.concept_for("Årets resultat (tkr)", kind)->strength);
}

TEST(Concepts, OfEveryIdentityAreDefined) {
  const RuleBook& book = standard_book();
  for (const Identity& identity : book.identities()) {
    SCOPED_TRACE(identity.id);
    EXPECT_GE(identity.terms.size(), 2U);
    EXPECT_FALSE(identity.text_sv.empty());
    EXPECT_EQ(identity.text_sv.back(), '.');
    EXPECT_EQ(identity.text_en.back(), '.');
    for (const IdentityTerm& term : identity.terms) {
      for (const std::string& id : term.concepts) EXPECT_NE(book.find_concept(id), nullptr) << id;
    }
  }
  EXPECT_GE(book.identities().size(), 30U);
  EXPECT_FALSE(book.ratios().empty());
}

TEST(EntityName, IsReadFromLinesThatNameABody) {
  struct Line {
    const char* text;
    const char* name;
  };
  const std::vector<Line> lines = {
      {"Samordningsförbundet Norrtuna", "Samordningsförbundet Norrtuna"},
      {"Årsredovisning för Samordningsförbundet Norrtuna/Sundby",
       "Samordningsförbundet Norrtuna/Sundby"},
      {"Norrtuna Samordningsförbund", "Norrtuna Samordningsförbund"},
      {"Delårsrapport 2020 Norrtuna kommun", "Norrtuna kommun"},
      {"Räddningstjänsten Mellansund", "Räddningstjänsten Mellansund"},
      {"Kvarnen Bygg & Co AB, org.nr 556677-1234", "Kvarnen Bygg & Co AB"},
      {"Kvarnen Holding AB (publ)", "Kvarnen Holding AB (publ)"},
      {"Fastighets AB Kvarnen", "Fastighets AB Kvarnen"},
      {"Aktiebolaget Lundens Bryggeri", "Aktiebolaget Lundens Bryggeri"},
      {"HSB bostadsrättsförening Lunden i Norrtuna", "HSB bostadsrättsförening Lunden i Norrtuna"},
      {"Brf Lunden", "Brf Lunden"},
      {"Lundens Ömsesidiga Försäkringsbolag", "Lundens Ömsesidiga Försäkringsbolag"},
      {"Lundens samfällighetsförening 717901-1234", "Lundens samfällighetsförening"},
      {"Årsredovisning för Norrtuna församling", "Norrtuna församling"},
      {"Norrtuna och Sundby pastorat", "Norrtuna och Sundby pastorat"},
      {"Norra Lundens Sparbank", "Norra Lundens Sparbank"},
      {"Myndigheten för fjällfrågor", "Myndigheten för fjällfrågor"},
      {"Högskolan i Norrtuna", "Högskolan i Norrtuna"},
      {"Statens fjällnämnd", "Statens fjällnämnd"},
      {"Årsredovisning för Statens fjäll- och vattenråd", "Statens fjäll- och vattenråd"},
      {"Myndighetens kostnader", ""},
      {"Avräkning med statens kassa", ""},
      {"till församlingen i form av gåvor", ""},
      {"Summa tillgångar", ""},
      {"förbundet bedriver verksamhet i flera kommuner", ""},
  };
  for (const Line& line : lines) {
    EXPECT_EQ(standard_book().entity_name(line.text).value_or(""), line.name) << line.text;
  }
}

}  // namespace
}  // namespace siffra::rules
