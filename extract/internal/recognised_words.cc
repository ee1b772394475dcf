#include "extract/internal/recognised_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/internal/minus_places.h"
#include "extract/internal/recognised_dates.h"
#include "extract/internal/unicode.h"

namespace siffra::extract::internal {

namespace {

bool is_upper(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE); }

char32_t upper(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFE) ? c - 32 : c;
}

bool has_print(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char32_t c) { return is_letter(c) || is_digit(c); });
}

bool has_digit(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

bool is_lone_dash(std::string_view text) {
  return text == "-" || text == "–" || text == "−" || text == "—" || text == "--";
}

// Signs that mean something by themselves.
bool is_sign(std::string_view text) {
  return is_lone_dash(text) || text == "%" || text == "+" || text == "&" || text == "=" ||
         text == "(" || text == ")" || text == "?" || text == "*" || text == "§" || text == "/";
}

void replace(Word& word, std::u32string_view text) { replace_text(word, to_utf8(text)); }

// The height of a usual word of the page: 0 where there are none.
double usual_height(const Page& page) {
  std::vector<double> heights;
  for (const Word& word : page.words) {
    if (word.source == Source::kOcr && length_of(word.text) >= 3)
      heights.push_back(word.box.height());
  }
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// A streak of a scanner or the edge of a page: strokes taller than print. The boxes of short words
// are too narrow at times, so that a narrow box alone says nothing of other letters, unless it is
// far too tall as well.
bool is_streak(const Page& page, const Word& word, double usual) {
  constexpr double kTaller = 1.15, kFarTaller = 1.8, kNarrow = 0.2;
  constexpr std::u32string_view kStrokes = U"Il|i!1j/\\[]()'t";
  const std::u32string text = from_utf8(word.text);
  const auto letters = static_cast<double>(text.size());
  const bool narrow = word.box.width() < kNarrow * letters * word.box.height();
  const bool strokes = text.find_first_not_of(kStrokes) == std::u32string::npos;
  if (!narrow || letters > 4 || word.box.height() <= (strokes ? kTaller : kFarTaller) * usual)
    return false;
  // The "i" of a heading is as tall as the words beside it.
  return std::none_of(page.words.begin(), page.words.end(), [&](const Word& other) {
    const double gap = std::max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1);
    return length_of(other.text) >= 3 && gap < word.box.height() &&
           std::abs(other.box.center_y() - word.box.center_y()) < usual / 2 &&
           other.box.height() > 0.8 * word.box.height();
  });
}

// A dash stands for a figure only where figures stand: at the right edge of one on another line of
// the page, or a little before it. The thousands of a figure end where no figure does.
bool stands_under_figures(const Page& page, const Word& dash, double usual) {
  const auto goes_on = [&](const Word& word) {
    return std::any_of(page.words.begin(), page.words.end(), [&](const Word& next) {
      const double gap = next.box.x0 - word.box.x1;
      return gap > 0 && gap < 0.8 * usual && has_digit(from_utf8(next.text)) &&
             std::abs(word.box.center_y() - next.box.center_y()) < usual / 2;
    });
  };
  for (const Word& word : page.words) {
    const std::u32string text = from_utf8(word.text);
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    if (digits < 2 || std::abs(word.box.center_y() - dash.box.center_y()) < usual) continue;
    const double before_edge = word.box.x1 - dash.box.x1;
    if (before_edge > -0.8 * usual && before_edge < 2.5 * usual && dash.box.x1 > word.box.x0 &&
        !goes_on(word)) {
      return true;
    }
  }
  return false;
}

// A dash between words, or the sign of a figure right after it, is not a figure of its own.
bool has_neighbour(const Page& page, const Word& dash, double usual) {
  constexpr double kNear = 1.6;  // heights
  return std::any_of(page.words.begin(), page.words.end(), [&](const Word& word) {
    if (&word == &dash || !has_print(from_utf8(word.text))) return false;
    if (std::abs(word.box.center_y() - dash.box.center_y()) > usual / 2) return false;
    const double gap = std::max(word.box.x0 - dash.box.x1, dash.box.x0 - word.box.x1);
    return gap < kNear * usual;
  });
}

bool is_figure(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit) &&
         std::none_of(text.begin(), text.end(), is_letter);
}

