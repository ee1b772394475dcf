// What a line is to a table, from its own words and from the lines around it.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "extract/internal/head_dates.h"
#include "extract/internal/line_chunks.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

// "BALANSRÄKNING  1": a title and the number of the note on how the report is drawn up, with dates
// behind them or without.
bool is_title_with_reference(const TextLine& line, const rules::RuleBook& book) {
  if (line.chunks.size() < 2 || line.chunks.front().numeric) return false;
  std::size_t references = 0;
  for (std::size_t c = 1; c < line.chunks.size(); ++c) {
    const std::string& text = line.chunks[c].text;
    if (looks_like_date(text)) continue;
    if (text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
    ++references;
  }
  const auto title = book.statement_title(line.chunks.front().text);
  constexpr double kWholeTitle = 0.99;
  return references == 1 && title && title->coverage >= kWholeTitle &&
         (title->kind == rules::StatementKind::kIncomeStatement ||
          title->kind == rules::StatementKind::kBalanceSheet ||
          title->kind == rules::StatementKind::kCashFlowStatement);
}

}  // namespace

LineKind kind_of(const TextLine& line, const rules::RuleBook* book) {
  constexpr std::size_t kLongestHead = 48;  // bytes of one chunk
  constexpr std::size_t kLongestLabel = 110;
  const ChunkCounts counts = count_chunks(line);
  // A note number beside dates is part of the heads: "1  -2023-12-31  -2022-12-31".
  const bool notes_and_dates =
      counts.texts == 0 && counts.dates > 0 &&
      std::all_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
        return looks_like_date(chunk.text) || chunk.text.size() <= 2;
      });
  if (notes_and_dates) return LineKind::kHead;
  if (book != nullptr && is_title_with_reference(line, *book))
    return counts.dates > 0 ? LineKind::kHead : LineKind::kTitle;
  const bool only_figures = counts.texts == 0 && counts.figures > 0;
  if (counts.figure_after_text || only_figures) {
    return counts.longest_text > kLongestLabel ? LineKind::kProse : LineKind::kFigures;
  }
  if (counts.dates > 0 && counts.longest_text <= kLongestHead &&
      (line.chunks.size() > 1 || counts.texts == 0)) {
    return LineKind::kHead;
  }
  if (book != nullptr && line.chunks.size() <= 4) {
    const auto title = book->statement_title(line.text());
    constexpr double kWholeLine = 0.9;
    if (title && title->coverage >= kWholeLine) return LineKind::kTitle;
  }
  return counts.longest_text > 90 ? LineKind::kProse : LineKind::kLabel;
}

namespace {

// The page number a line of a table of contents ends with, after its only other text; nothing for
// another line. `led` tells whether dots lead to it.
std::optional<int> page_number_at_end(const TextLine& line, bool& led) {
  const std::string& last = line.chunks.back().text;
  if (line.chunks.size() < 2 || last.size() > 3 ||
      !std::all_of(last.begin(), last.end(), is_digit)) {
    return std::nullopt;
  }
  bool text = false;
  for (std::size_t c = 0; c + 1 < line.chunks.size(); ++c) {
    const Chunk& chunk = line.chunks[c];
    if (is_figure(chunk) && text) return std::nullopt;
    text = text || has_letters(chunk);
    led = led || is_leader(chunk.text) ||
          (chunk.text.size() > 3 && chunk.text.compare(chunk.text.size() - 3, 3, "...") == 0);
  }
  return text ? std::optional(std::stoi(last)) : std::nullopt;
}

// Three lines or more that each end with a page number no smaller than the one before and not all
// the same, some of them led to by dots, are a table of contents.
void mark_contents(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds) {
  constexpr std::size_t kFewestEntries = 3;
  constexpr int kLastPage = 400;
  for (std::size_t begin = 0; begin < lines.size();) {
    bool any_led = false;
    int first = 0, previous = 0;
    std::size_t end = begin;
    for (; end < lines.size(); ++end) {
      bool led = false;
      const auto number = page_number_at_end(lines[end], led);
      if (!number || *number < previous || *number > kLastPage) break;
      if (end == begin) first = *number;
      previous = *number;
      any_led = any_led || led;
    }
    if (any_led && end - begin >= kFewestEntries && previous > first) {
      std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(begin),
                kinds.begin() + static_cast<std::ptrdiff_t>(end), LineKind::kProse);
    }
    begin = std::max(end, begin + 1);
  }
}

