#include "tools/corpus/dress.h"

#include <algorithm>
#include <cctype>

#include "tools/corpus/column_heads.h"

namespace siffra::corpus {
namespace {

bool starts_with_digit(const std::string& text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
}

// Columns whose gains some houses print with a plus.
bool shows_change(const Column& column) {
  return column.role == "variance" || column.role == "change";
}

// "R E S U L T A T   Å R E T": as typewriters set what had no larger type.
std::string spaced(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool goes_on = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!result.empty() && !goes_on) result += ' ';
    result += c;
  }
  return result;
}

// A title short enough to stay on one line with its letters set apart.
bool fits_spaced(const std::string& title) {
  constexpr std::size_t kLongest = 22;  // bytes
  return title.size() <= kLongest && !starts_with_digit(title);
}

// "Not 3. Fordringar", "Not 3: Fordringar" and "Not 3 Fordringar" with the house's own mark.
void mark_note(Statement& statement, const std::string& mark) {
  constexpr std::string_view kNote = "Not ";
  if (statement.note.empty() || mark.empty() || !statement.title.starts_with(kNote)) return;
  std::size_t end = kNote.size();
  while (end < statement.title.size() && statement.title[end] != ' ') ++end;
  if (end == statement.title.size()) return;
  std::string number = statement.title.substr(0, end);
  if (number.back() == '.' || number.back() == ':') number.pop_back();
  statement.title = number + mark + statement.title.substr(end + 1);
}

void word_labels(Statement& statement, const HouseStyle& style) {
  for (Row& row : statement.rows) {
    const auto otherwise = style.wordings.find(row.label);
    if (otherwise != style.wordings.end()) row.label = otherwise->second;
    if (style.upper_sums && row.style == RowStyle::kSum) row.label = upper(row.label);
  }
}

// Columns that one column of years stands beside change places; those that are computed from others
// keep theirs, since they follow what they are computed from.
void turn_years(Statement& statement) {
  const auto dated = [](const Column& column) {
    return column.role == "actual" && !column.end.empty();
  };
  const auto& columns = statement.columns;
  if (columns.size() < 2 || !std::all_of(columns.begin(), columns.end(), dated)) return;
  std::reverse(statement.columns.begin(), statement.columns.end());
  for (Row& row : statement.rows) std::reverse(row.cells.begin(), row.cells.end());
}

void print_anew(Statement& statement, const NumberStyle& numbers) {
  for (Row& row : statement.rows) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (!row.cells[c]) continue;
      const std::optional<Figure> figure = parse_figure(*row.cells[c]);
      if (!figure) continue;
      row.cells[c] = print_figure(*figure, style_in_column(numbers, statement.columns[c], *figure));
      if (row.cells[c]->empty()) row.cells[c].reset();
    }
  }
}

}  // namespace

std::string upper(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool after_c3 = i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3;
    if (after_c3 && byte >= 0xA0 && byte != 0xB7) text[i] = static_cast<char>(byte - 0x20);
    if (byte < 0x80) text[i] = static_cast<char>(std::toupper(byte));
  }
  return text;
}

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
    mark_note(statement, style.note_title_mark);
    word_labels(statement, style);
    word_heads(statement, style);
    if (style.prior_first) turn_years(statement);
    const bool stated = statement.title.find('(') != std::string::npos;
    if (style.unit_place == UnitPlace::kTitle && !stated)
      statement.title += " (" + unit_word(style, statement.unit) + ")";
    else if (style.spaced_titles && statement.note.empty() && fits_spaced(statement.title))
      statement.title = spaced(statement.title);
  }
  return result;
}

}  // namespace siffra::corpus
