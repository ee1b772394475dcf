#include "extract/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(FindTables, PutsFiguresUnderTheirHeadsByRightEdges) {
  PageBuilder page;
  page.left(60, 100, "Belopp i kr").right(400, 100, "2023-12-31").right(500, 100, "2022-12-31");
  figure_row(page, 116, "Kundfordringar", "1 367", "12");
  figure_row(page, 132, "Kassa och bank", "2 715 950", "-2 454 084");
  figure_row(page, 148, "Summa", "2 717 317", "");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Belopp i kr|2023-12-31|2022-12-31", "Kundfordringar|1 367|12",
                          "Kassa och bank|2 715 950|-2 454 084", "Summa|2 717 317|"));
}

TEST(FindTables, TakesTwoFiguresApartThatStandAsCloseAsGroupsOfOne) {
  // The first column ends where the second begins: "336 474" and "164 716" read as one run of
  // digits.
  PageBuilder page;
  page.right(300, 100, "Utfall").right(340, 100, "Budget");
  for (const double y : {116.0, 132.0})
    page.left(60, y, "Lokaler").right(300, y, "474").right(340, y, "716");
  page.left(60, 148, "Summa").right(300, 148, "336").right(338.5 - 15 + 16.5, 148, "164 716");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Summa|336|164 716");
}

TEST(FindTables, PutsFiguresMovedBySpacesInColumnsByTheirOrder) {
  // Text once typed on a typewriter, set in a type whose letters are not equally wide: no two rows
  // end alike, and the columns reach into each other.
  PageBuilder page;
  page.left(60, 100, "Tkr").left(300, 100, "1998").left(350, 100, "1997");
  page.left(60, 116, "Intäkter").left(262, 116, "48 212").left(321, 116, "45 980");
  page.left(60, 132, "Kostnader").left(301, 132, "-212 441").left(371, 132, "-205 310");
  page.left(60, 148, "Avskrivningar").left(228, 148, "-9 120").left(286, 148, "-8 844");
  page.left(60, 164, "Nettokostnader").left(322, 164, "-173 349").left(390, 164, "-168 174");
  page.left(60, 180, "Resultat").left(240, 180, "2 061").left(296, 180, "1 127");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Tkr|1998|1997", "Intäkter|48 212|45 980", "Kostnader|-212 441|-205 310",
                          "Avskrivningar|-9 120|-8 844", "Nettokostnader|-173 349|-168 174",
                          "Resultat|2 061|1 127"));
}

TEST(FindTables, KeepsColumnsFilledInTurnApart) {
  // A ledger: every line has a debit or a credit, and the balance.
  PageBuilder page;
  page.left(60, 100, "Text").right(300, 100, "Debet").right(400, 100, "Kredit");
  page.right(500, 100, "Saldo");
  page.left(60, 116, "Ingående").right(300, 116, "1 200").right(500, 116, "1 200");
  page.left(60, 132, "Hyra").right(400, 132, "350").right(500, 132, "850");
  page.left(60, 148, "Avgifter").right(300, 148, "412").right(500, 148, "1 262");
  page.left(60, 164, "El").right(400, 164, "112").right(500, 164, "1 150");
  page.left(60, 180, "Vatten").right(400, 180, "50").right(500, 180, "1 100");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Text|Debet|Kredit|Saldo", "Ingående|1 200||1 200", "Hyra||350|850",
                          "Avgifter|412||1 262", "El||112|1 150", "Vatten||50|1 100"));
}

