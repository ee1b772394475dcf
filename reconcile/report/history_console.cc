#include <array>

#include "reconcile/report/figures.h"
#include "reconcile/report/history_files.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/terminal_text.h"

namespace siffra::reconcile {
namespace {

struct Words {
  std::string_view reports, agree, restated, uncertain, contradict, none, evidence, nobody;
};

constexpr Words kSwedish = {"Rapporter",
                            "stämmer mellan rapporterna",
                            "omräknade",
                            "osäkert inlästa",
                            "stämmer inte",
                            "Inget samband mellan rapporterna kunde prövas.",
                            "Grannrapporten talar för en annan läsning av \"{0}\": {1} kr i {2}.",
                            "Organisation som inte namnges"};
constexpr Words kEnglish = {"Reports",
                            "agree between the reports",
                            "restated",
                            "read with doubt",
                            "do not agree",
                            "Nothing between the reports could be checked.",
                            "The neighbouring report speaks for another reading of \"{0}\": {1} "
                            "kronor in {2}.",
                            "A body that is not named"};

std::string filled(std::string_view text, std::initializer_list<std::string> values) {
  std::string made(text);
  std::size_t number = 0;
  for (const auto& value : values) {
    const std::string place = "{" + std::to_string(number++) + "}";
    if (const auto at = made.find(place); at != std::string::npos) {
      made.replace(at, place.size(), value);
    }
  }
  return made;
}

std::string body_text(const HistoryView& view, const Body& body) {
  const bool swedish = view.language == Language::kSwedish;
  const Words& words = swedish ? kSwedish : kEnglish;
  std::string text = body.name.empty() ? std::string(words.nobody) : body.name;
  if (!body.org_number.empty()) text += " · " + body.org_number;
  for (const auto& name : body.names) text += " · " + name;
  text += "\n";
  for (const std::size_t index : body.reports) {
    const auto& report = view.reports[index];
    const auto& end = report.report.extraction.period_end;
    text += "  " + (end ? to_text(*end) : std::string("?         ")) + "  " +
            printable(report.path) + "\n";
  }
  std::array<std::size_t, 4> counts{};
  for (const auto& check : body.checks) ++counts[static_cast<std::size_t>(check.outcome)];
  const auto count = [&counts](PeriodOutcome outcome) {
    return std::to_string(counts[static_cast<std::size_t>(outcome)]);
  };
  if (body.checks.empty())
    return text + (body.reports.size() > 1 ? "  " + std::string(words.none) + "\n" : "");
  text += "  " + count(PeriodOutcome::kAgrees) + " " + std::string(words.agree) + ", " +
          count(PeriodOutcome::kRestated) + " " + std::string(words.restated) + ", " +
          count(PeriodOutcome::kUncertain) + " " + std::string(words.uncertain) + ", " +
          count(PeriodOutcome::kContradiction) + " " + std::string(words.contradict) + ".\n";
  for (const auto& check : body.checks) {
    if (check.outcome == PeriodOutcome::kAgrees) continue;
    const std::string mark = check.outcome == PeriodOutcome::kContradiction ? "✗" : "≈";
    text += wrapped(mark + " " + (swedish ? check.message_sv : check.message_en), 96, "    ");
  }
  for (const auto& evidence : body.evidence) {
    const auto& extraction = view.reports[evidence.doubtful.report].report.extraction;
    const auto& address = evidence.doubtful.cell;
    const auto& row = extraction.statements[address.statement].rows[address.row];
    text +=
        wrapped(filled(words.evidence, {row.label, kronor_for_people(evidence.neighbour.value),
                                        printable(view.reports[evidence.neighbour.report].path)}),
                96, "    ");
  }
  return text;
}

}  // namespace

std::string history_console(const HistoryView& view) {
  std::string text;
  for (const auto& body : view.bodies) text += (text.empty() ? "" : "\n") + body_text(view, body);
  return text;
}

}  // namespace siffra::reconcile
