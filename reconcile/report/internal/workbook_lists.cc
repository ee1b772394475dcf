// The sheets that list: all checks as live formulas, the findings, the repairs and doubtful
// figures.

#include <cmath>

#include "reconcile/report/figures.h"
#include "reconcile/report/internal/mark_texts.h"
#include "reconcile/report/internal/workbook_book.h"
#include "reconcile/report/internal/workbook_formula.h"
#include "reconcile/report/messages.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;

struct ListColumn {
  std::string heading;
  double width = 10;
};

void write_head(Sheet& sheet, const std::vector<ListColumn>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    sheet.write(0, i, columns[i].heading, {.heading = true});
    sheet.width(i, columns[i].width);
  }
  sheet.freeze(1, 0);
}

bool can_link(const Book& book, const CellAddress& cell) {
  const auto& statements = book.report.extraction.statements;
  return cell.statement < statements.size() &&
         cell.column < statements[cell.statement].columns.size();
}

void write_place(const Book& book, Sheet& sheet, std::size_t row, std::size_t column,
                 const CellAddress& cell) {
  const std::string text = place_text(book, cell);
  if (!can_link(book, cell)) return sheet.write(row, column, text, {.wrap = true});
  sheet.write_link(row, column, link_to(book.plan, cell), text, {.link = true, .wrap = true});
}

int page_of(const Book& book, const CellAddress& cell) {
  const auto& statements = book.report.extraction.statements;
  if (cell.statement >= statements.size()) return 0;
  const auto* found = extract::find_cell(book.report.extraction, cell);
  if (found != nullptr) return found->page;
  const auto& rows = statements[cell.statement].rows;
  return cell.row < rows.size() ? rows[cell.row].page : 0;
}

void write_page(const Book& book, Sheet& sheet, std::size_t row, std::size_t column,
                const CellAddress& cell) {
  const int page = page_of(book, cell);
  if (page > 0) sheet.write_number(row, column, page, 0, {});
}

std::string kind_text(const Book& book, rules::CheckKind kind) {
  switch (kind) {
    case rules::CheckKind::kFooting:
      return book.text("Summering", "Footing");
    case rules::CheckKind::kCrossFooting:
      return book.text("Tvärsummering", "Cross-footing");
    case rules::CheckKind::kBalance:
      return book.text("Balans", "Balance");
    case rules::CheckKind::kNoteTie:
      return book.text("Not mot rad", "Note to row");
    case rules::CheckKind::kStatementTie:
      return book.text("Mellan räkningar", "Between statements");
    case rules::CheckKind::kUnitTie:
      return book.text("Mellan enheter", "Between units");
    case rules::CheckKind::kVariance:
      return book.text("Avvikelse", "Variance");
    case rules::CheckKind::kRollForward:
      return book.text("Ingående till utgående", "Roll-forward");
    case rules::CheckKind::kRatio:
      return book.text("Nyckeltal", "Ratio");
    case rules::CheckKind::kPeriodTie:
      break;
  }
  return book.text("Mot föregående period", "Against the prior period");
}

// The four verdicts as the sheet of checks says them.
struct VerdictTexts {
  std::string exact, rounding, discrepancy, unverifiable;
};

VerdictTexts verdict_texts(const Book& book) {
  return {book.text("exakt", "exact"), book.text("avrundning", "rounding"),
          book.text("stämmer inte", "differs"), book.text("kunde inte prövas", "not checkable")};
}

const std::string& verdict_text(const VerdictTexts& texts, Verdict verdict) {
  switch (verdict) {
    case Verdict::kExact:
      return texts.exact;
    case Verdict::kRounding:
      return texts.rounding;
    case Verdict::kDiscrepancy:
      return texts.discrepancy;
    case Verdict::kUnverifiable:
      break;
  }
  return texts.unverifiable;
}

// Columns of the sheet of checks that its own formulas refer to.
constexpr std::size_t kPrintedColumn = 5, kComputedColumn = 6, kDifferenceColumn = 7,
                      kToleranceColumn = 8, kVerdictColumn = 9;

class CheckWriter {
 public:
  CheckWriter(Book& book, Sheet& sheet) : book_(book), sheet_(sheet), texts_(verdict_texts(book)) {}

  void write(std::size_t row, const Check& check) {
    sheet_.write(row, 0, check.id, {.dim = true});
    sheet_.write(row, 2, kind_text(book_, check.kind), {.wrap = true});
    const bool swedish = book_.language == Language::kSwedish;
    sheet_.write(row, 4, swedish ? check.message_sv : check.message_en, {.wrap = true});
    sheet_.write(row, 10, check.rule, {.dim = true});
    if (check.terms.empty()) return;
    write_page(book_, sheet_, row, 1, check.terms.front().cell);
    write_place(book_, sheet_, row, 3, check.terms.front().cell);
    if (is_linear(book_.report.extraction, check)) {
      write_live(row, check);
    } else {
      write_stated(row, check);
    }
  }

  [[nodiscard]] const VerdictTexts& texts() const { return texts_; }

