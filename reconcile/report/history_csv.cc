#include <chrono>

#include "reconcile/report/figures.h"
#include "reconcile/report/history_files.h"

namespace siffra::reconcile {
namespace {

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string line(std::initializer_list<std::string> fields) {
  std::string made;
  for (const auto& text : fields) made += (made.empty() ? "" : ",") + field(text);
  return made + "\r\n";
}

std::string_view name_of(PeriodOutcome outcome) {
  switch (outcome) {
    case PeriodOutcome::kAgrees:
      return "agrees";
    case PeriodOutcome::kRestated:
      return "restated";
    case PeriodOutcome::kUncertain:
      return "uncertain";
    case PeriodOutcome::kContradiction:
      break;
  }
  return "contradiction";
}

std::string_view name_of(rules::EntityScope scope) {
  if (scope == rules::EntityScope::kGroup) return "group";
  return scope == rules::EntityScope::kParent ? "parent" : "";
}

}  // namespace

std::string period_for_people(rules::Date end, int months) {
  std::string text = to_text(end);
  if (months == 0) return text;
  if (months == 12 && unsigned{end.month()} == 12) return text.substr(0, 4);
  const rules::Date begin = end - std::chrono::months(months - 1);
  return std::to_string(int{begin.year()}) + "-" + (unsigned{begin.month()} < 10 ? "0" : "") +
         std::to_string(unsigned{begin.month()}) + " – " + text.substr(0, 7);
}

std::string link_to(const HistoryView& view, const HistoryFigure& figure) {
  const auto& report = view.reports[figure.report];
  if (!report.page.empty()) return report.page + "#page" + std::to_string(figure.page);
  return report.path.ends_with(".pdf") ? report.path + "#page=" + std::to_string(figure.page)
                                       : report.path;
}

std::string history_series_csv(const HistoryView& view) {
  std::string csv = line({"body", "org_number", "statement", "concept", "name", "entity",
                          "period_end", "months", "kronor", "break", "report", "page", "cell"});
  for (const auto& body : view.bodies) {
    for (const auto& series : body.series) {
      for (const auto& point : series.points) {
        const auto& source = view.reports[point.figure.report];
        csv += line({body.name, body.org_number, std::string(rules::name_of(series.kind)),
                     series.concept_id,
                     view.language == Language::kSwedish ? series.name_sv : series.name_en,
                     std::string(name_of(series.scope)), to_text(point.date),
                     std::to_string(series.months), rules::to_decimal_kronor(point.figure.value),
                     point.break_before ? "1" : "0", source.path, std::to_string(point.figure.page),
                     extract::name_of(source.report.extraction, point.figure.cell)});
      }
    }
  }
  return csv;
}

std::string history_checks_csv(const HistoryView& view) {
  std::string csv = line({"body", "org_number", "rule", "outcome", "concept", "label", "period_end",
                          "printed", "difference", "report", "page", "against", "message"});
  for (const auto& body : view.bodies) {
    for (const auto& check : body.checks) {
      std::string against;
      for (const auto& figure : check.against) {
        against += (against.empty() ? "" : "; ") + view.reports[figure.report].path + " p. " +
                   std::to_string(figure.page) + ": " + rules::to_decimal_kronor(figure.value);
      }
      csv += line(
          {body.name, body.org_number, check.rule, std::string(name_of(check.outcome)),
           check.concept_id, check.label, to_text(check.date),
           rules::to_decimal_kronor(check.figure.value), rules::to_decimal_kronor(check.difference),
           view.reports[check.figure.report].path, std::to_string(check.figure.page), against,
           view.language == Language::kSwedish ? check.message_sv : check.message_en});
    }
  }
  return csv;
}

}  // namespace siffra::reconcile
