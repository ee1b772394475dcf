// The sheet of one statement: as printed, with what its totals should be beside them.
#include <algorithm>
#include <cmath>

#include "reconcile/report/figures.h"
#include "reconcile/report/internal/mark_texts.h"
#include "reconcile/report/internal/workbook_book.h"
#include "reconcile/report/internal/workbook_formula.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/terminal_text.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;

constexpr double kPointsPerIndent = 9;
constexpr int kMostIndents = 6;

std::string decimals_part(int decimals) {
  return decimals > 0 ? "." + std::string(static_cast<std::size_t>(decimals), '0') : "";
}

// A number format that shows the figure as printed: "# ##0,0" in a Swedish spreadsheet, a dash
// where a dash was printed.
std::string number_format_of(const rules::ReportedAmount& amount, rules::Unit unit) {
  const std::string number = "#,##0" + decimals_part(amount.decimals);
  const std::string percent =
      unit == rules::Unit::kPercent && amount.unit == rules::Unit::kPercent ? "\" %\"" : "";
  const std::string zero = amount.is_nil ? "\"–\"" : number + percent;
  const std::string plus = amount.sign == rules::SignStyle::kPlus ? "+" : "";
  return plus + number + percent + ";-" + number + percent + ";" + zero;
}

std::string unit_text(const Book& book, const extract::Statement& statement) {
  if (!statement.scale) return book.text("Enheten är inte angiven", "The unit is not stated");
  if (*statement.scale == 1) return book.text("Belopp i kronor", "Amounts in kronor");
  if (*statement.scale == 1000) return book.text("Belopp i tkr", "Amounts in thousands of kronor");
  if (*statement.scale == 1000000) {
    return book.text("Belopp i mkr", "Amounts in millions of kronor");
  }
  return book.text("Belopp i enheter om ", "Amounts in units of ") +
         std::to_string(*statement.scale) + " kr";
}

class StatementWriter {
 public:
  StatementWriter(Book& book, std::size_t index)
      : book_(book),
        index_(index),
        statement_(book.report.extraction.statements[index]),
        plan_(book.plan.statements[index]),
        sheet_(book, plan_.name) {}

  bool write() {
    write_title();
    write_head();
    for (std::size_t r = 0; r < statement_.rows.size(); ++r) write_row(r);
    set_widths();
    sheet_.freeze(kHeadRow + 1, plan_.label_column + 1);
    sheet_.finish(kHeadRow, plan_.label_column + 1);
    return !sheet_.failed();
  }

 private:
  void write_title() {
    const std::string kind(kind_for_people(statement_.kind, book_.language));
    sheet_.write(0, 0, statement_.title.empty() ? kind : statement_.title, {.title = true});
    std::string pages = book_.text("sidan ", "page ");
    for (std::size_t i = 0; i < statement_.pages.size(); ++i) {
      pages += (i == 0 ? "" : ", ") + std::to_string(statement_.pages[i]);
    }
    sheet_.write(1, 0, kind + " · " + unit_text(book_, statement_) + " · " + pages, {.dim = true});
    sheet_.write_link(2, 0, link_to_sheet(book_.plan.overview), "← " + book_.plan.overview,
                      {.link = true});
  }

  void write_head() {
    const Look head{.heading = true};
    const Look right{.heading = true, .right = true};
    if (plan_.code_column)
      sheet_.write(kHeadRow, *plan_.code_column, book_.text("Kod", "Code"), head);
    sheet_.write(kHeadRow, plan_.label_column, book_.text("Rad", "Row"), head);
    if (plan_.note_column)
      sheet_.write(kHeadRow, *plan_.note_column, book_.text("Not", "Note"), head);
    for (std::size_t c = 0; c < statement_.columns.size(); ++c) {
      const FigureColumns& figure = plan_.figures[c];
      sheet_.write(kHeadRow, figure.printed, statement_.columns[c].header, right);
      if (!figure.computed) continue;
      sheet_.write(kHeadRow, *figure.computed, book_.text("Beräknat", "Computed"), right);
      sheet_.write(kHeadRow, *figure.difference, book_.text("Skillnad", "Difference"), right);
    }
    sheet_.write(kHeadRow, plan_.page_column, book_.text("Sida", "Page"), right);
  }