 private:
  void write_live(std::size_t row, const Check& check) {
    const auto& extraction = book_.report.extraction;
    const auto& total = check.terms.front().cell;
    const auto* cell = extract::find_cell(extraction, total);
    const auto measure = static_cast<double>(measure_of(extraction, total));
    double printed = 0;
    if (cell != nullptr && cell->amount) {
      printed = static_cast<double>(cell->amount->digits) / std::pow(10.0, cell->amount->decimals) *
                static_cast<double>(unit_worth(extraction, total)) / measure;
    }
    const double difference =
        static_cast<double>(in_measure(extraction, total, check.difference)) / measure;
    const double tolerance =
        static_cast<double>(in_measure(extraction, total, check.doubled_tolerance)) / 2 / measure;
    const Look number{.right = true, .number_format = "#,##0.00"};
    sheet_.write_formula(row, kPrintedColumn, printed_formula(book_.plan, extraction, check),
                         printed, number);
    sheet_.write_formula(
        row, kComputedColumn,
        computed_formula(book_.plan, extraction, check, FormulaUnit::kKronor, std::nullopt),
        printed - difference, number);
    const std::string at = cell_name(row, kDifferenceColumn);
    sheet_.write_formula(
        row, kDifferenceColumn,
        "=ROUND(" + cell_name(row, kPrintedColumn) + "-" + cell_name(row, kComputedColumn) + ",4)",
        difference, number);
    sheet_.write_number(row, kToleranceColumn, check.doubled_tolerance.ore() * 5, 3, number);
    sheet_.colour_difference(row, kDifferenceColumn, tolerance);
    sheet_.write_text_formula(row, kVerdictColumn,
                              "=IF(" + at + "=0,\"" + texts_.exact + "\",IF(ABS(" + at +
                                  ")<=" + cell_name(row, kToleranceColumn) + ",\"" +
                                  texts_.rounding + "\",\"" + texts_.discrepancy + "\"))",
                              verdict_text(texts_, check.verdict), {});
  }

  // What a formula cannot say is said in words.
  void write_stated(std::size_t row, const Check& check) {
    sheet_.write(row, kVerdictColumn, verdict_text(texts_, check.verdict), {});
  }

  Book& book_;
  Sheet& sheet_;
  VerdictTexts texts_;
};

std::string severity_text(const Book& book, rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kError:
      return book.text("Fel", "Error");
    case rules::Severity::kWarning:
      return book.text("Varning", "Warning");
    case rules::Severity::kInfo:
      break;
  }
  return book.text("Notering", "Remark");
}

void write_finding(const Book& book, Sheet& sheet, std::size_t row, const Finding& finding) {
  const bool swedish = book.language == Language::kSwedish;
  Look severity{.bold = true};
  if (finding.severity != rules::Severity::kInfo) {
    severity.state =
        finding.severity == rules::Severity::kError ? CellState::kDiffers : CellState::kRounding;
  }
  sheet.write(row, 0, finding.id, {.dim = true});
  sheet.write(row, 1, severity_text(book, finding.severity), severity);
  if (!finding.cells.empty()) {
    write_page(book, sheet, row, 2, finding.cells.front());
    write_place(book, sheet, row, 3, finding.cells.front());
  }
  sheet.write(row, 4, swedish ? finding.title_sv : finding.title_en, {.bold = true, .wrap = true});
  sheet.write(row, 5, swedish ? finding.explanation_sv : finding.explanation_en, {.wrap = true});
  // Kronor and what checks count otherwise are both in hundredths.
  sheet.write_number(row, 6, finding.difference.ore(), 2,
                     {.right = true, .number_format = "#,##0.00"});
  std::string checks;
  for (const std::size_t check : finding.checks) {
    if (check >= book.report.audit.checks.size()) continue;
    checks += (checks.empty() ? "" : ", ") + book.report.audit.checks[check].id;
  }
  sheet.write(row, 7, checks, {.dim = true, .wrap = true});
  const std::string wrong = book.text("Fel i rapporten", "Wrong in the report");
  const std::string dismissed = book.text("Avskriven", "Dismissed");
  sheet.offer_choices(row, 8, {wrong, book.text("Fel läst", "Misread"), dismissed});
  if (finding.standing != Standing::kOpen) {
    sheet.write(row, 8, finding.standing == Standing::kConfirmed ? wrong : dismissed, {});
  }
  if (!finding.comment.empty()) sheet.write(row, 9, finding.comment, {.wrap = true});
}

std::string joined(const std::vector<std::string>& texts) {
  std::string made;
  for (const auto& text : texts) made += (made.empty() ? "" : ", ") + text;
  return made;
}

void write_repair(const Book& book, Sheet& sheet, std::size_t row, const Repair& repair) {
  sheet.write(row, 0, repair.id, {.dim = true});
  write_page(book, sheet, row, 1, repair.cell);
  write_place(book, sheet, row, 2, repair.cell);
  sheet.write(row, 3, repair.from, {.right = true});
  sheet.write(row, 4, decimal_for_people(repair.to),
              {.right = true, .state = CellState::kRepaired});
  sheet.write(row, 5, percent_for_people(repair.probability, book.language), {.right = true});
  std::vector<std::string> evidence;
  for (const auto& name : repair.evidence) {
    evidence.push_back(evidence_text(book.report, name, book.language));
  }
  sheet.write(row, 6, joined(evidence), {.wrap = true});
  std::string alternatives;
  for (const auto& [value, probability] : repair.alternatives) {
    alternatives += (alternatives.empty() ? "" : "; ") + decimal_for_people(value) + " (" +
                    percent_for_people(probability, book.language) + ")";
  }
  sheet.write(row, 7, alternatives, {.wrap = true});
}

