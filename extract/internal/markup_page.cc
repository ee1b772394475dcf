#include "extract/internal/markup_page.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/internal/unicode.h"

namespace siffra::extract {
namespace {

constexpr double kPaperLongSide = 841.9;  // A4, where nothing says how large the page is
constexpr double kMostPoints = 14400;     // 200 inches: the largest page of PDF, too

// An unknown recogniser is right on seven words of eight at worst, and its own view of a word tells
// little (docs/extraction.md): never more than so sure.
constexpr double kUntoldConfidence = 0.8, kMostConfidence = 0.95;

double extent(const MarkupPage& markup, bool across) {
  double most = 0;
  for (const MarkupWord& word : markup.words) {
    if (word.box) most = std::max(most, across ? word.box->x1 : word.box->y1);
  }
  return most;
}

double points_per_unit(const MarkupPage& markup, double width, double height) {
  switch (markup.unit) {
    case MarkupUnit::kTenthOfMillimetre:
      return 72 / 254.0;
    case MarkupUnit::k1200thOfInch:
      return 72 / 1200.0;
    case MarkupUnit::kPixel:
      break;
  }
  constexpr double kScreen = 96;  // what programs write when nobody told them
  if (markup.dots_per_inch > kScreen) return 72 / markup.dots_per_inch;
  const double side = std::max(width, height);
  return side > 0 ? kPaperLongSide / side : 1;
}

Box scaled(const Box& box, double by) {
  return {box.x0 * by, box.y0 * by, box.x1 * by, box.y1 * by};
}

bool sound(const Box& box, double width, double height) {
  const bool finite = std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) &&
                      std::isfinite(box.y1);
  return finite && box.x1 > box.x0 && box.y1 > box.y0 && box.x1 > -width && box.x0 < 2 * width &&
         box.y1 > -height && box.y0 < 2 * height;
}

struct Placed {
  Word word;
  std::size_t line = 0;
};

double confidence_of(const MarkupWord& word, bool own_work) {
  const double told = word.confidence.value_or(kUntoldConfidence);
  if (!std::isfinite(told)) return kUntoldConfidence;
  return std::clamp(told, 0.0, own_work ? 1.0 : kMostConfidence);
}

std::vector<Reading> readings_of(const MarkupWord& word, double confidence) {
  constexpr double kLeast = 1e-6;
  std::vector<Reading> readings;
  // Alternatives without a probability share the doubt of the word.
  const auto count = static_cast<double>(std::max<std::size_t>(1, word.alternatives.size()));
  const double share = std::max(kLeast, (1 - confidence) / count);
  for (const MarkupReading& other : word.alternatives) {
    std::u32string text = from_utf8(other.text);
    std::erase_if(text, is_white_space);
    if (text.empty()) continue;
    const double told = other.probability.value_or(share);
    const double probability = std::isfinite(told) ? std::clamp(told, kLeast, 1.0) : share;
    readings.push_back({to_utf8(as_seen(text)), std::log(probability), other.source});
  }
  return readings;
}

// The word, or its words where it holds white space: each gets its share of the box by letters.
void place(const MarkupWord& from, const Box& box, bool own_work, std::vector<Placed>& into) {
  const std::u32string text = as_seen(from_utf8(from.text));
  const bool tall = from.rotation % 180 != 0;
  const auto letters = static_cast<double>(std::max<std::size_t>(1, text.size()));
  for (std::size_t at = 0; at < text.size();) {
    if (is_white_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_white_space(text[end])) ++end;
    Word word;
    word.text = to_utf8(std::u32string_view(text).substr(at, end - at));
    const double first = static_cast<double>(at) / letters;
    const double last = static_cast<double>(end) / letters;
    word.box =
        tall ? Box{box.x0, box.y0 + first * box.height(), box.x1, box.y0 + last * box.height()}
             : Box{box.x0 + first * box.width(), box.y0, box.x0 + last * box.width(), box.y1};
    word.font_size = from.font_size;
    word.bold = from.bold;
    word.rotation = from.rotation;
    word.source = from.source;
    word.confidence = confidence_of(from, own_work);
    if (end - at == text.size()) word.readings = readings_of(from, word.confidence);
    into.push_back({std::move(word), from.line});
    at = end;
  }
}

using Lines = std::map<std::size_t, std::vector<std::size_t>>;  // line → its words, upright ones

Lines lines_of(const std::vector<Placed>& words) {
  Lines lines;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word.rotation == 0) lines[words[i].line].push_back(i);
  }
  return lines;
}

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// A dash or a comma is boxed as the little ink it has: it gets the height of the nearest full word
// of its line, so that lines can be told by their middles.
void give_height_to_marks(std::vector<Placed>& words) {
  constexpr double kLittle = 0.6;
  for (const auto& [number, line] : lines_of(words)) {
    std::vector<double> heights;
    for (const std::size_t i : line) heights.push_back(words[i].word.box.height());
    const double usual = middle_of(heights);
    for (const std::size_t i : line) {
      Box& box = words[i].word.box;
      if (box.height() >= kLittle * usual) continue;
      const Box* nearest = nullptr;
      for (const std::size_t other : line) {
        const Box& candidate = words[other].word.box;
        if (candidate.height() < kLittle * usual) continue;
        const bool nearer =
            nearest == nullptr || std::abs(candidate.center_x() - box.center_x()) <
                                      std::abs(nearest->center_x() - box.center_x());
        if (nearer) nearest = &candidate;
      }
      if (nearest != nullptr) {
        box.y0 = nearest->y0;
        box.y1 = nearest->y1;
      }
    }
  }
}

