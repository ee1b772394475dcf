// Which title, note and body a table belongs to.
#include "extract/statements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/page_builder.h"
#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using rules::EntityScope;
using rules::StatementKind;
using ::testing::ElementsAre;
using ::testing::SizeIs;

using testing::book;
using testing::day;
using testing::extract;
using testing::find;
using testing::kInterim;
using testing::row;
using testing::values;

TEST(BuildStatements, NamesTheMainStatementsWithTitlesUnitsAndNotes) {
  const Extraction extraction = extract(kInterim);
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  const Statement* note = find(extraction, StatementKind::kNote);
  ASSERT_TRUE(income && balance && note);
  EXPECT_EQ(income->title, "3. Resultaträkning");
  EXPECT_EQ(income->scale, 1);
  EXPECT_EQ(note->note, "3");
  EXPECT_EQ(income->id, "s1");
  EXPECT_EQ(income->columns[0].id, "c1");
  EXPECT_EQ(income->rows[0].id, "r1");
  ASSERT_NE(row(*income, "Verksamhetens intäkter"), nullptr);
  EXPECT_EQ(row(*income, "Verksamhetens intäkter")->note, "1");
  EXPECT_THAT(values(*row(*income, "Finansiella kostnader")), ElementsAre("1:-200", "2:0"));
}

TEST(BuildStatements, NamesTheBodyItsNumberAndThePeriod) {
  const Extraction extraction = extract(kInterim);
  EXPECT_EQ(extraction.entity.name, "Samordningsförbundet Norrsken");
  EXPECT_EQ(extraction.entity.org_number, "222000-9993");
  EXPECT_EQ(extraction.report_kind, rules::ReportKind::kInterim);
  EXPECT_EQ(day(extraction.period_start), "2021-1-1");
  EXPECT_EQ(day(extraction.period_end), "2021-8-31");
}

TEST(BuildStatements, ReadsNotesWrittenAsLists) {
  const Extraction extraction = extract(
      "Not 1 Övriga kostnader\n\n6110 Kontorsmaterial: 316 Sek\n\n6212 Mobil, fast: 1 331,14 "
      "Sek\n\n"
      "6250 Porto: 1 072,50\n");
  const Statement* note = find(extraction, StatementKind::kNote);
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->scale, 1);
  ASSERT_THAT(note->rows, SizeIs(3));
  EXPECT_EQ(note->rows[0].code, "6110");
  EXPECT_EQ(note->rows[0].label, "Kontorsmaterial");
  EXPECT_THAT(values(note->rows[1]), ElementsAre("1:1331.14"));
}

TEST(BuildStatements, KeepsGroupAndParentApart) {
  const std::string table =
      "\n\nMkr\t2023\t2022\nNettoomsättning\t1 200\t1 100\nRörelseresultat\t300\t200\n"
      "Resultat före skatt\t290\t190\nÅrets resultat\t230\t150\n\n";
  const Extraction extraction = extract("Årsredovisning 2023\n\nKoncernens resultaträkning" +
                                        table + "Moderbolagets resultaträkning" + table);
  ASSERT_THAT(extraction.statements, SizeIs(2));
  EXPECT_EQ(extraction.statements[0].scope, EntityScope::kGroup);
  EXPECT_EQ(extraction.statements[1].scope, EntityScope::kParent);
  EXPECT_EQ(extraction.statements[0].scale, 1000000);
}

TEST(BuildStatements, IsNotFooledByATableOfContents) {
  const Extraction extraction = extract(
      "Innehåll\n\n1. Förvaltningsberättelse.....\t3\n2. Driftredovisning.....\t4\n"
      "3. Resultaträkning.....\t5\n4. Balansräkning.....\t6\n5. Noter.....\t7\n");
  EXPECT_TRUE(extraction.statements.empty());
}

