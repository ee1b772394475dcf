#include "extract/internal/figure_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace siffra::extract {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Characters {
  int digits = 0;
  int parting = 0;  // spaces, stops and commas: narrower than digits in most types
  int signs = 0;
  int decimals = 0;  // after a comma or stop, where they are no group of three
  bool plain = true;
  bool last_is_one = false;  // whose ink may take less room than a digit's
  bool year = false;         // "2021", the head of a column mostly
};

Characters characters_of(const std::string& text) {
  Characters found;
  int since = -1;  // digits after the last comma or stop
  for (const char c : text) {
    if (is_digit(c)) {
      ++found.digits;
      if (since >= 0) ++since;
    } else if (c == ' ' || c == '.' || c == ',') {
      ++found.parting;
      since = c == ' ' ? -1 : 0;
    } else if (c == '-') {
      ++found.signs;
    } else if (c != '+') {
      found.plain = false;
    }
  }
  if (since == 1 || since == 2) found.decimals = since;
  found.last_is_one = !text.empty() && text.back() == '1';
  found.year =
      text.size() == 4 && found.digits == 4 && (text.starts_with("19") || text.starts_with("20"));
  return found;
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

// The same figure with all its thousands parted.
Characters in_groups(Characters characters) {
  const int groups = (characters.digits - characters.decimals - 1) / 3;
  characters.parting = std::max(characters.parting, groups + (characters.decimals > 0 ? 1 : 0));
  return characters;
}

// As it is most likely printed: years are not parted.
Characters as_set(const Characters& characters) {
  return characters.year ? characters : in_groups(characters);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// How a column is set.
struct Setting {
  double pitch = 0;     // of a digit, pixels; 0 = not known
  double parting = 0;   // of a digit's pitch, what a space or comma takes
  double spread = 0;    // of pitches, relative
  int decimals = -1;    // of most of its figures; -1 where they differ
  double last_one = 0;  // of a digit's pitch, what a one at the end lacks of it on this page

  [[nodiscard]] double units(const Characters& characters) const {
    constexpr double kSign = 0.7;  // with the gap behind it
    return characters.digits + parting * characters.parting + kSign * characters.signs -
           (characters.last_is_one ? last_one : 0);
  }
  // How unlikely it is that the characters take this much room: minus a logarithm.
  [[nodiscard]] double misfit(const Characters& characters, double width) const {
    constexpr double kMost = 12;
    constexpr double kOddDecimals = 4;  // among figures without
    const auto off = [&](const Characters& as) {
      return std::abs(width / units(as) - pitch) / (spread * pitch);
    };
    // Spaces between groups may have been printed and not read.
    const double least = std::min(off(characters), off(in_groups(characters)));
    const bool odd = decimals == 0 && characters.decimals > 0;
    return std::min(kMost, least * least / 2) + (odd ? kOddDecimals : 0);
  }
};

constexpr double kSure = 0.98;

// How many decimals most of a column's figures have; -1 where they differ. Models overlook commas
// of small print the more surely the closer they are set, so that those seen in the ink count as
// well.
int decimals_of(const std::vector<const ColumnFigure*>& column) {
  constexpr int kFewest = 3;
  std::vector<int> with_decimals(3, 0);
  std::vector<int> faint(3, 0);  // as dirt may be, but not at one place in most figures
  for (const ColumnFigure* figure : column) {
    const Characters characters = characters_of(figure->text);
    const bool sure = characters.plain && figure->confidence >= kSure && characters.digits >= 2;
    if (sure && characters.decimals > 0) {
      ++with_decimals[static_cast<std::size_t>(characters.decimals)];
    } else if (figure->comma.look >= CommaLook::kSmall) {
      ++with_decimals[static_cast<std::size_t>(figure->comma.decimals)];
    } else if (figure->comma.look == CommaLook::kFaint) {
      ++faint[static_cast<std::size_t>(figure->comma.decimals)];
    } else if (sure && !characters.year) {
      ++with_decimals[0];
    }
  }
  const int all = std::accumulate(with_decimals.begin(), with_decimals.end(), 0) +
                  std::accumulate(faint.begin(), faint.end(), 0);
  for (int decimals = 1; decimals <= 2; ++decimals) {
    const int with = with_decimals[static_cast<std::size_t>(decimals)];
    const int seen = with + faint[static_cast<std::size_t>(decimals)];
    if (with >= kFewest && 5 * seen >= 3 * all) return decimals;
    if (with > 0 && seen > kFewest && 5 * seen >= 4 * all) return decimals;
  }
  return 10 * with_decimals[0] >= 9 * (all - 1) ? 0 : -1;
}

Setting setting_of(const std::vector<const ColumnFigure*>& column) {
  constexpr std::size_t kFewest = 4;
  constexpr double kMostSpread = 0.06;
  constexpr double kLeastSpread = 0.05;
  Setting best;
  best.decimals = decimals_of(column);
  std::vector<const ColumnFigure*> sure;
  for (const ColumnFigure* figure : column) {
    const Characters characters = characters_of(figure->text);
    if (characters.plain && figure->confidence >= kSure && characters.digits >= 3)
      sure.push_back(figure);
  }
  if (sure.size() < kFewest) return best;
  for (const double parting : {0.5, 1.0}) {  // proportional types, and a typewriter's
    Setting setting;
    setting.decimals = best.decimals;
    setting.parting = parting;
    std::vector<double> pitches;
    pitches.reserve(sure.size());
    for (const ColumnFigure* figure : sure)
      pitches.push_back(figure->width / setting.units(as_set(characters_of(figure->text))));
    setting.pitch = median(pitches);
    for (double& pitch : pitches) pitch = std::abs(pitch / setting.pitch - 1);
    setting.spread = median(pitches);
    if (best.pitch == 0 || setting.spread < best.spread) best = setting;
  }
  if (best.spread > kMostSpread) {
    best.pitch = 0;
  } else {
    best.spread = std::max(kLeastSpread, 1.5 * best.spread);
  }
  return best;
}

ColumnAdvice advise(const ColumnFigure& figure, const Setting& setting) {
  constexpr double kClearly = 1.5;  // logarithms
  constexpr double kOddDecimals = 0.5;
  constexpr double kHardlyDoubtful = 0.9;
  ColumnAdvice advice;
  const Characters read = characters_of(figure.text);
  if (!read.plain || read.digits < 2) return advice;
  const double as_read = setting.misfit(read, figure.width);
  if (setting.decimals > 0 && read.decimals != setting.decimals && !read.year &&
      read.digits > setting.decimals) {
    Characters with_comma = read;
    with_comma.decimals = setting.decimals;
    with_comma = in_groups(with_comma);
    // That its decimals are not those of the column speaks against it as well.
    const double clearly = read.decimals > 0 ? kOddDecimals : kClearly;
    if (setting.misfit(with_comma, figure.width) < as_read - clearly) {
      advice.decimals = setting.decimals;
      return advice;
    }
  }
  const double own = std::log(std::max(figure.confidence, 1e-6)) - as_read;
  double most = own;
  double sum = std::exp(own);
  for (std::size_t i = 0; i < figure.others.size(); ++i) {
    const Characters other = characters_of(figure.others[i].text);
    if (!other.plain || other.digits == 0) continue;
    // Dirt, or a sign that was not seen, takes room before a figure as well.
    if (other.digits > read.digits &&
        (figure.confidence > kHardlyDoubtful ||
         digits_of(figure.others[i].text).ends_with(digits_of(figure.text)))) {
      continue;
    }
    const double score = figure.others[i].log_likelihood - setting.misfit(other, figure.width);
    sum += std::exp(score);
    if (score < most || score < own + kClearly) continue;
    most = score;
    advice.better = i;
  }
  advice.confidence = std::exp(most) / sum;
  return advice;
}

// Figures set to the left end nowhere in common: what stands above and below one is its column.
int decimals_above_and_below(const std::vector<ColumnFigure>& figures, std::size_t at) {
  constexpr double kShared = 0.5;  // of the narrower
  const ColumnFigure& own = figures[at];
  std::vector<const ColumnFigure*> column;
  for (const ColumnFigure& other : figures) {
    const double shared = std::min(own.right, other.right) -
                          std::max(own.right - own.width, other.right - other.width);
    if (shared >= kShared * std::min(own.width, other.width)) column.push_back(&other);
  }
  return std::max(0, decimals_of(column));
}

// What the ones at the ends of the page's figures lack of a digit's room: a third in some types,
// nothing in others. Where hardly any figure ends in one, nothing is said.
double lack_of_last_ones(const std::vector<std::pair<const ColumnFigure*, const Setting*>>& all) {
  constexpr std::size_t kFewest = 3;
  constexpr double kMost = 0.4;
  std::vector<double> lacks;
  for (const auto& [figure, setting] : all) {
    const Characters characters = characters_of(figure->text);
    if (!characters.plain || !characters.last_is_one || characters.digits < 3 ||
        figure->confidence < kSure) {
      continue;
    }
    lacks.push_back(setting->units(as_set(characters)) - figure->width / setting->pitch);
  }
  return lacks.size() < kFewest ? 0 : std::clamp(median(lacks), 0.0, kMost);
}

}  // namespace

std::vector<ColumnAdvice> advise_by_columns(const std::vector<ColumnFigure>& figures, double near) {
  std::vector<ColumnAdvice> advice(figures.size());
  std::vector<std::size_t> order(figures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return figures[a].right < figures[b].right;
  });
  std::vector<Setting> settings(figures.size());  // of the column of each figure
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    std::vector<const ColumnFigure*> column;
    for (to = from; to < order.size(); ++to) {
      if (to > from && figures[order[to]].right - figures[order[to - 1]].right > near) break;
      column.push_back(&figures[order[to]]);
    }
    const Setting setting = setting_of(column);
    for (std::size_t i = from; i < to; ++i) settings[order[i]] = setting;
  }
  std::vector<std::pair<const ColumnFigure*, const Setting*>> known;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (settings[i].pitch > 0) known.emplace_back(&figures[i], &settings[i]);
  }
  const double last_one = lack_of_last_ones(known);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    settings[i].last_one = last_one;
    if (settings[i].pitch > 0) advice[i] = advise(figures[i], settings[i]);
    advice[i].column_decimals =
        settings[i].decimals > 0 ? settings[i].decimals : decimals_above_and_below(figures, i);
  }
  return advice;
}

}  // namespace siffra::extract
