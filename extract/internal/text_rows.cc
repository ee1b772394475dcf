#include "extract/internal/text_rows.h"

#include <algorithm>
#include <cstdlib>

#include "extract/internal/unicode.h"
#include "rules/amount.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kLongestAmount = 40;

bool is_amount(std::u32string_view text) {
  if (text.empty() || text.size() > kLongestAmount) return false;
  return rules::read_amount(to_utf8(text), {}).has_value();
}

void drop_trailing_empty(std::vector<StyledText>& cells) {
  while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
}

TextRow to_row(const MarkedLine& line) {
  TextRow row;
  row.heading_level = line.heading_level;
  row.whole = line.styled;
  const std::u32string& text = line.styled.text;
  while (row.indent < text.size() && text[row.indent] != U'\t' &&
         is_white_space(text[row.indent])) {
    ++row.indent;
  }
  std::size_t from = 0;
  while (true) {
    const std::size_t tab = text.find(U'\t', from);
    const std::size_t to = tab == std::u32string::npos ? text.size() : tab;
    row.cells.push_back(line.styled.part(from, to - from).trimmed());
    if (tab == std::u32string::npos) break;
    row.tabbed = true;
    from = tab + 1;
  }
  drop_trailing_empty(row.cells);
  return row;
}

// One cell of a table written a cell a line: a tab and then the cell, empty or not.
bool is_cell_line(const TextRow& row) {
  if (!row.tabbed || row.cells.size() > 2 || !row.cells[0].empty()) return false;
  return std::count(row.whole.text.begin(), row.whole.text.end(), U'\t') == 1;
}

const StyledText& cell_of(const TextRow& cell_line) {
  return cell_line.cells.size() > 1 ? cell_line.cells[1] : cell_line.cells[0];
}

// How well the cells fill rows of `width`: share of those after the head that stand where they
// should, labels first and figures (or nothing) after.
double fit_of_width(const std::vector<StyledText>& cells, std::size_t width) {
  std::size_t good = 0, total = 0, labelled = 0, figures = 0;
  for (std::size_t i = width; i < cells.size(); ++i) {
    const bool figure = !cells[i].empty() && reads_as_figure(cells[i]);
    const bool first = i % width == 0;
    ++total;
    good += static_cast<std::size_t>(first ? !figure : figure || cells[i].empty());
    labelled += static_cast<std::size_t>(first && !cells[i].empty());
    figures += static_cast<std::size_t>(figure);
  }
  if (total == 0 || labelled == 0 || figures == 0) return 0;
  return static_cast<double>(good) / static_cast<double>(total);
}

std::size_t best_width(std::vector<StyledText>& cells) {
  constexpr std::size_t kMostColumns = 12;
  constexpr double kGoodFit = 0.95;
  std::size_t best = 0;
  double best_fit = kGoodFit;
  for (std::size_t width = 2; width <= kMostColumns && 2 * width <= cells.size(); ++width) {
    const std::size_t rest = cells.size() % width;
    const bool rest_empty =
        std::all_of(cells.end() - static_cast<std::ptrdiff_t>(rest), cells.end(),
                    [](const StyledText& cell) { return cell.empty(); });
    if (!rest_empty) continue;
    const std::vector<StyledText> whole(cells.begin(),
                                        cells.end() - static_cast<std::ptrdiff_t>(rest));
    const double fit = fit_of_width(whole, width);
    if (fit > best_fit || (best == 0 && fit >= kGoodFit)) {
      best = width;
      best_fit = fit;
    }
  }
  return best;
}

std::vector<TextRow> rows_of_width(const std::vector<StyledText>& cells, std::size_t width) {
  std::vector<TextRow> rows;
  for (std::size_t from = 0; from + width <= cells.size(); from += width) {
    TextRow row;
    row.tabbed = true;
    const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(from);
    row.cells.assign(begin, begin + static_cast<std::ptrdiff_t>(width));
    drop_trailing_empty(row.cells);
    rows.push_back(std::move(row));
  }
  return rows;
}

// "6451 Kontorsmaterial: 316 Sek" → the place of the colon; npos when the line is no such entry.
std::size_t list_colon(const TextRow& row) {
  constexpr std::size_t kLongestEntry = 90;
  if (row.tabbed || row.cells.size() != 1) return std::u32string::npos;
  const std::u32string& text = row.cells[0].text;
  if (text.size() > kLongestEntry) return std::u32string::npos;
  const std::size_t colon = text.rfind(U':');
  if (colon == std::u32string::npos || colon == 0 || colon + 1 >= text.size()) {
    return std::u32string::npos;
  }
  if (!is_white_space(text[colon + 1])) return std::u32string::npos;
  if (std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), is_letter)) {
    return std::u32string::npos;
  }
  const StyledText amount = row.cells[0].part(colon + 1, std::u32string::npos).trimmed();
  return is_amount(amount.text) && std::any_of(amount.text.begin(), amount.text.end(), is_digit)
             ? colon
             : std::u32string::npos;
}

