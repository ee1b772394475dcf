// What recognition leaves of dirt, shading and rules must not become rows, columns or heads.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "extract/statements.h"
#include "extract/table.h"
#include "extract/text_repair.h"
#include "tests/extract/page_builder.h"
#include "tests/extract/recognised_page.h"
#include "tests/rules/standard_book.h"

namespace siffra::extract {
namespace {

using rules::standard_book;
using testing::recognised;

void add_mark(Document& document, const std::string& text, Box box, double confidence) {
  Word word;
  word.text = text;
  word.box = box;
  word.font_size = box.height() / 1.15;
  word.source = Source::kOcr;
  word.confidence = confidence;
  document.pages[0].words.push_back(std::move(word));
}

bool holds(const Document& document, const std::string& text) {
  for (const Word& word : document.pages[0].words) {
    if (word.text == text) return true;
  }
  return false;
}

PageBuilder balance_sheet() {
  PageBuilder page;
  page.left(60, 80, "Balansräkning").left(60, 100, "Belopp i kr");
  page.right(430, 100, "2020-12-31").right(530, 100, "2019-12-31");
  double y = 120;
  const auto row = [&](const char* label, const char* now, const char* then) {
    page.left(60, y, label).right(430, y, now).right(530, y, then);
    y += 16;
  };
  row("Kortfristiga fordringar", "291940", "785597");
  row("Kortfristiga placeringar", "425414", "1038583");
  row("Kassa och bank", "2024861", "1017539");
  row("Summa omsättningstillgångar", "2742215", "2841719");
  row("Summa tillgångar", "2742215", "2841719");
  return page;
}

std::vector<Statement> statements_of(Document& document) {
  repair_text(document, standard_book());
  const auto tables = find_tables(document, &standard_book());
  return build_statements(document, tables, standard_book()).statements;
}

TEST(RecognisedWords, StreaksAndSpecksAreNoWords) {
  Document document = recognised(balance_sheet());
  add_mark(document, "I", {473, 110, 474, 160}, 0.9);  // a streak down the page
  add_mark(document, "dd", {465, 150, 472, 190}, 0.8);
  add_mark(document, "|", {200, 118, 201, 131}, 0.5);
  add_mark(document, "'", {300, 121, 302, 123}, 0.5);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].kind, rules::StatementKind::kBalanceSheet);
  EXPECT_EQ(statements[0].columns.size(), 2u);
  ASSERT_EQ(statements[0].rows.size(), 5u);
  for (const StatementRow& row : statements[0].rows) EXPECT_EQ(row.cells.size(), 2u);
}

TEST(RecognisedWords, TheNarrowLettersOfAHeadingAreWords) {
  Document document = recognised(balance_sheet());
  add_mark(document, "Deltagare", {60, 40, 140, 56}, 0.95);
  add_mark(document, "i", {146, 40, 149, 56}, 0.95);
  add_mark(document, "verksamheten", {155, 40, 260, 56}, 0.95);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "i"));
}

TEST(RecognisedWords, AShortLabelIsNoDirtWhereLabelsBegin) {
  Document document = recognised(balance_sheet());
  add_mark(document, "SG", {60, 200, 72, 210}, 0.1);
  add_mark(document, "9400", {400, 200, 430, 210}, 0.95);
  add_mark(document, "1200", {500, 200, 530, 210}, 0.95);
  add_mark(document, "dd", {60, 300, 72, 310}, 0.1);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "SG"));
  EXPECT_FALSE(holds(document, "dd"));
}

TEST(RecognisedWords, DashesOfShadingAreNoFiguresButADashUnderFiguresIs) {
  PageBuilder page = balance_sheet();
  page.left(60, 210, "Övriga fordringar").right(430, 210, "12500").right(530, 210, "-");
  Document document = recognised(page);
  add_mark(document, "-", {250, 84, 254, 86}, 0.9);
  add_mark(document, "-", {350, 84, 354, 86}, 0.9);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].columns.size(), 2u);
  ASSERT_EQ(statements[0].rows.size(), 6u);
  ASSERT_EQ(statements[0].rows[5].cells.size(), 2u);
  EXPECT_EQ(statements[0].rows[5].cells[1].raw, "-");
}

TEST(RecognisedWords, ADashUnderTheThousandsOfAFigureIsDirt) {
  PageBuilder page;
  page.left(60, 80, "Balansräkning");
  page.left(60, 110, "Fordringar").left(400, 110, "377").left(420, 110, "994,50");
  page.left(60, 130, "Likvida medel").left(400, 130, "561").left(420, 130, "265,25");
  Document document = recognised(page);
  add_mark(document, "-", {408, 84, 412, 86}, 0.9);
  repair_text(document, standard_book());
  EXPECT_FALSE(holds(document, "-"));
}