TEST(FindTables, PartsANoteFromAFigureThatAColumnSetToTheLeftBegins) {
  // A sheet in which figures are text: they begin where the notes end.
  PageBuilder page;
  page.left(60, 100, "Tkr").right(300, 100, "Not").left(330, 100, "2022").left(420, 100, "2021");
  double y = 116;
  for (const auto& [label, note, a, b] : {std::tuple("Intäkter", "2", "53 862", "49 805"),
                                          {"Kostnader", "3", "-211 729", "-194 495"},
                                          {"Nettokostnad", "", "-157 867", "-144 690"},
                                          {"Skatteintäkter", "5", "122 712", "113 326"},
                                          {"Statsbidrag", "6", "2 407", "2 560"},
                                          {"Resultat", "", "-32 748", "-28 804"}}) {
    page.left(60, y, label).right(300, y, note).left(302.5, y, a).left(400, y, b);
    y += 16;
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(
      rows_of(tables[0]),
      ElementsAre("#Tkr|Not|2022|2021", "Intäkter|2|53 862|49 805", "Kostnader|3|-211 729|-194 495",
                  "Nettokostnad||-157 867|-144 690", "Skatteintäkter|5|122 712|113 326",
                  "Statsbidrag|6|2 407|2 560", "Resultat||-32 748|-28 804"));
}

TEST(FindTables, KeepsAColumnThatIsEmptyButForOneRow) {
  PageBuilder page;
  page.right(300, 100, "2020").right(400, 100, "Budget").right(500, 100, "2019");
  page.left(60, 116, "Kostnader")
      .right(300, 116, "-3 154")
      .right(400, 116, "-3 707")
      .right(500, 116, "-2 924");
  page.left(60, 132, "Eget kapital").right(300, 132, "2 349").right(500, 132, "1 813");
  page.left(60, 148, "Likvida medel").right(300, 148, "2 716").right(500, 148, "2 454");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[2], "Eget kapital|2 349||1 813");
}

TEST(FindTables, JoinsALabelThatHadNoRoomOnItsLine) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 96, "Ett ganska långt namn på en rad som fyller", "1", "2");
  page.left(60, 116, "Kassaflöde från verksamheten före");
  figure_row(page, 128, "förändring av rörelsekapital", "509", "578");
  page.left(60, 148, "Skulder");
  figure_row(page, 168, "Leverantörsskulder", "5", "6");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2023|2022", "Ett ganska långt namn på en rad som fyller|1|2",
                          "Kassaflöde från verksamheten före förändring av rörelsekapital|509|578",
                          "Skulder||", "Leverantörsskulder|5|6"));
}

TEST(FindTables, ReadsFiguresLevelWithTheMiddleOfATwoLineLabel) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Personalkostnader", "-186 684", "-169 716");
  page.left(60, 120, "Avskrivningar av materiella och immateriella");
  page.right(400, 126, "-2 535 928").right(500, 126, "-2 535 927");
  page.left(60, 132, "anläggningstillgångar");
  figure_row(page, 152, "Summa kostnader", "-6 620 576", "-6 963 587");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(
      rows_of(tables[0])[2],
      "Avskrivningar av materiella och immateriella anläggningstillgångar|-2 535 928|-2 535 927");
}

TEST(FindTables, PutsAccountNumbersAndNoteReferencesInColumnsOfTheirOwn) {
  PageBuilder page;
  page.right(400, 80, "2023-12-31").right(500, 80, "2022-12-31");
  for (int i = 0; i < 3; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "151" + std::to_string(i))
        .left(110, y, "Kundfordringar")
        .left(300, y, "Not " + std::to_string(i + 2));
    page.right(400, y, "123 456").right(500, y, "654 321");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  ASSERT_THAT(tables[0].columns, SizeIs(5));
  EXPECT_EQ(tables[0].columns[0].content, ColumnContent::kCode);
  EXPECT_EQ(tables[0].columns[1].content, ColumnContent::kLabel);
  EXPECT_EQ(rows_of(tables[0])[1], "1510|Kundfordringar|Not 2|123 456|654 321");
}

TEST(FindTables, ReadsGroupsOfATypewriterWhoseSpacesAreWide) {
  PageBuilder page;
  page.typewriter();
  figure_row(page, 100, "Hyror", "3 150", "12 900");
  figure_row(page, 116, "Summa", "3 150", "12 900");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), ElementsAre("Hyror|3 150|12 900", "Summa|3 150|12 900"));
}