// "Balansräkning  5-6": a text and a page or pages, or what recognition made of them; dots alone
// where the page was not recognised.
bool could_be_contents(const TextLine& line) {
  constexpr std::size_t kLongestPages = 7;
  if (line.chunks.size() == 1) return line.chunks.front().text.ends_with("...");
  const std::string& last = line.chunks.back().text;
  return line.chunks.size() == 2 && has_letters(line.chunks.front()) &&
         last.size() <= kLongestPages && !has_letters(line.chunks.back()) &&
         last.find_first_of(",.%") == std::string::npos;
}

// Without dots, and with pages that do not rise since some are misread: lines of which half are
// titles of statements and notes. No table has those for rows.
void mark_titled_contents(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds,
                          const rules::RuleBook& book) {
  constexpr std::size_t kFewestTitles = 2;
  constexpr std::size_t kLongestMisread = 6;
  constexpr double kTelling = 0.6;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin, titles = 0;
    // Letters read for a page number part no contents.
    const auto goes_on = [&](std::size_t at) {
      return could_be_contents(lines[at]) ||
             (at > begin && at + 1 < lines.size() && lines[at].chunks.size() == 2 &&
              could_be_contents(lines[at - 1]) && could_be_contents(lines[at + 1]) &&
              lines[at].chunks.back().text.size() <= kLongestMisread);
    };
    for (; end < lines.size() && goes_on(end); ++end) {
      const auto title = book.statement_title(lines[end].chunks.front().text);
      titles += title && title->coverage >= kTelling ? 1u : 0u;
    }
    if (titles >= kFewestTitles && 5 * titles >= 2 * (end - begin)) {
      std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(begin),
                kinds.begin() + static_cast<std::ptrdiff_t>(end), LineKind::kProse);
    }
    begin = std::max(end, begin + 1);
  }
}

// "Investeringsverksamhet" is the title of an account of its own, but within a cash flow statement
// the heading of some of its rows.
void mark_headings_within(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds,
                          const rules::RuleBook& book) {
  std::optional<rules::StatementKind> under_way;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (kinds[i] != LineKind::kTitle && kinds[i] != LineKind::kHead) continue;
    // "Kassaflödesanalys  2008-12-31  2007-12-31": a title and heads on one line.
    const auto title = book.statement_title(
        kinds[i] == LineKind::kTitle ? lines[i].text() : lines[i].chunks.front().text);
    constexpr double kTelling = 0.9;
    if (!title || title->coverage < kTelling) continue;
    if (kinds[i] == LineKind::kTitle && under_way && title->kind != *under_way &&
        book.concept_for(lines[i].text(), *under_way)) {
      kinds[i] = LineKind::kLabel;
    } else {
      under_way = title->kind;
    }
  }
}

bool begins_short_span(std::string_view text) {
  for (const std::string_view dash : {"-", "–", " -", " –"}) {
    if (text.ends_with(dash) && is_bare_day(text.substr(0, text.size() - dash.size()))) return true;
  }
  return false;
}

// "220630 helår 2023": a day and the head beside it, set as close as words.
bool begins_with_short_date(const Chunk& chunk) {
  const std::string_view text = chunk.text;
  return !chunk.numeric && is_bare_day(text.substr(0, text.find(' ')));
}

// "230630  220630  2023" under "230101–  220101–  helår": dates, however much like figures.
bool ends_short_dates(const TextLine& above, const TextLine& line) {
  const auto begun =
      std::count_if(above.chunks.begin(), above.chunks.end(),
                    [](const Chunk& chunk) { return begins_short_span(chunk.text); });
  const auto ended = std::count_if(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return is_bare_day(chunk.text) || begins_with_short_date(chunk);
  });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric && !is_bare_day(chunk.text) && !looks_like_date(chunk.text);
  });
  return begun > 0 && ended == begun && !other;
}

