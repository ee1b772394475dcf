#include "extract/internal/figure_reading.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "extract/internal/overprint.h"
#include "extract/internal/percent_shape.h"
#include "extract/internal/read_run.h"
#include "extract/internal/sign_audit.h"
#include "extract/internal/sign_shape.h"

namespace siffra::extract {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kOverprinted = 0.5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0; }

bool settled(const Hearing& hearing) {
  constexpr double kSettled = 0.99;
  if (hearing.witnesses().size() < 2 || hearing.verdict().empty()) return false;
  const Candidate& first = hearing.verdict().front();
  return std::exp(first.score) > kSettled && hearing.votes(first) >= 2 &&
         form_of(first.skeleton) > 0;
}

// Not sure, but no likelier for being looked at once more.
bool likely(const Hearing& hearing) {
  constexpr double kLikely = 0.9;
  if (hearing.verdict().empty()) return false;
  const Candidate& first = hearing.verdict().front();
  return std::exp(first.score) > kLikely && hearing.votes(first) >= 2 &&
         form_of(first.skeleton) > 0;
}

// How well the figure explains what was seen: letters forced into digits explain nothing.
double fit_of(const Candidate& chosen, const Hearing& hearing) {
  double best = kNever;
  for (std::size_t w = 0; w < hearing.witnesses().size(); ++w) {
    best = std::max(best, chosen.heard[w] / hearing.witnesses()[w].copies);
  }
  return best / static_cast<double>(chosen.skeleton.size());
}

// A lone digit, read as three of it.
void hear_lone_digit(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                     const PixelBox& box, Engines& engines, Hearing& hearing) {
  for (char digit = '0'; digit <= '9'; ++digit) hearing.propose(std::string(1, digit));
  for (const Cut cut : {Cut::kStretched, Cut::kInk}) {
    for (TextEngine* engine : {&engines.english, &engines.swedish}) {
      if (settled(hearing)) return;
      const RunPicture picture = cut_out_thrice(page, layout, run, box, cut);
      if (!picture.picture) return;
      Witness witness = witness_of(
          engine->read_line(picture.picture.get(), page.dots_per_inch * picture.scale), box);
      witness.copies = 3;
      hearing.add(std::move(witness));
    }
  }
}

std::string text_of_parts(const std::vector<FigureLattice::Part>& parts) {
  std::string text;
  for (const FigureLattice::Part& part : parts) {
    if (!text.empty()) text.push_back(' ');
    text += part.text;
  }
  return text;
}

double apart_at(const InkCount& ink, std::size_t i) {
  const InkSpan& before = ink.spans[i - 1];
  const InkSpan& span = ink.spans[i];
  return (span.from + span.to - before.from - before.to) / 2.0;
}

// Whether two digits stand as close as the closest of the figure: the gap beside a 1 is no space.
bool middles_stand_close(const std::string& skeleton, const InkCount& ink, std::size_t at) {
  constexpr double kAlike = 1.25;
  double least = 1e9;
  for (std::size_t i = 1; i < skeleton.size(); ++i) {
    if (i != at && is_digit(skeleton[i - 1]) && is_digit(skeleton[i]))
      least = std::min(least, apart_at(ink, i));
  }
  return is_digit(skeleton[at - 1]) && is_digit(skeleton[at]) &&
         apart_at(ink, at) <= kAlike * least && least < 1e9;
}

// Whether the middles of digits stand farther apart at every third digit than anywhere else: digits
// are set alike, however narrow the ink of some.
bool middles_group(const std::string& skeleton, const InkCount& ink, std::size_t whole) {
  constexpr double kFarther = 1.15;
  constexpr double kClearer = 0.12;  // of a digit's height
  double least_grouping = 1e9;
  double most_other = 0;
  for (std::size_t i = 1; i < whole; ++i) {
    if (!is_digit(skeleton[i - 1]) || !is_digit(skeleton[i])) continue;
    const double apart = apart_at(ink, i);
    if ((whole - i) % 3 == 0) {
      least_grouping = std::min(least_grouping, apart);
    } else {
      most_other = std::max(most_other, apart);
    }
  }
  return least_grouping < 1e9 && most_other > 0 && least_grouping > kFarther * most_other &&
         least_grouping - most_other > kClearer * ink.height;
}

