#include "extract/internal/faint_stems.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "extract/internal/connected_pieces.h"

namespace siffra::extract {

namespace {

double usual_height(const std::vector<PixelBox>& pieces, double dots_per_inch) {
  std::vector<int> heights;
  for (const PixelBox& piece : pieces) {
    if (piece.height >= 0.05 * dots_per_inch && piece.height <= 0.3 * dots_per_inch &&
        piece.width <= 2 * piece.height && 4 * piece.width >= piece.height) {
      heights.push_back(piece.height);
    }
  }
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

class Greys {
 public:
  explicit Greys(const PixPtr& smooth)
      : data_(pixGetData(smooth.get())), stride_(pixGetWpl(smooth.get())) {}
  [[nodiscard]] int contrast(int x, int y) const {
    const l_uint32* row = data_ + static_cast<std::ptrdiff_t>(y) * stride_;
    return kPaper - static_cast<int>(GET_DATA_BYTE(row, x));
  }

 private:
  const l_uint32* data_;
  int stride_;
};

// The grain of the paper: how far its greys lie above the usual one, which no print does.
double grain_of(const PixPtr& smooth) {
  constexpr int kStep = 7;  // every seventh pixel of every seventh row
  const Greys greys(smooth);
  double squares = 0;
  double count = 0;
  for (int y = 0; y < pixGetHeight(smooth.get()); y += kStep) {
    for (int x = 0; x < pixGetWidth(smooth.get()); x += kStep) {
      const int contrast = greys.contrast(x, y);
      if (contrast > 0) continue;
      squares += contrast * contrast;
      count += 1;
    }
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

// The height of the nearest whole letter on the line of the bar, their tops level; 0 for none.
int height_beside(const std::vector<PixelBox>& pieces, const PixelBox& bar, double usual) {
  constexpr double kLowest = 0.9, kHighest = 1.6;  // of the usual height
  constexpr double kLevel = 0.18;
  int height = 0;
  double nearest = 1e9;
  for (const PixelBox& piece : pieces) {
    if (piece.height < kLowest * usual || piece.height > kHighest * usual) continue;
    if (std::abs(piece.y - bar.y) > kLevel * piece.height) continue;
    const double away = std::abs(piece.center_x() - bar.center_x());
    if (away >= nearest) continue;
    nearest = away;
    height = piece.height;
  }
  return height;
}

// From the right half of the bar down to `foot`, straight or to the left, where it is darkest: the
// column in each row.
std::vector<int> darkest_way(const Greys& greys, const PixelBox& bar, int foot) {
  const auto rows = static_cast<std::size_t>(foot - bar.bottom());
  const int left = bar.x;
  const auto columns = static_cast<std::size_t>(bar.width);
  std::vector<std::vector<int>> best(rows, std::vector<int>(columns, -100000));
  for (std::size_t row = 0; row < rows; ++row) {
    const int y = bar.bottom() + static_cast<int>(row);
    for (std::size_t column = 0; column < columns; ++column) {
      const int here = greys.contrast(left + static_cast<int>(column), y);
      if (row == 0) {
        if (2 * column >= columns) best[row][column] = here;
        continue;
      }
      const int above = best[row - 1][column];
      const int aside = column + 1 < columns ? best[row - 1][column + 1] : -100000;
      best[row][column] = std::max(above, aside) + here;
    }
  }
  std::vector<int> way(rows);
  auto column = static_cast<std::size_t>(std::max_element(best.back().begin(), best.back().end()) -
                                         best.back().begin());
  for (std::size_t row = rows; row-- > 0;) {
    way[row] = left + static_cast<int>(column);
    if (row == 0) break;
    const bool aside = column + 1 < columns && best[row - 1][column + 1] > best[row - 1][column];
    if (aside) ++column;
  }
  return way;
}

// Darker than grain along all of its way.
bool is_stroke(const Greys& greys, const std::vector<int>& way, int top, double grain) {
  constexpr double kMean = 2.4, kEachPart = 1.6;  // times the grain
  constexpr int kLeast = 10;
  std::array<double, 3> sums{};
  std::array<double, 3> counts{};
  for (std::size_t row = 0; row < way.size(); ++row) {
    const std::size_t part = 3 * row / way.size();
    sums[part] += greys.contrast(way[row], top + static_cast<int>(row));
    counts[part] += 1;
  }
  double sum = 0;
  for (std::size_t part = 0; part < sums.size(); ++part) {
    if (sums[part] < kEachPart * grain * counts[part]) return false;
    sum += sums[part];
  }
  return sum >= std::max<double>(kLeast, kMean * grain) * static_cast<double>(way.size());
}

}  // namespace

void add_faint_stems(PreparedPage& page) {
  constexpr std::size_t kMostPieces = 60000;
  constexpr double kThinnest = 0.1, kThickest = 0.6;  // of the usual height
  constexpr double kNarrowest = 0.35, kWidest = 1.0;
  const std::vector<PixelBox> pieces = connected_pieces(page.ink);
  if (pieces.size() > kMostPieces) return;
  const double usual = usual_height(pieces, page.dots_per_inch);
  if (usual <= 0) return;
  const PixPtr smooth(pixBlockconv(page.grey.get(), 1, 1));
  if (!smooth) return;
  const Greys greys(smooth);
  const double grain = grain_of(smooth);
  const int half = std::max(1, static_cast<int>(page.dots_per_inch / 150));
  for (const PixelBox& bar : pieces) {
    if (bar.height < kThinnest * usual || bar.height > kThickest * usual ||
        bar.width < kNarrowest * usual || bar.width > kWidest * usual || bar.width < bar.height) {
      continue;
    }
    const int height = height_beside(pieces, bar, usual);
    const int foot = std::min(bar.y + height, pixGetHeight(smooth.get()));
    if (foot - bar.bottom() < height / 3) continue;
    const std::vector<int> way = darkest_way(greys, bar, foot);
    if (!is_stroke(greys, way, bar.bottom(), grain)) continue;
    for (std::size_t row = 0; row < way.size(); ++row) {
      pixRasterop(page.ink.get(), way[row] - half, bar.bottom() + static_cast<int>(row),
                  2 * half + 1, 1, PIX_SET, nullptr, 0, 0);
    }
  }
}

}  // namespace siffra::extract
