#include "extract/internal/figure_shapes.h"

#include <algorithm>
#include <cmath>

#include "extract/internal/digit_shapes.h"

namespace siffra::extract {

namespace {

constexpr double kSure = 0.99;      // to learn from
constexpr double kPossible = -6.4;  // another reading, as a logarithm

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == ' ' || c == '.' || c == ',' || c == '-' || c == '%';
  });
}

// Everything but the digits: the same in readings that differ by shapes alone.
std::string frame_of(const std::string& text) {
  std::string frame;
  for (const char c : text) {
    if (c != ' ') frame.push_back(is_digit(c) ? '0' : c);
  }
  return frame;
}

bool is_rival(const ShapedFigure& figure, const Reading& other) {
  return other.log_likelihood > kPossible && is_plain(other.text) &&
         frame_of(other.text) == frame_of(figure.text);
}

// The two sides of a 0 whose top and bottom are lost look like ones.
bool has_broken_zero(const std::string& seen, const std::string& digits) {
  for (std::size_t at = seen.find("11"); at != std::string::npos; at = seen.find("11", at + 1)) {
    if (std::string(seen).replace(at, 2, "0") == digits) return true;
  }
  return false;
}

bool fits_ink(const ShapedFigure& figure) {
  const auto digits = static_cast<int>(digits_of(figure.text).size());
  return digits >= figure.least && digits >= figure.most;
}

bool is_asked(const ShapedFigure& figure) {
  if (figure.digits.empty()) return false;
  if (figure.text.empty()) return true;
  if (!is_plain(figure.text)) return false;
  return !fits_ink(figure) ||
         std::any_of(figure.others.begin(), figure.others.end(),
                     [&](const Reading& other) { return is_rival(figure, other); });
}

// The digits told by shape alone, where only one number of them can be.
std::string read_by_shape(const PreparedPage& page, const DigitShapes& shapes,
                          const ShapedFigure& figure) {
  constexpr int kMost = 12;
  std::string found;
  for (int count = std::max(1, figure.least); count <= std::min(figure.most, kMost); ++count) {
    const auto digits =
        shapes.read(page, figure.digits, figure.digits, static_cast<std::size_t>(count));
    if (!digits) continue;
    if (!found.empty()) return "";
    found = *digits;
  }
  return found;
}

ShapeAdvice advise(const PreparedPage& page, const DigitShapes& shapes,
                   const ShapedFigure& figure) {
  constexpr double kClearly = 1.5;  // logarithms
  constexpr double kByShapeAlone = 0.7;
  constexpr double kAgainstAll = 0.5;  // other looks
  ShapeAdvice advice;
  const std::string seen = read_by_shape(page, shapes, figure);
  const double own = std::log(std::max(figure.confidence, 1e-6));
  double most = own;
  double sum = std::exp(own);
  const std::string own_digits = digits_of(figure.text);
  bool put_forward = seen == own_digits || has_broken_zero(seen, own_digits);
  for (std::size_t i = 0; i < figure.others.size(); ++i) {
    const Reading& other = figure.others[i];
    put_forward = put_forward || seen == digits_of(other.text);
    if (!is_rival(figure, other)) continue;
    const auto odds = shapes.weigh(page, figure.digits, figure.digits, other.text, figure.text);
    const double score = other.log_likelihood + odds.value_or(0);
    sum += std::exp(score);
    if (!odds || score < most || score < own + kClearly) continue;
    most = score;
    advice.better = i;
  }
  advice.confidence = std::exp(most) / sum;
  if (seen.empty() || put_forward || advice.better) return advice;
  if (figure.text.empty() || !fits_ink(figure)) {
    advice.digits = seen;
    advice.confidence = figure.text.empty() ? kByShapeAlone : kAgainstAll;
  }
  return advice;
}

}  // namespace

std::vector<ShapeAdvice> advise_by_shapes(const PreparedPage& page,
                                          const std::vector<ShapedFigure>& figures) {
  std::vector<ShapeAdvice> advice(figures.size());
  if (std::none_of(figures.begin(), figures.end(), is_asked)) return advice;
  DigitShapes shapes;
  for (const ShapedFigure& figure : figures) {
    const bool sure = figure.confidence >= kSure && is_plain(figure.text);
    if (sure && !figure.digits.empty())
      shapes.learn(page, figure.digits, figure.digits, figure.text);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (is_asked(figures[i])) advice[i] = advise(page, shapes, figures[i]);
  }
  return advice;
}

}  // namespace siffra::extract
