#include "tools/corpus/report.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tools/corpus/table_parser.h"

namespace siffra::corpus {
namespace {

// Letters, not bytes: figures and labels hold å, ä, ö and U+2212.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

enum class Side { kLeft, kRight };

std::string padded(std::string_view text, std::size_t width, Side side) {
  const std::string fill(width - std::min(width, width_of(text)), ' ');
  return side == Side::kLeft ? std::string(text) + fill : fill + std::string(text);
}

std::string joined_head(const Column& column) {
  std::string head;
  for (const std::string& line : column.head) head += (head.empty() ? "" : " // ") + line;
  return head;
}

std::vector<std::string> fields_of(const Row& row) {
  std::vector<std::string> fields{row.key + " " + std::string(name_of(row.style)), row.label,
                                  row.code, row.note};
  for (const auto& cell : row.cells) fields.push_back(cell.value_or(""));
  return fields;
}

void print_rows(const Statement& statement, std::ostream& out) {
  std::vector<std::size_t> widths(4 + statement.columns.size(), 0);
  for (const Row& row : statement.rows) {
    const std::vector<std::string> fields = fields_of(row);
    for (std::size_t i = 0; i < fields.size(); ++i)
      widths[i] = std::max(widths[i], width_of(fields[i]));
  }
  for (const Row& row : statement.rows) {
    const std::vector<std::string> fields = fields_of(row);
    std::string line = "  row ";
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) line += " | ";
      line += padded(fields[i], widths[i], i < 4 ? Side::kLeft : Side::kRight);
    }
    while (line.back() == ' ') line.pop_back();
    out << line << "\n";
  }
}

void print_terms(const std::vector<std::pair<int, std::string>>& terms, std::ostream& out) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i > 0 || terms[i].first < 0)
      out << (i > 0 ? " " : "") << (terms[i].first < 0 ? "- " : "+ ");
    out << terms[i].second;
  }
}

std::string text_of(const CellName& cell) {
  return cell.statement + "." + cell.row + "." + cell.column;
}

void print_statement(const Statement& statement, std::ostream& out) {
  out << "\nstatement " << statement.key << " " << statement.kind << " | " << statement.title
      << " | " << statement.unit;
  if (!statement.note.empty()) out << " note " << statement.note;
  if (statement.note_col) out << " notes";
  if (statement.as_list) out << " list";
  out << "\n";
  for (const Column& column : statement.columns) {
    out << "  column " << column.key << " " << column.role;
    if (!column.scope.empty()) out << " " << column.scope;
    out << " | " << joined_head(column);
    if (!column.end.empty())
      out << " | " << column.start << (column.start.empty() ? "" : " ") << column.end;
    out << "\n";
  }
  print_rows(statement, out);
  for (const SumLine& sum : statement.sums) {
    out << (sum.across ? "  across " : "  sum ") << sum.result << " = ";
    print_terms(sum.terms, out);
    if (!sum.only.empty()) out << (sum.across ? " for" : " in");
    for (const std::string& key : sum.only) out << " " << key;
    out << "\n";
  }
}

void print_equation(const EquationLine& equation, std::ostream& out) {
  out << "equation " << text_of(equation.result) << " = ";
  std::vector<std::pair<int, std::string>> terms;
  for (const auto& [weight, cell] : equation.terms) terms.emplace_back(weight, text_of(cell));
  print_terms(terms, out);
  out << "\n";
}

}  // namespace

std::int64_t scale_of(std::string_view unit) {
  if (unit == "kr") return 1;
  if (unit == "tkr") return 1000;
  if (unit == "mkr") return 1000000;
  return 0;
}

std::string_view name_of(RowStyle style) {
  switch (style) {
    case RowStyle::kItem:
      return "item";
    case RowStyle::kSum:
      return "sum";
    case RowStyle::kHeading:
      return "head";
    case RowStyle::kOfWhich:
      return "of_which";
  }
  return "item";
}

const Statement* find_statement(const Report& report, std::string_view key) {
  for (const Statement& statement : report.statements)
    if (statement.key == key) return &statement;
  return nullptr;
}

std::optional<std::size_t> find_row(const Statement& statement, std::string_view key) {
  for (std::size_t i = 0; i < statement.rows.size(); ++i)
    if (statement.rows[i].key == key) return i;
  return std::nullopt;
}

bool has_rows_by_column(const Statement& statement) {
  return std::any_of(statement.rows.begin(), statement.rows.end(),
                     [](const Row& row) { return !row.cell_expressions.empty(); });
}

std::optional<std::size_t> find_column(const Statement& statement, std::string_view key) {
  for (std::size_t i = 0; i < statement.columns.size(); ++i)
    if (statement.columns[i].key == key) return i;
  return std::nullopt;
}

rules::Result<Report> parse_report(std::string_view text, std::string_view file) {
  TableParser parser{std::string(file), RowCells::kFigures};
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const rules::Result<bool> taken = parser.consume(text.substr(0, end), ++number);
    if (!taken) return taken.error();
    if (!*taken) return parser.error("not a line of a table file", number);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (parser.report().id.empty()) return parser.error("no line `report ID`", number);
  return parser.report();
}

std::string print_report(const Report& report) {
  std::ostringstream out;
  out << "report  " << report.id << "\nbody    " << report.body << "\n";
  if (!report.org.empty()) out << "org     " << report.org << "\n";
  out << "kind    " << report.kind << "\nheading " << report.heading << "\nperiod  "
      << report.period_start << " " << report.period_end << "\norigin  " << report.origin << "\n";
  if (report.as_printed) out << "as-printed\n";
  for (const Statement& statement : report.statements) print_statement(statement, out);
  if (!report.equations.empty()) out << "\n";
  for (const EquationLine& equation : report.equations) print_equation(equation, out);
  if (!report.known.empty()) out << "\n";
  for (const KnownError& known : report.known) {
    out << "known " << (known.required ? "required " : "tolerated ") << known.statement;
    if (!known.column.empty()) out << " " << known.column;
    out << " |";
    for (const std::string& difference : known.differences) out << " " << difference;
    out << " | " << known.what << "\n";
  }
  return out.str();
}

rules::Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return rules::Error{rules::ErrorCode::kNotFound, "cannot be opened", {path, 0, 0}};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace siffra::corpus
