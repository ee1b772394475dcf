#include "extract/internal/figure_reading.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "extract/internal/read_run.h"
#include "extract/internal/sign_audit.h"
#include "rules/amount.h"

namespace siffra::extract {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0; }

bool ends_badly(char last) {
  return !is_digit(last) && !is_letter(last) && last != '%' && last != ')';
}

bool starts_badly(char first, bool signs_too) {
  if (is_digit(first) || first == '(') return false;
  if (first == '-' || first == '+') return signs_too;
  return (first & 0x80) != 0 || !is_letter(first);
}

// Quotation marks, stops and dashes that specks and frayed edges are read as. A figure never ends
// in one, and where the sign has been looked for in the pixels it never begins with one.
std::string without_edges(const std::string& text, bool signs_too) {
  std::string_view rest = text;
  while (rest.size() > 1 && ends_badly(rest.back())) rest.remove_suffix(1);
  while (rest.size() > 1 && starts_badly(rest.front(), signs_too)) {
    rest.remove_prefix(1);
    while (rest.size() > 1 && (rest.front() & 0xC0) == 0x80) rest.remove_prefix(1);
  }
  return std::string(rest);
}

// What two readings must share to agree: digits, sign, percent, letters, and where decimals begin;
// not how thousands are parted, which specks and spaces blur.
std::string key_of(const std::string& text) {
  std::string key;
  std::size_t since_separator = 0;
  bool separated = false;
  for (const char c : text) {
    if (c == '.' || c == ',') {
      separated = true;
      since_separator = 0;
      continue;
    }
    if (c == ' ') continue;
    key.push_back(c);
    ++since_separator;
  }
  if (separated && since_separator > 0 && since_separator < 3) {
    key.insert(key.end() - static_cast<std::ptrdiff_t>(since_separator), ',');
  }
  return key;
}

struct Attempt {
  LineReading words;
  std::string text;
  std::string key;
  double margin = 0;
};

Attempt attempt_from(LineReading words, bool signs_too) {
  Attempt attempt;
  double margin = kSureMargin;
  for (const WordReading& word : words) margin = std::min(margin, word.least_margin());
  if (!words.empty()) {
    words.front().text = without_edges(words.front().text, signs_too);
    words.back().text = without_edges(words.back().text, false);
  }
  attempt.words = std::move(words);
  attempt.text = text_of(attempt.words);
  attempt.key = key_of(attempt.text);
  attempt.margin = margin;
  return attempt;
}

struct Condition {
  TextEngine* engine;
  Cut cut;
  Characters characters;
};

// How well the text is formed as a figure: 2 = thousands parted in threes, 1 = an amount without
// them, 0 = neither ("2.997 335" is 2 997 335 with a speck before it, or badly misread).
int form_of(const std::string& text) {
  const auto amount = rules::read_amount(text, {});
  if (!amount) return 0;
  if (amount->thousands != rules::ThousandsSeparator::kNone) return 2;
  return amount->decimals > 2 ? 0 : 1;
}

// One distinct text and the attempts that gave it.
struct Candidate {
  const Attempt* best = nullptr;  // the one whose text is best formed, else the first
  int votes = 0;
  double margins = 0;
};

std::vector<Candidate> ranked(const std::vector<Attempt>& attempts) {
  std::vector<Candidate> candidates;
  for (const Attempt& attempt : attempts) {
    if (attempt.key.empty()) continue;
    auto same = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return candidate.best->key == attempt.key;
    });
    if (same == candidates.end()) {
      candidates.push_back({&attempt, 1, attempt.margin});
      continue;
    }
    ++same->votes;
    same->margins += attempt.margin;
    if (form_of(attempt.text) > form_of(same->best->text)) same->best = &attempt;
  }
  const auto rank = [](const Candidate& candidate) {
    const bool amount = form_of(candidate.best->text) > 0;
    return std::pair(candidate.votes + (amount ? 1 : 0), candidate.margins);
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return rank(a) > rank(b); });
  return candidates;
}

bool settled(const std::vector<Attempt>& attempts) {
  const std::vector<Candidate> candidates = ranked(attempts);
  return !candidates.empty() && candidates.front().votes >= 2 &&
         form_of(candidates.front().best->text) > 0;
}

// Measured on made scans with known truth (docs/extraction.md#scans): how often a figure is right
// by how many readings were needed for two to agree.
double probability(int attempts, int votes, double margin) {
  if (votes >= 2 && attempts == 2) return margin > 4 ? 0.998 : 0.99;
  if (votes >= 2) return votes == attempts - 1 ? 0.95 : 0.88;
  return 0.5;
}

}  // namespace

std::string text_of(const LineReading& words) {
  std::string text;
  for (const WordReading& word : words) {
    if (!text.empty()) text.push_back(' ');
    text += word.text;
  }
  return text;
}

bool figure_like(const std::string& text) {
  std::size_t digits = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    if (is_digit(c)) ++digits;
    if (is_letter(c) && (c & 0xC0) != 0x80) ++letters;
  }
  return digits > 0 && (letters == 0 || digits >= 3 * letters);
}

FigureReading read_figure(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                          const PixelBox& box, const std::optional<LineReading>& first,
                          Engines& engines) {
  const SignAudit sign = find_leading_minus(page, layout, run, box);
  std::vector<Attempt> attempts;
  if (first) attempts.push_back(attempt_from(*first, sign.minus));
  // Held to digits the models read a percent sign as "96"; where one was seen all may be read.
  const bool percent = first && text_of(*first).find('%') != std::string::npos;
  const Characters held = percent ? Characters::kAll : Characters::kFigures;
  const Condition conditions[] = {
      {&engines.english, Cut::kStretched, held},
      {&engines.swedish, Cut::kStretched, held},
      {&engines.english, Cut::kLarger, Characters::kAll},
      {&engines.swedish, Cut::kInk, held},
  };
  for (const Condition& condition : conditions) {
    if (settled(attempts)) break;
    LineReading words = read_part(page, layout, run, sign.rest, condition.cut, *condition.engine,
                                  condition.characters);
    attempts.push_back(attempt_from(std::move(words), sign.minus));
  }
  FigureReading reading;
  const std::vector<Candidate> candidates = ranked(attempts);
  if (candidates.empty()) return reading;
  const Candidate& chosen = candidates.front();
  reading.words = chosen.best->words;
  reading.agreed = chosen.votes >= 2;
  reading.confidence =
      probability(static_cast<int>(attempts.size()), chosen.votes, chosen.margins / chosen.votes);
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    const double share = candidates[i].votes / (static_cast<double>(attempts.size()) + 1);
    Reading other{candidates[i].best->text, std::log(share), Source::kOcr};
    if (sign.minus) other.text.insert(0, 1, '-');
    reading.others.push_back(std::move(other));
  }
  if (sign.minus && !reading.words.empty()) {
    reading.words.front().text.insert(0, 1, '-');
    reading.words.front().box = united(reading.words.front().box, {box.x, box.y, 1, box.height});
  }
  return reading;
}

}  // namespace siffra::extract
