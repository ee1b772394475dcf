// The page of a history: a plot for each concept, drawn as SVG by hand: a line, its points, and
// dashed where a period is missing.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "reconcile/report/escape.h"
#include "reconcile/report/figures.h"
#include "reconcile/report/history_files.h"
#include "reconcile/report/messages.h"

namespace siffra::reconcile {
namespace {

constexpr std::string_view kStyle =
    "body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem;max-width:75rem;color:#1a1a1a}"
    "h1{font-size:1.4rem}h2{font-size:1.2rem;border-top:2px solid #ddd;padding-top:1rem}"
    "h3{font-size:1rem;margin:1.2rem 0 .2rem}table{border-collapse:collapse}"
    "th,td{padding:.15rem .6rem;border-bottom:1px solid #e2e2e2;text-align:left;vertical-align:top}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".contradiction{color:#a40000}.restated{color:#7a4b00}.uncertain{color:#5b3f8c}"
    "figure{margin:0;display:inline-block;width:24rem;max-width:100%;vertical-align:top}"
    "figcaption{font-size:.85rem;font-weight:600}svg{width:100%;height:auto}"
    "svg text{font:11px system-ui,sans-serif;fill:#444}.line{stroke:#0b57a4;stroke-width:1.8;"
    "fill:none}.gap{stroke:#0b57a4;stroke-width:1.2;stroke-dasharray:3 4}.axis{stroke:#bbb}"
    ".dot{fill:#0b57a4}.break{fill:#fff;stroke:#a40000;stroke-width:2}.brk{stroke:#a40000}";

// A link to a report, or to one of its pages.
std::string escaped_link(const std::string& link) {
  const std::size_t fragment = std::min(link.rfind("#page"), link.size());
  return url_escaped(link.substr(0, fragment)) + html_escaped(link.substr(fragment));
}

struct Words {
  std::string_view title, reports, checks, none, gap, broken, source;
};
constexpr Words kSwedish = {"Räkenskaper över åren",
                            "Rapporter",
                            "Mellan rapporterna",
                            "Inget samband kunde prövas.",
                            "Streckad linje: en period saknas.",
                            "Röd ring: en senare rapport anger ett annat belopp för perioden före.",
                            "Varje punkt leder till sidan som beloppet kommer från."};
constexpr Words kEnglish = {"Accounts over the years",
                            "Reports",
                            "Between the reports",
                            "Nothing could be checked.",
                            "Dashed line: a period is missing.",
                            "Red ring: a later report prints another figure for the period before.",
                            "Every point leads to the page its figure comes from."};

const Words& words_of(const HistoryView& view) {
  return view.language == Language::kSwedish ? kSwedish : kEnglish;
}

// Tenths of a unit of the drawing, as text: no locale, no binary fractions.
std::string place(double value) {
  const auto tenths = static_cast<long>(std::lround(value * 10));
  const long whole = std::abs(tenths);
  return (tenths < 0 ? "-" : "") + std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

double day_number(rules::Date date) {
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

// Where dates and amounts stand in a plot of 380 × 150.
class Frame {
 public:
  explicit Frame(const Series& series) {
    first_ = last_ = day_number(series.points.front().date);
    for (const auto& point : series.points) {
      const double day = day_number(point.date);
      first_ = std::min(first_, day);
      last_ = std::max(last_, day);
      const auto ore = static_cast<double>(point.figure.value.ore());
      low_ = std::min(low_, ore);
      high_ = std::max(high_, ore);
    }
    if (high_ - low_ < 1) high_ = low_ + 1;
  }
  [[nodiscard]] double x(const SeriesPoint& point) const {
    if (last_ - first_ < 1) return (kLeft + kRight) / 2;
    return kLeft + (day_number(point.date) - first_) / (last_ - first_) * (kRight - kLeft);
  }
  [[nodiscard]] double y(double ore) const {
    return kBottom - (ore - low_) / (high_ - low_) * (kBottom - kTop);
  }
  [[nodiscard]] double y(const SeriesPoint& point) const {
    return y(static_cast<double>(point.figure.value.ore()));
  }
  static constexpr double kLeft = 24, kRight = 356, kTop = 22, kBottom = 122;

 private:
  double first_ = 0, last_ = 0;
  double low_ = 0, high_ = 0;  // zero is always shown
};

// More than a year and a half between points of yearly figures: a period is missing.
bool is_gap(const SeriesPoint& a, const SeriesPoint& b) {
  constexpr double kDays = 550;
  return day_number(b.date) - day_number(a.date) > kDays;
}

std::string line_between(const Frame& frame, const SeriesPoint& a, const SeriesPoint& b) {
  const std::string css = b.break_before ? "gap brk" : is_gap(a, b) ? "gap" : "line";
  return "<line class=\"" + css + "\" x1=\"" + place(frame.x(a)) + "\" y1=\"" + place(frame.y(a)) +
         "\" x2=\"" + place(frame.x(b)) + "\" y2=\"" + place(frame.y(b)) + "\"/>";
}

std::string in_kronor(rules::Money amount, Language language) {
  return kronor_for_people(amount) + (language == Language::kSwedish ? " kr" : " SEK");
}

std::string point_mark(const HistoryView& view, const Series& series, const Frame& frame,
                       const SeriesPoint& point) {
  const std::string text = period_for_people(point.date, series.months) + ": " +
                           in_kronor(point.figure.value, view.language);
  const std::string x = place(frame.x(point)), y = place(frame.y(point));
  return "<a href=\"" + escaped_link(link_to(view, point.figure)) + "\"><circle class=\"" +
         (point.break_before ? "break" : "dot") + "\" cx=\"" + x + "\" cy=\"" + y +
         "\" r=\"4\"><title>" + html_escaped(text) + "</title></circle></a><text x=\"" + x +
         "\" y=\"140\" text-anchor=\"middle\">" + to_text(point.date).substr(0, 4) + "</text>";
}

std::string plot(const HistoryView& view, const Series& series) {
  const Frame frame(series);
  const bool swedish = view.language == Language::kSwedish;
  const std::string name = swedish ? series.name_sv : series.name_en;
  const std::string last = in_kronor(series.points.back().figure.value, view.language);
  std::string svg = "<figure><figcaption>" + html_escaped(name.empty() ? series.concept_id : name);
  if (series.months != 0 && series.months != 12)
    svg += " (" + std::to_string(series.months) + (swedish ? " mån)" : " months)");
  svg += "</figcaption><svg viewBox=\"0 0 380 150\" role=\"img\" aria-label=\"" +
         html_escaped(name + ": " + last) + "\">";
  svg += "<line class=\"axis\" x1=\"10\" x2=\"370\" y1=\"" + place(frame.y(0)) + "\" y2=\"" +
         place(frame.y(0)) + "\"/>";
  for (std::size_t i = 1; i < series.points.size(); ++i) {
    svg += line_between(frame, series.points[i - 1], series.points[i]);
  }
  for (const auto& point : series.points) svg += point_mark(view, series, frame, point);
  return svg + "<text x=\"370\" y=\"14\" text-anchor=\"end\">" + html_escaped(last) +
         "</text></svg></figure>\n";
}

std::string_view css_of(PeriodOutcome outcome) {
  switch (outcome) {
    case PeriodOutcome::kContradiction:
      return "contradiction";
    case PeriodOutcome::kRestated:
      return "restated";
    case PeriodOutcome::kUncertain:
      return "uncertain";
    case PeriodOutcome::kAgrees:
      break;
  }
  return "agrees";
}

std::string checks_table(const HistoryView& view, const Body& body) {
  if (body.checks.empty()) return "<p>" + std::string(words_of(view).none) + "</p>\n";
  std::string html = "<table>\n";
  for (const auto& check : body.checks) {
    const std::string css(css_of(check.outcome));
    const bool agrees = check.outcome == PeriodOutcome::kAgrees;
    html +=
        "<tr class=\"" + css + "\"><td>" + (agrees ? "✓" : "✗") + "</td><td>" +
        html_escaped(view.language == Language::kSwedish ? check.message_sv : check.message_en) +
        "</td><td class=\"n\"><a href=\"" + escaped_link(link_to(view, check.figure)) + "\">" +
        html_escaped(kronor_for_people(check.figure.value)) + "</a></td><td class=\"n\">";
    for (const auto& figure : check.against) {
      html += "<a href=\"" + escaped_link(link_to(view, figure)) + "\">" +
              html_escaped(kronor_for_people(figure.value)) + "</a><br>";
    }
    html += "</td><td>" + html_escaped(check.rule) + "</td></tr>\n";
  }
  return html + "</table>\n";
}

std::string body_html(const HistoryView& view, const Body& body) {
  const Words& words = words_of(view);
  std::string html = "<h2>" + html_escaped(body.name);
  if (!body.org_number.empty()) html += " · " + html_escaped(body.org_number);
  html += "</h2>\n<h3>" + std::string(words.reports) + "</h3>\n<table>\n";
  for (const std::size_t index : body.reports) {
    const auto& report = view.reports[index];
    const auto& end = report.report.extraction.period_end;
    const std::string target = report.page.empty() ? report.path : report.page;
    html += "<tr><td>" + (end ? to_text(*end) : std::string("?")) + "</td><td><a href=\"" +
            escaped_link(target) + "\">" + html_escaped(report.path) + "</a></td></tr>\n";
  }
  html += "</table>\n<h3>" + std::string(words.checks) + "</h3>\n" + checks_table(view, body);
  for (const auto kind :
       {rules::StatementKind::kIncomeStatement, rules::StatementKind::kBalanceSheet,
        rules::StatementKind::kCashFlowStatement}) {
    std::string plots;
    for (const auto& series : body.series) {
      if (series.kind == kind && series.points.size() > 1) plots += plot(view, series);
    }
    if (plots.empty()) continue;
    html += "<h3>" + html_escaped(kind_for_people(kind, view.language)) + "</h3>\n" + plots;
  }
  return html;
}

}  // namespace

std::string history_page(const HistoryView& view) {
  const Words& words = words_of(view);
  std::string html = "<!DOCTYPE html>\n<html lang=\"";
  html += view.language == Language::kSwedish ? "sv" : "en";
  html +=
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>" +
      std::string(words.title) + "</title><style>" + std::string(kStyle) +
      "</style></head><body><h1>" + std::string(words.title) + "</h1>\n<p>" +
      std::string(words.source) + " " + std::string(words.gap) + " " + std::string(words.broken) +
      "</p>\n";
  for (const auto& body : view.bodies) html += body_html(view, body);
  return html + "</body></html>\n";
}

}  // namespace siffra::reconcile
