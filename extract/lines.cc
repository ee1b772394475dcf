#include "extract/lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "extract/internal/line_chunks.h"
#include "extract/internal/page_blocks.h"
#include "extract/internal/table_region.h"
#include "extract/internal/word_space.h"
#include "rules/amount.h"

namespace siffra::extract {
namespace {

using internal::size_of;

// Gaps are measured in font sizes; these bounds hold whatever a page's own word space turns out to
// be.
constexpr double kTextGapFactor = 2.4;   // chunks part at this many word spaces
constexpr double kGroupGapFactor = 1.7;  // groups of one figure at no more than this many

bool is_dash(std::string_view text) {
  return text == "-" || text == "–" || text == "−" || text == "—" || text == "+";
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "12", "-1", "+394", "(1": what may begin a figure printed in groups.
bool begins_groups(std::string_view text) {
  for (const std::string_view sign : {"(", "-", "+", "–", "−"}) {
    if (text.substr(0, sign.size()) == sign) text.remove_prefix(sign.size());
  }
  return text.size() <= 3 && all_digits(text);
}

// "335", "494,50", "250)", "905-": what may follow in groups of three.
bool continues_groups(std::string_view text) {
  constexpr std::string_view kBehind = ",)%.*\xC2";  // the last begins a raised 1, 2 or 3
  return text.size() >= 3 && all_digits(text.substr(0, 3)) &&
         (text.size() == 3 || kBehind.find(text[3]) != std::string_view::npos ||
          is_dash(text.substr(3)));
}

bool ends_figure(std::string_view text) {
  return text == "%" || text == "kr" || text == "Kr" || text == "SEK" || text == "Sek" ||
         text == ")";
}

// Boxes of recognised words are those of their ink, so that one may be as low as a small letter and
// its neighbour as tall as a capital with brackets: what lies wholly beside a word is on its line.
bool lies_beside(const Word& word, double center, double height) {
  constexpr double kTallest = 2.2;
  constexpr double kSlack = 0.1;
  if (word.source != Source::kOcr) return false;
  const double small = std::min(height, word.box.height());
  const double tall = std::max(height, word.box.height());
  const double apart = std::abs(center - word.box.center_y());
  return tall < kTallest * small && apart + small / 2 <= tall / 2 + kSlack * small;
}

// Rows of words whose middles lie within two fifths of the smaller height: scaled, so that small
// print and headings are grouped by the same rule, and tight enough that a figure set between the
// two lines of a wrapped label stays a row of its own.
std::vector<std::vector<std::size_t>> group_rows(const Page& page) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    if (word.rotation == 0 && !word.text.empty() && word.box.height() > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return page.words[a].box.center_y() < page.words[b].box.center_y();
  });
  struct Row {
    std::vector<std::size_t> words;
    double center = 0, height = 0;
  };
  std::vector<Row> rows;
  for (const std::size_t i : order) {
    const Box& box = page.words[i].box;
    Row* best = nullptr;
    double best_distance = 0;
    const std::size_t first = rows.size() > 8 ? rows.size() - 8 : 0;
    for (std::size_t r = first; r < rows.size(); ++r) {
      const double distance = std::abs(rows[r].center - box.center_y());
      if (distance > 0.4 * std::min(rows[r].height, box.height()) &&
          !lies_beside(page.words[i], rows[r].center, rows[r].height)) {
        continue;
      }
      if (best == nullptr || distance < best_distance) {
        best = &rows[r];
        best_distance = distance;
      }
    }
    if (best == nullptr) {
      rows.push_back({{i}, box.center_y(), box.height()});
      continue;
    }
    const auto count = static_cast<double>(best->words.size());
    best->center = (best->center * count + box.center_y()) / (count + 1);
    best->height = std::max(best->height, box.height());
    best->words.push_back(i);
  }
  std::vector<std::vector<std::size_t>> result;
  result.reserve(rows.size());
  for (Row& row : rows) {
    std::stable_sort(row.words.begin(), row.words.end(), [&](std::size_t a, std::size_t b) {
      return page.words[a].box.x0 < page.words[b].box.x0;
    });
    result.push_back(std::move(row.words));
  }
  return result;
}

// Which words of a row are dots that lead the eye to a figure; one dot alone is none, but one of
// several with spaces between them is.
std::vector<bool> leaders_of(const Page& page, const std::vector<std::size_t>& row) {
  const auto is_dot = [&](std::size_t at) { return page.words[row[at]].text == "."; };
  std::vector<bool> leaders(row.size(), false);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool beside_dot =
        is_dot(i) && ((i > 0 && is_dot(i - 1)) || (i + 1 < row.size() && is_dot(i + 1)));
    leaders[i] = beside_dot || internal::is_leader(page.words[row[i]].text);
  }
  return leaders;
}

