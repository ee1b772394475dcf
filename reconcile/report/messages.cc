#include "reconcile/report/messages.h"

#include "reconcile/report/figures.h"

namespace siffra::reconcile {
namespace {

struct Sentence {
  std::string_view swedish, english;
};

Sentence header_sentence(Message message) {
  switch (message) {
    case Message::kInterim:
      return {"Delårsrapport", "Interim report"};
    case Message::kInterimClosing:
      return {"Delårsbokslut", "Interim closing"};
    case Message::kAnnual:
      return {"Årsredovisning", "Annual report"};
    case Message::kUnknownReport:
      return {"Rapport", "Report"};
    case Message::kUnknownEntity:
      return {"(namnet hittades inte)", "(no name found)"};
    case Message::kUntitled:
      return {"(utan rubrik)", "(untitled)"};
    case Message::kPage:
      return {"s. {0}", "p. {0}"};
    case Message::kTroubledPage:
      return {"Sidan {0} kunde inte läsas fullt ut: {1}.",
              "Page {0} could not be read in full: {1}."};
    case Message::kNoStatements:
      return {"Inga räkningar eller tabeller med belopp hittades. Ingenting är prövat.",
              "No statements or tables of figures were found. Nothing has been checked."};
    default:
      return {};
  }
}

Sentence finding_sentence(Message message) {
  switch (message) {
    case Message::kNoFindings:
      return {"Inga anmärkningar: allt som kunde prövas stämmer.",
              "No findings: everything that could be checked agrees."};
    case Message::kDismissed:
      return {"AVSKRIVEN  {0}: {1}", "DISMISSED  {0}: {1}"};
    case Message::kConfirmed:
      return {"Bekräftad av granskaren: {0}", "Confirmed by the auditor: {0}"};
    case Message::kDecidedReading:
      return {"Läsningen av \"{0}\" är avgjord av granskaren: {1} → {2}. {3}",
              "The reading of \"{0}\" was decided by the auditor: {1} → {2}. {3}"};
    case Message::kRepairedFigure:
      return {"Läsningen av {0} är ändrad: {1} → {2} (sannolikhet {3})",
              "The reading of {0} was changed: {1} → {2} (probability {3})"};
    case Message::kAllDismissed:
      return {"Inget kvar att titta på: alla anmärkningar är avskrivna.",
              "Nothing left to look at: all findings are dismissed."};
    case Message::kFindingsHeading:
      return {"Att titta på: {0}", "To look at: {0}"};
    case Message::kError:
      return {"FEL", "ERROR"};
    case Message::kWarning:
      return {"VARNING", "WARNING"};
    case Message::kRemark:
      return {"NOTERA", "REMARK"};
    case Message::kDifference:
      return {"skillnad {0} kr", "difference {0} SEK"};
    case Message::kDifferenceOfShares:
      return {"skillnad {0} procentenheter", "difference {0} percentage points"};
    case Message::kMoreTerms:
      return {"… och {0} rader till", "… and {0} more rows"};
    default:
      return {};
  }
}

Sentence summary_sentence(Message message) {
  switch (message) {
    case Message::kChecksSummary:
      return {
          "{0} kontroller: {1} stämmer exakt, {2} inom avrundning, {3} stämmer inte, {4} kunde "
          "inte "
          "prövas.",
          "{0} checks: {1} exact, {2} within rounding, {3} do not agree, {4} could not be made."};
    case Message::kCoverageSummary:
      return {
          "Av {0} belopp prövas {1} av två eller flera oberoende samband, {2} av ett och {3} av "
          "inget.",
          "Of {0} figures, {1} are checked by two or more independent equations, {2} by one and "
          "{3} by none."};
    case Message::kUncertainSummary:
      return {"Belopp som lästes osäkert eller inte kunde läsas: {0}.",
              "Figures read with doubt or not at all: {0}."};
    default:
      return {};
  }
}

Sentence sentence_of(Message message) {
  for (const auto table : {header_sentence, finding_sentence, summary_sentence}) {
    const Sentence sentence = table(message);
    if (!sentence.swedish.empty()) return sentence;
  }
  return {};
}

struct CountSentence {
  Sentence one, many;
};

CountSentence count_sentence_of(CountMessage message) {
  switch (message) {
    case CountMessage::kPages:
      return {{"1 sida", "1 page"}, {"{0} sidor", "{0} pages"}};
    case CountMessage::kRows:
      return {{"1 rad", "1 row"}, {"{0} rader", "{0} rows"}};
    case CountMessage::kColumns:
      return {{"1 kolumn", "1 column"}, {"{0} kolumner", "{0} columns"}};
    case CountMessage::kSums:
      return {{"✓ 1 summa", "✓ 1 sum"}, {"✓ {0} summor", "✓ {0} sums"}};
    case CountMessage::kTies:
      return {{"⇄ 1 koppling", "⇄ 1 tie"}, {"⇄ {0} kopplingar", "⇄ {0} ties"}};
    case CountMessage::kDiscrepancies:
      return {{"✗ 1 stämmer inte", "✗ 1 does not agree"},
              {"✗ {0} stämmer inte", "✗ {0} do not agree"}};
    case CountMessage::kErrors:
      return {{"1 fel", "1 error"}, {"{0} fel", "{0} errors"}};
    case CountMessage::kWarnings:
      return {{"1 varning", "1 warning"}, {"{0} varningar", "{0} warnings"}};
    case CountMessage::kRemarks:
      break;
  }
  return {{"1 notering", "1 remark"}, {"{0} noteringar", "{0} remarks"}};
}

std::string filled(std::string_view sentence, std::initializer_list<std::string_view> values) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const bool placeholder =
        sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
    const auto index = placeholder ? static_cast<std::size_t>(sentence[i + 1] - '0') : 0;
    if (placeholder && index < values.size()) {
      text += *(values.begin() + index);
      i += 2;
    } else {
      text += sentence[i];
    }
  }
  return text;
}

}  // namespace