TEST(RecognisedWords, SomethingIllegibleAmongFiguresIsAFigureThatWasNotRead) {
  PageBuilder page = balance_sheet();
  page.left(60, 200, "Leverantörsskulder").right(530, 200, "97037");
  Document document = recognised(page);
  add_mark(document, "MANS", {385, 198, 430, 212}, 0.1);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1u);
  ASSERT_EQ(statements[0].rows.size(), 6u);
  ASSERT_EQ(statements[0].rows[5].cells.size(), 2u);
  EXPECT_FALSE(statements[0].rows[5].cells[0].amount.has_value());
  EXPECT_EQ(statements[0].rows[5].cells[1].raw, "97037");
}

TEST(RecognisedWords, ATickBehindAFigureIsNoPartOfItButAUnitIs) {
  Document document = recognised(balance_sheet());
  const Box figure = document.pages[0].words.back().box;
  const auto behind = [&](double gap) {
    return Box{figure.x1 + gap, figure.y0, figure.x1 + gap + 9, figure.y1};
  };
  add_mark(document, "N\u00C5", behind(3), 0.4);
  repair_text(document, standard_book());
  EXPECT_FALSE(holds(document, "N\u00C5"));
  add_mark(document, "kr", behind(3), 0.4);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "kr"));
}

TEST(RecognisedWords, AnIllegibleWordBesideAnotherIsNoFigure) {
  PageBuilder page = balance_sheet();
  page.left(60, 200, "Leverantörsskulder").left(396, 200, "kapital").right(530, 200, "97037");
  for (const double y : {216.0, 232.0, 248.0}) {
    page.left(60, y, "Semesterlöner").right(392, y, "1250").right(530, y, "1300");
  }
  Document document = recognised(page);
  add_mark(document, "Egei", {376, 200, 392, 212}, 0.3);
  repair_text(document, standard_book());
  EXPECT_FALSE(holds(document, "?"));
}

TEST(RecognisedWords, ANilReadAsLettersAmongFiguresIsANil) {
  PageBuilder page = balance_sheet();
  page.left(60, 200, "Checkkredit").right(430, 200, "oe").right(530, 200, "97037");
  page.left(60, 220, "Bilaga O").right(530, 220, "15");
  Document document = recognised(page);
  for (Word& word : document.pages[0].words) {
    if (word.text == "oe") word.box.x0 = word.box.x1 - 6;
  }
  add_mark(document, "12", {320, 198, 330, 210}, 0.95);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "0"));
  EXPECT_FALSE(holds(document, "oe"));
  for (const Word& word : document.pages[0].words) {
    if (word.text != "0") continue;
    EXPECT_LT(word.confidence, 0.6);
  }
  EXPECT_TRUE(holds(document, "O"));
}

TEST(RecognisedWords, MisreadWordsOfAccountsArePutRightAndKeepTheirReading) {
  PageBuilder page;
  page.left(60, 80, "\"Kässa i banktöllgodohavande").left(60, 100, "Arets retultat");
  page.left(60, 120, "Sammanträdet i Norrköping");
  Document document = recognised(page);
  repair_text(document, standard_book());
  for (const char* word : {"Kassa", "banktillgodohavande", "Årets", "resultat", "Norrköping"}) {
    SCOPED_TRACE(word);
    EXPECT_TRUE(holds(document, word));
  }
  ASSERT_FALSE(document.pages[0].words[0].readings.empty());
  EXPECT_EQ(document.pages[0].words[0].readings[0].text, "\"Kässa");
}

TEST(RecognisedWords, TheCapitalThatLooksLikeAnLBeginsItsWordLarge) {
  PageBuilder page;
  page.left(60, 80, "lnventarier").left(60, 100, "tntäkter");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "Inventarier"));
  EXPECT_TRUE(holds(document, "Intäkter"));
}

TEST(RecognisedWords, DatesThatNoCalendarHasAreReadAsTheOnesThatFit) {
  PageBuilder page;
  page.left(60, 80, "2022-12-37").left(160, 80, "2022-02-37");
  page.left(260, 80, "2020-08").left(285, 92, "31").left(360, 80, "2020-08").left(385, 92, "12");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "2022-12-31"));
  EXPECT_TRUE(holds(document, "2022-02-37"));
  EXPECT_TRUE(holds(document, "2020-08-"));
  EXPECT_TRUE(holds(document, "2020-08"));
}

