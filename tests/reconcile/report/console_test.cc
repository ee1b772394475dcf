#include "reconcile/report/console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string swedish(const Report& report) {
  return to_console(report, Language::kSwedish, Color::kNever);
}

TEST(Console, BeginsWithWhoseReportItIsAndForWhen) {
  EXPECT_THAT(swedish(sample_report()),
              testing::StartsWith("Samordningsförbundet Björkdalen · 222000-0018\n"
                                  "Delårsrapport 2023-01-01 – 2023-08-31 · delar.pdf · 4 sidor\n"));
}

TEST(Console, GivesEveryStatementALineWithItsTicks) {
  const std::string text = swedish(sample_report());
  EXPECT_THAT(text, HasSubstr("s. 2    Resultaträkning    4 rader · 2 kolumner  · "
                              "✓ 1 summa · ⇄ 1 koppling · ✗ 1 stämmer inte\n"));
  EXPECT_THAT(text, HasSubstr("s. 3–4  Balansräkning        1 rad · 1 kolumn    · ⇄ 1 koppling\n"));
}

TEST(Console, ShowsAFindingWithItsFiguresTheSumTriedTheDifferenceAndThePage) {
  const std::string text = swedish(sample_report());
  EXPECT_THAT(text, HasSubstr("FEL  s. 2  Periodens resultat stämmer inte\n"));
  EXPECT_THAT(text, testing::ContainsRegex("[+] Intäkter +1 500\n"));
  EXPECT_THAT(text, testing::ContainsRegex("[+] 4000 Kostnader +-1 200\n"));
  EXPECT_THAT(text, testing::ContainsRegex("= Periodens resultat +400\n"));
  EXPECT_THAT(text, HasSubstr("skillnad 100 kr\n"));
}

TEST(Console, EndsWithHowMuchWasChecked) {
  EXPECT_THAT(swedish(sample_report()),
              HasSubstr("3 kontroller: 1 stämmer exakt, 1 inom avrundning, 1 stämmer inte, 0 kunde "
                        "inte prövas.\n"
                        "Av 7 belopp prövas 1 av två eller flera oberoende samband, 1 av ett och 5 "
                        "av inget.\n"));
}

TEST(Console, SpeaksEnglishWhenAsked) {
  const std::string text = to_console(sample_report(), Language::kEnglish, Color::kNever);
  EXPECT_THAT(text, HasSubstr("Interim report 2023-01-01"));
  EXPECT_THAT(text, HasSubstr("ERROR  p. 2  The result of the period does not agree\n"));
  EXPECT_THAT(text, HasSubstr("difference 100 SEK\n"));
  EXPECT_THAT(text, Not(HasSubstr("skillnad")));
}

TEST(Console, HasColoursOnlyWhereAskedFor) {
  EXPECT_THAT(swedish(sample_report()), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(to_console(sample_report(), Language::kSwedish, Color::kTerminal),
              HasSubstr("\x1b["));
}

TEST(Console, SaysThatNothingWasCheckedWhereNoStatementWasFound) {
  Report report = sample_report();
  report.extraction.statements.clear();
  report.audit = {};
  const std::string text = swedish(report);
  EXPECT_THAT(text, HasSubstr("Ingenting är prövat."));
  EXPECT_THAT(text, Not(HasSubstr("stämmer.")));
}

TEST(Console, LetsNoReportSendCommandsToTheTerminal) {
  Report report = sample_report();
  report.extraction.entity.name = "Kommun\x1b[2J";
  report.extraction.statements[0].rows[0].label = "Int\x1b]0;x\x07kter";
  EXPECT_THAT(swedish(report), Not(HasSubstr("\x1b")));
}

TEST(Console, NamesPagesThatCouldNotBeRead) {
  Report report = sample_report();
  report.document.pages[2].trouble = "no text layer";
  EXPECT_THAT(swedish(report), HasSubstr("Sidan 3 kunde inte läsas fullt ut: no text layer.\n"));
}

}  // namespace
}  // namespace siffra::reconcile