std::string say(Message message, Language language,
                std::initializer_list<std::string_view> values) {
  const Sentence sentence = sentence_of(message);
  return filled(language == Language::kSwedish ? sentence.swedish : sentence.english, values);
}

std::string say_count(CountMessage message, Language language, std::size_t count) {
  const CountSentence forms = count_sentence_of(message);
  const Sentence sentence = count == 1 ? forms.one : forms.many;
  return filled(language == Language::kSwedish ? sentence.swedish : sentence.english,
                {std::to_string(count)});
}

std::string checks_summary(const Report& report, Language language) {
  const Totals totals = count_totals(report);
  return say(
      Message::kChecksSummary, language,
      {std::to_string(totals.checks), std::to_string(totals.exact), std::to_string(totals.rounding),
       std::to_string(totals.discrepancies), std::to_string(totals.unverifiable)});
}

std::string coverage_summary(const Report& report, Language language) {
  const CoverageCount coverage = count_coverage(report);
  const std::size_t figures = coverage.two_or_more + coverage.one + coverage.none;
  return say(Message::kCoverageSummary, language,
             {std::to_string(figures), std::to_string(coverage.two_or_more),
              std::to_string(coverage.one), std::to_string(coverage.none)});
}

std::string_view kind_for_people(rules::StatementKind kind, Language language) {
  const auto choose = [language](std::string_view swedish, std::string_view english) {
    return language == Language::kSwedish ? swedish : english;
  };
  switch (kind) {
    case rules::StatementKind::kIncomeStatement:
      return choose("Resultaträkning", "Income statement");
    case rules::StatementKind::kBalanceSheet:
      return choose("Balansräkning", "Balance sheet");
    case rules::StatementKind::kCashFlowStatement:
      return choose("Kassaflödesanalys", "Cash flow statement");
    case rules::StatementKind::kOperatingAccount:
      return choose("Driftredovisning", "Operating account");
    case rules::StatementKind::kNote:
      return choose("Not", "Note");
    case rules::StatementKind::kOverview:
      return choose("Översikt", "Overview");
    case rules::StatementKind::kBudgetFollowUp:
      return choose("Budgetuppföljning", "Budget follow-up");
    case rules::StatementKind::kInvestmentAccount:
      return choose("Investeringsredovisning", "Investment account");
    case rules::StatementKind::kEquityChanges:
      return choose("Förändring av eget kapital", "Changes in equity");
    case rules::StatementKind::kBalancedResult:
      return choose("Balanskravsutredning", "Balanced result");
    case rules::StatementKind::kOther:
      break;
  }
  return choose("Övrig tabell", "Other table");
}

}  // namespace siffra::reconcile