// A heading over two lines, larger than the rest, is a title also where nothing is known to be
// bold; the one of the next column, higher up, is not.
TEST(BuildStatements, FindsTheTitleOfItsOwnColumn) {
  PageBuilder page;
  page.size(14).left(50, 200, "Översikt över verksamhetens").left(50, 218, "utveckling");
  page.left(310, 100, "Balansräkning").size(9);
  page.right(220, 240, "2022")
      .right(280, 240, "2021")
      .right(480, 120, "2022")
      .right(540, 120, "2021");
  double y = 256;
  for (const char* label : {"Verksamhetens intäkter", "Verksamhetens kostnader", "Resultat"}) {
    page.left(50, y, label).right(220, y, "3 916").right(280, y, "5 788");
    y += 14;
  }
  y = 136;
  for (const char* label : {"Kassa och bank", "Summa tillgångar", "Eget kapital",
                            "Kortfristiga skulder", "Summa eget kapital och skulder"}) {
    page.left(310, y, label).right(480, y, "2 664").right(540, y, "2 697");
    y += 14;
  }
  for (int line = 0; line < 8; ++line)
    page.left(50, 60 + 14 * line, "löpande text som fyller den vänstra spalten");
  Document document = page.document();
  for (Word& word : document.pages[0].words) word.source = Source::kOcr;
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_EQ(extraction.statements.size(), 2U);
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kOverview);
  EXPECT_EQ(extraction.statements[1].kind, StatementKind::kBalanceSheet);
}

// Two bands of notes, each in two columns: the second table of the right column stands under the
// note that begins to its left, not under the last one of its own column.
TEST(BuildStatements, GivesATableTheNoteOfItsOwnBandOfThePage) {
  PageBuilder page;
  const auto prose = [&](double x, double y, int lines) {
    for (int line = 0; line < lines; ++line)
      page.left(x, y + 14 * line, "löpande text som fyller en spalt av noten");
  };
  const auto table = [&](double y) {
    page.right(480, y, "2024").right(540, y, "2023");
    page.left(310, y + 14, "Pantbrev").right(480, y + 14, "54").right(540, y + 14, "50");
    page.left(310, y + 28, "Borgen").right(480, y + 28, "22").right(540, y + 28, "18");
    page.left(310, y + 42, "Summa").right(480, y + 42, "76").right(540, y + 42, "68");
  };
  page.bold(true).left(50, 60, "Not 2. Värdering").left(310, 60, "Not 3. Ställda säkerheter");
  page.bold(false);
  prose(50, 80, 10);
  table(80);
  page.bold(true).left(50, 260, "Not 4. Nettoomsättning").bold(false);
  prose(50, 280, 24);
  prose(310, 260, 16);
  table(520);
  const Extraction extraction =
      build_statements(page.document(), find_tables(page.document(), &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(2));
  EXPECT_EQ(extraction.statements[0].note, "3");
  EXPECT_EQ(extraction.statements[1].note, "4");
}

// In a type of one size no larger heading closes the note before.
TEST(BuildStatements, LeavesATableOfCountsInASectionOfItsOwnOutOfTheNoteBefore) {
  const std::string note =
      "Not 1 Verksamhetens intäkter\t2023\t2022\nAvgifter\t64 411\t62 945\n"
      "Bidrag\t12 150\t10 768\nSumma\t76 561\t73 713\n\n";
  const Extraction section =
      extract(note +
              "Personal och kompetens\n"
              "Sjukfrånvaron uppgick till 3,9 procent av den ordinarie arbetstiden under året.\n\n"
              "Åldersgrupp\tKvinnor\tMän\n29 år och yngre\t38\t10\n50 år och äldre\t54\t29\n");
  ASSERT_THAT(section.statements, SizeIs(2));
  EXPECT_EQ(section.statements[0].note, "1");
  EXPECT_EQ(section.statements[1].kind, StatementKind::kOther);
  const Extraction within =
      extract(note +
              "varav hänförligt till taxor\tKvinnor\tMän\n29 år och yngre\t38\t10\n"
              "50 år och äldre\t54\t29\n");
  ASSERT_FALSE(within.statements.empty());
  EXPECT_EQ(within.statements.back().note, "1");
}

// The last entry of the contents stands nearest above the first table of the report.
TEST(BuildStatements, TakesNoTitleFromATableOfContents) {
  const Extraction extraction = extract(
      "Innehåll\n\nResultaträkning\t3\nBalansräkning\t4\nInvesteringsredovisning\t5\n\n"
      "Insats\tPåbörjade\tAvslutade\nVägen vidare\t55\t45\nSpråk och arbete\t43\t34\n"
      "Ungdomscentrum\t79\t85\n");
  for (const Statement& statement : extraction.statements)
    EXPECT_EQ(statement.kind, StatementKind::kOther);
}

// Dashes of leaders and pages read wrongly make no account of it.
TEST(BuildStatements, IsNotFooledByARecognisedTableOfContents) {
  const Extraction extraction = extract(
      "Driftredovisning 3\n\nPersonal och kompetens\t-\t- 3\n4. Balansräkning\t-\t- 3\n"
      "5. Kassaflödesanalys\t-\t4\nNot 1. Medlemsavgifter\t-\t4\nMiljö och energi\t-\t4\n"
      "Not 3. Fordringar\t-\t- 5\nNot 4. Kortfristiga skulder\t-\t5\n");
  for (const Statement& statement : extraction.statements)
    EXPECT_EQ(statement.kind, StatementKind::kOther);
}

// Letters where a page should stand, dots alone.
TEST(BuildStatements, IsNotFooledByContentsWithAPageThatWasNotRead) {
  const Extraction extraction = extract(
      "Innehåll\n\nResultaträkning\t3\nBalansräkning\t4\nFinansieringsanalys\t5\n"
      "Not 3 Fordringar...\nNot 4 Skulder\t5\nFem år i siffror\tRÖRA\nMåluppfyllelse\t5\n\n"
      "Indikator\tMål\tUtfall\nAndel nöjda användare\t80\t73\nAntal besök\t246\t224\n");
  for (const Statement& statement : extraction.statements) {
    EXPECT_EQ(statement.kind, StatementKind::kOther);
    EXPECT_EQ(statement.rows.size(), 2U);
  }
}

// With nothing but the heading above the table there is no other type to compare its size with.
TEST(BuildStatements, ReadsARecognisedTitleSetOverTwoLines) {
  PageBuilder page;
  page.size(12).left(60, 60, "1.1. Översikt över verksamhetens").left(60, 74.5, "utveckling");
  page.size(8).right(400, 100, "2023").right(500, 100, "2022");
  page.left(60, 116, "Deltagare").right(400, 116, "3 350").right(500, 116, "5 160");
  page.left(60, 132, "Antal anställda").right(400, 132, "3 154").right(500, 132, "4 845");
  Document document = page.document();
  for (Word& word : document.pages[0].words) word.source = Source::kOcr;
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kOverview);
}