// Word breaks by the gaps between its characters, where each has a span of ink of its own: at every
// third digit if no other gap is as wide, else at the wide ones. The digit one leaves wide gaps
// beside it, which the grouping in threes overrules.
std::vector<FigureLattice::Part> parted_by_ink(const std::string& skeleton, const InkCount& ink,
                                               const PixelBox& box) {
  constexpr double kWide = 0.42;  // of a digit's height
  constexpr double kClearer = 0.06;
  std::vector<FigureLattice::Part> parts;
  if (skeleton.size() != ink.spans.size() || skeleton.find('.') < skeleton.size()) {
    const std::size_t stop = skeleton.find('.');
    if (skeleton.size() != ink.spans.size() || stop + 3 < skeleton.size()) return parts;
  }
  const std::size_t whole = std::min(skeleton.find_first_of(".%)"), skeleton.size());
  const auto gap = [&](std::size_t i) { return ink.spans[i].from - ink.spans[i - 1].to; };
  double least_grouping = 1e9;
  double most_grouping = 0;
  double most_other = 0;
  for (std::size_t i = 1; i < skeleton.size(); ++i) {
    const bool grouping = i < whole && (whole - i) % 3 == 0 && is_digit(skeleton[i - 1]);
    if (grouping) least_grouping = std::min<double>(least_grouping, gap(i));
    if (grouping) most_grouping = std::max<double>(most_grouping, gap(i));
    if (!grouping) most_other = std::max<double>(most_other, gap(i));
  }
  // Where one group stands apart and nothing else does, so do all of them.
  const bool one_apart =
      most_grouping > kWide * ink.height && most_other <= kWide * ink.height && least_grouping > 0;
  const bool apart =
      least_grouping > 1.15 * most_other && least_grouping - most_other > kClearer * ink.height;
  const bool grouped =
      least_grouping < 1e9 && (apart || one_apart || middles_group(skeleton, ink, whole));
  const auto share = [&](int x) { return (x - box.x) / static_cast<double>(box.width); };
  for (std::size_t i = 0; i < skeleton.size(); ++i) {
    const bool breaks =
        i > 0 && (grouped ? i < whole && (whole - i) % 3 == 0 && is_digit(skeleton[i - 1])
                          : gap(i) > kWide * ink.height && !middles_stand_close(skeleton, ink, i));
    if (i == 0 || breaks) parts.push_back({"", share(ink.spans[i].from), 0});
    parts.back().text.push_back(skeleton[i] == '.' ? ',' : skeleton[i]);
    parts.back().to = share(ink.spans[i].to);
  }
  return parts;
}

// Word breaks at every third digit, where some of them were seen and no others.
std::vector<FigureLattice::Part> parted_in_threes(const std::vector<FigureLattice::Part>& seen) {
  if (seen.size() < 2) return seen;
  std::string digits;
  for (const FigureLattice::Part& part : seen) digits += part.text;
  const std::size_t whole = std::min(digits.find_first_of(".,%)"), digits.size());
  const std::size_t first = digits.find_first_of("0123456789");
  std::vector<FigureLattice::Part> parts;
  std::size_t at = 0;
  for (const FigureLattice::Part& part : seen) {
    if (at > 0 && (at >= whole || (whole - at) % 3 != 0)) return seen;
    const double step = (part.to - part.from) / static_cast<double>(part.text.size());
    for (std::size_t i = 0; i < part.text.size(); ++i, ++at) {
      const double from = part.from + static_cast<double>(i) * step;
      const bool breaks = i == 0 || (at < whole && at > first && (whole - at) % 3 == 0);
      if (breaks) parts.push_back({"", from, 0});
      parts.back().text.push_back(part.text[i]);
      parts.back().to = from + step;
    }
  }
  return parts;
}