// "Not  230101-  220101-": the first lines of spans broken over lines.
bool begins_short_spans(const TextLine& line) {
  constexpr std::size_t kFewestSpans = 2;
  const auto begun = std::count_if(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return begins_short_span(chunk.text);
  });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric && !begins_short_span(chunk.text) && !looks_like_date(chunk.text);
  });
  return static_cast<std::size_t>(begun) >= kFewestSpans && !other;
}

// "Not  220831  211231": days written without century and dashes, over the first row of a table.
bool is_line_of_short_dates(const TextLine& line) {
  constexpr std::size_t kFewestDates = 2, kLongestWord = 24;
  const auto dates = std::count_if(line.chunks.begin(), line.chunks.end(),
                                   [](const Chunk& chunk) { return is_bare_day(chunk.text); });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric ? !is_bare_day(chunk.text) : chunk.text.size() > kLongestWord;
  });
  return static_cast<std::size_t>(dates) >= kFewestDates && !other;
}

// "Balansräkning forts., tkr  220831  211231": days behind a title, however long, wherever it
// stands.
bool is_title_with_dates(const TextLine& line, const rules::RuleBook& book) {
  constexpr double kTelling = 0.6;
  if (line.chunks.size() < 3 || !has_letters(line.chunks.front())) return false;
  const auto title = book.statement_title(line.chunks.front().text);
  return title && title->coverage >= kTelling &&
         std::all_of(line.chunks.begin() + 1, line.chunks.end(), [&](const Chunk& chunk) {
           return is_bare_day(chunk.text) || looks_like_date(chunk.text) ||
                  book.column_head(chunk.text).is_note_column;
         });
}

// "balans 2007-", the rest of which stands below.
bool ends_in_open_year(std::string_view text) {
  constexpr std::size_t kYear = 5;
  const std::size_t space = text.rfind(' ');
  return space != std::string_view::npos && text.size() - space - 1 == kYear &&
         text.back() == '-' && looks_like_date(text.substr(space + 1));
}

bool is_dash(const Chunk& chunk) { return chunk.text == "-" || chunk.text == "–"; }

// What may stand beside the dashes of spans: a word of heads, not the label of a row of nils.
bool is_word_of_heads(const std::string& text, const rules::RuleBook* book) {
  if (book == nullptr) return false;
  const rules::HeadMatch head = book->column_head(text);
  return head.role || head.is_note_column || book->unit_scale(text).has_value();
}

// A line of heads all whose figures are parts of dates; `broken` where one cannot stand alone. The
// dash of a span stands a word space behind its day ("2023 –"), or farther from it under its
// column; behind a label it is a nil ("Porto  2012  –").
bool has_only_parts_of_dates(const TextLine& line, const rules::RuleBook* book, bool& broken) {
  constexpr std::size_t kLongestWord = 24;  // bytes
  constexpr double kWordSpace = 1.0;        // sizes of the type
  std::size_t parts = 0;
  bool open = false, far_dash = false, labelled = false;
  for (std::size_t c = 0; c < line.chunks.size(); ++c) {
    const Chunk& chunk = line.chunks[c];
    const std::string& text = chunk.text;
    if (is_dash(chunk)) {
      ++parts;
      open = true;
      far_dash = far_dash || c == 0 ||
                 chunk.box.x0 - line.chunks[c - 1].box.x1 > kWordSpace * line.font_size;
    } else if (ends_in_open_year(text)) {
      ++parts;
      open = true;
    } else if (are_parts_of_dates(text, book)) {
      ++parts;
      open = open || !(looks_like_date(text) || is_bare_day(text)) || text.ends_with('-');
    } else if (chunk.numeric || text.size() > kLongestWord) {
      return false;
    } else {
      labelled = labelled || (c == 0 && !is_word_of_heads(text, book));
    }
  }
  if (far_dash && labelled) return false;
  broken = broken || open;
  return parts > 0;
}

bool has_no_digits(const TextLine& line) {
  return std::none_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return std::any_of(chunk.text.begin(), chunk.text.end(), is_digit);
  });
}

