#include "reconcile/internal/residual.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "reconcile/internal/magnitude.h"

namespace siffra::reconcile::internal {
namespace {

// The digits of a figure in units of its last printed place, rounded as it would be printed.
std::string digits_of(std::int64_t value, std::int64_t quantum) {
  const std::int64_t unit = std::max<std::int64_t>(1, quantum);
  const std::int64_t whole = magnitude(value) / unit;
  const std::int64_t rest = magnitude(value) % unit;
  return std::to_string(rest >= unit - rest ? whole + 1 : whole);
}

bool look_alike(char a, char b) {
  static constexpr std::string_view kPairs[] = {"38", "17", "56", "08", "06",
                                                "69", "49", "35", "27"};
  return std::any_of(std::begin(kPairs), std::end(kPairs), [&](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

// The longer is the shorter with one digit more. Short figures are so by chance too often.
bool one_digit_more(const std::string& longer, const std::string& shorter) {
  constexpr std::size_t kFewestDigits = 4;
  if (shorter.size() < kFewestDigits || longer.size() != shorter.size() + 1) return false;
  std::size_t same = 0;
  while (same < shorter.size() && shorter[same] == longer[same]) ++same;
  return shorter.compare(same, std::string::npos, longer, same + 1) == 0;
}

// How `from` could have become `to` by one slip, if it could: kind and strength.
std::optional<std::pair<HypothesisKind, int>> one_slip(const std::string& printed,
                                                       const std::string& meant) {
  if (one_digit_more(printed, meant) || one_digit_more(meant, printed))
    return std::pair{HypothesisKind::kDigit, 3};
  if (printed.size() != meant.size()) return std::nullopt;
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (printed[i] != meant[i]) changed.push_back(i);
  }
  if (changed.size() == 1) {
    const bool alike = look_alike(printed[changed[0]], meant[changed[0]]);
    return std::pair{HypothesisKind::kDigit, alike ? 6 : 5};
  }
  if (changed.size() == 2 && changed[1] == changed[0] + 1 &&
      printed[changed[0]] == meant[changed[1]] && printed[changed[1]] == meant[changed[0]]) {
    return std::pair{HypothesisKind::kTransposition, 7};
  }
  // One whole group of thousands, in a figure long enough for that to mean something.
  const auto group = [&](std::size_t i) { return (printed.size() - 1 - i) / 3; };
  if (printed.size() > 6 && !changed.empty() && group(changed.front()) == group(changed.back())) {
    return std::pair{HypothesisKind::kDigit, 2};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Explanation> explain_residual(std::span<const PlacedFigure> terms,
                                          std::int64_t difference) {
  std::vector<Explanation> found;
  std::int64_t slack = 0;
  for (const PlacedFigure& term : terms) slack += term.figure.quantum;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Figure& figure = terms[i].figure;
    if (!figure.readable || figure.quantum == 0) continue;
    // difference = −Σ w·v: adding difference·w to this term makes it hold (|w| = 1).
    std::int64_t value = 0;
    if (__builtin_add_overflow(figure.value, difference * terms[i].weight, &value)) continue;
    // Within what roundings allow, where that is little beside the row itself.
    constexpr std::int64_t kLittle = 10;
    const bool all_of_it =
        value == 0 || (2 * magnitude(value) <= slack && magnitude(figure.value) / kLittle > slack);
    if (all_of_it && i > 0 && figure.value != 0) {
      found.push_back({HypothesisKind::kMissingRow, i, 0, 5});
      continue;
    }
    if (figure.value != 0 && magnitude(value + figure.value) * 2 <= slack) {
      found.push_back({HypothesisKind::kSign, i, -figure.value, 7});
      continue;
    }
    if ((value < 0) != (figure.value < 0) && value != 0 && figure.value != 0) continue;
    if (const auto slip =
            one_slip(digits_of(figure.value, figure.quantum), digits_of(value, figure.quantum))) {
      found.push_back({slip->first, i, value, slip->second});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Explanation& a, const Explanation& b) {
    return a.strength > b.strength;
  });
  return found;
}

}  // namespace siffra::reconcile::internal