TEST(RecognisedWords, TheDashOfABrokenDateReadAsADigitIsADash) {
  PageBuilder page;
  page.left(60, 80, "2020-088").left(90, 92, "31").left(160, 80, "2020-088").left(190, 92, "77");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "2020-08-"));
  EXPECT_TRUE(holds(document, "2020-088"));
}

TEST(RecognisedWords, TheDashBetweenTwoDatesReadAsADigitIsADash) {
  PageBuilder page;
  page.left(60, 80, "2016-01-017").left(60, 92, "2016-12-31").left(160, 80, "2016-91-017");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "2016-01-01-"));
  EXPECT_TRUE(holds(document, "2016-91-017"));
}

TEST(RecognisedWords, TheYearOfABrokenDateGetsItsDashBack) {
  PageBuilder page;
  page.left(60, 80, "2021").left(58, 92, "08-31").left(160, 80, "20217").left(160, 92, "12-31");
  page.left(260, 80, "2019").left(260, 92, "2 010").left(360, 80, "20187").left(420, 92, "12-31");
  Document document = recognised(page);
  repair_text(document, standard_book());
  const auto dashed = [&](const char* text) {
    return std::count_if(document.pages[0].words.begin(), document.pages[0].words.end(),
                         [&](const Word& word) { return word.text == text; });
  };
  EXPECT_EQ(dashed("2021-"), 2);
  EXPECT_TRUE(holds(document, "2019"));
  EXPECT_TRUE(holds(document, "20187"));
}

TEST(RecognisedWords, TheEndOfABrokenSpanIsNoFigure) {
  PageBuilder page;
  page.left(60, 80, "(-2022-").left(64, 92, "08-31").left(160, 80, "-2021").left(160, 92, "08-31");
  page.left(260, 80, "(2 022)").left(360, 80, "-2021").left(360, 92, "1 234");
  Document document = recognised(page);
  repair_text(document, standard_book());
  for (const char* word : {"-2022-", "-2021-", "-2021", "022)"}) {
    SCOPED_TRACE(word);
    EXPECT_TRUE(holds(document, word));
  }
}

TEST(RecognisedWords, TheYearOfABrokenDateIsNoAmount) {
  PageBuilder page;
  page.left(60, 80, "2 022-").left(60, 92, "12-31").left(260, 80, "2 022-").left(260, 92, "12 310");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "2022-"));
  EXPECT_TRUE(holds(document, "022-")) << "over a figure";
}

// Where a report prints its minuses behind the figures.
TEST(RecognisedWords, AUnitThatLostItsSpacesIsParted) {
  PageBuilder page;
  page.left(60, 60, "2. Resultaträkning").left(60, 74, "Beloppikr").left(300, 74, "Musikalier");
  page.right(430, 100, "2020").right(530, 100, "2019");
  page.left(60, 116, "Verksamhetens intäkter").right(430, 116, "10 280").right(530, 116, "11 223");
  page.left(60, 132, "Verksamhetens kostnader").right(430, 132, "-9 302").right(530, 132, "-9 517");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "Belopp"));
  EXPECT_TRUE(holds(document, "Musikalier"));
  const Extraction extraction =
      build_statements(document, find_tables(document, &standard_book()), standard_book());
  ASSERT_EQ(extraction.statements.size(), 1U);
  EXPECT_EQ(extraction.statements[0].scale, 1);
}

TEST(RecognisedWords, AUnitThatLostOneOfItsSpacesIsParted) {
  for (const auto& [before, after] :
       {std::pair("Belopp", "ikr"), std::pair("Beloppi", "kr"), std::pair("Belopp", "itkr")}) {
    PageBuilder page;
    page.left(60, 60, "2. Resultaträkning").left(60, 74, before).left(110, 74, after);
    page.right(430, 100, "2020").right(530, 100, "2019");
    page.left(60, 116, "Intäkter").right(430, 116, "10 280").right(530, 116, "11 223");
    page.left(60, 132, "Kostnader").right(430, 132, "-9 302").right(530, 132, "-9 517");
    Document document = recognised(page);
    const auto statements = statements_of(document);
    ASSERT_EQ(statements.size(), 1U);
    EXPECT_EQ(statements[0].scale, std::string(after) == "itkr" ? 1000 : 1) << before << after;
  }
}