// A typewriter leaves room after a comma, but no word ends there.
std::vector<FigureLattice::Part> with_decimals_joined(std::vector<FigureLattice::Part> parts) {
  std::vector<FigureLattice::Part> joined;
  for (FigureLattice::Part& part : parts) {
    if (!joined.empty() && !part.text.empty() && is_digit(part.text.front()) &&
        joined.back().text.ends_with(',')) {
      joined.back().text += part.text;
      joined.back().to = part.to;
    } else {
      joined.push_back(std::move(part));
    }
  }
  return joined;
}

// The figure as words: parted as its ink is, or as the witness saw it that makes the best formed
// figure of it.
LineReading words_of(const Candidate& chosen, const Hearing& hearing, const InkLayout& layout,
                     const InkRun& run, const PixelBox& rest) {
  int best_form = -1;
  double best_heard = kNever;
  std::vector<FigureLattice::Part> best =
      with_decimals_joined(parted_in_threes(parted_by_ink(chosen.skeleton, hearing.ink(), rest)));
  const bool by_ink = !best.empty();
  if (by_ink) {
    best_form = form_of(text_of_parts(best));
    best_heard = 1;
  }
  // A model that sees a space in a year takes it for a figure of thousands.
  const bool year = by_ink && chosen.skeleton.size() == 4 &&
                    (chosen.skeleton.starts_with("19") || chosen.skeleton.starts_with("20"));
  for (std::size_t w = 0; w < hearing.witnesses().size() && !year; ++w) {
    if (hearing.witnesses()[w].copies > 1) continue;
    std::vector<FigureLattice::Part> parts = with_decimals_joined(
        parted_in_threes(hearing.witnesses()[w].lattice.spelled(chosen.skeleton)));
    const int form = form_of(text_of_parts(parts));
    if (form < best_form || (form == best_form && chosen.heard[w] <= best_heard)) continue;
    best_form = form;
    best_heard = chosen.heard[w];
    best = std::move(parts);
  }
  LineReading words;
  for (const FigureLattice::Part& part : best) {
    WordReading word;
    word.text = part.text;
    const int from = rest.x + static_cast<int>(part.from * rest.width);
    const int to = rest.x + static_cast<int>(part.to * rest.width);
    word.box = {from, rest.y, std::max(1, to - from), rest.height};
    words.push_back(std::move(word));
  }
  if (best_heard < 1) place_words(layout, run, rest, words);
  return words;
}

// The box up to a percent sign; empty where the ink does not tell where that begins.
PixelBox without_percent(const std::string& skeleton, const InkCount& ink, const PixelBox& box) {
  if (!skeleton.ends_with('%')) return box;
  const std::size_t spans = ink.spans.size();
  if (spans < 2 || (!ink.last_apart && spans != skeleton.size())) return {};
  return {box.x, box.y, ink.spans[spans - 2].to - box.x, box.height};
}

struct Condition {
  TextEngine* engine;
  Cut cut;
};

// Letters and strokes that no figure has and that two models both see: "2019/20", "4 st".
bool both_read_more(const Hearing& hearing) {
  if (hearing.witnesses().size() < 2) return false;
  const auto flat = [](const LineReading& words) {
    std::string text;
    for (const WordReading& word : words) text += word.text;
    return text;
  };
  const std::string first = flat(hearing.witnesses()[0].words);
  const bool more = std::any_of(first.begin(), first.end(), [](char c) {
    return is_letter(c) || c == '/' || c == ':' || c == '*';
  });
  return more && figure_like(first) && first == flat(hearing.witnesses()[1].words);
}