// "1/1" over "2023 –" over "31/12" over "2023": spans broken over lines, below what is no row.
void mark_broken_spans(const std::vector<TextLine>& lines, const rules::RuleBook* book,
                       std::vector<LineKind>& kinds) {
  constexpr std::size_t kFewest = 2, kMost = 6;
  for (std::size_t begin = 0; begin < lines.size();) {
    bool broken = false;
    std::size_t end = begin;
    while (end < lines.size() && has_only_parts_of_dates(lines[end], book, broken)) ++end;
    // "Extraordinära poster  –" below the heads is a row: no span ends with its dash.
    while (end > begin && has_no_digits(lines[end - 1])) --end;
    const std::size_t count = end - begin;
    const bool below_row = begin > 0 && kinds[begin - 1] == LineKind::kFigures;
    if (broken && count >= kFewest && count <= kMost && !below_row)
      std::fill_n(kinds.begin() + static_cast<std::ptrdiff_t>(begin), count, LineKind::kHead);
    begin = std::max(end, begin + 1);
  }
}

// "2001  Uppföljning och" over "utvärdering  -50 000": the first line of a label beside its code or
// reference, however much it reads like a title or a year.
void mark_wrapped_labels(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds) {
  constexpr double kAligned = 2;    // points
  constexpr double kFollows = 0.6;  // sizes of the type
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (kinds[i] != LineKind::kTitle && kinds[i] != LineKind::kHead) continue;
    if (kinds[i + 1] != LineKind::kFigures || lines[i].chunks.size() != 2) continue;
    // The figures may stand by themselves, level with the middle of the label.
    const auto& below = lines[i + 1].chunks;
    const bool between =
        i + 2 < lines.size() && std::none_of(below.begin(), below.end(), has_letters);
    const TextLine& next = lines[between ? i + 2 : i + 1];
    const Chunk& label = lines[i].chunks.back();
    const Chunk& rest = next.chunks.front();
    const bool goes_on = has_letters(label) && begins_small(rest.text) &&
                         std::abs(label.box.x0 - rest.box.x0) < kAligned;
    if (goes_on && next.box.y0 - lines[i].box.y1 < kFollows * lines[i].font_size)
      kinds[i] = LineKind::kLabel;
  }
}

// "3008" over "Samverkans-" over "koordinator  -220 667": a code in a column so narrow that it has
// a line to itself, where the labels begin.
void mark_codes_over_labels(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds) {
  constexpr double kAligned = 2;  // points
  constexpr double kClose = 0.6;  // sizes of the type
  constexpr std::size_t kFewestDigits = 3, kMostDigits = 5;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (kinds[i] != LineKind::kFigures && kinds[i] != LineKind::kHead) continue;
    const std::string& code = lines[i].chunks.front().text;
    if (lines[i].chunks.size() != 1 || code.size() < kFewestDigits || code.size() > kMostDigits ||
        !std::all_of(code.begin(), code.end(), is_digit)) {
      continue;
    }
    const auto begins_with_it = [&](const TextLine& line) {
      return std::abs(line.chunks.front().box.x0 - lines[i].chunks.front().box.x0) < kAligned;
    };
    // Amounts below one another begin alike, too, where they have come apart from their labels.
    const auto& above = lines[i - 1].chunks;
    const bool row_above = kinds[i - 1] == LineKind::kFigures && begins_with_it(lines[i - 1]) &&
                           std::any_of(above.begin(), above.end(), has_letters);
    const bool label_below = has_letters(lines[i + 1].chunks.front()) &&
                             begins_with_it(lines[i + 1]) &&
                             lines[i + 1].box.y0 - lines[i].box.y1 < kClose * lines[i].font_size;
    if (row_above && label_below) kinds[i] = LineKind::kLabel;
  }
}

// "Resultatdisposition" between rows as close as they are, over "enligt stämmobeslut  630 000": the
// first line of a row's label.
void mark_labels_between_rows(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds) {
  constexpr double kClose = 0.6;  // sizes of the type
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const bool between = kinds[i - 1] == LineKind::kFigures && kinds[i] == LineKind::kTitle &&
                         kinds[i + 1] == LineKind::kFigures;
    if (!between || lines[i].chunks.size() != 1) continue;
    const double above = lines[i].box.y0 - lines[i - 1].box.y1;
    const double below = lines[i + 1].box.y0 - lines[i].box.y1;
    const bool close = std::max(above, below) < kClose * lines[i].font_size;
    if (close && lines[i].bold == lines[i + 1].chunks.front().bold &&
        begins_small(lines[i + 1].chunks.front().text))
      kinds[i] = LineKind::kLabel;
  }
}

