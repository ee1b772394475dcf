#include "extract/internal/print_advice.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "extract/internal/figure_hearing.h"
#include "extract/internal/overprint.h"
#include "extract/internal/percent_shape.h"
#include "extract/internal/print_decoding.h"
#include "extract/internal/run_words.h"
#include "extract/internal/sign_audit.h"

namespace siffra::extract {

namespace {

constexpr double kLearned = 0.8;  // figures surer than this teach
constexpr double kSure = 0.97;    // and than this, put what was learned to the test
constexpr double kSurest = 0.95;  // that any figure is held after this

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A run that is a figure or stands for one, as it was read.
struct Asked {
  std::size_t run = 0;
  std::string text;  // without sign and percent sign; empty where it is no amount
  double confidence = 0;
  MinusPlace minus = MinusPlace::kNone;
  PixelBox digits;
  bool percent = false;
  bool impaired = false;  // other ink goes over it, or its sign is in doubt: never surer
  bool counts = false;    // it was taken for a figure
};

std::string joined(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) {
    if (!text.empty()) text.push_back(' ');
    text += word.text;
  }
  return text;
}

// The text without signs, if nothing else but digits, spaces and marks is left of it.
std::string plain(std::string text, bool percent) {
  const auto strip = [&](char c) {
    if (!text.empty() && text.front() == c) text.erase(0, 1);
    if (!text.empty() && text.back() == c) text.pop_back();
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    while (!text.empty() && text.back() == ' ') text.pop_back();
  };
  strip('-');
  if (percent) strip('%');
  const bool amount = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == ' ' || c == '.' || c == ',';
  });
  if (!amount || !is_digit(text.front()) || !is_digit(text.back()) || form_of(text) == 0) return "";
  return text;
}

// Digits, and where decimals begin.
std::string key_of(const std::string& text) {
  std::string key;
  for (const char c : text) {
    if (is_digit(c)) key.push_back(c);
  }
  const std::size_t mark = text.find_last_of(".,");
  if (mark == std::string::npos || text.size() - mark > 3) return key;
  return key.insert(key.size() - (text.size() - mark - 1), 1, ',');
}

std::string digits_of_key(std::string key) {
  std::erase(key, ',');
  return key;
}

// "12-31", "2024/25": strokes between digits.
bool is_date(const std::string& text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool stroke = text[i] == '-' || text[i] == '/' || text[i] == ':';
    if (stroke && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  }
  return false;
}

bool is_bracketed(const std::string& text) { return text.starts_with('(') && text.ends_with(')'); }

// Two figures at least stand in its line.
bool stands_among_figures(const InkLayout& layout, const std::vector<RunReading>& readings,
                          std::size_t at) {
  int figures = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (i != at && readings[i].is_figure && layout.runs[i].line == layout.runs[at].line) ++figures;
  }
  return figures >= 2;
}

std::vector<Asked> asked_of(const PreparedPage& page, const InkLayout& layout,
                            const std::vector<RunReading>& readings) {
  constexpr double kWidest = 8;  // heights, of what stands for a figure
  const std::vector<int> columns = figure_columns(layout, readings);
  std::vector<Asked> asked;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const RunReading& reading = readings[i];
    const InkRun& run = layout.runs[i];
    if (run.lone_dash || reading.words.empty()) continue;
    if (!reading.is_figure && (run.box.width > kWidest * run.height ||
                               !(stands_in_column(run, columns, layout.letter_height) ||
                                 stands_among_figures(layout, readings, i))))
      continue;
    Asked one;
    one.run = i;
    const SignAudit sign = find_minus(page, layout, run, run.box);
    one.minus = sign.minus;
    one.digits = sign.rest;
    one.impaired = sign.speck || is_overprinted(page, layout, run, run.box);
    const auto share = digits_before_percent(page, layout, run, sign.rest);
    if (share) one.digits = *share;
    one.percent = share.has_value();
    one.counts = reading.is_figure || reading.tried;
    // Signs that are no part of what a figure is decoded from.
    const std::string read = joined(reading.words);
    if (read.find('+') != std::string::npos || is_date(read)) continue;
    if (is_bracketed(read)) continue;
    if (!one.percent && read.ends_with('%')) continue;
    one.text = plain(read, one.percent);
    one.confidence = reading.words.empty() || one.text.empty() ? 0 : 1;
    for (const Word& word : reading.words)
      one.confidence = std::min(one.confidence, word.confidence);
    if (!one.digits.empty()) asked.push_back(std::move(one));
  }
  return asked;
}