// The ways to part the thousands of a figure that says nothing about them.
std::vector<std::string> spellings_of(const std::string& skeleton) {
  std::vector<std::string> spellings = {skeleton};
  const std::size_t last = skeleton.rfind('.');
  const bool decimals = last != std::string::npos && skeleton.size() - last - 1 < 3;
  std::string plain;
  for (std::size_t i = 0; i < skeleton.size(); ++i) {
    if (skeleton[i] != '.' || (decimals && i == last)) plain.push_back(skeleton[i]);
  }
  std::string stops = plain;
  const std::size_t first = stops.find_first_of("0123456789");
  if (first != std::string::npos) {
    const std::size_t whole = std::min(stops.find_first_not_of("0123456789", first), stops.size());
    for (std::size_t at = whole; at > first + 3;) stops.insert(at -= 3, 1, '.');
  }
  spellings.push_back(plain);
  spellings.push_back(stops);
  return spellings;
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

namespace {

void set_minus(LineReading& words, MinusPlace minus, const PixelBox& box) {
  if (words.empty() || minus == MinusPlace::kNone) return;
  if (minus == MinusPlace::kBefore) {
    if (!words.front().text.starts_with('-')) words.front().text.insert(0, 1, '-');
    words.front().box = united(words.front().box, {box.x, box.y, 1, box.height});
  } else {
    if (!words.back().text.ends_with('-')) words.back().text.push_back('-');
    words.back().box = united(words.back().box, {box.right() - 1, box.y, 1, box.height});
  }
}

void set_percent(LineReading& words, const PixelBox& box) {
  if (words.empty() || words.back().text.ends_with('%')) return;
  words.back().text.push_back('%');
  words.back().box = united(words.back().box, {box.right() - 1, box.y, 1, box.height});
}

// A minus too pale or too far from its digits to be of their ink, seen in the grey picture; only
// where the figure begins its print and no other stands near, whose dash it might be.
bool has_pale_minus(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                    const PixelBox& digits, const LineReading& words) {
  constexpr double kClearly = 6;
  constexpr double kNear = 2.4;  // heights of the print
  constexpr double kBegins = 0.3;
  const std::string text = text_of(words);
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == ' ' || c == '.' || c == ',';
  });
  if (!plain || text.empty() || run.box.x < digits.x - kBegins * run.height) return false;
  const double from = digits.x - kNear * run.height;
  const bool beside = std::any_of(layout.runs.begin(), layout.runs.end(), [&](const InkRun& other) {
    return other.box.right() > from && other.box.x < digits.x && other.box.y < digits.bottom() &&
           other.box.bottom() > digits.y;
  });
  if (beside) return false;
  const auto odds = weigh_minus(page, digits, text, MinusPlace::kBefore);
  return odds && *odds >= kClearly;
}

// Dirt before the digits, most likely; what is left of a worn minus, perhaps.
void doubt_sign(FigureReading& reading, const PixelBox& box) {
  constexpr double kDirt = 0.85;
  LineReading negative = reading.words;
  set_minus(negative, MinusPlace::kBefore, box);
  reading.confidence = std::min(reading.confidence, kDirt);
  reading.others.insert(reading.others.begin(),
                        {text_of(negative), std::log(1 - kDirt), Source::kOcr});
  reading.other_words.insert(reading.other_words.begin(), std::move(negative));
}

}  // namespace

