#include "reconcile/internal/percent_columns.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "reconcile/internal/share.h"

namespace siffra::reconcile::internal {
namespace {

constexpr std::int64_t kHundredPercent = 10000;
constexpr int kEnoughBits = 16;  // against some hundred computations that are tried

enum class Form {
  kChange,          // (a − b) / |b|
  kChangeOnSigned,  // (a − b) / b
  kShare,           // a / b
  kShareOfRow,      // a / a of the row of 100 %
};

struct Computation {
  Form form = Form::kChange;
  std::size_t a = 0, b = 0;  // columns; for kShareOfRow b is the row of the whole
};

bool usable(const Figure& figure) { return figure.present && figure.readable && !figure.nil; }

// What the percentage of a row would be made of; nothing where the row does not say.
struct Parts {
  ShareAmount part, whole;
};

std::optional<Parts> parts_of(const Grid& money, std::size_t row, const Computation& how) {
  const auto placed = [&](std::size_t of_row, std::size_t column) {
    return PlacedFigure{
        {money.statement, money.rows[of_row].row, column}, money.rows[of_row].figures[column], 1};
  };
  const bool of_row = how.form == Form::kShareOfRow;
  const PlacedFigure a = placed(row, how.a);
  const PlacedFigure b = of_row ? placed(how.b, how.a) : placed(row, how.b);
  if (!usable(a.figure) || !usable(b.figure) || b.figure.value == 0) return std::nullopt;
  const bool change = how.form == Form::kChange || how.form == Form::kChangeOnSigned;
  if (change && (a.figure.value < 0) != (b.figure.value < 0)) return std::nullopt;
  Parts parts;
  parts.part.add(a, 1);
  if (change) parts.part.add(b, -1);
  parts.whole.add(b, how.form == Form::kChange && b.figure.value < 0 ? -1 : 1);
  if (change) parts.whole.terms.clear();  // named once
  return parts;
}

// How often a computation fits, and how little likely that is by chance.
struct Fit {
  Computation how;
  int holding = 0, failing = 0, bits = 0;

  // Two bits for every row that does not fit: the computation that leaves fewest over is right.
  [[nodiscard]] int score() const { return bits - 2 * failing; }
  [[nodiscard]] bool enough() const {
    const bool most = failing == 0 ? holding >= 2 : holding >= 3 && holding >= 2 * failing;
    return most && bits >= kEnoughBits;
  }
};

class PercentColumn {
 public:
  PercentColumn(const Grid& money, const Grid& percent, std::size_t column)
      : money_(money), percent_(percent), column_(column) {
    for (std::size_t row = 0; row < percent.rows.size(); ++row) {
      const Figure& share = figure(row);
      if (!usable(share)) continue;
      lowest_ = std::min(lowest_, share.value);
      highest_ = std::max(highest_, share.value);
      ++shares_;
    }
  }

  // The computation that fits best, if one fits well enough.
  [[nodiscard]] std::optional<Fit> best_fit() const {
    constexpr int kFewest = 2;
    if (shares_ < kFewest) return std::nullopt;
    std::optional<Fit> best;
    const auto consider = [&](const Computation& how) {
      const Fit fit = fit_of(how);
      if (fit.enough() && (!best || fit.score() > best->score())) best = fit;
    };
    for (std::size_t a = 0; a < money_.columns; ++a) {
      for (std::size_t b = 0; b < money_.columns; ++b) {
        if (a == b) continue;
        for (const Form form : {Form::kChange, Form::kChangeOnSigned, Form::kShare}) {
          consider({form, a, b});
        }
      }
      for (std::size_t row = 0; row < money_.rows.size(); ++row) {
        if (figure(row).readable && figure(row).value == kHundredPercent) {
          consider({Form::kShareOfRow, a, row});
        }
      }
    }
    return best;
  }

  [[nodiscard]] std::vector<Draft> checks() const {
    const std::optional<Fit> best = best_fit();
    return best ? checks_of(best->how) : std::vector<Draft>();
  }

 private:
  [[nodiscard]] const Figure& figure(std::size_t row) const {
    return percent_.rows[row].figures[column_];
  }

  [[nodiscard]] std::optional<Draft> check(std::size_t row, const Computation& how) const {
    if (!usable(figure(row))) return std::nullopt;
    const std::optional<Parts> parts = parts_of(money_, row, how);
    if (!parts) return std::nullopt;
    return share_check("ratio.percent", rules::Severity::kWarning,
                       {percent_.statement, percent_.rows[row].row, column_}, figure(row),
                       parts->part, parts->whole);
  }

  // How many of the percentages of this column would fit as well: a whole percent says little.
  [[nodiscard]] int bits_of(const Draft& draft) const {
    const std::int64_t allowed = std::max<std::int64_t>(draft.check.doubled_tolerance.ore(), 1);
    int bits = 0;
    for (std::int64_t range = (highest_ - lowest_) / allowed; range > 1; range /= 2) ++bits;
    return bits;
  }

  [[nodiscard]] Fit fit_of(const Computation& how) const {
    Fit fit{how};
    for (std::size_t row = 0; row < percent_.rows.size(); ++row) {
      const bool is_whole = how.form == Form::kShareOfRow && how.b == row;
      const std::optional<Draft> draft = is_whole ? std::nullopt : check(row, how);
      if (!draft) continue;
      const Verdict verdict = draft->check.verdict;
      const bool holds = verdict == Verdict::kExact || verdict == Verdict::kRounding ||
                         draft->check.severity == rules::Severity::kInfo;
      (holds ? fit.holding : fit.failing) += 1;
      if (holds) fit.bits += bits_of(*draft);
    }
    return fit;
  }

  [[nodiscard]] std::vector<Draft> checks_of(const Computation& how) const {
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < percent_.rows.size(); ++row) {
      if (auto draft = check(row, how)) drafts.push_back(std::move(*draft));
    }
    return drafts;
  }

  const Grid& money_;
  const Grid& percent_;
  std::size_t column_;
  std::int64_t lowest_ = kHundredPercent, highest_ = 0;
  int shares_ = 0;
};

}  // namespace

std::vector<Draft> percent_checks(const Grid& money, const Grid& percent) {
  std::vector<Draft> drafts;
  for (std::size_t column = 0; column < percent.columns; ++column) {
    std::vector<Draft> own = PercentColumn(money, percent, column).checks();
    std::move(own.begin(), own.end(), std::back_inserter(drafts));
  }
  return drafts;
}

bool is_computed_as_percent(const Grid& money, const Grid& percent, std::size_t column) {
  constexpr int kSure = 24;  // bits
  const std::optional<Fit> fit = PercentColumn(money, percent, column).best_fit();
  return fit && fit->bits >= kSure && fit->holding >= 3 && fit->holding >= 3 * fit->failing;
}

}  // namespace siffra::reconcile::internal