// The bare years of a line that holds nothing else beside a label; nothing for another line.
std::vector<int> bare_years(const TextLine& line) {
  std::vector<int> years;
  for (std::size_t c = 0; c < line.chunks.size(); ++c) {
    const std::string& text = line.chunks[c].text;
    const bool year = text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit);
    if (year && looks_like_date(text)) {
      years.push_back(std::stoi(text));
    } else if (c > 0 || !has_letters(line.chunks[c])) {
      return {};
    }
  }
  return has_letters(line.chunks.front()) ? years : std::vector<int>();
}

bool follow_upon_one_another(const std::vector<int>& years) {
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (std::abs(years[i] - years[i - 1]) != 1) return false;
  }
  return true;
}

// "Hyra  2000  2000" and "Porto  1987  2010" among the rows of a table are amounts printed without
// spaces: the heads of columns are years that follow upon one another, and near those above.
void mark_amounts_like_years(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds,
                             const rules::RuleBook& book) {
  constexpr std::size_t kFewest = 2;
  constexpr int kFar = 10;  // years
  constexpr double kTelling = 0.6;
  std::vector<int> above;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (kinds[i - 1] == LineKind::kHead) {
      const std::vector<int> heads = bare_years(lines[i - 1]);
      if (!heads.empty()) above = heads;
    }
    if (kinds[i] != LineKind::kHead) continue;
    const std::vector<int> years = bare_years(lines[i]);
    if (years.size() < kFewest) continue;
    const bool row_before = kinds[i - 1] == LineKind::kFigures;
    const bool row_behind = kinds[i + 1] == LineKind::kFigures;
    const bool far = !above.empty() && std::abs(above.front() - years.front()) > kFar;
    const bool amounts =
        follow_upon_one_another(years) ? far && row_before && row_behind : row_before || row_behind;
    if (!amounts) continue;
    const std::string& label = lines[i].chunks.front().text;
    const auto title = book.statement_title(label);
    if (book.unit_scale(label) || (title && title->coverage >= kTelling)) continue;
    kinds[i] = LineKind::kFigures;
  }
}

}  // namespace

std::vector<LineKind> kinds_of(const std::vector<TextLine>& lines, const rules::RuleBook* book) {
  std::vector<LineKind> kinds;
  kinds.reserve(lines.size());
  for (const TextLine& line : lines) kinds.push_back(kind_of(line, book));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (kinds[i] != LineKind::kFigures || kinds[i - 1] != LineKind::kHead) continue;
    const auto broken = [](const Chunk& chunk) {
      return looks_like_date(chunk.text) && chunk.text.back() == '-';
    };
    const auto whole_figure = [](const Chunk& chunk) {
      return chunk.numeric && chunk.text.size() > 2 && !looks_like_date(chunk.text);
    };
    const auto& above = lines[i - 1].chunks;
    const auto& chunks = lines[i].chunks;
    if (std::any_of(above.begin(), above.end(), broken) &&
        std::none_of(chunks.begin(), chunks.end(), whole_figure)) {
      kinds[i] = LineKind::kHead;
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool first_row = i == 0 || kinds[i - 1] != LineKind::kFigures;
    if ((first_row && (is_line_of_short_dates(lines[i]) || begins_short_spans(lines[i]))) ||
        (book != nullptr && is_title_with_dates(lines[i], *book))) {
      kinds[i] = LineKind::kHead;
    }
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!ends_short_dates(lines[i - 1], lines[i])) continue;
    kinds[i - 1] = LineKind::kHead;
    kinds[i] = LineKind::kHead;
  }
  mark_broken_spans(lines, book, kinds);
  mark_wrapped_labels(lines, kinds);
  mark_codes_over_labels(lines, kinds);
  mark_labels_between_rows(lines, kinds);
  mark_contents(lines, kinds);
  if (book != nullptr) {
    mark_titled_contents(lines, kinds, *book);
    mark_headings_within(lines, kinds, *book);
    mark_amounts_like_years(lines, kinds, *book);
  }
  return kinds;
}

}  // namespace siffra::extract::internal