TEST(RecognisedWords, AYearAmongYearsIsNoAmount) {
  PageBuilder page;
  page.right(400, 80, "2 022").right(500, 80, "2021");
  page.left(60, 120, "Medlemmar").right(400, 120, "2 022").right(500, 120, "1 874");
  Document document = recognised(page);
  repair_text(document, standard_book());
  const auto count = [&](const std::string& text) {
    int found = 0;
    for (const Word& word : document.pages[0].words) found += word.text == text ? 1 : 0;
    return found;
  };
  EXPECT_EQ(count("2022"), 1);  // the head
  EXPECT_EQ(count("022"), 1);   // the row stays
}

TEST(RecognisedWords, MinusesBehindFiguresAreBelievedWhereTheReportHasThemThere) {
  PageBuilder page;
  page.left(60, 80, "Lön").right(300, 80, "1.980.340-").right(400, 80, "1.875.200-");
  page.left(60, 100, "Hyra").right(300, 100, "612.780-").right(400, 100, "598.410");
  Document document = recognised(page);
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "1.980.340-"));
  EXPECT_TRUE(holds(document, "612.780-"));
}

TEST(RecognisedWords, AMinusBehindOneFigureAmongOthersIsDoubtfulEitherWay) {
  PageBuilder page;
  page.left(60, 80, "Lön").right(300, 80, "-1.980.340").right(400, 80, "-1.875.200");
  page.left(60, 100, "Hyra").right(300, 100, "-612.780").right(400, 100, "598.410-");
  page.left(60, 120, "Tid").right(300, 120, "230101-");
  Document document = recognised(page);
  repair_text(document, standard_book());
  const auto& words = document.pages[0].words;
  const auto odd = std::find_if(words.begin(), words.end(),
                                [](const Word& word) { return word.text == "598.410"; });
  ASSERT_NE(odd, words.end());
  EXPECT_LT(odd->confidence, 0.7);
  ASSERT_FALSE(odd->readings.empty());
  EXPECT_EQ(odd->readings.front().text, "598.410-");
  EXPECT_TRUE(holds(document, "230101-")) << "the first day of a span";
}

TEST(RecognisedWords, APointBeforeTheLastThreeDigitsSetsNoDecimalsApart) {
  PageBuilder page;
  page.left(60, 80, "Bidrag").left(300, 80, "1134.000").left(400, 80, "165").left(416, 80, ".250");
  page.left(60, 120, "Hyror")
      .left(300, 120, "2")
      .left(308, 120, "345.000")
      .left(400, 120, "1.134,000");
  page.left(60, 100, "Avgifter").left(300, 100, "12.50").left(400, 100, "404.050");
  Document document = recognised(page);
  repair_text(document, standard_book());
  for (const char* word : {"1134000", "250", "12.50", "404.050", "345", "1.134.000"}) {
    SCOPED_TRACE(word);
    EXPECT_TRUE(holds(document, word));
  }
}

TEST(RecognisedWords, GroupsBehindAFirstOneHaveThreeDigits) {
  PageBuilder page;
  page.left(60, 80, "Andelar").left(300, 80, "1 200000").left(400, 80, "-12 345.000");
  page.left(60, 100, "Fond").left(300, 100, "200000").left(400, 100, "2012 345678");
  Document document = recognised(page);
  repair_text(document, standard_book());
  const auto figures = [&](double y) {
    std::string text;
    for (const Word& word : document.pages[0].words) {
      if (word.box.x0 > 200 && std::abs(word.box.y0 - y) < 8) text += word.text + " ";
    }
    return text;
  };
  EXPECT_EQ(figures(80), "1 200 000 -12 345 000 ");
  EXPECT_EQ(figures(100), "200000 2012 345678 ");
}

TEST(RecognisedWords, AnIllegibleHeadAboveItsFiguresIsNoFigure) {
  PageBuilder page = balance_sheet();
  Document document = recognised(page);
  add_mark(document, "Budgt", {385, 84, 430, 96}, 0.3);
  repair_text(document, standard_book());
  EXPECT_FALSE(holds(document, "?"));
}

