#include "reconcile/report/console.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "reconcile/report/figures.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/reasons.h"
#include "reconcile/report/terminal_text.h"

namespace siffra::reconcile {
namespace {

constexpr std::size_t kWidestTitle = 46;
constexpr std::size_t kTextWidth = 92;
constexpr std::size_t kLabelWidth = 52;
constexpr std::size_t kFigureWidth = 16;
constexpr std::size_t kShownTerms = 14;  // of one equation
constexpr std::size_t kShownChecks = 3;  // of one finding
constexpr std::string_view kIndent = "     ";

struct Page {
  const Report& report;
  Language language;
  Painter painter;
};

std::string page_text(const std::vector<int>& pages, Language language) {
  if (pages.empty()) return {};
  std::string text = std::to_string(pages.front());
  if (pages.back() != pages.front()) text += "–" + std::to_string(pages.back());
  return say(Message::kPage, language, {text});
}

std::string title_of(const extract::Statement& statement, Language language) {
  if (!statement.title.empty()) return printable(statement.title);
  std::string title(kind_for_people(statement.kind, language));
  if (!statement.note.empty()) title += " " + printable(statement.note);
  return title;
}

Message kind_message(rules::ReportKind kind) {
  switch (kind) {
    case rules::ReportKind::kInterim:
      return Message::kInterim;
    case rules::ReportKind::kInterimClosing:
      return Message::kInterimClosing;
    case rules::ReportKind::kAnnual:
      return Message::kAnnual;
    case rules::ReportKind::kUnknown:
      break;
  }
  return Message::kUnknownReport;
}

std::string header(const Page& page) {
  const auto& extraction = page.report.extraction;
  std::string name = extraction.entity.name.empty() ? say(Message::kUnknownEntity, page.language)
                                                    : printable(extraction.entity.name);
  if (!extraction.entity.org_number.empty()) name += " · " + extraction.entity.org_number;
  std::string facts = say(kind_message(extraction.report_kind), page.language);
  if (extraction.period_start) facts += " " + to_text(*extraction.period_start);
  if (extraction.period_start && extraction.period_end) facts += " –";
  if (extraction.period_end) facts += " " + to_text(*extraction.period_end);
  facts += " · " + printable(page.report.document.file) + " · " +
           say_count(CountMessage::kPages, page.language, page.report.document.pages.size());
  return page.painter.paint(Style::kBold, name) + "\n" + facts + "\n";
}

std::string troubles(const Page& page) {
  std::string text;
  for (const auto& source : page.report.document.pages) {
    if (source.trouble.empty()) continue;
    const std::string line = say(Message::kTroubledPage, page.language,
                                 {std::to_string(source.number),
                                  printable(reason_for_people(source.trouble, page.language))});
    text += page.painter.paint(Style::kDoubtful, line) + "\n";
  }
  return text.empty() ? text : "\n" + text;
}

// What the checks that touch one statement came to.
struct Ticks {
  std::size_t sums = 0, ties = 0, discrepancies = 0;
};

std::vector<Ticks> count_ticks(const Report& report) {
  std::vector<Ticks> ticks(report.extraction.statements.size());
  for (const auto& check : report.audit.checks) {
    if (check.verdict == Verdict::kUnverifiable) continue;
    std::set<std::size_t> touched;
    for (const auto& term : check.terms) {
      if (term.cell.statement < ticks.size()) touched.insert(term.cell.statement);
    }
    for (const std::size_t statement : touched) {
      if (check.verdict == Verdict::kDiscrepancy) {
        ++ticks[statement].discrepancies;
      } else {
        ++(touched.size() == 1 ? ticks[statement].sums : ticks[statement].ties);
      }
    }
  }
  return ticks;
}

std::string tick_text(const Ticks& ticks, const Page& page) {
  std::vector<std::string> parts;
  const auto add = [&](CountMessage message, std::size_t count, Style style) {
    if (count == 0) return;
    parts.push_back(page.painter.paint(style, say_count(message, page.language, count)));
  };
  add(CountMessage::kSums, ticks.sums, Style::kGood);
  add(CountMessage::kTies, ticks.ties, Style::kGood);
  add(CountMessage::kDiscrepancies, ticks.discrepancies, Style::kBad);
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " · ") + part;
  return text.empty() ? page.painter.paint(Style::kDim, "–") : text;
}

std::string statement_lines(const Page& page) {
  const auto& statements = page.report.extraction.statements;
  if (statements.empty()) return say(Message::kNoStatements, page.language) + "\n";
  std::size_t title_width = 0, page_width = 0;
  for (const auto& statement : statements) {
    title_width = std::max(title_width, display_width(title_of(statement, page.language)));
    page_width = std::max(page_width, display_width(page_text(statement.pages, page.language)));
  }
  title_width = std::min(title_width, kWidestTitle);
  const auto ticks = count_ticks(page.report);
  std::string text;
  for (std::size_t s = 0; s < statements.size(); ++s) {
    const auto& statement = statements[s];
    const std::string rows = say_count(CountMessage::kRows, page.language, statement.rows.size());
    const std::string columns =
        say_count(CountMessage::kColumns, page.language, statement.columns.size());
    text += padded(page_text(statement.pages, page.language), page_width) + "  " +
            padded(title_of(statement, page.language), title_width) + "  " + padded_left(rows, 9) +
            " · " + padded(columns, 11) + " · " + tick_text(ticks[s], page) + "\n";
  }
  return text;
}

int page_of(const Report& report, const extract::CellAddress& address) {
  const auto* cell = find_cell(report.extraction, address);
  return cell == nullptr ? 0 : cell->page;
}

int page_of(const Report& report, const Finding& finding) {
  for (const auto& address : finding.cells) {
    if (const int page = page_of(report, address); page > 0) return page;
  }
  for (const std::size_t index : finding.checks) {
    if (index >= report.audit.checks.size()) continue;
    for (const auto& term : report.audit.checks[index].terms) {
      if (const int page = page_of(report, term.cell); page > 0) return page;
    }
  }
  return 0;
}

std::string raw_figure(const Report& report, const extract::CellAddress& address) {
  const auto* cell = find_cell(report.extraction, address);
  return cell == nullptr ? "–" : printable(cell->raw);
}

// "Verksamhetens kostnader", with statement and page where they are not those of the total.
std::string term_label(const Page& page, const extract::CellAddress& address,
                       const extract::CellAddress& total) {
  const auto& statements = page.report.extraction.statements;
  if (address.statement >= statements.size()) return {};
  const auto& statement = statements[address.statement];
  if (address.row >= statement.rows.size()) return {};
  std::string label = printable(statement.rows[address.row].label);
  if (!statement.rows[address.row].code.empty()) {
    label = printable(statement.rows[address.row].code) + " " + label;
  }
  if (label.empty()) label = say(Message::kUntitled, page.language);
  if (address.statement != total.statement) {
    label += " (" + title_of(statement, page.language) + ", " +
             say(Message::kPage, page.language, {std::to_string(page_of(page.report, address))}) +
             ")";
  } else if (address.row == total.row && address.column != total.column &&
             address.column < statement.columns.size()) {
    label += " (" + printable(statement.columns[address.column].header) + ")";
  }
  return label;
}

std::string term_line(const Page& page, std::string_view sign, const Term& term,
                      const extract::CellAddress& total) {
  return std::string(kIndent) + "  " + std::string(sign) + " " +
         padded(term_label(page, term.cell, total), kLabelWidth) + " " +
         padded_left(raw_figure(page.report, term.cell), kFigureWidth) + "\n";
}

// The sum as it was tried, the printed total last.
std::string equation(const Page& page, const Check& check) {
  if (check.terms.size() < 2) return {};
  const Term& total = check.terms.front();
  std::string text;
  // A share is computed from its terms, but is no sum of them.
  const bool share = check.kind == rules::CheckKind::kRatio && check.rule != "of_which";
  const std::size_t shown = std::min(check.terms.size(), kShownTerms + 1);
  for (std::size_t i = 1; i < shown; ++i) {
    const bool added = (check.terms[i].weight < 0) == (total.weight > 0);
    text += term_line(page, share ? " " : added ? "+" : "−", check.terms[i], total.cell);
  }
  if (shown < check.terms.size()) {
    text += std::string(kIndent) + "    " +
            say(Message::kMoreTerms, page.language, {std::to_string(check.terms.size() - shown)}) +
            "\n";
  }
  text += term_line(page, "=", total, total.cell);
  const std::string difference = say(share ? Message::kDifferenceOfShares : Message::kDifference,
                                     page.language, {kronor_for_people(check.difference)});
  return text + std::string(kIndent) + "    " +
         page.painter.paint(Style::kBad, padded_left(difference, kLabelWidth + kFigureWidth + 1)) +
         "\n";
}

std::string severity_text(const Page& page, rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kError:
      return page.painter.paint(Style::kBad, say(Message::kError, page.language));
    case rules::Severity::kWarning:
      return page.painter.paint(Style::kDoubtful, say(Message::kWarning, page.language));
    case rules::Severity::kInfo:
      break;
  }
  return page.painter.paint(Style::kDim, say(Message::kRemark, page.language));
}

