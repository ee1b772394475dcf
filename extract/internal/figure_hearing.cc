#include "extract/internal/figure_hearing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "rules/amount.h"

namespace siffra::extract {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

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

}  // namespace

int form_of(const std::string& text) {
  const auto amount = rules::read_amount(text, {});
  if (!amount) return 0;
  if (amount->thousands != rules::ThousandsSeparator::kNone) return 2;
  return amount->decimals > 2 ? 0 : 1;
}

std::string trimmed(std::string_view skeleton, bool without_sign) {
  while (skeleton.size() > 1 && !is_digit(skeleton.back()) && skeleton.back() != '%' &&
         skeleton.back() != ')') {
    skeleton.remove_suffix(1);
  }
  const auto begins_badly = [&](char first) {
    if (is_digit(first) || first == '(') return false;
    return first == '-' || first == '+' ? without_sign : true;
  };
  while (skeleton.size() > 1 && begins_badly(skeleton.front())) skeleton.remove_prefix(1);
  // No figure has two signs: the arms of a plus are seen as one of their own ("-+3700").
  const auto is_sign = [](char c) { return c == '-' || c == '+'; };
  while (skeleton.size() > 2 && is_sign(skeleton[0]) && is_sign(skeleton[1]))
    skeleton.remove_prefix(1);
  return std::string(skeleton);
}

double InkCount::belief_in(std::string_view skeleton) const {
  constexpr double kTooMany = 5;
  constexpr double kTooFew = 4.5;
  constexpr double kOneBracket = 4;
  constexpr double kLostComma = 16;
  constexpr double kDigitApart = 4;
  constexpr double kDigitFar = 32;
  if (spans.empty()) return 0;
  const auto tall = static_cast<int>(std::count_if(
      skeleton.begin(), skeleton.end(), [](char c) { return c != '.' && c != '-' && c != '+'; }));
  const bool opened = skeleton.find('(') != std::string_view::npos;
  const bool closed = skeleton.find(')') != std::string_view::npos;
  const double brackets = opened == closed ? 0 : -kOneBracket;
  const std::size_t stop = skeleton.rfind('.');
  const bool kept = stop != std::string_view::npos &&
                    skeleton.size() - stop == static_cast<std::size_t>(decimals) + 1;
  const double apart =
      last_apart && is_digit(skeleton.back()) ? (last_far ? kDigitFar : kDigitApart) : 0;
  const double left_out = comma_expected ? 2 * kLostComma : kLostComma;
  const double lost = brackets - apart - (decimals > 0 && !kept ? left_out : 0);
  if (tall > most) return lost - kTooMany * (tall - most);
  // A plus is as tall as a digit in some types.
  const auto plus = static_cast<int>(std::count(skeleton.begin(), skeleton.end(), '+'));
  return lost - kTooFew * std::max(0, least - tall - plus);
}

namespace {

// Groups of thousands have three digits, so that one character alone behind a space is none.
bool is_last_apart(const std::vector<InkSpan>& spans, double height, double space) {
  constexpr std::size_t kFewest = 3;
  constexpr double kWider = 1.6;  // than all other gaps
  constexpr double kTall = 0.62;
  if (spans.size() < kFewest || spans.back().height < kTall * height) return false;
  const auto gap = [&](std::size_t i) { return spans[i].from - spans[i - 1].to; };
  int widest = 0;
  for (std::size_t i = 1; i + 1 < spans.size(); ++i) widest = std::max(widest, gap(i));
  const int last = gap(spans.size() - 1);
  return last > space * height && last > kWider * widest;
}

}  // namespace