// Nothing legible, in line with the figures of other lines and beside a label or a figure: a figure
// that was not read. A head stands above all figures of its column and has none beside it.
bool is_unread_figure(const Page& page, const Word& word, double usual) {
  constexpr double kIllegible = 0.6;
  constexpr std::ptrdiff_t kFewestInLine = 3;
  constexpr double kNextAbove = 4;  // heights
  if (word.confidence >= kIllegible || length_of(word.text) > 8) return false;
  if (has_digit(from_utf8(word.text))) return false;
  std::ptrdiff_t figures = 0;
  bool label = false, among_figures = false;
  constexpr double kWordSpace = 0.8;  // heights: a figure is no neighbour of words
  for (const Word& other : page.words) {
    const bool level = std::abs(other.box.center_y() - word.box.center_y()) < usual / 2;
    if (level) {
      if (&other == &word) continue;
      const double gap = std::max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1);
      if (gap < kWordSpace * usual && length_of(other.text) >= 3 &&
          !has_digit(from_utf8(other.text)))
        return false;
      const std::u32string beside = from_utf8(other.text);
      among_figures = among_figures || is_figure(beside);
      label = label || std::count_if(beside.begin(), beside.end(), is_digit) >= 3;
      label = label || (length_of(other.text) >= 3 && other.box.x1 < word.box.x0 - 2 * usual);
      continue;
    }
    const std::u32string text = from_utf8(other.text);
    const bool figure = std::count_if(text.begin(), text.end(), is_digit) >= 2 &&
                        std::none_of(text.begin(), text.end(), is_letter);
    if (!figure || std::abs(other.box.x1 - word.box.x1) >= 0.6 * usual) continue;
    ++figures;
    const double above = word.box.y0 - other.box.y1;
    among_figures = among_figures || (above > -usual && above < kNextAbove * usual);
  }
  return label && among_figures && figures >= kFewestInLine;
}

// A nil of one stroke read as letters ("o", "oe"): no wider than high, beside figures of its line
// and in line with those of others. It may be another round digit, so that it is never sure.
bool is_nil_read_as_letters(const Page& page, const Word& word, double usual) {
  constexpr std::u32string_view kRound = U"oOQD0", kOther = U"eEcCöÖ";
  const std::u32string text = from_utf8(word.text);
  if (text.empty() || text.size() > 2 || kRound.find(text.front()) == std::u32string_view::npos)
    return false;
  if (!std::any_of(text.begin(), text.end(), is_letter) ||
      !std::all_of(text.begin(), text.end(), [&](char32_t c) {
        return kRound.find(c) != std::u32string_view::npos ||
               kOther.find(c) != std::u32string_view::npos;
      })) {
    return false;
  }
  if (word.box.width() > word.box.height()) return false;
  int beside = 0, in_line = 0;
  for (const Word& other : page.words) {
    if (&other == &word || !is_figure(from_utf8(other.text))) continue;
    if (std::abs(other.box.center_y() - word.box.center_y()) < usual / 2) {
      ++beside;
    } else if (std::abs(other.box.x1 - word.box.x1) < 0.6 * usual) {
      ++in_line;
    }
  }
  return beside >= 2 && in_line >= 2;
}

// One or two letters cannot be wider than they are high by much: dirt, a signature, a rule.
bool is_smear(const Word& word) {
  constexpr double kWidest = 1.6, kIllegible = 0.6;
  const auto letters = static_cast<double>(std::max<std::size_t>(1, length_of(word.text)));
  return word.confidence < kIllegible && letters <= 2 && !has_digit(from_utf8(word.text)) &&
         word.box.width() > kWidest * letters * word.box.height();
}

// Where labels begin, with figures to the right: a short label, however badly printed.
bool begins_a_row(const Page& page, const Word& word, double usual) {
  constexpr int kFewestBelow = 3;
  int in_line = 0;
  bool figures = false;
  for (const Word& other : page.words) {
    if (std::abs(other.box.center_y() - word.box.center_y()) < usual / 2) {
      figures = figures || (other.box.x0 > word.box.x1 && is_figure(from_utf8(other.text)));
    } else if (length_of(other.text) >= 3 && std::abs(other.box.x0 - word.box.x0) < usual / 2) {
      ++in_line;
    }
  }
  return figures && in_line >= kFewestBelow;
}

