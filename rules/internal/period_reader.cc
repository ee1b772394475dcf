#include "rules/internal/period_reader.h"

#include "rules/internal/period_items.h"

// The items of the text are put together: two days or two months that stand next to each other are
// the ends of a period; months without a year take the year that stands beside them.

namespace siffra::rules::internal {
namespace {

// Puts the items of one text together to the period they name.
class Assembler {
 public:
  Assembler(const std::vector<Piece>& pieces, const std::vector<Item>& items)
      : pieces_(pieces), items_(items) {}

  std::optional<FoundPeriod> assemble() {
    if (items_.empty()) return std::nullopt;
    std::optional<Period> period = from_days();
    if (!period) period = from_months();
    if (!period) period = from_years();
    if (!period) return std::nullopt;
    for (const Item& item : items_) full_year_ = full_year_ || item.kind == ItemKind::kFullYear;
    period->full_year = full_year_;
    if (full_year_) period->bare_year = false;
    return FoundPeriod{*period, spans_};
  }

 private:
  void use(const Item& item) {
    spans_.emplace_back(pieces_[item.begin].token.begin, pieces_[item.end - 1].token.end);
  }
  [[nodiscard]] const Item* first_of(ItemKind kind) const {
    for (const Item& item : items_) {
      if (item.kind == kind) return &item;
    }
    return nullptr;
  }

  // What stands between two items: nothing, only a dash or "till", or other words.
  enum class Link { kNext, kThrough, kApart };
  [[nodiscard]] Link link(const Item& before, const Item& after) const {
    Link found = Link::kNext;
    for (std::size_t at = before.end; at < after.begin;) {
      const Piece& piece = pieces_[at];
      if (piece.phrase == 0) return Link::kApart;
      if (piece.meaning.word == PeriodWord::kThrough) found = Link::kThrough;
      if (piece.meaning.word != PeriodWord::kThrough && piece.meaning.word != PeriodWord::kFiller) {
        return Link::kApart;
      }
      at += piece.phrase;
    }
    if (pieces_[after.begin].mark == '-') found = Link::kThrough;
    return found;
  }

  std::optional<Period> from_days() {
    const Item* first = first_of(ItemKind::kDay);
    if (first == nullptr) return std::nullopt;
    const std::size_t index = static_cast<std::size_t>(first - items_.data());
    const Item* second = index + 1 < items_.size() ? &items_[index + 1] : nullptr;
    if (second != nullptr && second->kind == ItemKind::kDay) {
      const Link between = link(*first, *second);
      const int last_year = second->year != 0 ? second->year : year_beside(index + 1);
      const int first_year = first->year != 0 ? first->year : last_year;
      if (last_year != 0 && between != Link::kApart) {
        const auto start = date_of(first_year, first->first_month, first->day);
        const auto end = date_of(last_year, second->first_month, second->day);
        const bool is_range =
            start && end && *start < *end && (between == Link::kThrough || first->day == 1);
        if (is_range) {
          use(*first);
          use(*second);
          return Period{.start = start, .end = end};
        }
      }
    }
    const int year = first->year != 0 ? first->year : year_beside(index);
    use(*first);
    if (year == 0) {
      return Period{.first_month = first->first_month, .last_month = first->first_month};
    }
    const auto end = date_of(year, first->first_month, first->day);
    if (!end) return std::nullopt;
    return Period{.end = end};
  }

  // The year that stands directly before or after an item, as in "31 dec" over "2023".
  int year_beside(std::size_t index) {
    for (const std::size_t other : {index + 1, index - 1}) {
      if (other >= items_.size() || items_[other].kind != ItemKind::kYear) continue;
      const Item& before = other < index ? items_[other] : items_[index];
      const Item& after = other < index ? items_[index] : items_[other];
      if (link(before, after) == Link::kApart) continue;
      use(items_[other]);
      return items_[other].year;
    }
    return 0;
  }