TEST(FindTables, EndsWithTheRestOfTheLastLabel) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 96, "Kostnader", "-613", "-611");
  figure_row(page, 116, "Verksamhetens", "-613", "-611");
  page.left(60, 127.5, "nettokostnad");
  page.left(60, 170, "Stycket under tabellen handlar om något helt annat än beloppen.");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Verksamhetens nettokostnad|-613|-611");
}

TEST(FindTables, KeepsAHeadingApartFromTheRowAboveWhereBlankLinesPartTheRows) {
  // Half of the rows stand close together, half after a blank line.
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(400, 80, "2022-12-31").right(500, 80, "2021-12-31");
  figure_row(page, 100, "Ingående anskaffningsvärden", "55 912 991", "55 912 991");
  figure_row(page, 113, "Utgående anskaffningsvärden", "55 912 991", "55 912 991");
  figure_row(page, 140, "Ingående avskrivningar", "-1 914 007", "-1 403 605");
  page.left(60, 153, "Förändringar av avskrivningar");
  figure_row(page, 166, "Årets avskrivningar", "-510 402", "-510 402");
  figure_row(page, 179, "Utgående avskrivningar", "-2 424 409", "-1 914 007");
  figure_row(page, 206, "Redovisat värde", "53 488 582", "53 998 984");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[3], "Ingående avskrivningar|-1 914 007|-1 403 605");
}

TEST(FindTables, LeavesOutAPenMarkReadAsAFigureBelowTheTable) {
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(400, 80, "2016-12-31").right(500, 80, "2015-12-31");
  figure_row(page, 100, "Skatteskulder", "7 834", "0");
  figure_row(page, 114, "Övriga skulder", "13 248", "13 248");
  figure_row(page, 128, "SUMMA SKULDER", "21 082", "13 248");
  page.right(500, 165, "12");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].rows.size(), 4U);
}

TEST(FindTables, TakesReferencesUnderTheReferenceOfATitleForReferences) {
  PageBuilder page;
  page.left(60, 60, "Resultaträkning").left(330, 60, "1");
  page.right(430, 60, "2022").right(530, 60, "2021");
  int note = 2;
  double y = 80;
  for (const char* label : {"Nettoomsättning", "Drift", "Avskrivningar", "Finansiella poster"}) {
    page.left(60, y, label).left(330, y, std::to_string(note++));
    if (note < 6) page.right(430, y, "1 642 959").right(530, y, "1 632 986");
    y += 14;
  }
  page.left(60, y, "Räntekostnader").left(330, y, "5");
  page.right(430, y, "-436 487").right(530, y, "-324 713");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].columns[1].content, ColumnContent::kNote);
}

TEST(FindTables, KeepsRowsWithNoteReferencesWhole) {
  // Long labels that begin with Ö, headings between them, and references at the same x.
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(430, 80, "2023-12-31").right(530, 80, "2022-12-31");
  page.left(60, 100, "Långfristiga skulder");
  const auto row = [&](double y, std::string_view label, std::string_view note) {
    page.left(60, y, label).right(430, y, "7 500 000").right(530, y, "8 300 100");
    if (!note.empty()) page.left(345, y, note);
  };
  row(114, "Övriga skulder till kreditinstitut och andra", "Not 14");
  row(128, "Summa", "");
  page.left(60, 150, "Kortfristiga skulder");
  row(164, "Övriga skulder till kreditinstitut som förfaller", "Not 15");
  row(178, "Övriga kortfristiga skulder och depositioner", "Not 16");
  row(192, "Övriga upplupna kostnader och intäkter", "Not 17");
  row(206, "Summa", "");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(tables[0].rows, SizeIs(9));
}