FigureReading read_figure(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                          const PixelBox& box, const std::optional<LineReading>& whole,
                          Engines& engines, int decimals) {
  SignAudit sign = find_minus(page, layout, run, box);
  // Digits before a percent sign are read without it; what was read of both says nothing of them.
  const auto shares = digits_before_percent(page, layout, run, sign.rest);
  if (shares) sign.rest = *shares;
  const std::optional<LineReading> first = shares ? std::nullopt : whole;
  InkCount ink = count_ink(page, run, sign.rest);
  FigureReading reading;
  reading.comma = ink.comma;
  ink.comma_expected = decimals > 0 && ink.comma.decimals == decimals;
  if (decimals > 0) ink.decimals = decimals;
  Hearing hearing(sign.minus, std::move(ink));
  const bool lone = hearing.ink().most == 1;
  if (first && !lone) hearing.add(witness_of(*first, box));
  if (lone) hear_lone_digit(page, layout, run, sign.rest, engines, hearing);
  const Condition conditions[] = {
      {&engines.english, Cut::kStretched}, {&engines.english, Cut::kInk},
      {&engines.swedish, Cut::kLarger},    {&engines.swedish, Cut::kInk},
      {&engines.english, Cut::kLarger},    {&engines.english, Cut::kTight},
      {&engines.swedish, Cut::kTight},
  };
  for (const Condition& condition : conditions) {
    if (lone || settled(hearing)) break;
    if (condition.cut == Cut::kTight && likely(hearing)) break;
    hearing.add(witness_of(
        read_part(page, layout, run, sign.rest, condition.cut, *condition.engine), sign.rest));
    if (first && both_read_more(hearing)) {
      reading.words = hearing.witnesses()[0].words;
      reading.agreed = true;
      reading.confidence = 0.95;
      return reading;
    }
  }
  if (!lone && !settled(hearing)) hearing.propose_mixtures();
  const std::vector<Candidate>& verdict = hearing.verdict();
  if (verdict.empty()) return reading;
  reading.words = words_of(verdict.front(), hearing, layout, run, sign.rest);
  reading.agreed = hearing.votes(verdict.front()) >= 2;
  reading.confidence = std::exp(verdict.front().score);
  // A percent sign told by where it stands alone.
  constexpr double kByPlace = 0.9;
  if (hearing.ink().last_far && hearing.votes(verdict.front()) == 0)
    reading.confidence = std::min(reading.confidence, kByPlace);
  if (is_overprinted(page, layout, run, box))
    reading.confidence = std::min(reading.confidence, kOverprinted);
  reading.fit = fit_of(verdict.front(), hearing);
  reading.formed = form_of(text_of(reading.words)) > 0;
  MinusPlace minus = sign.minus;
  if (minus == MinusPlace::kNone && has_pale_minus(page, layout, run, sign.rest, reading.words))
    minus = MinusPlace::kBefore;
  reading.minus = minus;
  reading.digits = sign.rest;
  reading.print = without_percent(verdict.front().skeleton, hearing.ink(), sign.rest);
  const int percent = verdict.front().skeleton.ends_with('%') ? 1 : 0;
  reading.least = hearing.ink().least - percent;
  reading.most = hearing.ink().most - percent;
  constexpr double kUnlikely = -14;
  for (std::size_t i = 1; i < verdict.size(); ++i) {
    if (verdict[i].score < kUnlikely) break;
    LineReading words = words_of(verdict[i], hearing, layout, run, sign.rest);
    if (shares) set_percent(words, box);
    set_minus(words, minus, box);
    reading.others.push_back({text_of(words), std::min(0.0, verdict[i].score), Source::kOcr});
    reading.other_words.push_back(std::move(words));
  }
  if (shares) set_percent(reading.words, box);
  set_minus(reading.words, minus, box);
  if (sign.speck && minus == MinusPlace::kNone) doubt_sign(reading, box);
  return reading;
}

Looks look_at(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
              const PixelBox& box, Engines& engines) {
  const SignAudit sign = find_minus(page, layout, run, box);
  Looks looks;
  looks.minus = sign.minus;
  looks.ink = count_ink(page, run, sign.rest);
  for (const Cut cut : {Cut::kStretched, Cut::kInk, Cut::kLarger}) {
    for (TextEngine* engine : {&engines.swedish, &engines.english}) {
      looks.witnesses.push_back(
          witness_of(read_part(page, layout, run, sign.rest, cut, *engine), sign.rest));
    }
  }
  return looks;
}

std::vector<double> weigh_texts(const Looks& looks, std::span<const std::string> texts) {
  constexpr double kOtherSign = -3.5;
  Hearing hearing(looks.minus, looks.ink);
  const bool sign_found = looks.minus != MinusPlace::kNone;
  std::vector<std::vector<std::string>> spellings;
  std::vector<double> weights;
  for (const std::string& text : texts) {
    const std::string skeleton = skeleton_of(text);
    spellings.push_back(spellings_of(trimmed(skeleton, sign_found)));
    for (const std::string& spelling : spellings.back()) hearing.propose(spelling);
    const bool negative = skeleton.starts_with('-') || skeleton.ends_with('-');
    weights.push_back(negative || !sign_found ? 0 : kOtherSign);
  }
  for (const Witness& witness : looks.witnesses) hearing.ask(witness);
  double most = kNever;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    double best = kNever;
    for (const Candidate& candidate : hearing.candidates()) {
      const auto& own = spellings[i];
      if (std::find(own.begin(), own.end(), candidate.skeleton) == own.end()) continue;
      best = std::max(best, candidate.score);
    }
    weights[i] += best;
    most = std::max(most, weights[i]);
  }
  for (double& weight : weights) weight -= most;
  return weights;
}

}  // namespace siffra::extract