  // "9 mån jan–sep 2023": of months counted and months named, those with a year.
  std::optional<Period> from_months() {
    const Item* first = first_of(ItemKind::kMonths);
    if (first == nullptr) return std::nullopt;
    const auto at = static_cast<std::size_t>(first - items_.data());
    const std::optional<Period> period = months_at(at);
    if (!period || period->end) return period;
    for (std::size_t next = at + 1; next < items_.size(); ++next) {
      if (items_[next].kind != ItemKind::kMonths) continue;
      const std::optional<Period> dated = months_at(next);
      const bool same =
          dated && dated->end && dated->start &&
          static_cast<unsigned>(dated->end->month()) == static_cast<unsigned>(period->last_month) &&
          static_cast<unsigned>(dated->start->month()) ==
              static_cast<unsigned>(period->first_month);
      if (same) return dated;
    }
    return period;
  }

  std::optional<Period> months_at(std::size_t index) {
    const Item* first = &items_[index];
    std::size_t last = index;
    const bool range = index + 1 < items_.size() && items_[index + 1].kind == ItemKind::kMonths &&
                       link(*first, items_[index + 1]) == Link::kThrough;
    if (range) last = index + 1;
    const Item& end = items_[last];
    use(*first);
    if (range) use(end);
    int year = end.year;
    if (year == 0) year = year_beside(last);
    if (year == 0 && index > 0 && last != index) year = year_beside(index);
    if (year == 0) year = first->year;
    if (year == 0) year = only_year();
    if (year == 0) {
      if (end.last_month < first->first_month) return std::nullopt;
      return Period{.first_month = first->first_month, .last_month = end.last_month};
    }
    int first_year = range && first->year != 0 ? first->year : year;
    // "juli - juni 2024" began the year before.
    if (first_year == year && end.last_month < first->first_month) --first_year;
    const auto start = date_of(first_year, first->first_month, 1);
    const Date close = last_day(year, end.last_month);
    if (!start || !(*start < close)) return std::nullopt;
    return Period{.start = start, .end = close};
  }

  // The year of the text when it names just one.
  int only_year() {
    const Item* year = first_of(ItemKind::kYear);
    if (year == nullptr) return 0;
    for (const Item& item : items_) {
      if (item.kind == ItemKind::kYear && item.year != year->year) return 0;
    }
    use(*year);
    return year->year;
  }

  std::optional<Period> from_years() {
    if (const Item* pair = first_of(ItemKind::kYears); pair != nullptr) {
      use(*pair);
      return Period{.start = date_of(pair->year, 1, 1),
                    .end = date_of(pair->last_year, kMonthsOfYear, 31),
                    .bare_year = true};
    }
    if (const Item* full = first_of(ItemKind::kFullYear); full != nullptr) use(*full);
    const bool several = first_of(ItemKind::kYear) != nullptr && only_year() == 0;
    if (several) return std::nullopt;
    const Item* year = first_of(ItemKind::kYear);
    if (year == nullptr) return Period{};
    return Period{.start = date_of(year->year, 1, 1),
                  .end = date_of(year->year, kMonthsOfYear, 31),
                  .bare_year = true};
  }

  const std::vector<Piece>& pieces_;
  const std::vector<Item>& items_;
  std::vector<std::pair<std::size_t, std::size_t>> spans_;
  bool full_year_ = false;
};

constexpr std::size_t kLongestText = 400;  // a head or title; longer text is prose

}  // namespace

std::optional<FoundPeriod> read_period(std::string_view folded, const PeriodWords& words) {
  if (folded.size() > kLongestText) return std::nullopt;
  const std::vector<Piece> pieces = pieces_of(folded, words);
  for (const Piece& piece : pieces) {
    if (piece.phrase > 0 && piece.meaning.word == PeriodWord::kRolling) return std::nullopt;
  }
  const std::vector<Item> items = items_of(pieces);
  return Assembler(pieces, items).assemble();
}

std::vector<std::pair<std::size_t, std::size_t>> period_spans(std::string_view folded,
                                                              const PeriodWords& words) {
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  if (folded.size() > kLongestText) return spans;
  const std::vector<Piece> pieces = pieces_of(folded, words);
  for (const Item& item : items_of(pieces)) {
    spans.emplace_back(pieces[item.begin].token.begin, pieces[item.end - 1].token.end);
  }
  return spans;
}

}  // namespace siffra::rules::internal