// A few illegible letters with nothing beside them: dirt on the paper.
bool is_dirt(const Page& page, const Word& word, double usual) {
  constexpr double kIllegible = 0.6, kBeside = 8;
  if (word.confidence >= kIllegible || length_of(word.text) > 3 || has_digit(from_utf8(word.text)))
    return false;
  return std::none_of(page.words.begin(), page.words.end(), [&](const Word& other) {
    if (&other == &word || std::abs(other.box.center_y() - word.box.center_y()) > usual)
      return false;
    const double gap = std::max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1);
    return gap < kBeside * usual && length_of(other.text) >= 3;
  });
}

// A tick of a pen, or what a ruling left of one, behind a figure: hardly legible letters that are
// no unit, with no word behind them.
bool is_tick_behind_figure(const Page& page, const Word& word, double usual) {
  constexpr double kIllegible = 0.5, kBeside = 2, kWordSpace = 1;  // heights
  if (word.confidence >= kIllegible || length_of(word.text) > 2 || has_digit(from_utf8(word.text)))
    return false;
  if (word.text == "kr" || word.text == "Kr" || word.text == "st" || is_sign(word.text))
    return false;
  bool figure = false;
  for (const Word& other : page.words) {
    if (&other == &word || std::abs(other.box.center_y() - word.box.center_y()) > usual / 2)
      continue;
    const double before = word.box.x0 - other.box.x1;
    const double behind = other.box.x0 - word.box.x1;
    if (before > -usual / 2 && before < kBeside * usual) {
      const std::u32string text = from_utf8(other.text);
      if (!is_figure(text)) return false;
      figure = figure || std::count_if(text.begin(), text.end(), is_digit) >= 2;
    }
    if (behind > -usual / 2 && behind < kWordSpace * usual && !is_figure(from_utf8(other.text)))
      return false;
  }
  return figure;
}

void leave_out_marks(Page& page) {
  constexpr double kNilOfLetters = 0.5;
  const double usual = usual_height(page);
  if (usual <= 0) return;
  std::vector<bool> out(page.words.size(), false);
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    if (word.source != Source::kOcr || word.rotation != 0) continue;
    if (is_nil_read_as_letters(page, word, usual)) {
      replace(page.words[i], U"0");
      page.words[i].confidence = std::min(page.words[i].confidence, kNilOfLetters);
    } else if (is_unread_figure(page, word, usual)) {
      replace(page.words[i], U"?");
    } else if (is_streak(page, word, usual) || is_smear(word) ||
               is_tick_behind_figure(page, word, usual) ||
               (is_dirt(page, word, usual) && !begins_a_row(page, word, usual))) {
      out[i] = true;
    } else if (is_lone_dash(word.text)) {
      out[i] = !has_neighbour(page, word, usual) && !stands_under_figures(page, word, usual);
    } else {
      out[i] = !has_print(from_utf8(word.text)) && !is_sign(word.text);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    if (out[i]) continue;
    if (kept != i) page.words[kept] = std::move(page.words[i]);
    ++kept;
  }
  page.words.resize(kept);
}

// Dirt before a word reads as a quotation mark or, before a letter, as a dash.
std::u32string without_dirt(std::u32string_view text) {
  constexpr std::u32string_view kDirt = U"\"'`´‘’“”„*°•·.,:;|-–~_^";
  std::size_t first = 0;
  while (first < text.size() && kDirt.find(text[first]) != std::u32string_view::npos) ++first;
  if (first == 0 || first + 3 > text.size() || first > 2) return std::u32string(text);
  const bool word_follows = is_letter(text[first]) && is_letter(text[first + 1]);
  const bool quoted = text.substr(first).find_first_of(U"\"”“’'") != std::u32string_view::npos;
  return std::u32string(word_follows && !quoted ? text.substr(first) : text);
}

// "Retultat" → "Resultat", in the case of the word as read. What was taken for an l or a t is a
// capital I: the small letter has a dot.
std::u32string in_case_of(std::u32string_view read, std::u32string_view meant) {
  constexpr std::u32string_view kStrokes = U"ltfr";
  std::u32string text(meant);
  const auto capitals = std::count_if(read.begin(), read.end(), is_upper);
  if (2 * capitals > static_cast<std::ptrdiff_t>(read.size())) {
    for (char32_t& c : text) c = upper(c);
  } else if (is_upper(read.front()) ||
             (text.front() == U'i' && kStrokes.find(read.front()) != std::u32string_view::npos)) {
    text.front() = upper(text.front());
  }
  return text;
}