TEST(BuildStatements, ReadsATitleSetOverTwoLines) {
  PageBuilder page;
  page.bold(true)
      .size(12)
      .left(60, 60, "Översikt över verksamhetens")
      .left(60, 74.5, "utveckling (tkr)");
  page.bold(false).size(10).right(400, 100, "2023").right(500, 100, "2022");
  page.left(60, 116, "Verksamhetens intäkter").right(400, 116, "3 350").right(500, 116, "5 160");
  page.left(60, 132, "Verksamhetens kostnader").right(400, 132, "-3 154").right(500, 132, "-4 845");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kOverview);
  EXPECT_EQ(extraction.statements[0].title, "Översikt över verksamhetens utveckling (tkr)");
  EXPECT_EQ(extraction.statements[0].scale, 1000);
}

TEST(BuildStatements, KeepsInvestmentsWithinACashFlowStatementAsAHeading) {
  const Extraction extraction = extract(
      "\t2010-01-01\t2009-01-01\n"
      "Kassaflödesanalys\t2010-12-31\t2009-12-31\n"
      "Löpande verksamhet\n"
      "Resultat efter finansiella poster\t327 104\t581 595\n"
      "Avskrivningar\t3 099 770\t3 079 479\n"
      "Kassaflöde från löpande verksamhet\t3 426 874\t3 661 074\n"
      "Investeringsverksamhet\n"
      "Investeringar i fastigheter\t-101 454\t-91 183\n"
      "Kassaflöde från investeringsverksamhet\t-101 454\t-91 183\n"
      "Finansieringsverksamhet\n"
      "Minskning av långfristiga skulder\t-1 670 910\t-2 681 815\n"
      "Kassaflöde från finansieringsverksamhet\t-1 670 910\t-2 681 815\n"
      "Årets kassaflöde\t1 654 510\t888 076\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kCashFlowStatement);
  EXPECT_EQ(extraction.statements[0].rows.size(), 11U);
}

TEST(BuildStatements, ANoteReferenceBesideATitleMakesNoRowOfIt) {
  PageBuilder page;
  const auto row = [&](double y, std::string_view label, std::string_view a, std::string_view b) {
    page.left(60, y, label).right(400, y, a).right(500, y, b);
  };
  page.left(60, 80, "RESULTATRÄKNING").left(230, 80, "1");
  page.right(400, 80, "2022").right(500, 80, "2021");
  row(100, "Nettoomsättning", "1 642 959", "1 632 986");
  row(114, "Rörelsekostnader", "-1 647 585", "-1 384 983");
  row(128, "Årets resultat", "-4 626", "248 003");
  page.left(60, 160, "BALANSRÄKNING").left(230, 160, "1");
  page.right(400, 180, "2022-12-31").right(500, 180, "2021-12-31");
  row(200, "Byggnader och mark", "53 488 582", "53 998 984");
  row(214, "Kassa och bank", "1 456 974", "1 475 593");
  row(228, "SUMMA TILLGÅNGAR", "54 945 556", "55 474 577");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  EXPECT_EQ(balance->title.substr(0, 14), std::string("BALANSRÄKNING").substr(0, 14));
  EXPECT_EQ(balance->rows.size(), 3U);
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->rows.size(), 3U);
}