// Whether `next` belongs to the chunk that ends with `last` (and holds `count` words so far).
class Chunker {
 public:
  Chunker(const Page& page, double space)
      : page_(page), space_(space), typed_pitch_(internal::pitch_of_recognised(page)) {}

  // `behind` is what stands behind `next` on the line, if anything.
  [[nodiscard]] bool joins(const std::vector<std::size_t>& chunk, std::size_t next,
                           const Word* behind) const {
    const Word& last = page_.words[chunk.back()];
    const Word& word = page_.words[next];
    const double gap = (word.box.x0 - last.box.x1) / std::max(size_of(last), size_of(word));
    if (gap > std::max(space_ * kTextGapFactor, group_gap(last, word))) return false;
    if (joins_span(chunk, word, behind)) return gap <= space_ * kTextGapFactor;
    if (is_dash_between_words(word, behind)) return gap <= space_ * kTextGapFactor;
    const bool last_numeric = is_of_figure(last.text);
    const bool next_numeric = is_of_figure(word.text);
    if (!last_numeric || !next_numeric) {
      if (gap > space_ * kTextGapFactor) return false;
      // "61.118.733 kr 2": the figure is whole with its unit.
      if (next_numeric && ends_figure(last.text) && !has_text(chunk, 1)) return false;
      // "109 170 530 Not 1", "141231 NOT": a figure, and the reference of its row behind it; a day,
      // and the head of references.
      if (internal::is_word_for_note(word.text) && !has_text(chunk)) return false;
      // "5 625 Sek", "78 %" stay whole; a label and the figure after it part a little sooner than
      // two words.
      return !next_numeric || last_numeric || gap <= space_ * 2.0 || ends_figure(word.text);
    }
    if (is_dash(last.text)) return joins_sign(chunk, gap, word);
    if (is_minus_behind(chunk, gap, word, behind)) return true;
    // "not 15 307 247": the reference, and the figure behind it.
    if (chunk.size() > 1 && internal::is_word_for_note(page_.words[chunk[chunk.size() - 2]].text)) {
      return false;
    }
    // Numbers inside a run of words are words themselves: "Konto 5624 10 345".
    if (gap < space_ * 1.4 && has_text(chunk) && !has_sign(word.text)) return true;
    if (word.text == "%" || word.text == ")") return true;
    if (gap > group_gap(last, word)) return false;
    if (!continues_groups(word.text)) return !starts_like_figure(word.text) && gap < space_;
    return chunk.size() == 1 || !rules::looks_numeric(page_.words[chunk[chunk.size() - 2]].text)
               ? begins_groups(last.text)
               : (all_digits(last.text) && last.text.size() == 3) || begins_groups(last.text);
  }