class Speller {
 public:
  explicit Speller(const rules::RuleBook& book) : book_(book) {}

  // Each run of letters for itself: "Avgitts-, hyresfordrlngar".
  std::u32string spelled(std::u32string_view text) {
    std::u32string result;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && is_letter(text[end]) == is_letter(text[i])) ++end;
      const std::u32string_view run = text.substr(i, end - i);
      result += is_letter(run.front()) ? word(run) : std::u32string(run);
      i = end;
    }
    return result;
  }

 private:
  std::u32string word(std::u32string_view run) {
    const auto [place, fresh] = meant_.try_emplace(std::u32string(run));
    if (fresh) {
      const std::optional<std::string> meant = book_.word_meant(to_utf8(run));
      place->second = meant ? in_case_of(run, from_utf8(*meant)) : std::u32string(run);
    }
    return place->second;
  }

  const rules::RuleBook& book_;
  std::map<std::u32string, std::u32string> meant_;
};

// "Not I", "Not l": the figure one, whose print is a stroke.
void read_note_number(Page& page, std::size_t index, const rules::RuleBook& book) {
  if (index == 0) return;
  Word& word = page.words[index];
  const Word& before = page.words[index - 1];
  std::string text = word.text;
  while (!text.empty() && (text.back() == '.' || text.back() == ':')) text.pop_back();
  if (text != "I" && text != "l" && text != "|" && text != "i") return;
  const bool beside = std::abs(before.box.center_y() - word.box.center_y()) < word.box.height() &&
                      word.box.x0 > before.box.x1 &&
                      word.box.x0 - before.box.x1 < 3 * before.box.height();
  if (beside && book.column_head(before.text).is_note_column) replace(word, U"1");
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// ".000" after "165", "1134.000", "1.134,000": a point before the last three digits, which in
// Swedish sets no decimals apart; it is a speck, or the space between groups. So is a comma after a
// point.
void read_point_in_group(const Page& page, Word& word) {
  const std::string& text = word.text;
  const std::size_t point = text.find_last_of(".,");
  if (point == std::string::npos || text.size() - point != 4 || !all_digits(text.substr(point + 1)))
    return;
  if (text[point] == ',') {
    const bool groups =
        point >= 5 && text[point - 4] == '.' && all_digits(text.substr(point - 3, 3));
    if (groups) replace(word, from_utf8(text.substr(0, point) + "." + text.substr(point + 1)));
    return;
  }
  const std::size_t sign = text.front() == '-' ? 1 : 0;
  const bool digits_before = all_digits(text.substr(sign, point - sign));
  const bool long_group = point >= sign + 4 && digits_before;
  const bool after_group =
      sign == 0 && digits_before &&
      std::any_of(page.words.begin(), page.words.end(), [&](const Word& other) {
        const double gap = word.box.x0 - other.box.x1;
        return !other.text.empty() && all_digits(other.text.substr(other.text.size() - 1)) &&
               std::abs(gap) < word.box.height() &&
               std::abs(other.box.center_y() - word.box.center_y()) < word.box.height() / 2;
      });
  if (!long_group && !after_group) return;
  replace(word, from_utf8(text.substr(0, point) + text.substr(point + 1)));
}

// "1 200000": the groups behind a first one that stands apart have three digits each.
void part_groups(Page& page) {
  constexpr std::size_t kGroup = 3;
  constexpr double kSpace = 0.8;  // heights
  for (std::size_t i = 1; i < page.words.size(); ++i) {
    const Word& before = page.words[i - 1];
    const Word& word = page.words[i];
    const std::string_view first =
        before.text.starts_with('-') ? std::string_view(before.text).substr(1) : before.text;
    if (word.source != Source::kOcr || word.text.size() != 2 * kGroup || !all_digits(word.text) ||
        first.empty() || first.size() > kGroup || !all_digits(first) || first.front() == '0') {
      continue;
    }
    const double gap = word.box.x0 - before.box.x1;
    const bool beside =
        gap > 0 && gap < kSpace * word.box.height() &&
        std::abs(before.box.center_y() - word.box.center_y()) < word.box.height() / 2;
    if (!beside) continue;
    Word rest = word;
    const double middle = word.box.center_x();
    replace(page.words[i], from_utf8(word.text.substr(0, kGroup)));
    page.words[i].box.x1 = middle;
    rest.text = rest.text.substr(kGroup);
    rest.readings.clear();
    rest.box.x0 = middle;
    page.words.insert(page.words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

// "Belopp ikr", "Beloppi kr": as below where one of the two spaces was kept.
bool part_unit_beside(Page& page, std::size_t index, const rules::RuleBook& book) {
  if (index == 0) return false;
  Word& before = page.words[index - 1];
  Word& after = page.words[index];
  const bool one_line = after.box.x0 > before.box.x0 && before.box.y0 < after.box.center_y() &&
                        after.box.center_y() < before.box.y1;
  if (!one_line || book.unit_scale(before.text + " " + after.text)) return false;
  constexpr std::size_t kShortestUnit = 2, kShortestBefore = 4;
  if (before.text.size() < kShortestBefore || after.text.size() < kShortestUnit) return false;
  if (after.text.front() == 'i' && after.text.size() > kShortestUnit) {
    const std::string unit = after.text.substr(1);
    if (book.unit_scale(unit) && book.unit_scale(before.text + " i " + unit)) {
      replace(after, from_utf8("i " + unit));
      return true;
    }
  }
  if (before.text.back() != 'i' || before.text.size() == kShortestBefore) return false;
  const std::string said = before.text.substr(0, before.text.size() - 1);
  if (!book.unit_scale(after.text) || !book.unit_scale(said + " i " + after.text)) return false;
  replace(before, from_utf8(said + " i"));
  return true;
}

// "Beloppikr": the unit of a table whose spaces were lost. What is left before the small word must
// be what units are stated with, so that no other word is taken apart.
void part_unit(Page& page, std::size_t index, const rules::RuleBook& book) {
  constexpr std::size_t kShortest = 6, kLongest = 24, kShortestUnit = 2, kShortestBefore = 4;
  if (part_unit_beside(page, index, book)) return;
  const std::string text = page.words[index].text;
  if (text.size() < kShortest || text.size() > kLongest || book.unit_scale(text)) return;
  for (std::size_t at = kShortestBefore; at + kShortestUnit < text.size(); ++at) {
    if (text[at] != 'i') continue;
    const std::string before = text.substr(0, at);
    const std::string unit = text.substr(at + 1);
    std::string parted = before;
    parted.append(" i ").append(unit);
    if (!book.unit_scale(unit) || !book.unit_scale(parted)) continue;
    Word rest = page.words[index];
    const double letter = rest.box.width() / static_cast<double>(text.size());
    replace(page.words[index], from_utf8(before));
    page.words[index].box.x1 = rest.box.x0 + letter * static_cast<double>(at);
    rest.box.x0 = page.words[index].box.x1 + letter / 2;
    rest.text = "i " + unit;
    rest.readings.clear();
    page.words.insert(page.words.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(rest));
    return;
  }
}

}  // namespace

void settle_recognised_words(Document& document, const rules::RuleBook& book) {
  doubt_odd_minuses(document);
  Speller speller(book);
  for (Page& page : document.pages) {
    const bool recognised = std::any_of(page.words.begin(), page.words.end(), [](const Word& word) {
      return word.source == Source::kOcr;
    });
    if (!recognised) continue;
    for (std::size_t i = 0; i < page.words.size(); ++i) {
      if (page.words[i].source == Source::kOcr) read_note_number(page, i, book);
    }
    leave_out_marks(page);
    join_years(page);
    join_days(page);
    for (Word& word : page.words) {
      if (word.source != Source::kOcr) continue;
      settle_date(page, word);
      read_point_in_group(page, word);
      const std::u32string read = from_utf8(word.text);
      if (has_digit(read)) continue;
      const std::u32string clean = speller.spelled(without_dirt(read));
      if (clean != read) replace(word, clean);
    }
    part_groups(page);
    for (std::size_t i = 0; i < page.words.size(); ++i) {
      if (page.words[i].source == Source::kOcr) part_unit(page, i, book);
    }
  }
}

}  // namespace siffra::extract::internal