TEST(BuildStatements, FindsTheParentUnderItsTitleBesideTheNameOfTheBody) {
  const std::string rows =
      "\nMkr\t2023\t2022\nNettoomsättning\t1 200\t1 100\nRörelseresultat\t300\t200\n"
      "Resultat före skatt\t290\t190\nÅrets resultat\t230\t150\n\n";
  const Extraction extraction = extract("Koncernens resultaträkning\n" + rows +
                                        "Resultaträkning\nModerbolaget Granit & Grus Holding AB "
                                        "(publ)\nI sammandrag\n" +
                                        rows);
  ASSERT_THAT(extraction.statements, SizeIs(2));
  EXPECT_EQ(extraction.statements[1].scope, EntityScope::kParent);
}

TEST(BuildStatements, GivesKeyFiguresTheBodyOfTheStatementTheyFollow) {
  const Extraction extraction = extract(
      "Koncernens kassaflödesanalys\n\nMkr\t2023\t2022\nResultat före skatt\t290\t190\n"
      "Kassaflöde från den löpande verksamheten\t300\t200\nÅrets kassaflöde\t30\t20\n\n"
      "Nyckeltal\n\n\t2023\t2022\nSoliditet, %\t77,8\t82,3\nAntal anställda\t110\t101\n");
  const Statement* overview = find(extraction, StatementKind::kOverview);
  ASSERT_NE(overview, nullptr);
  EXPECT_EQ(overview->scope, EntityScope::kGroup);
}

