#include "extract/internal/print_explanation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace siffra::extract {

namespace {

constexpr double kGrain = 0.03;        // variance of paper
constexpr double kPixelsAlike = 0.25;  // of what pixels tell each by itself
constexpr double kMargin = 0.6;        // of a digit's room, at both ends
// What a column of paper too many, a space and a mark must explain better than none does.
constexpr double kSlack = 8, kSpace = 6, kMark = 3;

// Of the figures there are: before any digit; behind leading digits; behind what parts thousands,
// and behind one, two, three digits of those; behind the comma, and behind one and two decimals.
enum State : std::size_t {
  kBefore,
  kLeading,
  kGroup,
  kGroup1,
  kGroup2,
  kGroup3,
  kComma,
  kComma1,
  kComma2,
  kStates
};

// Of a text that is given, a state is how much of it is set.
std::size_t states_of(std::string_view text) { return text.empty() ? kStates : text.size() + 1; }

bool may_end(std::string_view text, std::size_t state) {
  if (!text.empty()) return state == text.size();
  return state == kLeading || state == kGroup3 || state == kComma1 || state == kComma2;
}

double plus(double a, double b) {
  if (a == PrintExplanation::kNever) return b;
  if (b == PrintExplanation::kNever) return a;
  return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
}

}  // namespace

PrintExplanation::PrintExplanation(const PreparedPage& page, const PrintType& type,
                                   const PrintStand& stand, int down)
    : type_(type),
      margin_(static_cast<int>(std::ceil(kMargin * type.digit))),
      strip_(strip_of(
          page,
          {stand.left - margin_, stand.foot - type.height - PrintType::kAbove + down,
           stand.width() + 2 * margin_, type.height + PrintType::kAbove + PrintType::kBelow})) {
  paper_.assign(static_cast<std::size_t>(strip_.width) + 1, 0);
  for (int x = 0; x < strip_.width; ++x) {
    double squares = 0;
    for (int y = 0; y < strip_.height; ++y) squares += strip_.column(x)[y] * strip_.column(x)[y];
    const auto at = static_cast<std::size_t>(x);
    paper_[at + 1] = paper_[at] - 0.5 * (squares / kGrain + strip_.height * std::log(kGrain));
  }
}

double PrintExplanation::paper(int x, int width) const {
  return paper_[static_cast<std::size_t>(x) + static_cast<std::size_t>(width)] -
         paper_[static_cast<std::size_t>(x)];
}

const PrintExplanation::Fits& PrintExplanation::fits_of(std::size_t kind) const {
  if (fits_[kind].empty() && type_.templates[kind].examples > 0)
    fits_[kind] = weigh(type_.templates[kind]);
  return fits_[kind];
}

PrintExplanation::Fits PrintExplanation::weigh(const PrintTemplate& known) const {
  const int columns = static_cast<int>(known.least.size());
  Fits all(static_cast<std::size_t>(strip_.width), {kNever, kNever});
  for (int x = 0; x < strip_.width; ++x) {
    double sum = 0;
    auto& fits = all[static_cast<std::size_t>(x)];
    for (int c = 0; c < std::min(columns, strip_.width - x); ++c) {
      const float* dark = strip_.column(x + c);
      const auto from = static_cast<std::ptrdiff_t>(c) * strip_.height;
      const float* mean = known.mean.data() + from;
      const float* weight = known.weight.data() + from;
      float misfit = known.least[static_cast<std::size_t>(c)];
      for (int y = 0; y < strip_.height; ++y) {
        const float off = dark[y] - mean[y];
        misfit += off * off * weight[y];
      }
      sum -= misfit;
      if (c + 2 == columns) fits[0] = sum;
      if (c + 1 == columns) fits[1] = sum;
    }
  }
  return all;
}

double PrintExplanation::misfit(const Token& token) const {
  const std::size_t kind = template_of(token.c);
  const PrintTemplate& known = type_.templates[kind];
  const bool whole = token.width == static_cast<int>(known.least.size());
  const double fit = fits_of(kind)[static_cast<std::size_t>(token.x)][whole ? 1 : 0];
  return -fit - known.at_least(token.width);
}

