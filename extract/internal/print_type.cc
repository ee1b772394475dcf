#include "extract/internal/print_type.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "extract/internal/print_explanation.h"
#include "extract/internal/print_strip.h"

namespace siffra::extract {

namespace {

constexpr double kGrain = 0.03;      // variance of paper and of pixels that are always print
constexpr double kUnknown = 0.06;    // of pixels of which nothing is known, as of
constexpr double kBefore = 2;        // so many examples
constexpr double kLeastMisfit = 10;  // that sampling alone makes of like digits

struct Learner {
  std::string text;
  PrintStand stand;
  double room = 0;  // of its characters, in digits
};

double density_of(const Learner& learner, int height) {
  return learner.stand.ink / (learner.room * height * height);
}

// Unknowns: the room of a digit, of a one, of a space, of a mark, and what the ends lack.
constexpr std::size_t kUnknowns = 5;
using Equations = std::array<std::array<double, kUnknowns + 1>, kUnknowns>;

std::size_t unknown_of(char c) {
  if (c == ' ') return 2;
  if (is_printed_mark(c)) return 3;
  return c == '1' ? 1 : 0;
}

std::array<double, kUnknowns> solved(Equations a) {
  for (std::size_t i = 0; i < kUnknowns; ++i) {
    for (std::size_t r = i + 1; r < kUnknowns; ++r) {
      const double factor = a[r][i] / a[i][i];
      for (std::size_t c = i; c <= kUnknowns; ++c) a[r][c] -= factor * a[i][c];
    }
  }
  std::array<double, kUnknowns> x{};
  for (std::size_t i = kUnknowns; i-- > 0;) {
    double rest = a[i][kUnknowns];
    for (std::size_t j = i + 1; j < kUnknowns; ++j) rest -= a[i][j] * x[j];
    x[i] = rest / a[i][i];
  }
  return x;
}

// By least squares, drawn towards what is usual where the figures do not tell: in a column of
// nothing but "4,2" and "7,9" they say nothing of the comma.
void find_rooms(const std::vector<Learner>& learners, PrintType& type) {
  constexpr std::array<double, kUnknowns> kDraw = {1, 1, 8, 8, 4};
  constexpr double kAlike = 4;  // digits and ones; spaces and marks
  double digits = 0;
  double width = 0;
  for (const Learner& learner : learners) {
    digits += learner.room;
    width += learner.stand.width();
  }
  const double usual = width / digits;
  const std::array<double, kUnknowns> before = {usual, usual, 0.5 * usual, 0.5 * usual,
                                                -0.15 * usual};
  Equations a{};
  for (std::size_t i = 0; i < kUnknowns; ++i) {
    a[i][i] = kDraw[i];
    a[i][kUnknowns] = kDraw[i] * before[i];
  }
  for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
    a[i][i] += kAlike;
    a[i + 1][i + 1] += kAlike;
    a[i][i + 1] -= kAlike;
    a[i + 1][i] -= kAlike;
  }
  for (const Learner& learner : learners) {
    std::array<double, kUnknowns> counts{};
    counts[kUnknowns - 1] = 1;
    for (const char c : learner.text) counts[unknown_of(c)] += 1;
    for (std::size_t i = 0; i < kUnknowns; ++i) {
      for (std::size_t j = 0; j < kUnknowns; ++j) a[i][j] += counts[i] * counts[j];
      a[i][kUnknowns] += counts[i] * learner.stand.width();
    }
  }
  const std::array<double, kUnknowns> x = solved(a);
  type.digit = x[0];
  type.one = x[1];
  type.space = std::max(1.0, x[2]);
  type.mark = std::max(2.0, x[3]);
  type.ends = x[4];
}

// What was seen at the places of one character, added up.
struct Sums {
  int count = 0;
  std::vector<double> sum, squares;