TEST(BuildStatements, LeavesHeadsOfColumnsOutOfTheTitle) {
  const Extraction extraction = extract(
      "Kassaflödesanalys Not\t2023\t2022\nÅrets resultat\t290 000\t190 000\n"
      "Kassaflöde från den löpande verksamheten\t300 000\t200 000\nÅrets kassaflöde\t30 000\t20 "
      "000\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].title, "Kassaflödesanalys");
}

TEST(BuildStatements, KeepsTheAccountsOfTwoBodiesInOneDocumentApart) {
  const std::string accounts =
      "Balansräkning\n\nBelopp i tkr\t2023-12-31\t2022-12-31\nKundfordringar\t500\t400\n"
      "Kassa och bank\t700\t600\nSumma tillgångar\t1 200\t1 000\nEget kapital\t900\t600\n"
      "Kortfristiga skulder\t300\t400\nSumma eget kapital och skulder\t1 200\t1 000\n";
  const Extraction extraction = extract("Norrviks kommun\n\n" + accounts +
                                        "\fStiftelsen Norrviks Bostäder\n\nStiftelsen äger 40 "
                                        "lägenheter i tätorten.\n\n" +
                                        accounts);
  ASSERT_THAT(extraction.statements, SizeIs(2));
  EXPECT_NE(extraction.statements[0].set, extraction.statements[1].set);
}

TEST(BuildStatements, ReadsTheNoteThatALabelNamesInParentheses) {
  const Extraction extraction = extract(
      "Balansräkning\n\n\t2023-12-31\t2022-12-31\nInventarier (not 5)\t300\t250\n"
      "Aktier (noterade)\t700\t600\nSumma tillgångar (Not 6, 7)\t1 000\t850\n");
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  ASSERT_THAT(balance->rows, SizeIs(3));
  EXPECT_EQ(balance->rows[0].label, "Inventarier");
  EXPECT_EQ(balance->rows[0].note, "5");
  EXPECT_EQ(balance->rows[1].label, "Aktier (noterade)");
  EXPECT_EQ(balance->rows[1].note, "");
  EXPECT_EQ(balance->rows[2].note, "6, 7");
}

TEST(BuildStatements, GoesOnWithATableWhoseTitleSaysThatItDoesOrIsRepeated) {
  const std::string head = "Tkr\tUtfall 2022\tBudget 2022\n";
  for (const char* title : {"Driftredovisning, forts.", "Driftredovisning"}) {
    SCOPED_TRACE(title);
    const Extraction extraction = extract(
        "Driftredovisning\n\n" + head + "Förskola\t-1 824\t-1 799\nGrundskola\t-4 012\t-3 987\n\f" +
        title + "\n\n" + head + "Kultur\t-312\t-315\nSumma\t-6 148\t-6 101\n\n" +
        "Investeringsredovisning\n\n" + head + "Fordon\t-120\t-150\nSumma\t-120\t-150\n");
    ASSERT_THAT(extraction.statements, SizeIs(2));
    EXPECT_THAT(extraction.statements[0].rows, SizeIs(4));
    EXPECT_THAT(extraction.statements[0].pages, ElementsAre(1, 2));
    EXPECT_EQ(extraction.statements[0].title, "Driftredovisning");
  }
}

TEST(BuildStatements, NamesTheBodyByWhatStandsWithItsNumber) {
  EXPECT_EQ(extract("Norrviks Energiverk\nOrg.nr 212000-9713\n\nÅrsredovisning 2023\n").entity.name,
            "Norrviks Energiverk");
  EXPECT_EQ(extract("Brf Granen 7\n\nÅrsredovisning 2023\n").entity.name, "Brf Granen 7");
  for (const char* line :
       {"Norrtuna kommun – Årsredovisning 2023", "Norrtuna kommun - Bokslut 2003",
        "Norrtuna kommun delårsrapport 2022-08-31", "Årsredovisning 2022 | Norrtuna kommun"}) {
    EXPECT_EQ(extract(std::string(line) + "\n").entity.name, "Norrtuna kommun") << line;
  }
  EXPECT_EQ(extract("Region Norrby – Årsredovisning 2022\n").entity.name, "Region Norrby");
  EXPECT_EQ(extract("Yttrande, Norrtuna kommun\n").entity.name, "")
      << "others are named in parts of lines, too";
}

// Pages of pictures and prose that were not read come before those that name the body.
TEST(BuildStatements, NamesTheBodyAfterPagesThatWereNotRead) {
  Document document;
  for (int number = 1; number <= 10; ++number) {
    PageBuilder page(number);
    if (number == 10) page.left(60, 60, "Brf Granen 7").left(60, 80, "Resultaträkning");
    document.pages.push_back(page.page());
  }
  EXPECT_EQ(build_statements(document, {}, book()).entity.name, "Brf Granen 7");
}

TEST(BuildStatements, LeavesThePartsOfEquityWithoutABody) {
  const Extraction extraction = extract(
      "Förändringar i eget kapital\n\nBelopp i tkr\tAktiekapital\tModerbolagets ägare\tSumma\n"
      "Ingående balans\t100\t200\t300\nÅrets resultat\t\t50\t50\n"
      "Utgående balans\t100\t250\t350\n");
  const Statement* equity = find(extraction, StatementKind::kEquityChanges);
  ASSERT_NE(equity, nullptr);
  for (const StatementColumn& column : equity->columns)
    EXPECT_EQ(column.scope, EntityScope::kUnstated) << column.header;
}

// The numbers of notes stand before the labels, under a head of their own.
TEST(BuildStatements, LooksBehindTheHeadOfReferencesForTheTitle) {
  for (const std::string head : {"NOT RESULTATRÄKNING", "Noter"}) {
    const Extraction extraction =
        extract("Resultaträkning\n\n" + head +
                "\t2023\t2022\nVerksamhetens intäkter\t290 000\t190 000\n"
                "Verksamhetens kostnader\t-300 000\t-200 000\nÅrets resultat\t-10 000\t-10 000\n");
    ASSERT_THAT(extraction.statements, SizeIs(1));
    EXPECT_EQ(extraction.statements[0].kind, StatementKind::kIncomeStatement) << head;
  }
}

// "kronor  Noter" over labels and references; the last column is left empty, and its head heads
// nothing.
TEST(BuildStatements, TheWordForNotesOverReferencesIsNoTitle) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning jan-mars 2023");
  page.left(60, 84, "kronor").left(230, 84, "Noter");
  page.right(360, 84, "Budget").right(440, 84, "Utfall").right(530, 84, "Utfall 2022");
  const auto row = [&](double y, std::string_view label, std::string_view a, std::string_view b) {
    page.left(60, y, label).right(360, y, a).right(440, y, b);
  };
  row(100, "Verksamhetens intäkter", "937 500", "937 500");
  row(116, "Personalkostnader", "-148 750", "-126 996");
  page.left(230, 132, "Not 1");
  row(132, "Övriga kostnader", "-15 250", "-10 695");
  row(148, "Årets resultat", "773 500", "799 809");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kIncomeStatement);
  EXPECT_EQ(extraction.statements[0].title, "Resultaträkning jan-mars 2023");
}

