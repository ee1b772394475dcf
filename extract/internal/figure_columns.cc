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
  int ones = 0;     // of the digits: narrower than others in some types
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
      if (c == '1') ++found.ones;
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
  double one = 1;       // of a digit's pitch, what a one takes
  double last_one = 0;  // of a digit's pitch, what a one at the end lacks of it on this page

  [[nodiscard]] double units(const Characters& characters) const {
    constexpr double kSign = 0.7;  // with the gap behind it
    return characters.digits - (1 - one) * characters.ones + parting * characters.parting +
           kSign * characters.signs - (characters.last_is_one ? last_one : 0);
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

using Column = std::vector<const ColumnFigure*>;

// Its figures that tell how it is set.
Column sure_of(const Column& column) {
  Column sure;
  for (const ColumnFigure* figure : column) {
    const Characters characters = characters_of(figure->text);
    if (characters.plain && figure->confidence >= kSure && characters.digits >= 3)
      sure.push_back(figure);
  }
  return sure;
}

// By how much each figure's pitch differs from the column's, relative.
std::vector<double> fit_pitch(const Column& sure, Setting& setting) {
  std::vector<double> pitches;
  pitches.reserve(sure.size());
  for (const ColumnFigure* figure : sure)
    pitches.push_back(figure->width / setting.units(as_set(characters_of(figure->text))));
  setting.pitch = median(pitches);
  for (double& pitch : pitches) pitch = std::abs(pitch / setting.pitch - 1);
  return pitches;
}

constexpr std::size_t kFewestSure = 4;

// What a one takes of a digit's room on this page: all of it where figures are set in columns of
// digits, as tables mostly are; less in types that set figures as text. That is believed where
// figures with ones and without fit much better so.
double one_of_page(const std::vector<Column>& columns) {
  constexpr double kMuchBetter = 0.7;
  constexpr int kFewestWith = 6;
  int with = 0, without = 0;
  for (const Column& column : columns) {
    for (const ColumnFigure* figure : sure_of(column)) {
      ++(characters_of(figure->text).ones > 0 ? with : without);
    }
  }
  if (with < kFewestWith || without < kFewestWith) return 1;
  double best = 1, least = 0;
  for (const double one : {1.0, 0.85, 0.75, 0.65, 0.55}) {
    double sum = 0;
    for (const Column& column : columns) {
      const Column sure = sure_of(column);
      if (sure.size() < kFewestSure) continue;
      Setting setting;
      setting.one = one;
      setting.parting = 0.5;
      for (const double off : fit_pitch(sure, setting)) sum += std::min(off, 0.2);
    }
    if (one == 1.0) least = kMuchBetter * sum;
    if (sum > 0 && sum < least) {
      best = one;
      least = sum;
    }
  }
  return best;
}

Setting setting_of(const Column& column, double one) {
  constexpr double kMostSpread = 0.06;
  constexpr double kLeastSpread = 0.05;
  constexpr double kLeastWithOnes = 0.03;  // where the room of each digit is known
  Setting best;
  best.decimals = decimals_of(column);
  const Column sure = sure_of(column);
  if (sure.size() < kFewestSure) return best;
  for (const double parting : {0.5, 1.0}) {  // proportional types, and a typewriter's
    if (one < 1 && parting == 1) break;
    Setting setting;
    setting.decimals = best.decimals;
    setting.parting = parting;
    setting.one = one;
    setting.spread = median(fit_pitch(sure, setting));
    if (best.pitch == 0 || setting.spread < best.spread) best = setting;
  }
  if (best.spread > kMostSpread) {
    best.pitch = 0;
  } else {
    best.spread = std::max(one < 1 ? kLeastWithOnes : kLeastSpread, 1.5 * best.spread);
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
  // In a type of narrow ones, where one of them that was not read leaves room: "1 228" for
  // "11 228", a stem that is neither sign nor dirt.
  constexpr double kTooWide = 5;
  const bool text_type = setting.one < 1;
  const bool too_wide = text_type && as_read >= kTooWide;
  const double own = std::log(std::max(figure.confidence, 1e-6)) - as_read;
  double most = own;
  double sum = std::exp(own);
  for (std::size_t i = 0; i < figure.others.size(); ++i) {
    const Characters other = characters_of(figure.others[i].text);
    if (!other.plain || other.digits == 0) continue;
    if (text_type && figure.begins_tall && other.signs > read.signs) continue;
    // Dirt, or a sign that was not seen, takes room before a figure as well.
    const bool before = digits_of(figure.others[i].text).ends_with(digits_of(figure.text));
    const bool lost_one = too_wide && (figure.begins_tall || !before);
    if (other.digits > read.digits && !lost_one &&
        (figure.confidence > kHardlyDoubtful || before)) {
      continue;
    }
    const double score = figure.others[i].log_likelihood - setting.misfit(other, figure.width);
    sum += std::exp(score);
    if (score < most || score < own + kClearly) continue;
    most = score;
    advice.better = i;
  }
  advice.confidence = std::exp(most) / sum;
  advice.doubtful = too_wide && !advice.better && sum > std::exp(own);
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
  std::vector<Column> columns;
  std::vector<std::size_t> column_of(figures.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool begins = i == 0 || figures[order[i]].right - figures[order[i - 1]].right > near;
    if (begins) columns.emplace_back();
    columns.back().push_back(&figures[order[i]]);
    column_of[order[i]] = columns.size() - 1;
  }
  const double one = one_of_page(columns);
  std::vector<Setting> of_columns;
  for (const Column& column : columns) of_columns.push_back(setting_of(column, one));
  std::vector<Setting> settings;  // of the column of each figure
  for (const std::size_t column : column_of) settings.push_back(of_columns[column]);
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
