#include "tools/corpus/dress.h"

#include <cctype>

namespace siffra::corpus {
namespace {

// Capitals, Swedish letters included.
std::string upper(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool after_c3 = i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3;
    if (after_c3 && byte >= 0xA0 && byte != 0xB7) text[i] = static_cast<char>(byte - 0x20);
    if (byte < 0x80) text[i] = static_cast<char>(std::toupper(byte));
  }
  return text;
}

bool starts_with_digit(const std::string& text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
}

// Columns whose gains some houses print with a plus.
bool shows_change(const Column& column) {
  return column.role == "variance" || column.role == "change";
}

void print_anew(Statement& statement, const NumberStyle& numbers) {
  for (Row& row : statement.rows) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (!row.cells[c]) continue;
      const std::optional<Figure> figure = parse_figure(*row.cells[c]);
      if (!figure) continue;
      row.cells[c] = print_figure(*figure, style_in_column(numbers, statement.columns[c], *figure));
    }
  }
}

}  // namespace

NumberStyle style_in_column(const NumberStyle& numbers, const Column& column,
                            const Figure& figure) {
  NumberStyle own = numbers;
  own.plus = numbers.plus && shows_change(column);
  // "1.234,5" is left to the houses that want to be misunderstood.
  if (figure.decimals > 0 && own.thousands == ".") own.thousands = " ";
  return own;
}

Report dressed(const Report& report, const HouseStyle& style) {
  Report result = report;
  int section = 1;
  for (Statement& statement : result.statements) {
    if (!report.as_printed) print_anew(statement, style.numbers);
    if (style.number_sections && statement.note.empty() && !starts_with_digit(statement.title))
      statement.title = std::to_string(++section) + ". " + statement.title;
    if (style.upper_headings && statement.note.empty()) statement.title = upper(statement.title);
    const bool stated = statement.title.find('(') != std::string::npos;
    if (style.unit_place == UnitPlace::kTitle && !stated)
      statement.title += " (" + unit_word(style, statement.unit) + ")";
  }
  return result;
}

}  // namespace siffra::corpus