  void write_row(std::size_t r) {
    const auto& row = statement_.rows[r];
    const std::size_t at = sheet_row(r);
    Look look;
    look.bold = row.kind == rules::RowKind::kSum || row.kind == rules::RowKind::kHeading;
    look.wrap = true;
    look.rule_above = row.kind == rules::RowKind::kSum;
    if (plan_.code_column && !row.code.empty())
      sheet_.write(at, *plan_.code_column, row.code, look);
    write_note(row, r, look);
    look.indent = std::clamp(static_cast<int>(row.indent / kPointsPerIndent), 0, kMostIndents);
    sheet_.write(at, plan_.label_column, row.label, look);
    for (const auto& cell : row.cells) {
      if (cell.column < statement_.columns.size()) write_cell({index_, r, cell.column}, row, cell);
    }
    sheet_.write_number(at, plan_.page_column, row.page, 0, {.dim = true});
  }

  void write_note(const extract::StatementRow& row, std::size_t r, const Look& look) {
    if (!plan_.note_column || row.note.empty()) return;
    const auto target = note_statement(row, r);
    const std::size_t at = sheet_row(r);
    if (!target) return sheet_.write(at, *plan_.note_column, row.note, look);
    Look link = look;
    link.link = true;
    sheet_.write_link(at, *plan_.note_column, link_to_sheet(book_.plan.statements[*target].name),
                      row.note, link);
  }

