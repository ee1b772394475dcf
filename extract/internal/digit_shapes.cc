#include "extract/internal/digit_shapes.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "extract/internal/digit_cut.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kMostExamples = 20;  // of a digit
constexpr std::size_t kLeastExamples = 2;
constexpr std::size_t kNearest = 3;
constexpr double kLeastUsual = 0.003;  // what sampling alone makes of two like digits
constexpr double kUsualAtFirst = 0.02;
constexpr double kFarOff = 4;     // times the usual distance, and no longer a likeness
constexpr double kBroken = 0.12;  // what is left of one where strokes are broken
constexpr double kClearly = 0.3;  // that another digit fits better, as a logarithm
constexpr double kEachUnit = 7;   // of such logarithms in odds: see docs/repair.md
// Odds that a digit was passed over where all of the longer text stand there, each nearest to its
// own kind: models read "77" as "7", but no ink falls apart into digits that nobody printed.
constexpr double kMoreDigits = 6;

std::size_t kind_of(char digit) { return static_cast<std::size_t>(digit - '0'); }

bool overlap(const PixelBox& a, const PixelBox& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// Over all small shifts of one upon the other.
double likeness(const DigitShapes::Shape& a, const DigitShapes::Shape& b) {
  constexpr int kSide = 2;  // samples
  constexpr int kUp = 1;
  constexpr int kWidth = DigitShapes::kWidth;
  constexpr int kHeight = DigitShapes::kHeight;
  float most = 0;
  for (int dy = -kUp; dy <= kUp; ++dy) {
    for (int dx = -kSide; dx <= kSide; ++dx) {
      float sum = 0;
      for (int y = std::max(0, -dy); y < kHeight - std::max(0, dy); ++y) {
        const float* row = a.data() + static_cast<std::ptrdiff_t>(y) * kWidth;
        const float* other = b.data() + static_cast<std::ptrdiff_t>(y + dy) * kWidth + dx;
        for (int x = std::max(0, -dx); x < kWidth - std::max(0, dx); ++x) sum += row[x] * other[x];
      }
      most = std::max(most, sum);
    }
  }
  return most;
}

double width_of(const PixelBox& digit) {
  return static_cast<double>(digit.width) / std::max(1, digit.height);
}

using Distances = std::array<std::optional<double>, 10>;

double nearest_of(const Distances& far) {
  double nearest = 1;
  for (const auto& distance : far) nearest = std::min(nearest, distance.value_or(1));
  return nearest;
}

// By more than the page's own digits of one kind differ.
bool clearly_nearer(double one, double other, double usual) {
  return std::log((other + usual) / (one + usual)) > kClearly;
}

// Whether a digit that is so far from the nearer of two kinds speaks of them.
enum class Told { kNo, kAsLike, kAsBroken };

// It is like that kind, and no third is much nearer; or at least a good deal liker than any other,
// as broken print is.
Told how_told(const Distances& far, double best, double usual) {
  const double nearest = nearest_of(far);
  if (best <= kFarOff * usual)
    return clearly_nearer(nearest, best, usual) ? Told::kNo : Told::kAsLike;
  if (best > kBroken || nearest < best) return Told::kNo;
  const auto rivals = std::count_if(far.begin(), far.end(), [&](const auto& distance) {
    return distance && !clearly_nearer(best, *distance, usual);
  });
  return rivals == 1 ? Told::kAsBroken : Told::kNo;
}

bool stands_by_another(const std::string& digits, const std::string& others, std::size_t i) {
  return (i > 0 && digits[i - 1] != others[i - 1]) ||
         (i + 1 < digits.size() && digits[i + 1] != others[i + 1]);
}

}  // namespace

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits;
}

void DigitShapes::learn(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
                        std::string_view text) {
  const std::string digits = digits_of(text);
  const bool wanted = std::any_of(digits.begin(), digits.end(), [&](char digit) {
    return examples_[kind_of(digit)].size() < kMostExamples;
  });
  if (!wanted) return;
  const std::vector<CutDigit> shapes = cut_digits(page, box, digits.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    std::vector<Example>& known = examples_[kind_of(digits[i])];
    if (known.size() < kMostExamples)
      known.push_back({on_page, shapes[i].shape, width_of(shapes[i].box)});
  }
  usual_ = 0;
  trusted_ = 0;
}