  void add(const PrintStrip& strip, int x, int columns) {
    const auto size = static_cast<std::size_t>(columns) * static_cast<std::size_t>(strip.height);
    sum.resize(size);
    squares.resize(size);
    ++count;
    for (int c = 0; c < columns; ++c) {
      if (x + c < 0 || x + c >= strip.width) continue;
      for (int y = 0; y < strip.height; ++y) {
        const double dark = strip.column(x + c)[y];
        const auto i = static_cast<std::size_t>(c) * static_cast<std::size_t>(strip.height) +
                       static_cast<std::size_t>(y);
        sum[i] += dark;
        squares[i] += dark * dark;
      }
    }
  }
};

PrintTemplate made_of(const Sums& sums, int height) {
  PrintTemplate made;
  made.examples = sums.count;
  for (std::size_t i = 0; i < sums.sum.size(); ++i) {
    const double mean = sums.sum[i] / sums.count;
    const double variance = std::max(0.0, sums.squares[i] / sums.count - mean * mean);
    const double doubt =
        (sums.count * variance + kBefore * kUnknown) / (sums.count + kBefore) + kGrain;
    made.mean.push_back(static_cast<float>(mean));
    made.weight.push_back(static_cast<float>(0.5 / doubt));
    if (i % static_cast<std::size_t>(height) == 0) made.least.push_back(0);
    made.least.back() += static_cast<float>(0.5 * std::log(doubt));
  }
  return made;
}

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class Teacher {
 public:
  Teacher(const PreparedPage& page, PrintType& type) : page_(page), type_(type) {}

  // Digits are first taken to stand where their room puts them, then where they are seen.
  void teach(const std::vector<Learner>& learners) {
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds; ++round) {
      sums_ = {};
      gains_.clear();
      misfits_.clear();
      for (const Learner& learner : learners) {
        if (round == 0) {
          place(learner);
        } else if (type_.fits(learner.text, learner.stand.width())) {
          find(learner);
        }
      }
      const int height = type_.height + PrintType::kAbove + PrintType::kBelow;
      for (std::size_t kind = 0; kind < sums_.size(); ++kind) {
        type_.templates[kind] = {};
        if (sums_[kind].count > 0) type_.templates[kind] = made_of(sums_[kind], height);
      }
      if (gains_.empty()) continue;
      type_.gain = median(gains_);
      type_.misfit = std::max(kLeastMisfit, median(misfits_));
    }
  }

 private:
  void add(const PrintStrip& strip, char c, int x) {
    sums_[template_of(c)].add(strip, x, static_cast<int>(std::floor(type_.room_of(c))) + 1);
  }

  void place(const Learner& learner) {
    const PrintExplanation straight(page_, type_, learner.stand, 0);
    double at = straight.strip().width / 2.0;
    for (const char c : learner.text) at -= type_.room_of(c) / 2;
    for (const char c : learner.text) {
      if (c != ' ') add(straight.strip(), c, static_cast<int>(std::lround(at)));
      at += type_.room_of(c);
    }
  }

  void find(const Learner& learner) {
    constexpr double kUnlike = 0.35;  // of what is usual: misread, or dirt
    PrintExplanation::Path best;
    std::optional<PrintExplanation> found;
    for (const int down : {0, -1, 1}) {
      PrintExplanation moved(page_, type_, learner.stand, down);
      PrintExplanation::Path path = moved.best(learner.text);
      if (path.score <= best.score) continue;
      best = std::move(path);
      found.emplace(std::move(moved));
    }
    for (const auto& token : best.tokens) {
      const bool digit = is_printed_digit(token.c);
      if (digit) {
        gains_.push_back(token.gain);
        misfits_.push_back(found->misfit(token));
      }
      if (is_printed_mark(token.c) || (digit && token.gain > kUnlike * type_.gain))
        add(found->strip(), token.c, token.x);
    }
  }

  const PreparedPage& page_;
  PrintType& type_;
  std::array<Sums, 11> sums_;
  std::vector<double> gains_, misfits_;
};

// How many of these, sorted by density, are light where the others are bold: where the two parts'
// means lie apart and what lies about them varies least. All where there are no two parts.
std::size_t lighter_of(const std::vector<Learner>& sorted, int height) {
  constexpr double kApart = 1.35;
  constexpr std::size_t kFewest = 4;
  std::size_t best = sorted.size();
  double least = 1e18;
  for (std::size_t cut = kFewest; cut + kFewest <= sorted.size(); ++cut) {
    std::array<double, 2> sum{};
    std::array<double, 2> squares{};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const double value = std::log(density_of(sorted[i], height));
      sum[i < cut ? 0 : 1] += value;
      squares[i < cut ? 0 : 1] += value * value;
    }
    const auto light = static_cast<double>(cut);
    const auto bold = static_cast<double>(sorted.size() - cut);
    if (sum[1] / bold - sum[0] / light < std::log(kApart)) continue;
    const double spread =
        squares[0] - sum[0] * sum[0] / light + squares[1] - sum[1] * sum[1] / bold;
    if (spread >= least) continue;
    least = spread;
    best = cut;
  }
  return best;
}