// The type size that ink of this height comes from, by whether letters stick out of the middle band
// above and below: capitals and figures measure 0.7 of it in most types.
double type_size_of(const Word& word) {
  constexpr std::u32string_view kBelow = U"gjpqyQ,;()";
  constexpr std::u32string_view kMiddle = U"acemnorsuvwxz";
  bool above = false;
  bool below = false;
  for (const char32_t c : from_utf8(word.text)) {
    const bool sticks_down = kBelow.find(c) != std::u32string_view::npos;
    const bool stays = kMiddle.find(c) != std::u32string_view::npos;
    below = below || sticks_down;
    above = above || (!stays && (!sticks_down || c == U'Q' || c == U'(' || c == U')'));
  }
  const double share = 0.48 + (above ? 0.22 : 0) + (below ? 0.21 : 0);
  return word.box.height() / share;
}

// Word spaces are judged by the size of the type, which boxes of ink do not tell by themselves.
void give_type_size(std::vector<Placed>& words) {
  for (const auto& [number, line] : lines_of(words)) {
    std::vector<double> sizes;
    for (const std::size_t i : line) sizes.push_back(type_size_of(words[i].word));
    const double size = middle_of(sizes);
    for (const std::size_t i : line) words[i].word.font_size = size;
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2715 950": recognisers lose narrow spaces. Where more digits than a group holds stand a space
// away from a group of three, they are groups themselves.
bool lacks_space(const Word& word, const Word& next) {
  constexpr std::size_t kGroup = 3, kMostDigits = 9;
  constexpr double kSpace = 0.5;  // of the type size
  std::string_view digits = word.text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const double gap = next.box.x0 - word.box.x1;
  return digits.size() > kGroup && digits.size() <= kMostDigits && all_digits(digits) &&
         next.text.size() == kGroup && all_digits(next.text) && gap > 0 &&
         gap < kSpace * word.font_size && word.rotation == 0;
}

// The groups of `from`, each with its share of the box; the first keeps the sign and what else is
// known of the word.
std::vector<Placed> in_groups(const Placed& from) {
  constexpr std::size_t kGroup = 3;
  const std::string& text = from.word.text;
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  std::vector<Placed> groups;
  std::size_t at = 0;
  std::size_t end = sign + (text.size() - sign - 1) % kGroup + 1;
  const double letter = from.word.box.width() / static_cast<double>(text.size());
  for (; at < text.size(); at = end, end += kGroup) {
    Placed group = from;
    group.word.text = text.substr(at, end - at);
    group.word.box.x0 = from.word.box.x0 + letter * static_cast<double>(at);
    group.word.box.x1 = from.word.box.x0 + letter * (static_cast<double>(end) - 0.3);
    if (end == text.size()) group.word.box.x1 = from.word.box.x1;
    group.word.readings.clear();
    groups.push_back(std::move(group));
  }
  return groups;
}

void put_back_spaces(std::vector<Placed>& words) {
  std::vector<Placed> done;
  done.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool pair = i + 1 < words.size() && words[i + 1].line == words[i].line;
    if (!pair || !lacks_space(words[i].word, words[i + 1].word)) {
      done.push_back(std::move(words[i]));
      continue;
    }
    for (Placed& group : in_groups(words[i])) done.push_back(std::move(group));
  }
  words = std::move(done);
}

// How much the lines fall per point to the right; 0 where too few tell.
double slope_of(const std::vector<Placed>& words, double width) {
  constexpr double kLongLine = 0.25;  // of the page
  constexpr std::size_t kEnough = 4;
  std::vector<double> slopes;
  for (const auto& [number, line] : lines_of(words)) {
    if (line.size() < 3) continue;
    const Word& first = words[line.front()].word;
    const Word& last = words[line.back()].word;
    const double across = last.box.center_x() - first.box.center_x();
    if (across < kLongLine * width) continue;
    slopes.push_back((last.box.y1 - first.box.y1) / across);
  }
  return slopes.size() < kEnough ? 0 : middle_of(slopes);
}

void straighten(std::vector<Placed>& words, Page& page) {
  constexpr double kStraight = 0.0026, kTooMuch = 0.18;  // 0.15 and 10 degrees
  const double slope = slope_of(words, page.width);
  if (std::abs(slope) < kStraight || std::abs(slope) > kTooMuch) return;
  for (Placed& placed : words) {
    Box& box = placed.word.box;
    const double down = -slope * (box.center_x() - page.width / 2);
    const double right = slope * (box.center_y() - page.height / 2);
    box = {box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down};
  }
  page.rotation_deg = std::atan(slope) * 180 / 3.14159265358979;
}

void add_rulings(const MarkupPage& markup, double by, Page& page) {
  for (const Box& box : markup.rulings) {
    const Box line = scaled(box, by);
    if (!std::isfinite(line.x0 + line.y0 + line.x1 + line.y1)) continue;
    const bool lies = line.width() >= line.height();
    page.rulings.push_back(lies ? Ruling{line.x0, line.center_y(), line.x1, line.center_y()}
                                : Ruling{line.center_x(), line.y0, line.center_x(), line.y1});
  }
}

}  // namespace

