#include "reconcile/internal/evidence.h"

#include <algorithm>
#include <bit>

#include "reconcile/internal/magnitude.h"

namespace siffra::reconcile::internal {
namespace {

// Beyond this, more digits prove nothing more: programs and people copy long figures alike.
constexpr int kMostBits = 18;
// Agreement of a single part with the total says that they are equal, not what was added.
constexpr int kMostBitsOfCopy = 10;
// Parts that cancel out are rather a figure taken back than a total of nothing.
constexpr int kMostBitsOfNothing = 8;
// A total that is wrong (about one in two hundred is) is mostly wrong by little: a near miss is
// itself evidence that these are its parts.
constexpr int kPriceOfError = 9;
constexpr int kMostBitsOfNearMiss = 12;
constexpr int kLeastBitsOfMiss = -2;

// Figures nearly always fit in 64 bits, where dividing costs a tenth.
Wide quotient(Wide dividend, Wide divisor) {
  constexpr auto kLimit = static_cast<Wide>(INT64_MAX);
  if (dividend > kLimit || divisor > kLimit) return dividend / divisor;
  return static_cast<std::int64_t>(dividend) / static_cast<std::int64_t>(divisor);
}

int width(Wide value) {
  constexpr auto kLimit = static_cast<Wide>(INT64_MAX);
  return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(std::min(value, kLimit))));
}

}  // namespace

void ColumnSum::add(const Figure& figure, int weight) {
  if (!figure.present) return;
  if (!figure.readable) {
    readable = false;
    return;
  }
  sum += static_cast<Wide>(figure.value) * weight;
  doubled_tolerance += figure.quantum;
  if (figure.value != 0) {
    ++nonzero;
    largest = std::max(largest, magnitude(Wide{figure.value}));
  }
}

bool may_hold(const ColumnSum& parts, const Figure& total) {
  if (!total.readable || !parts.readable || parts.nonzero == 0) return false;
  return 2 * magnitude(total.value - parts.sum) <= parts.doubled_tolerance + total.quantum;
}

ColumnEvidence evidence_of(const ColumnSum& parts, const Figure& total) {
  ColumnEvidence evidence;
  if (!total.present || !total.readable || !parts.readable) return evidence;
  const Wide largest = std::max(magnitude(Wide{total.value}), parts.largest);
  if (largest == 0) return evidence;
  const Wide quantum = std::max<Wide>(1, total.quantum);
  const Wide residual = magnitude(total.value - parts.sum);
  const Wide allowed = parts.doubled_tolerance + total.quantum;
  if (2 * residual <= allowed) {
    evidence.holds = parts.nonzero > 0;
    const int bits = width(quotient(largest, quantum)) - width(quotient(allowed, 2 * quantum)) +
                     (residual == 0 ? 1 : 0);
    const int most = total.value == 0    ? kMostBitsOfNothing
                     : parts.nonzero > 1 ? kMostBits
                                         : kMostBitsOfCopy;
    evidence.bits = std::clamp(bits, 0, most);
    return evidence;
  }
  evidence.fails = true;
  const int bits = width(quotient(largest, quantum)) - width(quotient(2 * residual, quantum));
  evidence.bits = std::clamp(bits, kLeastBitsOfMiss, kMostBitsOfNearMiss) - kPriceOfError;
  return evidence;
}

bool is_one_too_many(const std::vector<ColumnSum>& parts, const GridRow& row,
                     const GridRow& total) {
  for (std::size_t column = 0; column < parts.size(); ++column) {
    const Figure& target = total.figures[column];
    const Figure& figure = row.figures[column];
    if (!target.readable || !figure.readable || figure.value == 0) continue;
    const Wide residual = parts[column].sum - target.value - figure.value;
    const Wide allowed = parts[column].doubled_tolerance + target.quantum;
    if (2 * (residual < 0 ? -residual : residual) <= allowed) return true;
  }
  return false;
}

bool comes_near(const Grid& grid, const std::vector<std::size_t>& rows, std::size_t total) {
  constexpr int kNear = 4;  // a fourth of the total at most
  if (rows.size() < 2) return false;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Figure& target = grid.rows[total].figures[column];
    if (grid.roles[column] == rules::ColumnRole::kVariance || target.value == 0) continue;
    ColumnSum parts;
    for (const std::size_t row : rows) parts.add(grid.rows[row].figures[column], 1);
    if (!target.readable || !parts.readable) return false;
    if (kNear * magnitude(parts.sum - target.value) > magnitude(target.value)) return false;
  }
  return true;
}

bool shows_subtraction(const Grid& grid, const std::vector<std::size_t>& rows, std::size_t total) {
  int shown = 0;
  int columns = 0;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    if (grid.roles[column] == rules::ColumnRole::kVariance) continue;
    shown += std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
      const Figure& figure = grid.rows[row].figures[column];
      return figure.readable && figure.value > 0;
    });
    columns += grid.rows[total].figures[column].present ? 1 : 0;
  }
  return shown >= std::min(2, columns);
}

}  // namespace siffra::reconcile::internal