// A character at a place, over as many whole columns as it has room, or one more.
template <typename Step>
void PrintExplanation::set(char c, int x, Step step) const {
  const int least = static_cast<int>(std::floor(type_.room_of(c)));
  const Fits* fits = c == ' ' ? nullptr : &fits_of(template_of(c));
  if (fits != nullptr && fits->empty()) return;
  for (int width = least; width <= least + 1 && x + width <= strip_.width; ++width) {
    double score = paper(x, width) - kSpace;
    if (fits != nullptr) {
      const double fit =
          (*fits)[static_cast<std::size_t>(x)][static_cast<std::size_t>(width - least)];
      if (fit == kNever) continue;
      score = is_printed_mark(c) ? fit - kMark : fit;
    }
    step(Token{c, x, width, score - paper(x, width)}, score);
  }
}

// Every step from every place that is reached: which character, over which columns, to which state.
template <typename Step, typename Reached>
void PrintExplanation::walk(std::string_view text, Step step, Reached reached) const {
  const std::size_t states = states_of(text);
  for (int x = 0; x < strip_.width; ++x) {
    for (std::size_t s = 0; s < states; ++s) {
      if (!reached(s, static_cast<std::size_t>(x))) continue;
      const auto go = [&](char c, std::size_t to) {
        set(c, x, [&](const Token& token, double score) { step(s, to, token, score); });
      };
      if (!text.empty()) {
        if (s < text.size()) go(text[s], s + 1);
      } else {
        if (s != kGroup3 && s != kComma2) {
          const std::size_t to = s <= kLeading ? std::size_t{kLeading} : s + 1;
          for (char c = '0'; c <= '9'; ++c) go(c, to);
        }
        if (s == kLeading || s == kGroup3) {
          go(' ', kGroup);
          go('.', kGroup);
          go(',', kComma);
        }
      }
      if (s > 0) step(s, s, Token{'_', x, 1, 0}, paper(x, 1) - kSlack);
    }
  }
}

PrintExplanation::Path PrintExplanation::best(std::string_view text) const {
  struct Cell {
    double score = kNever;
    Token token;
    std::size_t from = 0;
  };
  const std::size_t states = states_of(text);
  const auto n = static_cast<std::size_t>(strip_.width);
  std::vector<std::vector<Cell>> at(states, std::vector<Cell>(n + 1));
  for (std::size_t x = 0; x <= n; ++x) at[0][x].score = paper_[x];
  const auto step = [&](std::size_t s, std::size_t to, const Token& token, double score) {
    Cell& cell = at[to][static_cast<std::size_t>(token.x) + static_cast<std::size_t>(token.width)];
    const double total = at[s][static_cast<std::size_t>(token.x)].score + score;
    if (total > cell.score) cell = {total, token, s};
  };
  walk(text, step, [&](std::size_t s, std::size_t x) { return at[s][x].score > kNever; });
  Path path;
  std::size_t state = 0;
  std::size_t end = 0;
  for (std::size_t s = 1; s < states; ++s) {
    for (std::size_t x = 0; x <= n && may_end(text, s); ++x) {
      const double total = at[s][x].score + paper_[n] - paper_[x];
      if (at[s][x].score == kNever || total <= path.score) continue;
      path.score = total;
      state = s;
      end = x;
    }
  }
  while (state != 0) {
    const Cell& cell = at[state][end];
    path.tokens.push_back(cell.token);
    state = cell.from;
    end = static_cast<std::size_t>(cell.token.x);
  }
  std::reverse(path.tokens.begin(), path.tokens.end());
  return path;
}

double PrintExplanation::all(std::string_view text) const {
  const std::size_t states = states_of(text);
  const auto n = static_cast<std::size_t>(strip_.width);
  std::vector<std::vector<double>> at(states, std::vector<double>(n + 1, kNever));
  for (std::size_t x = 0; x <= n; ++x) at[0][x] = kPixelsAlike * paper_[x];
  const auto step = [&](std::size_t s, std::size_t to, const Token& token, double score) {
    double& sum = at[to][static_cast<std::size_t>(token.x) + static_cast<std::size_t>(token.width)];
    sum = plus(sum, at[s][static_cast<std::size_t>(token.x)] + kPixelsAlike * score);
  };
  walk(text, step, [&](std::size_t s, std::size_t x) { return at[s][x] > kNever; });
  double total = kNever;
  for (std::size_t s = 1; s < states; ++s) {
    for (std::size_t x = 0; x <= n && may_end(text, s); ++x)
      total = plus(total, at[s][x] + kPixelsAlike * (paper_[n] - paper_[x]));
  }
  return total;
}

}  // namespace siffra::extract