TEST(FindTables, GoesOnOverGroupHeadingsThatStandRightOfTheCodes) {
  PageBuilder page;
  const auto coded = [&](double y, std::string_view code, std::string_view label,
                         std::string_view a, std::string_view b) {
    page.left(60, y, code).left(110, y, label).right(400, y, a).right(500, y, b);
  };
  page.right(400, 84, "Budget").right(500, 84, "Utfall");
  coded(100, "201", "Styrelsen", "-181", "-126");
  coded(116, "202", "Kansli", "-221", "-230");
  page.bold(true).left(110, 138, "Deltagarinsatser").bold(false);
  coded(154, "301", "Teamsamverkan", "-1647", "-1485");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#||Budget|Utfall", "201|Styrelsen|-181|-126", "202|Kansli|-221|-230",
                          "|Deltagarinsatser||", "301|Teamsamverkan|-1647|-1485"));
}

TEST(FindTables, ReadsASignSetFarFromItsFigureAsItsSign) {
  // The accounting format of spreadsheets: the sign at the left edge of the cell.
  PageBuilder page;
  page.right(400, 84, "2017").right(500, 84, "2016");
  figure_row(page, 100, "Ingående saldo", "3 230 926", "1 147 049");
  figure_row(page, 116, "Intäkter", "11 491 095", "11 035 931");
  figure_row(page, 132, "Årets förändring", "23 808", "2 083 877");
  page.left(355, 132, "-");
  figure_row(page, 148, "Utgående saldo", "3 207 118", "3 230 926");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2017|2016", "Ingående saldo|3 230 926|1 147 049",
                          "Intäkter|11 491 095|11 035 931", "Årets förändring|- 23 808|2 083 877",
                          "Utgående saldo|3 207 118|3 230 926"));
}

TEST(FindTables, KeepsANilDashOfAnEmptyCellInItsOwnColumn) {
  PageBuilder page;
  page.right(400, 84, "2017").right(500, 84, "2016");
  figure_row(page, 100, "Ingående saldo", "3 230 926", "1 147 049");
  figure_row(page, 116, "Nya lån", "-", "11 035 931");
  figure_row(page, 132, "Utgående saldo", "3 207 118", "3 230 926");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows[2]), "Nya lån|-|11 035 931");
}

TEST(FindTables, KeepsTheTermsOfLoansInTheTableOfTheLoans) {
  PageBuilder page;
  page.right(300, 84, "Ränta")
      .right(370, 84, "Ändras")
      .right(450, 84, "2017")
      .right(540, 84, "2016");
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "Norra banken").right(300, y, "0,54").right(370, y, "90 dgr");
    page.right(450, y, "3 640 000").right(540, y, "3 640 000");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows[1]), "Norra banken|0,54|90 dgr|3 640 000|3 640 000");
}

TEST(FindTables, ReadsCellsOfSeveralLinesInARowedTable) {
  // Figures level with the middle of their labels, remarks beside them.
  PageBuilder page;
  page.right(250, 70, "Budget").right(330, 70, "Utfall").left(360, 70, "Kommentar");
  page.left(60, 100, "Arbetstorget").right(250, 100, "500 000").right(330, 100, "480 120");
  page.left(360, 95, "Insatsen startade senare").left(360, 106, "än vad som var planerat.");
  page.left(60, 139, "Unga framåt med stöd").left(60, 150, "av regionens samordnare");
  page.right(250, 144.5, "1 200 000").right(330, 144.5, "1 203 500");
  page.left(360, 144.5, "Full verksamhet hela året.");
  page.left(60, 189, "Summa insatser för").left(60, 200, "Deltagare");
  page.right(250, 194.5, "1 700 000").right(330, 194.5, "1 683 620");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  std::vector<std::string> rows;
  for (const TableRow& row : tables[0].rows) {
    std::string text;
    for (std::size_t c = 0; c < 3 && c < row.cells.size(); ++c) text += row.cells[c].text + "|";
    if (row.role == TableRowRole::kBody) rows.push_back(text);
  }
  EXPECT_THAT(rows, ElementsAre("Arbetstorget|500 000|480 120|",
                                "Unga framåt med stöd av regionens samordnare|1 200 000|1 203 500|",
                                "Summa insatser för Deltagare|1 700 000|1 683 620|"));
}

