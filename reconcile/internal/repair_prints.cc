#include "reconcile/internal/repair_prints.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Statement;
using extract::StatementCell;

// Fitted on 16 800 figures of 84 made scans, of which 130 were misread: docs/repair.md.
constexpr double kTall = 1.2;  // times the usual height: 23 of 140 were misread
constexpr double kTallDoubt = 0.16;
constexpr int kShort = 2;               // digits
constexpr double kShortTooWide = 0.55;  // of a digit's place: 21 of 56
constexpr double kShortDoubt = 0.35;
constexpr double kTooWide = 1.3;  // of longer ones, which bold print makes wide: 7 of 50
constexpr double kLongDoubt = 0.13;
constexpr std::size_t kEnough = 6;  // figures of a table to tell what is usual

// What a figure's text is made of.
struct Make {
  int digits = 0;
  int gaps = 0;   // between groups
  int stops = 0;  // and commas
  int minus = 0;
};

// Nothing for brackets, percent signs and letters.
std::optional<Make> make_of(const std::string& text) {
  Make make;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++make.digits;
    } else if (c == '.' || c == ',') {
      ++make.stops;
    } else if (c == ' ') {
      ++make.gaps;
    } else if (c == '-' && make.digits == 0) {
      make.minus = 1;
    } else {
      return std::nullopt;
    }
  }
  if (make.digits == 0) return std::nullopt;
  if (text.starts_with("- ")) --make.gaps;
  return make;
}

// In places of a digit.
double width_of(const Make& make) {
  constexpr double kEdges = 0.1;  // paper beside the outer digits
  constexpr double kGap = 0.5;
  constexpr double kMinus = 0.65;
  return make.digits - kEdges + kGap * (make.gaps + make.stops) + kMinus * make.minus;
}

int unlikeness(const Make& a, const Make& b) {
  return std::abs(a.digits - b.digits) + std::abs(a.gaps - b.gaps) + std::abs(a.stops - b.stops) +
         std::abs(a.minus - b.minus);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Print {
  CellAddress address;
  Make make;
  double width = 0;
  double height = 0;
};

// By how many places of a digit a figure is wider than figures of a like make are.
std::optional<double> too_wide(const std::vector<Print>& prints, std::size_t index, double place) {
  constexpr std::size_t kMostLike = 9;
  constexpr std::size_t kFewestLike = 3;
  constexpr int kLike = 2;
  const Print& print = prints[index];
  std::vector<std::pair<int, double>> like;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    const int unlike = unlikeness(prints[i].make, print.make);
    if (i == index || unlike > kLike) continue;
    const double more = width_of(print.make) - width_of(prints[i].make);
    like.emplace_back(unlike, prints[i].width + place * more);
  }
  if (like.size() < kFewestLike) return std::nullopt;
  std::sort(like.begin(), like.end());
  std::vector<double> expected;
  for (std::size_t i = 0; i < std::min(kMostLike, like.size()); ++i) {
    expected.push_back(like[i].second);
  }
  return (print.width - median(std::move(expected))) / place;
}

void judge(const std::vector<Print>& prints, std::map<CellAddress, double>& doubts) {
  if (prints.size() < kEnough) return;
  std::vector<double> heights;
  std::vector<double> places;
  for (const Print& print : prints) {
    heights.push_back(print.height);
    places.push_back(print.width / width_of(print.make));
  }
  const double height = median(std::move(heights));
  const double place = median(std::move(places));
  if (height <= 0 || place <= 0) return;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    double doubt = prints[i].height > kTall * height ? kTallDoubt : 0;
    if (const auto wider = too_wide(prints, i, place)) {
      const bool is_short = prints[i].make.digits <= kShort;
      if (is_short && *wider > kShortTooWide) doubt = std::max(doubt, kShortDoubt);
      if (!is_short && *wider > kTooWide) doubt = std::max(doubt, kLongDoubt);
    }
    if (doubt > 0) doubts[prints[i].address] = doubt;
  }
}

bool on_line_of(const StatementCell& other, const StatementCell& cell) {
  return &other != &cell && other.page == cell.page && other.box.y0 < cell.box.center_y() &&
         other.box.y1 > cell.box.center_y();
}

}  // namespace

std::map<CellAddress, double> doubt_by_print(const extract::Extraction& extraction) {
  std::map<CellAddress, double> doubts;
  for (std::size_t s = 0; s < extraction.statements.size(); ++s) {
    const auto& rows = extraction.statements[s].rows;
    std::map<int, std::vector<Print>> by_page;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const StatementCell& cell : rows[r].cells) {
        if (cell.source != extract::Source::kOcr) continue;
        if (const auto make = make_of(cell.raw)) {
          by_page[cell.page].push_back(
              {{s, r, cell.column}, *make, cell.box.width(), cell.box.height()});
        }
      }
    }
    for (const auto& [page, prints] : by_page) judge(prints, doubts);
  }
  return doubts;
}

bool stands_by_a_part(const Statement& statement, std::size_t row, const StatementCell& cell) {
  constexpr double kGroup = 0.8;  // of the figure's height: no farther off than its next group
  constexpr double kDash = 2.2;   // a typewriter puts a space, or a lost digit stood, between
  const double height = cell.box.height();
  const std::size_t first = row == 0 ? 0 : row - 1;
  for (std::size_t r = first; r <= row + 1 && r < statement.rows.size(); ++r) {
    for (const StatementCell& other : statement.rows[r].cells) {
      if (!on_line_of(other, cell)) continue;
      const bool before = other.box.x1 <= cell.box.x0;
      const double gap = before ? cell.box.x0 - other.box.x1 : other.box.x0 - cell.box.x1;
      const bool is_dash = before && other.raw == "-";
      if (gap >= 0 && gap < (is_dash ? kDash : kGroup) * height) return true;
    }
  }
  return false;
}

}  // namespace siffra::reconcile::internal