void write_doubt(const Book& book, Sheet& sheet, std::size_t row, const CellAddress& address,
                 const extract::StatementCell& cell) {
  sheet.write(row, 0, "?", {.dim = true});
  write_page(book, sheet, row, 1, address);
  write_place(book, sheet, row, 2, address);
  sheet.write(row, 3, cell.raw, {.right = true, .state = CellState::kUnsure});
  sheet.write(row, 5, percent_for_people(cell.confidence, book.language), {.right = true});
  std::string candidates;
  for (const auto& candidate : cell.candidates) {
    candidates += (candidates.empty() ? "" : "; ") + candidate.raw;
  }
  sheet.write(row, 7, candidates, {.wrap = true});
}

}  // namespace

bool write_checks(Book& book) {
  Sheet sheet(book, book.plan.checks);
  write_head(sheet, {{book.text("Nr", "No"), 6},
                     {book.text("Sida", "Page"), 6},
                     {book.text("Slag", "Kind"), 18},
                     {book.text("Belopp", "Figure"), 38},
                     {book.text("Kontroll", "Check"), 52},
                     {book.text("Tryckt, kr", "Printed, kr"), 15},
                     {book.text("Beräknat, kr", "Computed, kr"), 15},
                     {book.text("Skillnad, kr", "Difference, kr"), 14},
                     {book.text("Tolerans, kr", "Tolerance, kr"), 12},
                     {book.text("Utfall", "Verdict"), 16},
                     {book.text("Regel", "Rule"), 24}});
  CheckWriter writer(book, sheet);
  const auto& checks = book.report.audit.checks;
  for (std::size_t i = 0; i < checks.size(); ++i) writer.write(i + 1, checks[i]);
  sheet.colour_text(1, checks.size(), kVerdictColumn, writer.texts().exact, CellState::kTwice);
  sheet.colour_text(1, checks.size(), kVerdictColumn, writer.texts().rounding,
                    CellState::kRounding);
  sheet.colour_text(1, checks.size(), kVerdictColumn, writer.texts().discrepancy,
                    CellState::kDiffers);
  sheet.filter(0, checks.size(), 10);
  sheet.finish(0);
  return !sheet.failed();
}

bool write_findings(Book& book) {
  Sheet sheet(book, book.plan.findings);
  write_head(sheet, {{book.text("Nr", "No"), 6},
                     {book.text("Allvar", "Severity"), 10},
                     {book.text("Sida", "Page"), 6},
                     {book.text("Belopp", "Figure"), 34},
                     {book.text("Anmärkning", "Finding"), 34},
                     {book.text("Förklaring", "Explanation"), 60},
                     {book.text("Skillnad, kr", "Difference, kr"), 14},
                     {book.text("Kontroller", "Checks"), 10},
                     {book.text("Bedömning", "Assessment"), 16},
                     {book.text("Kommentar", "Comment"), 28}});
  const auto& findings = book.report.audit.findings;
  for (std::size_t i = 0; i < findings.size(); ++i) write_finding(book, sheet, i + 1, findings[i]);
  if (findings.empty()) {
    sheet.write(1, 3, say(Message::kNoFindings, book.language), {.wrap = true});
  }
  sheet.filter(0, findings.size(), 9);
  sheet.finish(0);
  return !sheet.failed();
}

bool write_repairs(Book& book) {
  Sheet sheet(book, book.plan.repairs);
  write_head(sheet, {{book.text("Nr", "No"), 6},
                     {book.text("Sida", "Page"), 6},
                     {book.text("Belopp", "Figure"), 48},
                     {book.text("Läst som", "Read as"), 18},
                     {book.text("Rättat till", "Changed to"), 18},
                     {book.text("Säkerhet", "Certainty"), 10},
                     {book.text("Stöd", "Evidence"), 36},
                     {book.text("Andra möjligheter", "Alternatives"), 36}});
  std::size_t row = 1;
  for (const auto& repair : book.report.repairs) write_repair(book, sheet, row++, repair);
  for (const auto& [address, marks] : book.marks) {
    const auto* cell = extract::find_cell(book.report.extraction, address);
    if (cell != nullptr && is_uncertain(*cell) && !marks.repair) {
      write_doubt(book, sheet, row++, address, *cell);
    }
  }
  if (row == 1) {
    sheet.write(1, 2,
                book.text("Inget belopp har rättats, och inget är osäkert läst.",
                          "No figure was changed, and none was read with doubt."),
                {.wrap = true});
  }
  sheet.finish(0);
  return !sheet.failed();
}

}  // namespace siffra::reconcile::internal
