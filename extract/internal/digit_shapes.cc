#include "extract/internal/digit_shapes.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "extract/internal/digit_cut.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kMostExamples = 20;  // of a digit
constexpr std::size_t kLeastExamples = 2;
constexpr std::size_t kNearest = 3;
constexpr double kLeastUsual = 0.003;  // what sampling alone makes of two like digits
constexpr double kUsualAtFirst = 0.02;
constexpr double kFarOff = 4;     // times the usual distance, and no longer a likeness
constexpr double kClearly = 0.3;  // that another digit fits better, as a logarithm
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
    if (known.size() < kMostExamples) known.push_back({on_page, shapes[i].shape});
  }
  usual_ = 0;
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

// The digits of the longer text and not those of the shorter. The box of a figure read without one
// of its digits may begin or end in the midst of a digit, or leave the first or last one out.
bool DigitShapes::shows_more(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
                             const std::string& longer, const std::string& shorter) const {
  // Of the print's height.
  constexpr double kPart = 0.4;
  constexpr double kDigit = 0.8;
  const auto in = [&](double before, double behind) {
    const int left = static_cast<int>(before * box.height);
    const int right = static_cast<int>(behind * box.height);
    const PixelBox area{box.x - left, box.y, box.width + left + right, box.height};
    return shows(page, area, on_page, longer) && !shows(page, area, on_page, shorter);
  };
  return in(0, 0) || in(kPart, kPart) || in(kDigit, 0) || in(0, kDigit);
}

std::optional<double> DigitShapes::weigh(const PreparedPage& page, const PixelBox& box,
                                         const PixelBox& on_page, std::string_view text,
                                         std::string_view other) const {
  constexpr double kEachUnit = 7;  // see docs/repair.md
  const std::string digits = digits_of(text);
  const std::string others = digits_of(other);
  if (digits == others) return std::nullopt;
  if (digits.size() + 1 == others.size())
    return shows_more(page, box, on_page, others, digits) ? std::optional(-kMoreDigits)
                                                          : std::nullopt;
  if (digits.size() == others.size() + 1)
    return shows_more(page, box, on_page, digits, others) ? std::optional(kMoreDigits)
                                                          : std::nullopt;
  if (digits.size() != others.size()) return std::nullopt;
  const std::vector<CutDigit> shapes = cut_digits(page, box, digits.size());
  if (shapes.empty()) return std::nullopt;
  const double usual = usual_distance();
  double odds = 0;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const auto far = distances(shapes[i].shape, on_page);
    const auto& first = far[kind_of(digits[i])];
    const auto& second = far[kind_of(others[i])];
    double nearest = 1;
    for (const auto& distance : far) nearest = std::min(nearest, distance.value_or(1));
    if (digits[i] == others[i]) {
      // A digit that nobody doubts must look like itself, or the print was cut wrongly.
      if (first && *first > nearest) return std::nullopt;
      continue;
    }
    if (!first || !second) return std::nullopt;
    const double best = std::min(*first, *second);
    if (best > kFarOff * usual) return std::nullopt;
    if (std::log((best + usual) / (nearest + usual)) > kClearly) return std::nullopt;
    odds += kEachUnit * std::log((*second + usual) / (*first + usual));
  }
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