// The most frequent height of all and those about as high, taken out.
std::pair<int, std::vector<Learner>> of_one_size(std::vector<Learner>& learners) {
  constexpr int kHeights = 2;  // pixels
  std::array<int, 256> heights{};
  const auto height_of = [](const Learner& learner) {
    return std::clamp(learner.stand.height(), 0, 255);
  };
  for (const Learner& learner : learners) ++heights[static_cast<std::size_t>(height_of(learner))];
  const auto mode =
      static_cast<int>(std::max_element(heights.begin(), heights.end()) - heights.begin());
  std::vector<Learner> alike;
  std::vector<Learner> rest;
  for (Learner& learner : learners) {
    const bool near = std::abs(height_of(learner) - mode) <= kHeights;
    (near ? alike : rest).push_back(std::move(learner));
  }
  learners = std::move(rest);
  return {mode, std::move(alike)};
}

// Figures evenly taken out of more than are needed.
void thin_out(std::vector<Learner>& learners) {
  constexpr std::size_t kMost = 150;
  if (learners.size() <= kMost) return;
  for (std::size_t i = 0; i < kMost; ++i)
    learners[i] = std::move(learners[i * learners.size() / kMost]);
  learners.resize(kMost);
}

constexpr std::size_t kFewest = 5;  // figures

std::optional<PrintType> type_of(const PreparedPage& page, int height,
                                 std::vector<Learner> learners) {
  constexpr double kLeastDigit = 4, kLeastOne = 2;  // pixels
  if (learners.size() < kFewest) return std::nullopt;
  PrintType type;
  type.height = height;
  for (const Learner& learner : learners) type.density += density_of(learner, height);
  type.density /= static_cast<double>(learners.size());
  type.ink = type.density * height * height;
  find_rooms(learners, type);
  for (const double off : {2 * PrintType::kOff, 1.4 * PrintType::kOff, PrintType::kOff}) {
    std::vector<Learner> fitting;
    for (const Learner& learner : learners) {
      if (type.fits(learner.text, learner.stand.width(), off)) fitting.push_back(learner);
    }
    if (fitting.size() >= kFewest) find_rooms(fitting, type);
  }
  if (type.digit < kLeastDigit || type.one < kLeastOne) return std::nullopt;
  thin_out(learners);
  Teacher(page, type).teach(learners);
  if (type.gain <= 0) return std::nullopt;
  return type;
}

}  // namespace

bool is_printed_digit(char c) { return c >= '0' && c <= '9'; }
bool is_printed_mark(char c) { return c == '.' || c == ','; }

std::size_t template_of(char c) {
  return is_printed_digit(c) ? static_cast<std::size_t>(c - '0') : PrintType::kMark;
}

double PrintTemplate::at_least(int columns) const {
  double sum = 0;
  for (std::size_t c = 0; c < std::min(least.size(), static_cast<std::size_t>(columns)); ++c)
    sum += least[c];
  return sum;
}

double PrintType::room_of(char c) const {
  if (c == ' ') return space;
  if (is_printed_mark(c)) return mark;
  return c == '1' ? one : digit;
}

bool PrintType::fits(std::string_view text, int width, double off) const {
  double room = ends;
  for (const char c : text) room += room_of(c);
  return std::abs(room - width) <= off * digit;
}

bool PrintType::knows(std::string_view text) const {
  constexpr int kOften = 2;
  return std::all_of(text.begin(), text.end(), [this](char c) {
    return !is_printed_digit(c) || templates[template_of(c)].examples >= kOften;
  });
}

std::vector<PrintType> learn_types(const PreparedPage& page,
                                   const std::vector<PrintSample>& figures) {
  std::vector<Learner> learners;
  for (const PrintSample& figure : figures) {
    const auto stand = stand_of(page, figure.box);
    if (!stand || figure.text.size() < 2) continue;
    Learner learner{figure.text, *stand, 0};
    for (const char c : figure.text) learner.room += is_printed_digit(c) ? 1 : 0.5;
    learners.push_back(std::move(learner));
  }
  std::vector<PrintType> types;
  while (learners.size() >= kFewest) {
    auto [height, alike] = of_one_size(learners);
    const int rows = height;
    std::sort(alike.begin(), alike.end(), [rows](const Learner& a, const Learner& b) {
      return density_of(a, rows) < density_of(b, rows);
    });
    const auto bold = alike.begin() + static_cast<std::ptrdiff_t>(lighter_of(alike, rows));
    for (auto part :
         {std::vector<Learner>(alike.begin(), bold), std::vector<Learner>(bold, alike.end())}) {
      auto type = type_of(page, rows, std::move(part));
      if (type) types.push_back(std::move(*type));
    }
  }
  return types;
}

}  // namespace siffra::extract