InkCount count_ink(const PreparedPage& page, const InkRun& run, const PixelBox& box) {
  constexpr double kTall = 0.62;      // of a digit's height: anything lower is a stop or a stroke
  constexpr double kNarrowest = 0.5;  // of the height, for a digit among others that touch
  constexpr double kOneDigit = 0.86;
  constexpr double kSpace = 0.6;      // of the height, before a last character
  constexpr double kWideSpace = 1.0;  // a typewriter's
  constexpr std::ptrdiff_t kFewest = 3;
  InkCount count;
  constexpr double kSpeck = 0.12;  // of the run's height, both ways
  count.spans = spans_of_ink(page, box);
  std::erase_if(count.spans, [&](const InkSpan& span) {
    return std::max(span.width(), span.height) < kSpeck * run.height;
  });
  std::vector<int> heights;
  for (const InkSpan& span : count.spans) heights.push_back(span.height);
  if (heights.empty()) return count;
  std::sort(heights.begin(), heights.end());
  count.height = std::min<double>(heights[(heights.size() - 1) * 3 / 4], 1.25 * run.height);
  const InkSpan* before = nullptr;  // a tall one that may be the left side of a broken digit
  for (const InkSpan& span : count.spans) {
    if (span.height < kTall * count.height) {
      if (span.width() > kNarrowest * count.height) count.most += 1;  // a faint digit, perhaps
      continue;
    }
    const int fit = std::max(1, static_cast<int>(span.width() / (kNarrowest * count.height)));
    count.most += fit;
    const bool side = before != nullptr && span.to - before->from <= kOneDigit * count.height;
    before = side ? nullptr : &span;
    if (side) continue;
    count.least += std::max(1, static_cast<int>(span.width() / (1.05 * count.height)));
  }
  count.comma = find_comma(page, box, count.height);
  if (count.comma.look == CommaLook::kClear) count.decimals = count.comma.decimals;
  count.last_apart = is_last_apart(count.spans, count.height, kSpace);
  // Dots that lead to a lone digit are none it could be apart from.
  const auto digits =
      std::count_if(count.spans.begin(), count.spans.end(),
                    [&](const InkSpan& span) { return span.height >= kTall * run.height; });
  count.last_far = digits >= kFewest && is_last_apart(count.spans, count.height, kWideSpace);
  return count;
}

Witness witness_of(LineReading words, const PixelBox& box) {
  Witness witness;
  for (const WordReading& word : words) witness.lattice.append(word.steps);
  witness.words = std::move(words);
  witness.box = box;
  return witness;
}

void Hearing::propose(const std::string& skeleton) {
  if (!has_digit(skeleton)) return;
  for (const Candidate& known : candidates_) {
    if (known.skeleton == skeleton) return;
  }
  candidates_.push_back({skeleton, key_of(skeleton), {}, ink_.belief_in(skeleton), 0});
}

void Hearing::add(Witness witness) {
  if (witness.copies > 1) return ask(std::move(witness));
  constexpr std::size_t kEach = 5;
  for (const Skeleton& seen : witness.lattice.best(kEach)) {
    propose(trimmed(seen.text, sign_found_));
    propose_shorter(trimmed(seen.text, sign_found_));
    propose_decimals(trimmed(seen.text, sign_found_));
    propose_percent(trimmed(seen.text, sign_found_));
  }
  ask(std::move(witness));
}

// A lone digit is seen with brackets and strokes around it that its ink has no room for.
void Hearing::propose_shorter(const std::string& skeleton) {
  if (ink_.spans.empty() || ink_.belief_in(skeleton) == 0 || skeleton.size() < 2) return;
  propose(trimmed(skeleton.substr(1), sign_found_));
  propose(trimmed(skeleton.substr(0, skeleton.size() - 1), sign_found_));
  if (skeleton.size() > 2) {
    propose(trimmed(skeleton.substr(1, skeleton.size() - 2), sign_found_));
  }
}

// The comma seen in the ink, put where no model saw it.
void Hearing::propose_decimals(const std::string& skeleton) {
  const auto decimals = static_cast<std::size_t>(ink_.decimals);
  if (decimals == 0 || skeleton.size() <= decimals) return;
  const std::string_view tail = std::string_view(skeleton).substr(skeleton.size() - decimals - 1);
  if (!std::all_of(tail.begin(), tail.end(), is_digit)) return;
  propose(std::string(skeleton).insert(skeleton.size() - decimals, 1, '.'));
}

// A faded "%" is an 8 to all models; one behind a space is asked about.
void Hearing::propose_percent(const std::string& skeleton) {
  if (!ink_.last_apart || skeleton.size() < 2 || !is_digit(skeleton.back())) return;
  propose(skeleton.substr(0, skeleton.size() - 1) + "%");
}

void Hearing::ask(Witness witness) {
  if (witness.lattice.empty()) return;
  witnesses_.push_back(std::move(witness));
  hear_all();
}

void Hearing::hear_all() {
  for (Candidate& candidate : candidates_) {
    while (candidate.heard.size() < witnesses_.size()) {
      candidate.heard.push_back(hear(witnesses_[candidate.heard.size()], candidate.skeleton));
    }
  }
  weigh();
}

