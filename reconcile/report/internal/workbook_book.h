// libxlsxwriter behind a narrow door: one workbook being made, its cell formats made once each.
#pragma once

#include <xlsxwriter.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "reconcile/report/internal/workbook_plan.h"
#include "reconcile/report/marks.h"
#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

// How a cell looks. Equal looks share one format of the file.
struct Look {
  bool bold = false;
  bool dim = false;
  bool link = false;
  bool heading = false;  // of a table
  bool title = false;    // of a sheet
  bool wrap = false;
  bool right = false;
  bool rule_above = false;  // the line over a total
  int indent = 0;
  std::string number_format = {};
  std::optional<CellState> state = {};

  friend auto operator<=>(const Look&, const Look&) = default;
};

// Shades of the states, the same in every sheet and in the legend.
lxw_color_t shade_of(CellState state);

class Book {
 public:
  Book(const Report& report, Language language, lxw_workbook* workbook);

  [[nodiscard]] lxw_format* format(const Look& look);
  // nullptr when Excel would refuse the name.
  [[nodiscard]] lxw_worksheet* add_sheet(const std::string& name);

  // What the auditor reads, in the language of the book.
  [[nodiscard]] std::string text(std::string_view swedish, std::string_view english) const;

  const Report& report;
  const Language language;
  const WorkbookPlan plan;
  const Marks marks;

 private:
  lxw_workbook* workbook_;
  std::map<Look, lxw_format*> formats_;
};

// One sheet, written cell by cell. A failure of any write is kept and told at the end.
class Sheet {
 public:
  Sheet(Book& book, const std::string& name);

  void write(std::size_t row, std::size_t column, const std::string& text, const Look& look);
  // `digits` with a decimal mark before the last `decimals` of them.
  void write_number(std::size_t row, std::size_t column, std::int64_t digits, int decimals,
                    const Look& look);
  void write_formula(std::size_t row, std::size_t column, const std::string& formula, double result,
                     const Look& look);
  void write_text_formula(std::size_t row, std::size_t column, const std::string& formula,
                          const std::string& result, const Look& look);
  void write_link(std::size_t row, std::size_t column, const std::string& target,
                  const std::string& text, const Look& look);
  void comment(std::size_t row, std::size_t column, const std::string& text);
  void width(std::size_t column, double characters);
  void freeze(std::size_t row, std::size_t column);
  // Once all is written: rows as high as their wrapped texts need (only Excel would see to that
  // itself), and on paper as few pages beside each other as can be read, `heads` columns on each.
  void finish(std::size_t head_row, std::size_t heads = 0);
  void filter(std::size_t row, std::size_t last_row, std::size_t last_column);
  // Green at zero, amber within the tolerance, red beyond it.
  void colour_difference(std::size_t row, std::size_t column, double tolerance);
  void colour_text(std::size_t row, std::size_t last_row, std::size_t column,
                   const std::string& text, CellState shade);
  void offer_choices(std::size_t row, std::size_t column, std::initializer_list<std::string> texts);

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  struct Wrapped {
    std::size_t row, column;
    std::string text;
    bool bold;
    int indent;
  };

  void note(lxw_error error) { failed_ = failed_ || error != LXW_NO_ERROR; }
  [[nodiscard]] double width_of(std::size_t column) const;
  void fit_rows();

  Book& book_;
  lxw_worksheet* sheet_;
  std::map<std::size_t, double> widths_;
  std::vector<Wrapped> wrapped_;
  bool failed_ = false;
};

// Whether everything could be written.
bool write_overview(Book& book);
bool write_statement(Book& book, std::size_t statement);
bool write_checks(Book& book);
bool write_findings(Book& book);
bool write_repairs(Book& book);

// "Resultaträkning: Periodens resultat, 2023-08-31".
std::string place_text(const Book& book, const extract::CellAddress& cell);

}  // namespace siffra::reconcile::internal