// Figures taken apart or run together by recognition; the other rows show where columns end.
TEST(MendedFigures, FollowTheColumnsOfTheOtherRows) {
  PageBuilder page;
  page.left(60, 60, "Balansräkning").left(60, 80, "Belopp i kr");
  page.right(430, 80, "2020-12-31").right(530, 80, "2019-12-31");
  double y = 100;
  for (const char* label : {"Fastighetslån", "Leverantörsskulder", "Skatteskulder",
                            "Övriga skulder", "Upplupna kostnader"}) {
    page.left(60, y, label).right(430, y, "13025225").right(530, y, "11183425");
    y += 16;
  }
  page.left(60, y, "Summa skulder").right(430, y, "025 225").right(385, y, "43");
  page.right(530, y, "11183425");
  Document document = recognised(page);
  add_mark(document, "1245592614312437", {390, y + 16, 530, y + 27}, 0.7);
  add_mark(document, "SUMMA", {60, y + 16, 90, y + 27}, 0.95);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].columns.size(), 2u);
  ASSERT_EQ(statements[0].rows.size(), 7u);
  EXPECT_EQ(statements[0].rows[5].cells[0].raw, "43 025 225");
  ASSERT_EQ(statements[0].rows[6].cells.size(), 2u);
  EXPECT_EQ(statements[0].rows[6].cells[0].raw, "12455926");
  EXPECT_EQ(statements[0].rows[6].cells[1].raw, "14312437");
}

TEST(RecognisedWords, BornDigitalWordsAreLeftAsTheyAre) {
  PageBuilder page;
  page.left(60, 80, "Arets retultat").left(60, 100, "\"Kässa");
  Document document = page.document();
  repair_text(document, standard_book());
  EXPECT_TRUE(holds(document, "Arets"));
  EXPECT_TRUE(holds(document, "retultat"));
  EXPECT_TRUE(holds(document, "\"Kässa"));
}

TEST(RecognisedWords, TheNumberOfANoteIsNoLetter) {
  PageBuilder page;
  page.left(60, 80, "Not I Verksamhetens intäkter").right(430, 80, "2020").right(530, 80, "2019");
  page.left(60, 100, "Bidrag").right(430, 100, "2253000").right(530, 100, "2267000");
  page.left(60, 116, "Summa").right(430, 116, "2253000").right(530, 116, "2267000");
  Document document = recognised(page);
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].kind, rules::StatementKind::kNote);
  EXPECT_EQ(statements[0].note, "1");
}

// Titles of notes set in columns: the number is no figure of a row.
// The text below a heading is not read on a scan; the room it takes tells of it.
TEST(BuildStatements, CountsUnderAHeadingWhoseTextWasNotReadAreNoPartOfTheNoteBefore) {
  PageBuilder page;
  const auto row = [&](double y, const char* label, const char* now, const char* then) {
    page.left(60, y, label).right(430, y, now).right(530, y, then);
  };
  page.left(60, 80, "Not 1 Verksamhetens int\u00E4kter");
  row(100, "", "2023", "2022");
  row(120, "Taxor och avgifter", "33 977", "34 069");
  row(136, "Hyror och arrenden", "27 307", "25 887");
  row(152, "Summa", "61 284", "59 956");
  page.left(60, 200, "Personal och kompetens");
  row(280, "\u00C5ldersgrupp", "Kvinnor", "M\u00E4n");
  row(300, "29 \u00E5r och yngre", "18", "19");
  row(316, "30-49 \u00E5r", "60", "35");
  row(332, "50 \u00E5r och \u00E4ldre", "77", "55");
  const Document document = recognised(page);
  const Extraction extraction =
      build_statements(document, find_tables(document, &standard_book()), standard_book());
  ASSERT_EQ(extraction.statements.size(), 2U);
  EXPECT_EQ(extraction.statements[0].kind, rules::StatementKind::kNote);
  EXPECT_EQ(extraction.statements[1].kind, rules::StatementKind::kOther);
}

TEST(NoteTitles, SetInColumnsPartTheNotes) {
  PageBuilder page;
  page.left(60, 60, "Noter");
  double y = 90;
  for (const char* number : {"2", "3"}) {
    page.left(60, y, "Not").left(90, y, number).left(120, y, "Driftskostnader");
    page.right(430, y, "2022").right(530, y, "2021");
    page.left(60, y + 24, "Vatten").right(430, y + 24, "135 362").right(530, y + 24, "147 392");
    page.left(60, y + 38, "Värme").right(430, y + 38, "125 219").right(530, y + 38, "133 400");
    page.left(60, y + 52, "Summa").right(430, y + 52, "260 581").right(530, y + 52, "280 792");
    y += 100;
  }
  Document document = page.document();
  const auto statements = statements_of(document);
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(statements[0].note, "2");
  EXPECT_EQ(statements[1].note, "3");
  for (const Statement& note : statements) {
    EXPECT_EQ(note.rows.size(), 3u);
    EXPECT_EQ(note.columns.size(), 2u);
  }
}

}  // namespace
}  // namespace siffra::extract