  // The note that a tie of this row leads to; else the first of that number in the same accounts.
  [[nodiscard]] std::optional<std::size_t> note_statement(const extract::StatementRow& row,
                                                          std::size_t r) const {
    const auto& statements = book_.report.extraction.statements;
    for (const Check& check : book_.report.audit.checks) {
      if (check.kind != rules::CheckKind::kNoteTie || check.terms.empty()) continue;
      const auto& total = check.terms.front().cell;
      if (total.statement != index_ || total.row != r) continue;
      const std::size_t other = check.terms.back().cell.statement;
      if (other != index_ && other < statements.size()) return other;
    }
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (i != index_ && statements[i].kind == rules::StatementKind::kNote &&
          statements[i].note == row.note && statements[i].set == statement_.set) {
        return i;
      }
    }
    return std::nullopt;
  }

  void write_cell(const CellAddress& address, const extract::StatementRow& row,
                  const extract::StatementCell& cell) {
    const std::size_t at = sheet_row(address.row);
    const FigureColumns& figure = plan_.figures[address.column];
    const CellMarks& marks = book_.marks.at(address);
    Look look;
    look.bold = row.kind == rules::RowKind::kSum;
    look.rule_above = look.bold;
    look.state = marks.state;
    look.right = true;
    if (cell.amount) {
      look.number_format = number_format_of(*cell.amount, cell.unit);
      sheet_.write_number(at, figure.printed, cell.amount->digits, cell.amount->decimals, look);
    } else {
      sheet_.write(at, figure.printed, cell.raw, look);
    }
    const std::string remark = remark_on(cell, marks);
    if (!remark.empty()) sheet_.comment(at, figure.printed, remark);
    const auto formula = book_.plan.formula_of.find(address);
    if (formula != book_.plan.formula_of.end() && cell.amount) {
      write_computed(address, cell, book_.report.audit.checks[formula->second]);
    }
  }

  void write_computed(const CellAddress& address, const extract::StatementCell& cell,
                      const Check& check) {
    const std::size_t at = sheet_row(address.row);
    const FigureColumns& figure = plan_.figures[address.column];
    const auto& extraction = book_.report.extraction;
    const auto worth = static_cast<double>(unit_worth(extraction, address));
    const double difference = static_cast<double>(check.difference.ore()) / worth;
    const double printed =
        static_cast<double>(cell.amount->digits) / std::pow(10.0, cell.amount->decimals);
    Look look;
    look.dim = true;
    look.right = true;
    look.number_format = "#,##0" + decimals_part(cell.amount->decimals);
    sheet_.write_formula(
        at, *figure.computed,
        computed_formula(book_.plan, extraction, check, FormulaUnit::kPrinted, index_),
        printed - difference, look);
    // Sums of decimals leave dust in the last binary places: rounded off below what is printed.
    const auto places = std::to_string(static_cast<int>(std::lround(std::log10(worth))));
    sheet_.write_formula(at, *figure.difference,
                         "=ROUND(" + cell_name(at, figure.printed) + "-" +
                             cell_name(at, *figure.computed) + "," + places + ")",
                         difference, look);
    sheet_.colour_difference(at, *figure.difference,
                             static_cast<double>(check.doubled_tolerance.ore()) / 2 / worth);
    sheet_.comment(at, *figure.computed,
                   book_.language == Language::kSwedish ? check.message_sv : check.message_en);
  }

  // Where a figure stands and why it looks as it does; nothing for a figure that only holds.
  [[nodiscard]] std::string remark_on(const extract::StatementCell& cell,
                                      const CellMarks& marks) const {
    std::string text;
    for (const std::size_t index : marks.findings) {
      const Finding& finding = book_.report.audit.findings[index];
      const bool swedish = book_.language == Language::kSwedish;
      text += "\n✗ " + (swedish ? finding.title_sv : finding.title_en) + "\n" +
              (swedish ? finding.explanation_sv : finding.explanation_en);
    }
    if (marks.repair) {
      const Repair& repair = book_.report.repairs[*marks.repair];
      text += "\n" + book_.text("Läst som ", "Read as ") + repair.from +
              book_.text(", rättat till ", ", changed to ") + decimal_for_people(repair.to);
      for (const auto& evidence : repair.evidence) {
        text += "\n· " + evidence_text(book_.report, evidence, book_.language);
      }
    }
    if (is_uncertain(cell)) {
      text += "\n" + book_.text("Osäkert läst: ", "Read with doubt: ") + cell.raw;
      for (const auto& candidate : cell.candidates) text += "\n· " + candidate.raw + "?";
    }
    if (text.empty()) return {};
    return book_.text("Sidan ", "Page ") + std::to_string(cell.page) + text;
  }

  // Wide enough for what is printed, so that a sheet of many columns still goes on paper.
  void set_widths() {
    constexpr double kMargin = 2;
    constexpr double kDate = 13;  // that of a head, in bold
    std::size_t label = 0;
    std::vector<std::size_t> figure(statement_.columns.size(), 0);
    for (const auto& row : statement_.rows) {
      label = std::max(label, display_width(row.label));
      for (const auto& cell : row.cells) {
        if (cell.column >= figure.size()) continue;
        figure[cell.column] = std::max(figure[cell.column], display_width(cell.raw));
      }
    }
    const auto fitting = [](std::size_t characters, double least, double most) {
      return std::clamp(static_cast<double>(characters) * 1.1 + kMargin, least, most);
    };
    if (plan_.code_column) sheet_.width(*plan_.code_column, 9);
    sheet_.width(plan_.label_column, fitting(label, 20, 46));
    if (plan_.note_column) sheet_.width(*plan_.note_column, 7);
    for (std::size_t c = 0; c < figure.size(); ++c) {
      const FigureColumns& columns = plan_.figures[c];
      sheet_.width(columns.printed, fitting(figure[c], kDate, 20));
      if (!columns.computed) continue;
      sheet_.width(*columns.computed, fitting(figure[c], 11, 20));
      sheet_.width(*columns.difference, 10);
    }
    sheet_.width(plan_.page_column, 6);
  }

  Book& book_;
  std::size_t index_;
  const extract::Statement& statement_;
  const StatementSheet& plan_;
  Sheet sheet_;
};

}  // namespace

bool write_statement(Book& book, std::size_t statement) {
  return StatementWriter(book, statement).write();
}

}  // namespace siffra::reconcile::internal