 private:
  static bool is_of_figure(std::string_view text) {
    return text == "+" || rules::looks_numeric(text);
  }
  // "2021-01 – 2021-12": the dash is no sign, and what it joins is one head.
  [[nodiscard]] bool joins_span(const std::vector<std::size_t>& chunk, const Word& word,
                                const Word* behind) const {
    constexpr std::size_t kYear = 4;
    const auto is_date = [](const std::string& text) {
      return text.size() > kYear && internal::looks_like_date(text);
    };
    // Written without dashes a day looks like an amount: a span begins with a first of a month.
    const auto begins = [&](const std::string& text) {
      return is_date(text) || (internal::is_bare_day(text) && text.ends_with("01"));
    };
    const auto ends = [&](const std::string& text) {
      return is_date(text) || internal::is_bare_day(text);
    };
    const std::string& last = page_.words[chunk.back()].text;
    if (is_dash(word.text)) {
      return begins(last) && (behind == nullptr || ends(behind->text));
    }
    // "2024-01-01 –  2023-01-01 –" are the beginnings of two spans that end on the line below.
    if (word.text.ends_with("01-01") || word.text.ends_with("0101")) return false;
    return is_dash(last) && chunk.size() > 1 && ends(word.text) &&
           begins(page_.words[chunk[chunk.size() - 2]].text);
  }
  // "Not 3 – Fordringar": what begins with a letter has no sign.
  [[nodiscard]] bool is_dash_between_words(const Word& word, const Word* behind) const {
    if (!is_dash(word.text) || word.text == "+" || behind == nullptr) return false;
    const auto first = static_cast<unsigned char>(behind->text.front());
    const bool letter = ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || first == 0xC3;
    return letter && behind->box.x0 - word.box.x1 <= space_ * kTextGapFactor * size_of(word);
  }
  // "412 905 -": a ledger's minus stands a space behind its figure and far from the next.
  [[nodiscard]] bool is_minus_behind(const std::vector<std::size_t>& chunk, double gap,
                                     const Word& word, const Word* behind) const {
    constexpr double kFarther = 3;
    if (!is_dash(word.text) || word.text == "+" || gap > space_ * 1.4 || has_text(chunk))
      return false;
    const std::string& first = page_.words[chunk.front()].text;
    const std::string& last = page_.words[chunk.back()].text;
    if (has_sign(first) || last.back() < '0' || last.back() > '9') return false;
    if (chunk.size() == 1 && internal::looks_like_date(first)) return false;
    return behind == nullptr ||
           behind->box.x0 - word.box.x1 > std::max(kFarther * gap, space_ * 2) * size_of(word);
  }
  // "- 2 729 057": the sign belongs to what follows when it stands nearer to that than to what
  // precedes.
  [[nodiscard]] bool joins_sign(const std::vector<std::size_t>& chunk, double gap,
                                const Word& word) const {
    if (word.text.empty() || !(word.text[0] >= '0' && word.text[0] <= '9')) return false;
    return chunk.size() == 1 && gap <= space_ * 2.0;
  }
  // Recognised boxes end with the ink, and the digit one has little of its room: where the columns
  // are other ones, what was joined too much is parted again.
  [[nodiscard]] double group_gap(const Word& last, const Word& word) const {
    constexpr double kRecognised = 0.62;  // font sizes
    constexpr double kNarrowOne = 0.25;
    const bool recognised = last.source == Source::kOcr && word.source == Source::kOcr;
    if (!recognised) return space_ * kGroupGapFactor;
    if (typed_pitch_ > 0)
      return internal::kTypedSpace * typed_pitch_ / std::max(size_of(last), size_of(word));
    const double one = last.text == "1" || last.text == "-1" ? kNarrowOne : 0;
    return std::max(kRecognised + one, space_ * kGroupGapFactor);
  }
  // Whether it holds words, its last `but` aside.
  [[nodiscard]] bool has_text(const std::vector<std::size_t>& chunk, std::ptrdiff_t but = 0) const {
    return std::any_of(chunk.begin(), chunk.end() - but,
                       [&](std::size_t w) { return !is_of_figure(page_.words[w].text); });
  }
  static bool has_sign(std::string_view text) {
    return is_dash(text.substr(0, 1)) || is_dash(text.substr(0, 3));
  }
  static bool starts_like_figure(std::string_view text) {
    return is_dash(text) ||
           (!text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == '(' ||
                              (text[0] >= '0' && text[0] <= '9') || text[0] == '\xE2'));
  }

  const Page& page_;
  double space_;
  double typed_pitch_;  // points; 0 = print of another type
};