// To the right of all figures stands the head of a column left empty, or the unit of the table.
TEST(BuildStatements, AUnitToTheRightOfAllFiguresIsTheStatements) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning");
  page.right(330, 84, "2023").right(430, 84, "2022").left(480, 84, "Belopp i tkr");
  const auto row = [&](double y, std::string_view label, std::string_view a, std::string_view b) {
    page.left(60, y, label).right(330, y, a).right(430, y, b);
  };
  row(100, "Verksamhetens intäkter", "937", "936");
  row(116, "Verksamhetens kostnader", "-148", "-126");
  row(132, "Årets resultat", "789", "810");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].scale, 1000);
}

// A label over two lines beside the number of its project, which reads like a year.
TEST(BuildStatements, TheFirstLineOfALabelBesideItsNumberIsNoTitle) {
  PageBuilder page;
  page.left(100, 60, "Sammanställning av utfall och budget 2023");
  page.left(60, 84, "Projekt").right(400, 84, "Budget").right(500, 84, "Utfall");
  const auto row = [&](double y, std::string_view code, std::string_view label, std::string_view a,
                       std::string_view b) {
    if (!code.empty()) page.left(60, y, code);
    page.left(100, y, label).right(400, y, a).right(500, y, b);
  };
  page.left(100, 100, "Insatser");
  page.left(60, 116, "2000").left(100, 116, "Information och");
  row(128, "", "kompetensutveckling", "-97 000", "-66 026");
  page.left(60, 144, "2001").left(100, 144, "Uppföljning och");
  row(156, "", "utvärdering", "-50 000", "-43 355");
  row(172, "3001", "Arbetsinriktad verksamhet", "-620 000", "-631 749");
  row(188, "", "Summa insatser", "-767 000", "-741 130");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kBudgetFollowUp);
  EXPECT_EQ(extraction.statements[0].rows.size(), 5U);
}

TEST(BuildStatements, TheFirstLineOfALabelBehindItsReferenceIsNoTitle) {
  PageBuilder page;
  page.bold(true).left(60, 60, "Resultaträkning").left(60, 84, "Not").left(100, 84, "tkr");
  page.right(400, 84, "2023-06-30").right(500, 84, "2022-06-30").bold(false);
  const auto row = [&](double y, std::string_view note, std::string_view label, std::string_view a,
                       std::string_view b) {
    if (!note.empty()) page.left(60, y, note);
    page.left(100, y, label).right(400, y, a).right(500, y, b);
  };
  page.left(60, 100, "not 1").left(100, 100, "Medlemsbidrag från");
  row(112, "", "kommunerna", "58 214", "56 636");
  row(128, "not 2", "Personalkostnader", "-41 863", "-40 789");
  row(144, "", "Årets resultat", "16 351", "15 847");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].title, "Resultaträkning");
  EXPECT_EQ(extraction.statements[0].rows[0].label, "Medlemsbidrag från kommunerna");
}

// The same where the reference follows the label and stands over its column.
TEST(BuildStatements, ALabelAndItsReferenceOverTheFirstFiguresAreNoHeads) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning (tkr)");
  page.right(340, 84, "2023").right(410, 84, "2022").right(480, 84, "2023").right(550, 84, "2023");
  const auto row = [&](double y, std::string_view note, std::string_view label,
                       const std::vector<std::string>& figures) {
    page.left(60, y, label).left(230, y, note);
    for (std::size_t i = 0; i < figures.size(); ++i)
      page.right(340 + 70 * static_cast<double>(i), y, figures[i]);
  };
  row(100, "not 1", "Medlemsbidrag från", {});
  row(112, "__________", "kommunerna", {"58.334", "56.601", "116.700", "117.000"});
  row(128, "__________", "Övriga intäkter", {"2.620", "2.291", "5.000", "5.250"});
  row(144, "not 2", "Personalkostnader", {"-41.761", "-40.378", "-83.850", "-83.200"});
  row(160, "not 2", "Pensionskostnader", {"-4.984", "-4.859", "-9.550", "-10.100"});
  row(176, "__________", "Årets resultat", {"14.209", "13.655", "28.300", "28.950"});
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kIncomeStatement);
  EXPECT_EQ(extraction.statements[0].rows[0].label, "Medlemsbidrag från kommunerna");
  EXPECT_EQ(extraction.statements[0].rows[0].note, "1");
}

