#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using rules::Money;

rules::Date date(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

extract::StatementCell cell(std::size_t column, const std::string& raw, int page) {
  extract::StatementCell made;
  made.column = column;
  made.raw = raw;
  made.amount = rules::read_amount(raw, {});
  made.page = page;
  made.box = {310.24, 402.06, 352.94, 412};
  return made;
}

extract::StatementRow row(const std::string& id, const std::string& label,
                          std::vector<extract::StatementCell> cells, int page) {
  extract::StatementRow made;
  made.id = id;
  made.label = label;
  made.page = page;
  made.cells = std::move(cells);
  return made;
}

extract::Statement income_statement() {
  extract::Statement made;
  made.id = "s1";
  made.kind = rules::StatementKind::kIncomeStatement;
  made.title = "Resultaträkning";
  made.scale = 1;
  made.pages = {2};
  made.columns.resize(2);
  made.columns[0].id = "c1";
  made.columns[0].header = "2023-01-01 2023-08-31";
  made.columns[0].period_start = date(2023, 1, 1);
  made.columns[0].period_end = date(2023, 8, 31);
  made.columns[1].id = "c2";
  made.columns[1].header = "Budget, helår";
  made.columns[1].role = rules::ColumnRole::kBudget;
  made.rows = {
      row("r1", "Intäkter", {cell(0, "1 500", 2), cell(1, "2 250", 2)}, 2),
      row("r2", "Kostnader", {cell(0, "-1 200", 2), cell(1, "- 2 100,50", 2)}, 2),
      row("r3", "Periodens resultat", {cell(0, "400", 2), cell(1, "149,50", 2)}, 2),
      row("r4", "varav \"lokaler\"", {cell(0, "3t4", 2)}, 2),
  };
  made.rows[0].concept_id = "income.revenue";
  made.rows[0].note = "1";
  made.rows[1].code = "4000";
  made.rows[2].kind = rules::RowKind::kSum;
  made.rows[3].kind = rules::RowKind::kOfWhich;
  return made;
}

extract::Statement balance_sheet() {
  extract::Statement made;
  made.id = "s2";
  made.kind = rules::StatementKind::kBalanceSheet;
  made.scale = 1000;
  made.pages = {3, 4};
  made.columns.resize(1);
  made.columns[0].id = "c1";
  made.columns[0].header = "2023-08-31";
  made.columns[0].period_end = date(2023, 8, 31);
  made.rows = {row("r1", "Periodens resultat", {cell(0, "0,4", 3)}, 3)};
  return made;
}

std::vector<Check> checks() {
  Check wrong;
  wrong.id = "k1";
  wrong.rule = "income.net_result";
  wrong.verdict = Verdict::kDiscrepancy;
  wrong.terms = {{{0, 2, 0}, -1}, {{0, 0, 0}, 1}, {{0, 1, 0}, 1}};
  wrong.difference = Money(10000);
  wrong.doubled_tolerance = Money(300);
  wrong.message_sv = "Resultatet är intäkter och kostnader.";
  wrong.message_en = "The result is income and costs.";
  Check exact = wrong;
  exact.id = "k2";
  exact.verdict = Verdict::kExact;
  exact.terms = {{{0, 2, 1}, -1}, {{0, 0, 1}, 1}, {{0, 1, 1}, 1}};
  exact.difference = Money(0);
  exact.doubled_tolerance = Money(105);
  Check tie = exact;
  tie.id = "k3";
  tie.rule = "balance.result_ties";
  tie.kind = rules::CheckKind::kStatementTie;
  tie.verdict = Verdict::kRounding;
  tie.terms = {{{1, 0, 0}, -1}, {{0, 2, 0}, 1}};
  return {wrong, exact, tie};
}

Finding finding() {
  Finding made;
  made.id = "f1";
  made.key = "income.net_result/Resultaträkning/Periodens resultat/2023";
  made.checks = {0};
  made.cells = {{0, 2, 0}};
  made.difference = Money(10000);
  made.title_sv = "Periodens resultat stämmer inte";
  made.title_en = "The result of the period does not agree";
  made.explanation_sv = "Raderna blir 300 kr men rapporten anger 400 kr.";
  made.explanation_en = "The rows add up to 300 kr but the report says 400 kr.";
  made.hypothesis = Hypothesis{HypothesisKind::kDigit, {0, 2, 0}, "300", 0.75};
  return made;
}

}  // namespace

Report sample_report() {
  Report report;
  report.document.file = "delar.pdf";
  report.document.sha256 = "ab12";
  report.document.bytes = 1234;
  report.document.media_type = "application/pdf";
  for (int number = 1; number <= 4; ++number) {
    extract::Page page;
    page.number = number;
    page.width = 595.276;
    page.height = 841.89;
    report.document.pages.push_back(page);
  }
  report.extraction.entity = {"Samordningsförbundet Björkdalen", "222000-0018"};
  report.extraction.report_kind = rules::ReportKind::kInterim;
  report.extraction.period_start = date(2023, 1, 1);
  report.extraction.period_end = date(2023, 8, 31);
  report.extraction.statements = {income_statement(), balance_sheet()};
  report.audit.checks = checks();
  report.audit.findings = {finding()};
  report.audit.coverage[{0, 2, 0}] = {1, 1};
  report.audit.coverage[{0, 0, 1}] = {2, 0};
  report.seconds = 0.12345;
  return report;
}

}  // namespace siffra::reconcile