TextLine make_line(const Page& page, const std::vector<std::size_t>& row, const Chunker& chunker) {
  TextLine line;
  line.page = page.number;
  line.bold = true;
  const std::vector<bool> leaders = leaders_of(page, row);
  std::vector<std::size_t> current;
  for (std::size_t k = 0; k < row.size(); ++k) {
    const std::size_t i = row[k];
    const Word* behind = k + 1 < row.size() ? &page.words[row[k + 1]] : nullptr;
    const bool both = k > 0 && leaders[k] && leaders[k - 1];
    const bool either = leaders[k] || (k > 0 && leaders[k - 1]);
    if (!current.empty() && !(either ? both : chunker.joins(current, i, behind))) {
      line.chunks.push_back(make_chunk(page, std::move(current)));
      current.clear();
    }
    current.push_back(i);
    line.font_size = std::max(line.font_size, size_of(page.words[i]));
    line.bold = line.bold && page.words[i].bold;
    line.box = united(line.box, page.words[i].box);
  }
  if (!current.empty()) line.chunks.push_back(make_chunk(page, std::move(current)));
  return line;
}

// The text of a line for comparing running heads between pages, its digits masked. A line with a
// long figure is a row of a table and one with two dates its heads: they give nothing.
std::string masked_text(const TextLine& line) {
  constexpr std::size_t kPageNumber = 4;  // bytes
  constexpr std::size_t kLongName = 18;
  std::string masked;
  std::size_t dates = 0;
  for (const Chunk& chunk : line.chunks) {
    if (chunk.numeric && chunk.text.size() > kPageNumber) return {};
    if (internal::looks_like_date(chunk.text) && ++dates > 1) return {};
    // A long name stands for its line: recognition reads what is small beside it differently from
    // page to page.
    if (masked.size() >= kLongName && &chunk != &line.chunks.front()) continue;
    for (const char c : chunk.text) {
      if (c >= '0' && c <= '9') {
        if (masked.empty() || masked.back() != '#') masked += '#';
      } else if (std::string_view(" .,:;-'`|").find(c) == std::string_view::npos) {
        masked += c;  // stops and dashes are specks as often as not, when recognised
      }
    }
  }
  return masked;
}

// The short figures after a line's first words, as they are printed.
std::vector<std::string_view> figures_after_words(const TextLine& line) {
  std::vector<std::string_view> figures;
  bool words = false;
  for (const Chunk& chunk : line.chunks) {
    if (chunk.numeric && words && !internal::looks_like_date(chunk.text)) {
      figures.push_back(chunk.text);
    }
    words = words || !chunk.numeric;
  }
  return figures;
}

struct NumberedLine {
  int page = 0;
  std::vector<std::string_view> figures;
};

// Whether the figure at `place` is for the most part the same on every page or rises with the
// pages, as the number of the page does.
bool is_of_the_page(const std::vector<NumberedLine>& lines, std::size_t place) {
  std::map<std::string_view, std::size_t> same;
  std::map<int, std::size_t> rising;
  for (const NumberedLine& line : lines) {
    const std::string_view figure = line.figures[place];
    ++same[figure];
    if (all_digits(figure)) ++rising[std::stoi(std::string(figure)) - line.page];
  }
  const auto most = [&](const auto& counts) {
    return std::any_of(counts.begin(), counts.end(),
                       [&](const auto& count) { return 5 * count.second > 3 * lines.size(); });
  };
  return most(same) || most(rising);
}

// "Nettoomsättning  2  7  25  47" heads the tables of several pages: two figures or more that do
// not go with the pages are those of a row.
bool are_rows(const std::vector<NumberedLine>& lines) {
  const std::size_t figures = lines.front().figures.size();
  if (figures < 2) return false;
  for (const NumberedLine& line : lines) {
    if (line.figures.size() != figures) return true;
  }
  for (std::size_t place = 0; place < figures; ++place) {
    if (!is_of_the_page(lines, place)) return true;
  }
  return false;
}

// One letter in eight differs, is lost or added, as recognition errs; short texts hardly tell.
bool hardly_differ(std::string_view one, std::string_view other) {
  constexpr std::size_t kShortest = 10;
  constexpr std::size_t kLongest = 200;
  constexpr std::size_t kLettersForEach = 8;
  const std::size_t longer = std::max(one.size(), other.size());
  const std::size_t most = longer / kLettersForEach;
  if (longer < kShortest || longer > kLongest || longer - std::min(one.size(), other.size()) > most)
    return false;
  std::vector<std::size_t> changes(other.size() + 1);
  std::iota(changes.begin(), changes.end(), 0U);
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = std::exchange(changes[0], i + 1);
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t replaced = diagonal + (one[i] == other[j] ? 0 : 1);
      diagonal = changes[j + 1];
      changes[j + 1] = std::min({replaced, changes[j] + 1, diagonal + 1});
    }
  }
  return changes.back() <= most;
}

}  // namespace

