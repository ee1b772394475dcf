#include "reconcile/report/internal/workbook_plan.h"

#include <algorithm>

#include "reconcile/report/internal/workbook_formula.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/terminal_text.h"

namespace siffra::reconcile::internal {
namespace {

constexpr std::size_t kLongestName = 31;

// Characters Excel refuses in the name of a sheet become spaces.
std::string without_forbidden(std::string_view text) {
  std::string made = printable(text);
  for (char& c : made) {
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  }
  return made;
}

std::string cut(const std::string& text, std::size_t longest) {
  std::string made = display_width(text) > longest ? padded(text, longest) : text;
  while (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

std::string sheet_name(const extract::Statement& statement, std::size_t number, Language language) {
  const std::string title = without_forbidden(statement.title);
  const std::string kind(kind_for_people(statement.kind, language));
  const bool titled = title.find_first_not_of(' ') != std::string::npos;
  return cut(std::to_string(number) + " " + (titled ? title : kind), kLongestName);
}

bool within(const Check& check, std::size_t statement) {
  return std::all_of(check.terms.begin(), check.terms.end(),
                     [&](const Term& term) { return term.cell.statement == statement; });
}

// What stands beside the total when several checks concern it: what fails before what holds, a sum
// within the statement before a tie to another.
int preference(const Check& check) {
  int points = within(check, check.terms.front().cell.statement) ? 4 : 0;
  if (check.verdict == Verdict::kDiscrepancy) points += 8;
  if (check.kind == rules::CheckKind::kFooting) points += 2;
  if (check.kind == rules::CheckKind::kRollForward) points += 1;
  return points;
}

void choose_formulas(const Report& report, WorkbookPlan& plan) {
  const auto& checks = report.audit.checks;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (!is_linear(report.extraction, checks[i])) continue;
    const auto& total = checks[i].terms.front().cell;
    if (extract::find_cell(report.extraction, total) == nullptr) continue;
    const auto [place, fresh] = plan.formula_of.emplace(total, i);
    if (!fresh && preference(checks[i]) > preference(checks[place->second])) place->second = i;
  }
}

void place_columns(const extract::Statement& statement, std::size_t index, WorkbookPlan& plan) {
  StatementSheet& sheet = plan.statements[index];
  const auto any_row = [&](const std::string extract::StatementRow::*text) {
    return std::any_of(statement.rows.begin(), statement.rows.end(),
                       [&](const auto& row) { return !(row.*text).empty(); });
  };
  std::size_t column = 0;
  if (any_row(&extract::StatementRow::code)) sheet.code_column = column++;
  sheet.label_column = column++;
  if (any_row(&extract::StatementRow::note)) sheet.note_column = column++;
  for (std::size_t c = 0; c < statement.columns.size(); ++c) {
    FigureColumns figure;
    figure.printed = column++;
    const bool recomputed =
        std::any_of(plan.formula_of.begin(), plan.formula_of.end(), [&](const auto& entry) {
          return entry.first.statement == index && entry.first.column == c;
        });
    if (recomputed) {
      figure.computed = column++;
      figure.difference = column++;
    }
    sheet.figures.push_back(figure);
  }
  sheet.page_column = column;
}

}  // namespace

WorkbookPlan plan_workbook(const Report& report, Language language) {
  WorkbookPlan plan;
  const bool swedish = language == Language::kSwedish;
  plan.overview = swedish ? "Översikt" : "Overview";
  plan.checks = swedish ? "Kontroller" : "Checks";
  plan.findings = swedish ? "Anmärkningar" : "Findings";
  plan.repairs = swedish ? "Rättningar" : "Repairs";
  choose_formulas(report, plan);
  const auto& statements = report.extraction.statements;
  plan.statements.resize(statements.size());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    plan.statements[i].name = sheet_name(statements[i], i + 1, language);
    place_columns(statements[i], i, plan);
  }
  return plan;
}

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

std::string reference(const WorkbookPlan& plan, const extract::CellAddress& cell) {
  const StatementSheet& sheet = plan.statements[cell.statement];
  return "'" + sheet.name + "'!" +
         cell_name(sheet_row(cell.row), sheet.figures[cell.column].printed);
}

std::string link_to(const WorkbookPlan& plan, const extract::CellAddress& cell) {
  return "internal:" + reference(plan, cell);
}

std::string link_to_sheet(const std::string& sheet) { return "internal:'" + sheet + "'!A1"; }

}  // namespace siffra::reconcile::internal
