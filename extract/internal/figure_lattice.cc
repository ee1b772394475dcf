#include "extract/internal/figure_lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace siffra::extract {

namespace {

// What the recogniser gives less than a hundredth is not told; it is not impossible.
constexpr double kUntold = 0.001;

constexpr double kNever = -std::numeric_limits<double>::infinity();

double log_sum(double a, double b) {
  if (a == kNever) return b;
  if (b == kNever) return a;
  const double most = std::max(a, b);
  return most + std::log1p(std::exp(std::min(a, b) - most));
}

std::size_t class_of(char symbol) {
  const std::size_t at = kFigureSymbols.find(symbol == ',' ? '.' : symbol);
  return at;
}

struct LookAlike {
  std::string_view text;
  char symbol;
};

// Shapes a recogniser of prose takes digits and signs for.
constexpr LookAlike kLookAlikes[] = {
    {"O", '0'}, {"o", '0'}, {"Q", '0'}, {"D", '0'}, {"I", '1'}, {"l", '1'}, {"|", '1'}, {"i", '1'},
    {"!", '1'}, {"]", '1'}, {"[", '1'}, {"Z", '2'}, {"z", '2'}, {"A", '4'}, {"S", '5'}, {"s", '5'},
    {"G", '6'}, {"b", '6'}, {"T", '7'}, {"?", '7'}, {"/", '7'}, {"B", '8'}, {"&", '8'}, {"$", '%'},
    {"g", '9'}, {"q", '9'}, {"~", '-'}, {"=", '-'}, {"–", '-'}, {"—", '-'}, {"_", '-'}, {"−", '-'},
    {"{", '('}, {"}", ')'}, {":", '.'}, {";", '.'}, {"'", '.'}, {"·", '.'}, {"•", '.'},
};
constexpr double kLooksAlike = 0.3;

double told(double probability) { return std::log(std::max(probability, kUntold)); }

// The belief in nothing new at this step: spaces part words, not figures.
double log_empty(const LatticeStep& step) { return told(step.blank + step.space); }

double log_symbol(const LatticeStep& step, char symbol) {
  const std::size_t at = class_of(symbol);
  return at == std::string_view::npos ? std::log(kUntold) : told(step.symbols[at]);
}

// A beginning of a figure and how likely the steps so far are, ending in it or in nothing.
struct Ends {
  double in_symbol = kNever;
  double in_nothing = kNever;

  [[nodiscard]] double total() const { return log_sum(in_symbol, in_nothing); }
};

using Beam = std::map<std::string, Ends>;

void extend(const std::string& prefix, const Ends& ends, const LatticeStep& step, Beam& next) {
  Ends& same = next[prefix];
  same.in_nothing = log_sum(same.in_nothing, ends.total() + log_empty(step));
  if (!prefix.empty()) {
    same.in_symbol = log_sum(same.in_symbol, ends.in_symbol + log_symbol(step, prefix.back()));
  }
  constexpr double kWorthTrying = 0.004;
  for (std::size_t i = 0; i < kFigureSymbols.size(); ++i) {
    if (step.symbols[i] < kWorthTrying) continue;
    const char symbol = kFigureSymbols[i];
    const bool again = !prefix.empty() && prefix.back() == symbol;
    Ends& longer = next[prefix + symbol];
    const double before = again ? ends.in_nothing : ends.total();
    longer.in_symbol = log_sum(longer.in_symbol, before + told(step.symbols[i]));
  }
}

Beam narrowed(const Beam& beam, std::size_t width) {
  if (beam.size() <= width) return beam;
  std::vector<double> totals;
  totals.reserve(beam.size());
  for (const auto& [prefix, ends] : beam) totals.push_back(ends.total());
  const auto at = totals.begin() + static_cast<std::ptrdiff_t>(width - 1);
  std::nth_element(totals.begin(), at, totals.end(), std::greater<>());
  Beam kept;
  for (const auto& [prefix, ends] : beam) {
    if (ends.total() >= *at) kept.emplace(prefix, ends);
  }
  return kept;
}

// The states a text passes through: nothing, its first symbol, nothing, its second, …
struct Alignment {
  std::vector<std::size_t> first;  // step at which each symbol begins
  std::vector<std::size_t> last;
};

Alignment align(const std::vector<LatticeStep>& steps, std::string_view text) {
  const std::size_t states = 2 * text.size() + 1;
  std::vector<double> now(states, kNever);
  std::vector<std::vector<unsigned char>> came(steps.size(), std::vector<unsigned char>(states, 0));
  for (std::size_t t = 0; t < steps.size(); ++t) {
    std::vector<double> next(states, kNever);
    const double nothing = log_empty(steps[t]);
    for (std::size_t s = 0; s < states; ++s) {
      const bool symbol = s % 2 == 1;
      double best = t == 0 ? (s <= 1 ? 0 : kNever) : now[s];
      unsigned char back = 0;
      if (t > 0 && s >= 1 && now[s - 1] > best) {
        best = now[s - 1];
        back = 1;
      }
      const bool may_skip = symbol && s >= 3 && text[s / 2] != text[s / 2 - 1];
      if (t > 0 && may_skip && now[s - 2] > best) {
        best = now[s - 2];
        back = 2;
      }
      came[t][s] = back;
      next[s] = best + (symbol ? log_symbol(steps[t], text[s / 2]) : nothing);
    }
    now = std::move(next);
  }
  Alignment alignment;
  alignment.first.assign(text.size(), 0);
  alignment.last.assign(text.size(), 0);
  std::size_t state = states - 1;
  if (states > 1 && now[states - 2] > now[states - 1]) state = states - 2;
  for (std::size_t t = steps.size(); t-- > 0;) {
    if (state % 2 == 1) {
      if (alignment.last[state / 2] == 0) alignment.last[state / 2] = t;
      alignment.first[state / 2] = t;
    }
    state -= came[t][state];
  }
  return alignment;
}

}  // namespace