// Recognition gives the boxes of the ink, which is narrower than the letters' places: the dash
// would seem to have had room on the line above.
TEST(FindTables, AWrappedLabelOfATypewriterIsOneRowThoughItsDashIsNarrow) {
  PageBuilder builder;
  builder.typewriter();
  builder.left(60, 100, "Utfall i tkr").right(400, 100, "Utfall").right(500, 100, "Budget");
  figure_row(builder, 116, "Information och el", "-24", "-33");
  figure_row(builder, 132, "Arbete i skolan nu", "0", "-200");
  builder.left(60, 148, "Projekt samverkan");
  figure_row(builder, 159, "- stöd i gruppen", "0", "-375");
  figure_row(builder, 175, "Lokaler och el", "-143", "-165");
  Document document = builder.document();
  for (Word& word : document.pages[0].words) {
    word.source = Source::kOcr;
    const double beside = word.text == "-" ? 1.5 : 0.6;
    word.box.x0 += beside;
    word.box.x1 -= beside;
  }
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Utfall i tkr|Utfall|Budget", "Information och el|-24|-33",
                          "Arbete i skolan nu|0|-200", "Projekt samverkan - stöd i gruppen|0|-375",
                          "Lokaler och el|-143|-165"));
}

TEST(FindTables, PartsFiguresOfColumnsSetToTheLeftAWordSpaceApart) {
  PageBuilder page;
  page.left(300, 80, "2016").left(356, 80, "2015");
  const char* first[] = {"315 300 295", "33 067 471", "67 584 008",
                         "3 112 893",   "3 785 622",  "415 951 774"};
  const char* second[] = {"317 267 787", "29 035 664", "65 754 734",
                          "2 648 068",   "3 683 270",  "412 058 185"};
  for (std::size_t i = 0; i < 6; ++i) {
    const double y = 100 + 16 * static_cast<double>(i);
    page.left(60, y, "Tillgång " + std::to_string(i)).left(300, y, first[i]);
    page.left(353.5, y, second[i]);
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[1], "Tillgång 0|315 300 295|317 267 787");
  EXPECT_EQ(rows_of(tables[0])[6], "Tillgång 5|415 951 774|412 058 185");
}

TEST(FindTables, GoesOnOverABlankRowInATableWithMuchAir) {
  PageBuilder page;
  page.right(400, 60, "2023").right(500, 60, "2022");
  const double tops[] = {100, 140, 180, 260, 300};  // a blank row before the fourth
  for (int i = 0; i < 5; ++i)
    figure_row(page, tops[i], "Rad " + std::to_string(i), "1 00" + std::to_string(i), "900");
  EXPECT_THAT(find_tables(page.document()), SizeIs(1));
}

TEST(FindTables, WaitsForTheRestOfASumsLabel) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Medlemsinsatser", "66 869", "66 869");
  page.left(60, 116, "SUMMA BUNDET");
  figure_row(page, 131, "EGET KAPITAL", "66 869", "66 869");
  figure_row(page, 147, "Årets resultat", "-14 162", "-24 747");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[2], "SUMMA BUNDET EGET KAPITAL|66 869|66 869");
}

TEST(FindTables, FindsTheLabelOfFiguresThatDotsLeadToOnTheLineBelow) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  for (int i = 0; i < 3; ++i) {
    const double y = 100 + 29 * i;
    page.left(60, y, "Rad " + std::to_string(i));
    figure_row(page, y + 13, "........................", "1 00" + std::to_string(i), "900");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[2], "Rad 1|1 001|900");
}