// What a model thought of the figure; `unheard` where none put it forward.
double thought_of(const RunReading& reading, const std::string& key, double unheard) {
  double most = unheard;
  for (const auto* figure : {&reading.whole, &reading.tried}) {
    if (!*figure) continue;
    for (const Reading& other : (*figure)->others) {
      std::string text = other.text;
      std::erase(text, '-');
      if (key_of(text) == key) most = std::max(most, std::exp(other.log_likelihood));
    }
  }
  return most;
}

// Readings that others made of the figure, and the one that gives way.
std::vector<Reading> others_of(const RunReading& reading, double confidence) {
  std::vector<Reading> others;
  const double rest = std::log(std::max(1e-6, 1 - confidence));
  const std::string before = joined(reading.words);
  if (!before.empty()) others.push_back({before, rest, Source::kOcr});
  for (const auto* figure : {&reading.whole, &reading.tried}) {
    if (!*figure) continue;
    for (const Reading& other : (*figure)->others)
      others.push_back({other.text, other.log_likelihood + rest, Source::kOcr});
  }
  return others;
}

void set_figure(const Asked& asked, const DecodedFigure& decoded, double confidence,
                const InkRun& run, RunReading& reading) {
  constexpr double kImpaired = 0.5;
  FigureReading figure;
  figure.confidence = asked.impaired ? std::min(confidence, kImpaired) : confidence;
  figure.others = others_of(reading, figure.confidence);
  for (const DecodedWord& word : decoded.words) {
    WordReading made;
    made.text = word.text;
    made.box = {word.box.x, run.box.y, word.box.width, run.box.height};
    figure.words.push_back(std::move(made));
  }
  if (asked.percent) figure.words.back().text += '%';
  if (asked.minus == MinusPlace::kBefore) figure.words.front().text.insert(0, 1, '-');
  if (asked.minus == MinusPlace::kBehind) figure.words.back().text += '-';
  // The ends reach as far as the run's print does.
  PixelBox& first = figure.words.front().box;
  first = {run.box.x, first.y, first.right() - run.box.x, first.height};
  PixelBox& last = figure.words.back().box;
  last.width = run.box.right() - last.x;
  reading.words.clear();
  add_figure(figure, run, reading.words);
  reading.is_figure = true;
  reading.confidence = figure.confidence;
  reading.whole.reset();
  reading.tried.reset();
}

// Both say the same: the surer for it.
void confirm(const Asked& asked, double share, RunReading& reading) {
  constexpr double kChance = 0.1, kConfirmed = 0.9;  // nothing is said of its sign
  if (asked.impaired) return;
  const double for_it = asked.confidence * share;
  const double against = (1.0001 - asked.confidence) * (1 + kChance - share);
  const double surer = std::min(kConfirmed, for_it / (for_it + against));
  for (Word& word : reading.words) word.confidence = std::max(word.confidence, surer);
  reading.confidence = std::max(reading.confidence, surer);
}

class Settler {
 public:
  // `doubtful` is the share of the page's figures that are; some stand in brackets.
  Settler(const PrintDecoder& decoder, double doubtful, bool brackets)
      : decoder_(decoder), doubtful_(doubtful), brackets_(brackets) {}

