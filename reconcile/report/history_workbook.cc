#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "reconcile/report/figures.h"
#include "reconcile/report/history_files.h"
#include "reconcile/report/messages.h"

namespace siffra::reconcile {
namespace {

// Excel counts in binary floating point: kronor are exact there up to nine quadrillion öre.
double kronor(rules::Money money) { return static_cast<double>(money.ore()) / 100.0; }

struct Sheet {
  lxw_worksheet* sheet = nullptr;
  lxw_format *bold = nullptr, *money = nullptr, *link = nullptr;
  lxw_row_t row = 0;

  void text(lxw_col_t column, const std::string& value, lxw_format* format = nullptr) const {
    worksheet_write_string(sheet, row, column, value.c_str(), format);
  }
};

struct Book {
  const HistoryView& view;
  lxw_workbook* workbook;
  lxw_format *bold, *money;
  std::set<std::string> names;

  [[nodiscard]] bool swedish() const { return view.language == Language::kSwedish; }

  // Names of sheets: at most 31 characters, some signs not allowed, each once.
  Sheet add(std::string name) {
    constexpr std::size_t kLongest = 27;
    constexpr std::string_view kRefused = "[]:*?/\\'";
    for (char& c : name) {
      if (kRefused.find(c) != std::string_view::npos) c = ' ';
    }
    std::size_t end = std::min(name.size(), kLongest);
    while (end > 0 && end < name.size() &&
           (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    name.resize(end);
    if (name.empty()) name = "?";
    // Excel takes "BRF Ekan" and "Brf Ekan" for one name.
    std::string unique = name;
    for (int i = 2; !names.insert(rules::fold(unique)).second; ++i) {
      unique = name + " " + std::to_string(i);
    }
    return {workbook_add_worksheet(workbook, unique.c_str()), bold, money, nullptr, 0};
  }
};

void write_series(Book& book, const Body& body) {
  Sheet sheet = book.add(body.name);
  if (sheet.sheet == nullptr) return;
  using Column = std::pair<rules::Date, int>;
  std::set<Column> periods;
  for (const auto& series : body.series) {
    for (const auto& point : series.points) periods.insert({point.date, series.months});
  }
  std::map<Column, lxw_col_t> columns;
  sheet.text(0, body.name + " " + body.org_number, sheet.bold);
  sheet.row = 2;
  lxw_col_t next = 2;
  for (const auto& period : periods) {
    columns[period] = next;
    sheet.text(next++, period_for_people(period.first, period.second), sheet.bold);
  }
  for (const auto& series : body.series) {
    ++sheet.row;
    sheet.text(0, std::string(kind_for_people(series.kind, book.view.language)));
    sheet.text(1, book.swedish() ? series.name_sv : series.name_en);
    for (const auto& point : series.points) {
      const lxw_col_t column = columns.at({point.date, series.months});
      worksheet_write_number(sheet.sheet, sheet.row, column, kronor(point.figure.value),
                             sheet.money);
      const std::string from =
          book.view.reports[point.figure.report].path + ", " + std::to_string(point.figure.page);
      worksheet_write_comment(sheet.sheet, sheet.row, column, from.c_str());
    }
  }
  worksheet_set_column(sheet.sheet, 0, 0, 22, nullptr);
  worksheet_set_column(sheet.sheet, 1, 1, 38, nullptr);
  if (next > 2) worksheet_set_column(sheet.sheet, 2, static_cast<lxw_col_t>(next - 1), 18, nullptr);
  worksheet_freeze_panes(sheet.sheet, 3, 2);
}

void write_checks(Book& book) {
  Sheet sheet = book.add(book.swedish() ? "Mellan rapporterna" : "Between the reports");
  if (sheet.sheet == nullptr) return;
  const bool swedish = book.swedish();
  const char* heads[] = {swedish ? "Organisation" : "Body",
                         "Regel",
                         "Period",
                         swedish ? "Belopp" : "Figure",
                         swedish ? "Skillnad" : "Difference",
                         swedish ? "Vad" : "What"};
  for (std::size_t i = 0; i < std::size(heads); ++i)
    sheet.text(static_cast<lxw_col_t>(i), heads[i], sheet.bold);
  for (const auto& body : book.view.bodies) {
    for (const auto& check : body.checks) {
      ++sheet.row;
      sheet.text(0, body.name);
      sheet.text(1, check.rule);
      sheet.text(2, to_text(check.date));
      worksheet_write_number(sheet.sheet, sheet.row, 3, kronor(check.figure.value), sheet.money);
      worksheet_write_number(sheet.sheet, sheet.row, 4, kronor(check.difference), sheet.money);
      sheet.text(5, swedish ? check.message_sv : check.message_en);
    }
  }
  worksheet_set_column(sheet.sheet, 0, 4, 20, nullptr);
  worksheet_set_column(sheet.sheet, 5, 5, 100, nullptr);
  worksheet_freeze_panes(sheet.sheet, 1, 0);
}

}  // namespace

rules::Result<std::string> history_workbook(const HistoryView& view) {
  const auto failure = [](const std::string& what) {
    return rules::Error{rules::ErrorCode::kIo, "the workbook could not be made: " + what, {}};
  };
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  std::string name = (folder / "siffra.XXXXXX").string();
  const int descriptor = error ? -1 : ::mkstemp(name.data());
  if (descriptor < 0) return failure("no temporary file could be written");
  ::close(descriptor);
  lxw_workbook* workbook = workbook_new(name.c_str());
  if (workbook == nullptr) return failure("out of memory");
  constexpr time_t kCreated = 946684800;  // 1 January 2000: same input, same bytes
  lxw_doc_properties properties{};
  properties.created = kCreated;
  workbook_set_properties(workbook, &properties);
  Book book{view, workbook, workbook_add_format(workbook), workbook_add_format(workbook), {}};
  format_set_bold(book.bold);
  format_set_num_format(book.money, "#,##0.##");
  for (const auto& body : view.bodies) write_series(book, body);
  write_checks(book);
  const lxw_error closed = workbook_close(workbook);
  std::ifstream in(name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ::unlink(name.c_str());
  if (closed != LXW_NO_ERROR) return failure(lxw_strerror(closed));
  return bytes;
}

}  // namespace siffra::reconcile