void Hearing::propose_mixtures() {
  constexpr double kLikely = -5;
  constexpr std::size_t kMost = 16;
  if (verdict_.size() < 2) return;
  const std::string& first = verdict_.front().skeleton;
  const auto rivals = [&](const Candidate& candidate) {
    if (candidate.score < kLikely || candidate.skeleton.size() != first.size()) return false;
    for (std::size_t i = 0; i < first.size(); ++i) {
      const char c = candidate.skeleton[i];
      if (c != first[i] && !(is_digit(c) && is_digit(first[i]))) return false;
    }
    return true;
  };
  std::vector<std::string> mixtures = {""};
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::string digits;
    for (const Candidate& candidate : verdict_) {
      if (rivals(candidate) && digits.find(candidate.skeleton[i]) == std::string::npos)
        digits.push_back(candidate.skeleton[i]);
    }
    if (mixtures.size() * digits.size() > kMost) return;
    std::vector<std::string> longer;
    for (const std::string& begun : mixtures) {
      for (const char digit : digits) longer.push_back(begun + digit);
    }
    mixtures = std::move(longer);
  }
  for (const std::string& mixture : mixtures) propose(mixture);
  hear_all();
}

std::size_t Hearing::votes(const Candidate& candidate) const {
  std::size_t votes = 0;
  for (std::size_t w = 0; w < witnesses_.size(); ++w) {
    const auto best = std::max_element(candidates_.begin(), candidates_.end(),
                                       [w](const Candidate& a, const Candidate& b) {
                                         return a.heard[w] + a.ink < b.heard[w] + b.ink;
                                       });
    if (best != candidates_.end() && best->key == candidate.key) ++votes;
  }
  return votes;
}

// A witness that was shown the sign too may have read it or not.
double Hearing::hear(const Witness& witness, const std::string& skeleton) const {
  if (witness.copies > 1) {
    std::string repeated;
    for (int i = 0; i < witness.copies; ++i) repeated += skeleton;
    return witness.lattice.log_likelihood(repeated);
  }
  const double plain = witness.lattice.log_likelihood(skeleton);
  if (!sign_found_) return plain;
  return std::max(plain, witness.lattice.log_likelihood(
                             minus_ == MinusPlace::kBefore ? "-" + skeleton : skeleton + "-"));
}

// Each witness shares its belief out over the candidates; it may be wrong altogether, so none is
// given up for what one of them says.
void Hearing::weigh() {
  constexpr double kMistaken = 0.02;
  constexpr double kOwnMind = 0.7;  // witnesses share print and training: they err together
  constexpr double kIllFormed = 0.05;
  constexpr double kPlus =
      3.5;  // seldom printed, and what a minus with a speck beside it looks like
  for (Candidate& candidate : candidates_) {
    candidate.score = form_of(candidate.skeleton) > 0 ? 0 : std::log(kIllFormed);
    candidate.score += candidate.ink;
    if (candidate.skeleton.front() == '+') candidate.score -= kPlus;
  }
  for (std::size_t w = 0; w < witnesses_.size(); ++w) {
    double most = kNever;
    for (const Candidate& candidate : candidates_) most = std::max(most, candidate.heard[w]);
    double sum = 0;
    for (const Candidate& candidate : candidates_) sum += std::exp(candidate.heard[w] - most);
    for (Candidate& candidate : candidates_) {
      const double belief = std::exp(candidate.heard[w] - most) / sum;
      candidate.score += kOwnMind * std::log(kMistaken / 10 + (1 - kMistaken) * belief);
    }
  }
  merge();
}

void Hearing::merge() {
  verdict_.clear();
  double most = kNever;
  for (const Candidate& candidate : candidates_) most = std::max(most, candidate.score);
  double sum = 0;
  for (const Candidate& candidate : candidates_) sum += std::exp(candidate.score - most);
  std::vector<Candidate> sorted = candidates_;
  for (Candidate& candidate : sorted) candidate.score -= most + std::log(sum);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  for (Candidate& candidate : sorted) {
    const auto same = std::find_if(verdict_.begin(), verdict_.end(), [&](const Candidate& known) {
      return known.key == candidate.key;
    });
    if (same == verdict_.end()) {
      verdict_.push_back(std::move(candidate));
    } else {
      same->score = std::log(std::exp(same->score) + std::exp(candidate.score));
    }
  }
  std::stable_sort(verdict_.begin(), verdict_.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace siffra::extract