std::optional<double> DigitShapes::distance(const Shape& shape, std::size_t digit,
                                            const PixelBox& asked) const {
  std::vector<double> likest;
  for (const Example& example : examples_[digit]) {
    if (!overlap(example.figure, asked)) likest.push_back(likeness(shape, example.shape));
  }
  if (likest.size() < kLeastExamples) return std::nullopt;
  const std::size_t count = std::min(kNearest, likest.size());
  std::partial_sort(likest.begin(), likest.begin() + static_cast<std::ptrdiff_t>(count),
                    likest.end(), std::greater<>());
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += likest[i];
  return std::max(0.0, 1 - sum / static_cast<double>(count));
}

std::array<std::optional<double>, 10> DigitShapes::distances(const Shape& shape,
                                                             const PixelBox& asked) const {
  std::array<std::optional<double>, 10> all;
  for (std::size_t digit = 0; digit < all.size(); ++digit)
    all[digit] = distance(shape, digit, asked);
  return all;
}

double DigitShapes::usual_distance() const {
  if (usual_ > 0) return usual_;
  constexpr std::size_t kSome = 6;  // of each kind are enough to know
  std::vector<double> own;
  for (std::size_t digit = 0; digit < examples_.size(); ++digit) {
    for (std::size_t i = 0; i < std::min(kSome, examples_[digit].size()); ++i) {
      const auto far = distance(examples_[digit][i].shape, digit, examples_[digit][i].figure);
      if (far) own.push_back(*far);
    }
  }
  if (own.empty()) return kUsualAtFirst;
  const auto middle = own.begin() + static_cast<std::ptrdiff_t>(own.size() / 2);
  std::nth_element(own.begin(), middle, own.end());
  usual_ = std::max(kLeastUsual, *middle);
  return usual_;
}

// What the page's own print says of this measure: each of some learned digits is laid upon the
// others, and those that come clearly nearer to another kind, as broken print does, are mistakes.
// An answer is worth no more than their share leaves it.
double DigitShapes::trusted() const {
  if (trusted_ > 0) return trusted_;
  constexpr std::size_t kSome = 8;  // of each kind
  constexpr double kMistaken = 3;   // odds for another kind that are told as clear
  const double usual = usual_distance();
  double judged = 0;
  double mistaken = 0;
  for (std::size_t digit = 0; digit < examples_.size(); ++digit) {
    for (std::size_t i = 0; i < std::min(kSome, examples_[digit].size()); ++i) {
      const auto far = distances(examples_[digit][i].shape, examples_[digit][i].figure);
      if (!far[digit]) continue;
      double nearest = 1;
      for (const auto& other : far) nearest = std::min(nearest, other.value_or(1));
      if (nearest > kFarOff * usual) continue;
      ++judged;
      if (kEachUnit * std::log((*far[digit] + usual) / (nearest + usual)) >= kMistaken) ++mistaken;
    }
  }
  trusted_ = std::min(kMostOdds, std::log((judged + 1) / (mistaken + 0.1)));
  return trusted_;
}

// As the page's own digits of that kind, of other figures.
bool DigitShapes::is_as_wide(const PixelBox& digit, std::size_t kind, const PixelBox& asked) const {
  constexpr double kAbout = 0.18;  // of the height
  std::vector<double> widths;
  for (const Example& example : examples_[kind]) {
    if (!overlap(example.figure, asked)) widths.push_back(example.width);
  }
  if (widths.empty()) return false;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return std::abs(width_of(digit) - *middle) <= kAbout;
}

// The print falls apart into these digits, none of them clearly nearer to another kind.
bool DigitShapes::shows(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
                        const std::string& digits) const {
  const std::vector<CutDigit> shapes = cut_digits(page, box, digits.size());
  const double usual = usual_distance();
  const auto is_digit = [&](std::size_t i) {
    const auto far = distances(shapes[i].shape, on_page);
    const auto& own = far[kind_of(digits[i])];
    if (!own || *own > kFarOff * usual) return false;
    double nearest = *own;
    for (const auto& other : far) nearest = std::min(nearest, other.value_or(1));
    return std::log((*own + usual) / (nearest + usual)) <= kClearly;
  };
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (!is_digit(i)) return false;
  }
  return !shapes.empty();
}