// An account number before the name makes even a single entry a list.
bool begins_with_account(const TextRow& row) {
  const std::u32string& text = row.cells[0].text;
  return text.size() > 5 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         is_white_space(text[4]);
}

}  // namespace

bool TextRow::blank() const {
  return std::all_of(cells.begin(), cells.end(), [](const StyledText& c) { return c.empty(); });
}

std::vector<TextRow> to_rows(const std::vector<MarkedLine>& lines) {
  std::vector<TextRow> rows;
  rows.reserve(lines.size());
  for (const MarkedLine& line : lines) rows.push_back(to_row(line));
  return rows;
}

bool reads_as_figure(const StyledText& cell) { return is_amount(cell.text); }

bool reads_as_year(const StyledText& cell) {
  return cell.size() == 4 && std::all_of(cell.text.begin(), cell.text.end(), is_digit) &&
         (cell.text.starts_with(U"19") || cell.text.starts_with(U"20"));
}

bool reads_as_note(const StyledText& cell) {
  constexpr std::size_t kLongest = 10;
  if (cell.empty() || cell.size() > kLongest || !is_digit(cell.text.back())) return false;
  std::size_t run = 0;
  for (const char32_t c : cell.text) {
    run = is_digit(c) ? run + 1 : 0;
    const bool fitting = is_digit(c) || is_letter(c) || c == U' ' || c == U',' || c == U'.';
    if (run > 2 || !fitting) return false;
  }
  return true;
}

std::size_t figure_count(const TextRow& row) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (reads_as_figure(row.cells[i]) && !reads_as_year(row.cells[i])) ++count;
  }
  return count;
}

// "Hyra  2000  2000": amounts printed without spaces, since heads follow upon one another.
bool has_amounts_like_years(const TextRow& row) {
  int last = 0;
  bool in_order = true;
  std::size_t years = 0;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    const StyledText& cell = row.cells[i];
    if (cell.empty()) continue;
    if (!reads_as_year(cell)) return false;
    int year = 0;
    for (const char32_t c : cell.text) year = year * 10 + static_cast<int>(c - U'0');
    in_order = in_order && (years == 0 || std::abs(year - last) == 1);
    last = year;
    ++years;
  }
  return years >= 2 && !in_order &&
         std::any_of(row.cells[0].text.begin(), row.cells[0].text.end(), is_letter);
}

bool is_body(const TextRow& row) {
  if (row.cells[0].empty() || !row.tabbed) return false;
  return figure_count(row) > 0 || has_amounts_like_years(row);
}

bool is_head(const TextRow& row) {
  if (has_amounts_like_years(row)) return false;
  std::size_t heads = 0;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (row.cells[i].empty()) continue;
    if (reads_as_figure(row.cells[i]) && !reads_as_year(row.cells[i])) return false;
    ++heads;
  }
  return heads >= 2;
}

std::vector<TextRow> join_cell_lines(std::vector<TextRow> rows) {
  constexpr std::size_t kFewestCells = 6;
  std::vector<TextRow> out;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    std::vector<StyledText> cells;
    for (std::size_t j = i; j < rows.size() && is_cell_line(rows[i]); ++j) {
      if (is_cell_line(rows[j])) {
        cells.push_back(cell_of(rows[j]));
        end = j + 1;
      } else if (rows[j].tabbed || !rows[j].blank()) {
        break;
      }
    }
    const std::size_t width = cells.size() >= kFewestCells ? best_width(cells) : 0;
    if (width == 0) {
      const std::size_t stop = std::max(end, i + 1);
      for (; i < stop; ++i) out.push_back(std::move(rows[i]));
      continue;
    }
    for (TextRow& row : rows_of_width(cells, width)) out.push_back(std::move(row));
    i = end;
  }
  return out;
}

void split_lists(std::vector<TextRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (list_colon(rows[i]) == std::u32string::npos) continue;
    std::vector<std::size_t> entries = {i};
    std::size_t j = i + 1;
    for (; j < rows.size(); ++j) {
      if (rows[j].blank()) continue;
      if (list_colon(rows[j]) == std::u32string::npos) break;
      entries.push_back(j);
    }
    if (entries.size() >= 2 || begins_with_account(rows[i])) {
      for (const std::size_t entry : entries) {
        TextRow& row = rows[entry];
        const std::size_t colon = list_colon(row);
        const StyledText whole = row.cells[0];
        row.cells = {whole.part(0, colon + 1),
                     whole.part(colon + 1, std::u32string::npos).trimmed()};
        row.tabbed = true;
      }
    }
    i = j - 1;
  }
}

}  // namespace siffra::extract