// What the meeting decided is a row of the changes in equity; well below the table the same words
// open one of their own.
TEST(BuildStatements, TheFirstLineOfALabelBetweenRowsIsNoTitle) {
  for (const double room : {0.0, 20.0}) {
    PageBuilder page;
    page.left(60, 60, "Förändring av eget kapital");
    page.right(400, 84, "Bundet").right(500, 84, "Fritt");
    figure_row(page, 100, "Belopp vid årets ingång", "6 948 753", "1 908 311");
    figure_row(page, 114, "Insatser", "100 000", "");
    page.left(60, 128 + room, "Resultatdisposition");
    figure_row(page, 142 + room, "enligt stämmobeslut", "630 000", "-630 000");
    figure_row(page, 156 + room, "Belopp vid årets utgång", "7 678 753", "1 278 311");
    const Document document = page.document();
    const Extraction extraction =
        build_statements(document, find_tables(document, &book()), book());
    EXPECT_THAT(extraction.statements, SizeIs(room == 0 ? 1 : 2));
  }
}

TEST(BuildStatements, KeepsTheNumberOfANoteNamedLikeAnotherAccount) {
  const Extraction extraction = extract(
      "Not 1. Medlemsbidrag\t2023\t2022\nVikens kommun\t35 517\t29 633\n"
      "Ekeby kommun\t14 351\t13 935\nSumma medlemsbidrag\t49 868\t43 568\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].note, "1");
}

// Set in the middle of the page, a title stands over columns and heads none of them.
TEST(BuildStatements, ATitleInTheMiddleIsNoHeadOfTheColumnsBelowIt) {
  PageBuilder page;
  page.left(250, 60, "Resultaträkning").right(330, 80, "2023").right(500, 80, "2022");
  page.left(60, 100, "Intäkter").right(330, 100, "3 350 100").right(500, 100, "5 160 200");
  page.left(60, 116, "Årets resultat").right(330, 116, "3 154").right(500, 116, "4 845");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].title, "Resultaträkning");
  EXPECT_EQ(extraction.statements[0].columns[0].header, "2023");
}

TEST(BuildStatements, AUnitAtTheEndOfATitlesLineIsTheStatements) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning").right(500, 60, "(tkr)");
  page.right(330, 80, "2023").right(500, 80, "2022");
  page.left(60, 100, "Intäkter").right(330, 100, "3 350").right(500, 100, "5 160");
  page.left(60, 116, "Årets resultat").right(330, 116, "3 154").right(500, 116, "4 845");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].scale, 1000);
  EXPECT_EQ(extraction.statements[0].columns[1].header, "2022");
}

TEST(BuildStatements, ReadsATitleInCapitalsSetOverTwoLines) {
  PageBuilder page;
  page.bold(true)
      .size(12)
      .left(60, 60, "DRIFTREDOVISNING PER")
      .left(60, 74.5, "STYRELSE OCH NÄMND");
  page.bold(false).size(10).right(400, 100, "Utfall 2023").right(500, 100, "Budget 2023");
  page.left(60, 116, "Tandvårdsnämnden").right(400, 116, "513").right(500, 116, "510");
  page.left(60, 132, "Summa").right(400, 132, "513").right(500, 132, "510");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kOperatingAccount);
}

TEST(BuildStatements, ADashBetweenWordsPartsNoTitle) {
  PageBuilder page;
  page.left(60, 60, "Not 3 – Driftkostnader").right(330, 80, "2023").right(500, 80, "2022");
  page.left(60, 100, "El").right(330, 100, "-3 350").right(500, 100, "-5 160");
  page.left(60, 116, "Summa").right(330, 116, "-3 350").right(500, 116, "-5 160");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].note, "3");
  EXPECT_EQ(extraction.statements[0].title, "Not 3 – Driftkostnader");
}

}  // namespace
}  // namespace siffra::extract