// What the print says of a text that has a digit more than another: its digits and not those of the
// shorter stand there, or clearly others of as many. The box of a figure read without one of its
// digits may begin or end in the midst of a digit, or leave the first or last one out.
DigitShapes::Longer DigitShapes::longer_of(const PreparedPage& page, const PixelBox& box,
                                           const PixelBox& on_page, const std::string& longer,
                                           const std::string& shorter) const {
  // Before and behind the box, of the print's height.
  constexpr std::array<std::pair<double, double>, 4> kAreas = {
      {{0, 0}, {0.4, 0.4}, {0.8, 0}, {0, 0.8}}};
  bool others_stand_there = false;
  for (const auto& [before, behind] : kAreas) {
    const int left = static_cast<int>(before * box.height);
    const int right = static_cast<int>(behind * box.height);
    const PixelBox area{box.x - left, box.y, box.width + left + right, box.height};
    if (shows(page, area, on_page, longer) && !shows(page, area, on_page, shorter))
      return Longer::kShown;
    const auto printed = read(page, area, on_page, longer.size());
    others_stand_there = others_stand_there || (printed && *printed != longer);
  }
  return others_stand_there ? Longer::kOthersShown : Longer::kUntold;
}

std::optional<double> DigitShapes::weigh(const PreparedPage& page, const PixelBox& box,
                                         const PixelBox& on_page, std::string_view text,
                                         std::string_view other) const {
  const std::string digits = digits_of(text);
  const std::string others = digits_of(other);
  if (digits == others) return std::nullopt;
  if (digits.size() + 1 == others.size()) {
    const Longer told = longer_of(page, box, on_page, others, digits);
    return told == Longer::kShown ? std::optional(-kMoreDigits) : std::nullopt;
  }
  if (digits.size() == others.size() + 1) {
    const Longer told = longer_of(page, box, on_page, digits, others);
    if (told == Longer::kUntold) return std::nullopt;
    return told == Longer::kShown ? kMoreDigits : -kMoreDigits;
  }
  if (digits.size() != others.size()) return std::nullopt;
  const std::vector<CutDigit> shapes = cut_digits(page, box, digits.size());
  if (shapes.empty()) return std::nullopt;
  const double usual = usual_distance();
  double odds = 0;
  bool as_wide = true;  // the doubted digits and those beside them
  bool broken = false;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const auto far = distances(shapes[i].shape, on_page);
    const auto& first = far[kind_of(digits[i])];
    const auto& second = far[kind_of(others[i])];
    const bool doubted = digits[i] != others[i];
    if (doubted || stands_by_another(digits, others, i)) {
      const bool nearer = first.value_or(1) <= second.value_or(1);
      const std::size_t kind = kind_of(nearer ? digits[i] : others[i]);
      as_wide = as_wide && is_as_wide(shapes[i].box, kind, on_page);
    }
    if (!doubted) {
      if (!first || *first <= nearest_of(far)) continue;
      // A digit that nobody doubts must look like itself, or the print was cut wrongly: where it
      // stands beside a doubted one wholly, elsewhere about as much as like another.
      if (clearly_nearer(nearest_of(far), *first, usual)) return std::nullopt;
      if (stands_by_another(digits, others, i)) return std::nullopt;
      broken = true;
      continue;
    }
    if (!first || !second) return std::nullopt;
    const Told told = how_told(far, std::min(*first, *second), usual);
    if (told == Told::kNo) return std::nullopt;
    broken = broken || told == Told::kAsBroken;
    odds += kEachUnit * std::log((*second + usual) / (*first + usual));
  }
  // The halves of two broken digits side by side are as wide as neither.
  if (broken && !as_wide) return std::nullopt;
  return std::clamp(odds, -kMostOdds, kMostOdds);
}

std::optional<std::string> DigitShapes::read(const PreparedPage& page, const PixelBox& box,
                                             const PixelBox& on_page, std::size_t count) const {
  constexpr double kClearlyNearer = 0.6;  // than the next kind, as a logarithm
  const std::vector<CutDigit> shapes = cut_digits(page, box, count);
  if (shapes.empty()) return std::nullopt;
  const double usual = usual_distance();
  std::string digits;
  for (const CutDigit& cut : shapes) {
    const auto far = distances(cut.shape, on_page);
    std::size_t nearest = 0;
    for (std::size_t digit = 1; digit < far.size(); ++digit) {
      if (far[digit].value_or(1) < far[nearest].value_or(1)) nearest = digit;
    }
    const double best = far[nearest].value_or(1);
    if (best > kFarOff * usual) return std::nullopt;
    for (std::size_t digit = 0; digit < far.size(); ++digit) {
      if (digit == nearest) continue;
      if (std::log((far[digit].value_or(1) + usual) / (best + usual)) < kClearlyNearer)
        return std::nullopt;
    }
    digits.push_back(static_cast<char>('0' + nearest));
  }
  return digits;
}

}  // namespace siffra::extract