std::string TextLine::text() const {
  std::string text;
  for (const Chunk& chunk : chunks) {
    if (!text.empty()) text += "  ";
    text += chunk.text;
  }
  return text;
}

Chunk make_chunk(const Page& page, std::vector<std::size_t> words) {
  Chunk chunk;
  chunk.bold = !words.empty();
  for (const std::size_t i : words) {
    const Word& word = page.words[i];
    if (!chunk.text.empty()) chunk.text += ' ';
    chunk.text += word.text;
    chunk.box = united(chunk.box, word.box);
    chunk.bold = chunk.bold && word.bold;
  }
  chunk.words = std::move(words);
  // "?" stands for a figure that was seen but not read.
  chunk.numeric = chunk.text == "?" || rules::read_amount(chunk.text, {}).has_value();
  return chunk;
}

std::vector<TextLine> build_lines(const Page& page) {
  const auto rows = group_rows(page);
  const Chunker chunker(page, internal::word_space(page, rows));
  std::vector<TextLine> lines;
  lines.reserve(rows.size());
  for (const auto& row : rows) lines.push_back(make_line(page, row, chunker));
  std::stable_sort(lines.begin(), lines.end(), [](const TextLine& a, const TextLine& b) {
    return a.box.center_y() < b.box.center_y();
  });
  return internal::split_blocks(page, std::move(lines));
}

void mark_furniture(const Document& document, std::vector<std::vector<TextLine>>& pages) {
  // Only the outer sixth at the top and the bottom of pages.
  constexpr double kMargin = 1.0 / 6;
  constexpr double kSameHeight = 10.0;  // points; pages may be cropped differently
  struct Seen {
    std::string text;
    double y;
    std::size_t page, line;
  };
  struct Repeated {
    std::string text;
    double y;
  };
  std::vector<Seen> seen;
  std::vector<Repeated> repeated;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const double height = document.pages[p].height;
    for (std::size_t l = 0; l < pages[p].size(); ++l) {
      const double y = pages[p][l].box.center_y();
      if (y > height * kMargin && y < height * (1 - kMargin)) continue;
      std::string text = masked_text(pages[p][l]);
      if (!text.empty()) seen.push_back({std::move(text), y, p, l});
    }
  }
  std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
    return std::tie(a.text, a.y, a.page) < std::tie(b.text, b.y, b.page);
  });
  const std::size_t enough = document.pages.size() <= 3 ? 2 : 3;
  for (std::size_t begin = 0; begin < seen.size();) {
    std::size_t end = begin + 1;
    while (end < seen.size() && seen[end].text == seen[begin].text &&
           seen[end].y - seen[end - 1].y <= kSameHeight) {
      ++end;
    }
    std::set<std::size_t> on_pages;
    std::vector<NumberedLine> numbered;
    for (std::size_t i = begin; i < end; ++i) {
      on_pages.insert(seen[i].page);
      numbered.push_back({document.pages[seen[i].page].number,
                          figures_after_words(pages[seen[i].page][seen[i].line])});
    }
    if (on_pages.size() >= enough && !are_rows(numbered)) {
      for (std::size_t i = begin; i < end; ++i) pages[seen[i].page][seen[i].line].furniture = true;
      repeated.push_back({seen[begin].text, seen[begin].y});
    }
    begin = end;
  }
  // A page that was recognised may have a letter of it wrong.
  for (const Seen& line : seen) {
    if (document.pages[line.page].reading != PageReading::kOcr) continue;
    if (figures_after_words(pages[line.page][line.line]).size() > 1) continue;  // a row
    const bool known = std::any_of(repeated.begin(), repeated.end(), [&](const Repeated& other) {
      return std::abs(other.y - line.y) <= kSameHeight && hardly_differ(other.text, line.text);
    });
    if (known) pages[line.page][line.line].furniture = true;
  }
}

}  // namespace siffra::extract