void FigureLattice::add_to(LatticeStep& step, std::string_view text, double probability) {
  if (text.empty()) {
    step.blank += probability;
    return;
  }
  if (text == " ") {
    step.space += probability;
    return;
  }
  if (text == ",") step.comma += probability;
  if (text.size() == 1) {
    const std::size_t at = class_of(text.front());
    if (at != std::string_view::npos) {
      step.symbols[at] += probability;
      return;
    }
  }
  // A percent sign of a typewriter is an ampersand to them as much as it is an eight.
  if (text == "&") step.symbols[class_of('%')] += kLooksAlike * probability;
  for (const LookAlike& look_alike : kLookAlikes) {
    if (text == look_alike.text) {
      step.symbols[class_of(look_alike.symbol)] += kLooksAlike * probability;
      return;
    }
  }
}

void FigureLattice::add(const LatticeStep& step) { steps_.push_back(step); }

void FigureLattice::append(const FigureLattice& right) {
  steps_.insert(steps_.end(), right.steps_.begin(), right.steps_.end());
}

double FigureLattice::log_likelihood(std::string_view skeleton) const {
  if (steps_.empty()) return kNever;
  const std::size_t states = 2 * skeleton.size() + 1;
  std::vector<double> now(states, kNever);
  now[0] = log_empty(steps_[0]);
  if (states > 1) now[1] = log_symbol(steps_[0], skeleton[0]);
  for (std::size_t t = 1; t < steps_.size(); ++t) {
    const double nothing = log_empty(steps_[t]);
    for (std::size_t s = states; s-- > 0;) {
      const bool symbol = s % 2 == 1;
      double sum = now[s];
      if (s >= 1) sum = log_sum(sum, now[s - 1]);
      if (symbol && s >= 3 && skeleton[s / 2] != skeleton[s / 2 - 1])
        sum = log_sum(sum, now[s - 2]);
      now[s] = sum + (symbol ? log_symbol(steps_[t], skeleton[s / 2]) : nothing);
    }
  }
  return states > 1 ? log_sum(now[states - 1], now[states - 2]) : now[0];
}

std::vector<Skeleton> FigureLattice::best(std::size_t count) const {
  constexpr std::size_t kWidth = 12;
  Beam beam;
  beam[""].in_nothing = 0;
  for (const LatticeStep& step : steps_) {
    Beam next;
    for (const auto& [prefix, ends] : beam) extend(prefix, ends, step, next);
    beam = narrowed(next, kWidth);
  }
  std::vector<Skeleton> found;
  for (const auto& [text, ends] : beam) {
    if (!text.empty()) found.push_back({text, ends.total()});
  }
  std::stable_sort(found.begin(), found.end(), [](const Skeleton& a, const Skeleton& b) {
    return a.log_likelihood > b.log_likelihood;
  });
  if (found.size() > count) found.resize(count);
  return found;
}

std::vector<FigureLattice::Part> FigureLattice::spelled(std::string_view skeleton) const {
  std::vector<Part> parts;
  if (skeleton.empty() || steps_.empty()) return parts;
  constexpr double kSeenSpace = 0.25;
  const Alignment at = align(steps_, skeleton);
  const auto share = [&](std::size_t step) {
    return static_cast<double>(step) / static_cast<double>(steps_.size());
  };
  for (std::size_t i = 0; i < skeleton.size(); ++i) {
    double space = 0;
    if (i > 0) {
      for (std::size_t t = at.last[i - 1]; t <= at.first[i]; ++t) {
        space = std::max(space, steps_[t].space);
      }
    }
    if (parts.empty() || space > kSeenSpace) parts.push_back({"", share(at.first[i]), 0});
    char symbol = skeleton[i];
    if (symbol == '.') {
      double comma = 0;
      double stop = 0;
      for (std::size_t t = at.first[i]; t <= at.last[i]; ++t) {
        comma += steps_[t].comma;
        stop += steps_[t].symbols[class_of('.')] - steps_[t].comma;
      }
      if (comma > stop) symbol = ',';
    }
    parts.back().text.push_back(symbol);
    parts.back().to = share(at.last[i] + 1);
  }
  return parts;
}

std::string skeleton_of(std::string_view text) {
  LatticeStep step;
  std::string skeleton;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    step = {};
    FigureLattice::add_to(step, text.substr(i, end - i), 1);
    const auto most = std::max_element(step.symbols.begin(), step.symbols.end());
    if (*most > 0) {
      skeleton.push_back(kFigureSymbols[static_cast<std::size_t>(most - step.symbols.begin())]);
    }
    i = end;
  }
  return skeleton;
}

}  // namespace siffra::extract