std::string finding_text(const Page& page, const Finding& finding) {
  const bool swedish = page.language == Language::kSwedish;
  std::string text = severity_text(page, finding.severity) + "  ";
  if (const int number = page_of(page.report, finding); number > 0) {
    text += say(Message::kPage, page.language, {std::to_string(number)}) + "  ";
  }
  text +=
      page.painter.paint(Style::kBold, printable(swedish ? finding.title_sv : finding.title_en)) +
      "\n";
  text += wrapped(printable(swedish ? finding.explanation_sv : finding.explanation_en), kTextWidth,
                  kIndent);
  if (finding.standing == Standing::kConfirmed) {
    text += wrapped(say(Message::kConfirmed, page.language, {printable(finding.comment)}),
                    kTextWidth, kIndent);
  }
  std::size_t shown = 0;
  for (const std::size_t index : finding.checks) {
    if (index >= page.report.audit.checks.size() || shown == kShownChecks) continue;
    const Check& check = page.report.audit.checks[index];
    if (check.verdict != Verdict::kDiscrepancy && !check.rounding_improbable) continue;
    text += (shown++ == 0 ? "" : "\n") + equation(page, check);
  }
  return text;
}

// What the auditor has dismissed stays in sight, with the reason.
std::string dismissed_findings(const Page& page) {
  const bool swedish = page.language == Language::kSwedish;
  std::string text;
  for (const auto& finding : page.report.audit.findings) {
    if (finding.standing != Standing::kDismissed) continue;
    const std::string line =
        say(Message::kDismissed, page.language,
            {printable(swedish ? finding.title_sv : finding.title_en), printable(finding.comment)});
    text += (text.empty() ? "\n" : "") + page.painter.paint(Style::kDim, line) + "\n";
  }
  return text;
}