  void settle(const Asked& asked, const InkRun& run, RunReading& reading) const {
    constexpr double kTrusted = 0.8, kUnlike = 5, kLeftOver = 0.5;
    // Models are surely right, but for a comma that they left out.
    const bool certain = asked.confidence > kCertain;
    if (certain && asked.text.find_first_of(",.") != std::string::npos) return;
    const auto decoded = decoder_.decode(asked.digits, asked.text);
    if (!decoded || form_of(decoded->text) == 0) return;
    const PrintType& type = decoder_.types()[decoded->type];
    if (type.trust < kTrusted || decoded->misfit > kUnlike || decoded->left_over > kLeftOver)
      return;
    const double share = std::min(decoded->share, kSurest);
    if (asked.text.empty()) {
      if (brackets_) return;  // they would pass for ones
      constexpr double kUnread = 0.8, kLike = 4;
      if (share >= kUnread && decoded->misfit < kLike && type.knows_all())
        set_figure(asked, *decoded, share * type.trust, run, reading);
    } else if (key_of(decoded->text) == key_of(asked.text)) {
      confirm(asked, share, reading);
    } else if (may_differ(asked, *decoded, type)) {
      const double odds = odds_of(asked, *decoded, type, share, reading);
      if (odds > 1) set_figure(asked, *decoded, std::min(kSurest, odds / (1 + odds)), run, reading);
    }
  }

 private:
  static constexpr double kCertain = 0.9985;

  // The same digits, and a comma among them that was not read.
  static bool is_comma_lost(const Asked& asked, const DecodedFigure& decoded) {
    const std::string own = key_of(asked.text);
    return own.find(',') == std::string::npos && digits_of_key(key_of(decoded.text)) == own;
  }

  // Sure figures give way on pages where many are not, and only to print like the page's. A digit
  // that was never learned is not seen.
  bool may_differ(const Asked& asked, const DecodedFigure& decoded, const PrintType& type) const {
    constexpr double kMany = 0.15, kLike = 3;
    if (is_comma_lost(asked, decoded)) return true;
    const bool worn = doubtful_ > kMany && decoded.misfit < kLike;
    return type.knows(asked.text) && asked.confidence <= (worn ? kCertain : kSure);
  }

  // That the page's digits are right, and not the models. These err together on worn pages, and
  // leave out commas that are plainly there.
  double odds_of(const Asked& asked, const DecodedFigure& decoded, const PrintType& type,
                 double share, const RunReading& reading) const {
    constexpr double kUnheard = 0.01, kWorn = 0.25;
    constexpr double kCommaLost = 0.002, kMistaken = 0.01;
    const double chance =
        is_comma_lost(asked, decoded) ? kCommaLost : kMistaken + (1 - type.trust) / 2;
    const double thought = thought_of(reading, key_of(decoded.text), kUnheard + kWorn * doubtful_);
    return thought / asked.confidence * (share + chance) / (decoded.other + chance);
  }

  const PrintDecoder& decoder_;
  double doubtful_;
  bool brackets_;
};

}  // namespace

void settle_by_print(const PreparedPage& page, const InkLayout& layout,
                     std::vector<RunReading>& readings) {
  constexpr double kSome = 0.05;  // of the figures: a page read well is not asked
  const std::vector<Asked> asked = asked_of(page, layout, readings);
  std::vector<PrintSample> learned;
  std::vector<PrintSample> sure;
  double figures = 0;
  double doubtful = 0;
  for (const Asked& one : asked) {
    if (one.counts) ++figures;
    if (one.counts && one.confidence < kLearned) ++doubtful;
    if (one.text.empty() || one.confidence < kLearned) continue;
    learned.push_back({one.digits, one.text});
    if (one.confidence >= kSure) sure.push_back(learned.back());
  }
  if (doubtful == 0 || doubtful < kSome * figures) return;
  const PrintDecoder decoder(page, learned, sure);
  if (decoder.types().empty()) return;
  const bool brackets =
      std::any_of(readings.begin(), readings.end(),
                  [](const RunReading& reading) { return is_bracketed(joined(reading.words)); });
  const Settler settler(decoder, doubtful / figures, brackets);
  for (const Asked& one : asked) settler.settle(one, layout.runs[one.run], readings[one.run]);
}

}  // namespace siffra::extract