bool MarkupPage::has_boxes() const {
  return std::any_of(words.begin(), words.end(),
                     [](const MarkupWord& word) { return word.box.has_value(); });
}

Page to_page(const MarkupPage& markup, int number) {
  Page page;
  page.number = number;
  const auto usable = [](double side) { return std::isfinite(side) && side > 0; };
  const double width = usable(markup.width) ? markup.width : extent(markup, true);
  const double height = usable(markup.height) ? markup.height : extent(markup, false);
  const double by = points_per_unit(markup, width, height);
  page.width = std::clamp(width * by, 1.0, kMostPoints);
  page.height = std::clamp(height * by, 1.0, kMostPoints);
  std::vector<Placed> words;
  std::size_t nowhere = 0;
  bool digital = !markup.words.empty();
  for (const MarkupWord& word : markup.words) {
    digital = digital && word.source == Source::kTextLayer;
    const Box box = scaled(word.box.value_or(Box{}), by);
    if (word.box && sound(box, page.width, page.height)) {
      place(word, box, markup.own_work, words);
    } else if (!word.text.empty()) {
      ++nowhere;
    }
  }
  if (!markup.own_work) {
    give_height_to_marks(words);
    give_type_size(words);
    put_back_spaces(words);
    straighten(words, page);
  }
  for (Placed& placed : words) page.words.push_back(std::move(placed.word));
  add_rulings(markup, by, page);
  page.content = digital ? PageContent::kDigital : PageContent::kScanWithText;
  page.reading = digital ? PageReading::kTextLayer : PageReading::kOcr;
  if (nowhere > 0) {
    page.trouble = std::to_string(nowhere) + " words have no place on the page and were left out";
  }
  if (page.words.empty()) {
    page.content = PageContent::kEmpty;
    page.reading = PageReading::kSkipped;
  }
  return page;
}

std::string plain_text_of(const MarkupPage& markup) {
  std::string text;
  for (std::size_t i = 0; i < markup.words.size(); ++i) {
    if (i > 0) text += markup.words[i].line == markup.words[i - 1].line ? " " : "\n";
    text += markup.words[i].text;
  }
  return text;
}

std::string seen_text(std::string_view utf8) { return to_utf8(as_seen(from_utf8(utf8))); }

int to_quarter_turn(double degrees_clockwise) {
  if (!std::isfinite(degrees_clockwise) || std::abs(degrees_clockwise) > 3600) return 0;
  const int quarters = static_cast<int>(std::lround(degrees_clockwise / 90)) % 4;
  return (quarters < 0 ? quarters + 4 : quarters) * 90;
}

}  // namespace siffra::extract