// The figures that were misread and put right.
std::string repaired_figures(const Page& page) {
  std::string text;
  for (const auto& repair : page.report.repairs) {
    text += "\n" + say(Message::kRepairedFigure, page.language,
                       {term_label(page, repair.cell, repair.cell), printable(repair.from),
                        decimal_for_people(repair.to),
                        percent_for_people(repair.probability, page.language)});
  }
  return text.empty() ? text : text + "\n";
}

// The figures that the auditor has read otherwise than the program.
std::string decided_readings(const Page& page) {
  std::string text;
  for (const auto& reading : page.report.readings) {
    text += "\n" + say(Message::kDecidedReading, page.language,
                       {term_label(page, reading.cell, reading.cell),
                        reading.from.empty() ? "–" : reading.from,
                        reading.to.empty() ? "–" : reading.to, printable(reading.comment)});
  }
  return text.empty() ? text : text + "\n";
}

std::string findings(const Page& page, const Totals& totals) {
  if (page.report.extraction.statements.empty()) return {};
  if (page.report.audit.findings.empty()) {
    return "\n" + page.painter.paint(Style::kGood, say(Message::kNoFindings, page.language)) + "\n";
  }
  std::string counts;
  const auto add = [&](CountMessage message, std::size_t count) {
    if (count == 0) return;
    counts += (counts.empty() ? "" : ", ") + say_count(message, page.language, count);
  };
  add(CountMessage::kErrors, totals.errors);
  add(CountMessage::kWarnings, totals.warnings);
  add(CountMessage::kRemarks, totals.remarks);
  std::string text = "\n";
  text += counts.empty()
              ? page.painter.paint(Style::kGood, say(Message::kAllDismissed, page.language))
              : say(Message::kFindingsHeading, page.language, {counts});
  text += "\n";
  for (const auto& finding : page.report.audit.findings) {
    if (finding.standing != Standing::kDismissed) text += "\n" + finding_text(page, finding);
  }
  return text + dismissed_findings(page);
}

std::string summary(const Page& page, const Totals& totals) {
  if (page.report.extraction.statements.empty()) return {};
  std::string text = "\n" + checks_summary(page.report, page.language) + "\n" +
                     coverage_summary(page.report, page.language) + "\n";
  if (totals.uncertain_cells > 0) {
    text +=
        say(Message::kUncertainSummary, page.language, {std::to_string(totals.uncertain_cells)}) +
        "\n";
  }
  return text;
}

}  // namespace

std::string to_console(const Report& report, Language language, Color color) {
  const Page page{report, language, Painter(color == Color::kTerminal)};
  const Totals totals = count_totals(report);
  return header(page) + troubles(page) + "\n" + statement_lines(page) + findings(page, totals) +
         repaired_figures(page) + decided_readings(page) + summary(page, totals);
}

}  // namespace siffra::reconcile