TEST(FindTables, ReadsALabelOfThreeLinesWhoseFiguresStandOnTheSecond) {
  PageBuilder page;
  page.right(400, 60, "2023").right(500, 60, "2022");
  figure_row(page, 80, "Skatteintäkter", "601,2", "590,1");
  page.left(60, 92, "RESULTAT EFTER");
  figure_row(page, 104, "FINANSIELLA", "57,7", "46,3");
  page.left(60, 116, "POSTER");
  figure_row(page, 128, "Skatt", "-11,7", "-11,9");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), Contains("RESULTAT EFTER FINANSIELLA POSTER|57,7|46,3"));
}

TEST(FindTables, PartsFiguresOfLeftSetColumnsInASmallTable) {
  PageBuilder page;
  page.left(300, 60, "2023").left(340, 60, "2022");
  page.left(60, 80, "Ingående värde").left(300, 80, "958 168").left(340, 80, "903 674");
  page.left(60, 96, "Investeringar").left(300, 96, "52 824").left(340, 96, "90 953");
  page.left(60, 112, "Avskrivningar").left(300, 112, "-25 250").left(340, 112, "-36 460");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), Contains("Ingående värde|958 168|903 674"));
}

// A column so narrow that a project's number has a line to itself; where rows are numbered, a
// number without figures waits for its label however that begins.
TEST(FindTables, PutsNumbersOverLabelsOfSeveralLinesTogetherWithThem) {
  PageBuilder page;
  page.right(400, 84, "Budget").right(500, 84, "Utfall");
  figure_row(page, 100, "3003 Bidrag", "-366 667", "-351 896");
  figure_row(page, 113, "3006 Arbetslag", "-200 667", "-685 567");
  page.left(60, 126, "3008").left(60, 138, "Samverkans");
  figure_row(page, 150, "Vänort", "-220 667", "-201 600");
  page.left(60, 163, "3009 Öppet");
  figure_row(page, 175, "Kompetens", "-290 000", "-435 000");
  figure_row(page, 188, "3010 Pilot", "-160 000", "-103 382");
  figure_row(page, 201, "Summa", "-1 238 001", "-1 777 445");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(
      rows_of(tables[0]),
      ElementsAre("#|Budget|Utfall", "3003 Bidrag|-366 667|-351 896",
                  "3006 Arbetslag|-200 667|-685 567", "3008 Samverkans Vänort|-220 667|-201 600",
                  "3009 Öppet Kompetens|-290 000|-435 000", "3010 Pilot|-160 000|-103 382",
                  "Summa|-1 238 001|-1 777 445"));
}

// An account left blank is no beginning of the result below it.
TEST(FindTables, LeavesAKnownRowBelowANumberWithoutFiguresAlone) {
  PageBuilder page;
  page.right(400, 84, "2023").right(500, 84, "2022");
  for (int i = 0; i < 5; ++i)
    figure_row(page, 100 + 13 * i, "300" + std::to_string(i) + " Insats", "-1 000", "-2 000");
  page.left(60, 165, "3010 Bidrag");
  figure_row(page, 178, "Årets resultat", "-5 000", "-10 000");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Årets resultat|-5 000|-10 000");
}

// No label ends with "och", known or not; with room behind it, it may be a heading.
TEST(FindTables, GoesOnWithALabelThatEndsInAWordThatJoins) {
  PageBuilder page;
  page.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(page, 100, "Investering i anläggningar utomlands", "-202", "-217");
  page.left(60, 116, "Finansiella tillgångar och");
  figure_row(page, 132, "Placeringar", "-8", "-5");
  page.left(60, 148, "Hänförligt till");
  figure_row(page, 164, "Moderbolaget", "-210", "-222");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), Contains("Finansiella tillgångar och Placeringar|-8|-5"));
  EXPECT_THAT(rows_of(tables[0]), Contains("Moderbolaget|-210|-222"));
}

}  // namespace
}  // namespace siffra::extract
