#include "rules/internal/period_items.h"

#include <utility>

namespace siffra::rules::internal {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;
constexpr int kPivot = 70;  // two digits below it are of this century
constexpr int kLastDay = 31;
constexpr std::size_t kMaxItems = 16;

char only_mark(std::string_view gap) {
  char mark = '\0';
  for (const char c : gap) {
    if (c == ' ') continue;
    if (mark != '\0' && c != mark) return '?';
    mark = c;
  }
  return mark;
}

int full_year_of(int two_digits) {
  return two_digits < kPivot ? 2000 + two_digits : kFirstYear + two_digits;
}

class ItemReader {
 public:
  explicit ItemReader(const std::vector<Piece>& pieces) : pieces_(pieces) {}

  std::vector<Item> read() {
    std::vector<Item> items;
    for (std::size_t at = 0; at < pieces_.size() && items.size() < kMaxItems;) {
      const std::optional<Item> item = item_at(at);
      const bool follows_item = !items.empty() && items.back().end == at;
      if (item && (follows_item || !continues_number(*item, at))) {
        items.push_back(*item);
        items.back().begin = at;
        at = item->end;
      } else {
        at += skipped_at(at);
      }
    }
    return items;
  }

 private:
  [[nodiscard]] bool is_number(std::size_t at, std::size_t least, std::size_t most) const {
    return at < pieces_.size() && pieces_[at].number && pieces_[at].digits >= least &&
           pieces_[at].digits <= most;
  }
  [[nodiscard]] bool is_word(std::size_t at, PeriodWord word) const {
    return at < pieces_.size() && pieces_[at].phrase > 0 && pieces_[at].meaning.word == word;
  }
  [[nodiscard]] bool is_year(std::size_t at) const {
    if (!is_number(at, 4, 4)) return false;
    if (pieces_[at].value < kFirstYear || pieces_[at].value > kLastYear) return false;
    // Not the first part of "1997:614", nor a part of a grouped or decimal figure.
    if (at + 1 < pieces_.size() && pieces_[at + 1].number && pieces_[at + 1].glued &&
        (pieces_[at + 1].mark == ':' || pieces_[at + 1].mark == ',')) {
      return false;
    }
    return !(at > 0 && pieces_[at - 1].number && pieces_[at].glued &&
             (pieces_[at].mark == ',' || pieces_[at].mark == ':'));
  }
  // A mark that may stand between the parts of a date.
  [[nodiscard]] bool is_date_mark(std::size_t at) const {
    const char mark = pieces_[at].mark;
    return mark == '-' || mark == '.' || mark == '/';
  }
  [[nodiscard]] std::size_t past_fillers(std::size_t at) const {
    while (is_word(at, PeriodWord::kFiller)) at += pieces_[at].phrase;
    return at;
  }

  // "222 000 - 2071": what looks like a year is the end of a longer number.
  [[nodiscard]] bool continues_number(const Item& item, std::size_t at) const {
    return item.kind == ItemKind::kYear && at > 0 && pieces_[at - 1].number &&
           pieces_[at].mark == '-';
  }

  // What cannot be a date is passed over as a whole, so that no part of it is read as one.
  [[nodiscard]] std::size_t skipped_at(std::size_t at) const {
    if (is_number(at, 6, 6) && is_number(at + 1, 4, 4) && pieces_[at + 1].mark == '-') return 2;
    return 1;
  }

  [[nodiscard]] std::optional<Item> item_at(std::size_t at) const {
    if (pieces_[at].number) {
      if (auto item = digits_date(at)) return item;
      if (auto item = marked_date(at)) return item;
      if (auto item = day_and_month(at)) return item;
      if (auto item = counted_part(at)) return item;
      return years(at);
    }
    if (auto item = month(at)) return item;
    if (auto item = counted_part(at)) return item;
    if (is_word(at, PeriodWord::kFullYear)) {
      return Item{ItemKind::kFullYear, 0, 1, kMonthsOfYear, 0, 0, at, at + pieces_[at].phrase};
    }
    return std::nullopt;
  }

  static std::optional<Item> day_item(int year, int month, int day, std::size_t end) {
    // Without a year a leap year is supposed, so that 29 February is not refused yet.
    if (!date_of(year == 0 ? 2000 : year, month, day)) return std::nullopt;
    return Item{ItemKind::kDay, year, month, month, day, 0, 0, end};
  }

  // "20200831", "200831", and months of a ledger's period "2301-2312".
  [[nodiscard]] std::optional<Item> digits_date(std::size_t at) const {
    const int value = pieces_[at].value;
    const bool part_of_number =
        (at + 1 < pieces_.size() && pieces_[at + 1].number && pieces_[at + 1].digits == 4 &&
         pieces_[at + 1].mark == '-' && pieces_[at + 1].gap == "-" && pieces_[at].digits == 6);
    if (part_of_number) return std::nullopt;
    if (is_number(at, 8, 8) && value >= kFirstYear * 10000 && value <= kLastYear * 10000 + 1231) {
      return day_item(value / 10000, value / 100 % 100, value % 100, at + 1);
    }
    if (is_number(at, 6, 6)) {
      return day_item(full_year_of(value / 10000), value / 100 % 100, value % 100, at + 1);
    }
    const bool ledger = is_number(at, 4, 4) && is_number(at + 1, 4, 4) &&
                        pieces_[at + 1].mark == '-' && !is_year(at) && !is_year(at + 1);
    if (ledger) {
      const int last = pieces_[at + 1].value;
      const bool valid = value % 100 >= 1 && value % 100 <= kMonthsOfYear && last % 100 >= 1 &&
                         last % 100 <= kMonthsOfYear && value / 100 == last / 100 && value <= last;
      if (!valid) return std::nullopt;
      return Item{
          ItemKind::kMonths, full_year_of(value / 100), value % 100, last % 100, 0, 0, at, at + 2};
    }
    return std::nullopt;
  }

  // "87-12-31": two digits three times, parted by hyphens, and no number before or after.
  [[nodiscard]] bool is_short_date(std::size_t at) const {
    const auto part = [&](std::size_t i) { return is_number(i, 2, 2) && pieces_[i].mark == '-'; };
    const bool alone =
        !(at > 0 && pieces_[at - 1].number && pieces_[at].glued) &&
        !(at + 3 < pieces_.size() && pieces_[at + 3].number && pieces_[at + 3].glued);
    return is_number(at, 2, 2) && part(at + 1) && part(at + 2) && alone;
  }

  // Month and day at the end of a head whose hyphen was lost in reading or at the end of its line:
  // "2021 12-31", "86-12 31". Balance dates are last days of months.
  [[nodiscard]] std::optional<Item> broken_date(std::size_t at) const {
    const auto part = [&](std::size_t i) { return is_number(i, 2, 2); };
    if (!part(at + 1) || !part(at + 2)) return std::nullopt;
    const char first = pieces_[at + 1].mark;
    const char second = pieces_[at + 2].mark;
    const bool whole_year = is_year(at) && first == '\0' && second == '-';
    const bool short_year =
        is_number(at, 2, 2) && first == '-' && second == '\0' && pieces_[at].value > kLastDay;
    if (!whole_year && !short_year) return std::nullopt;
    const int year = whole_year ? pieces_[at].value : full_year_of(pieces_[at].value);
    const int month_value = pieces_[at + 1].value;
    if (month_value < 1 || month_value > kMonthsOfYear) return std::nullopt;
    if (last_day(year, month_value).day() !=
        std::chrono::day(static_cast<unsigned>(pieces_[at + 2].value))) {
      return std::nullopt;
    }
    return day_item(year, month_value, pieces_[at + 2].value, at + 3);
  }

  // "87-12": too great for a day, so a year, where no third part follows.
  [[nodiscard]] std::optional<Item> short_month(std::size_t at) const {
    const bool alone =
        !(at > 0 && pieces_[at - 1].number) && !(at + 2 < pieces_.size() && pieces_[at + 2].number);
    if (!alone || !is_number(at, 2, 2) || !is_number(at + 1, 2, 2)) return std::nullopt;
    const int month_value = pieces_[at + 1].value;
    if (pieces_[at].value < kPivot || pieces_[at + 1].gap != "-" || month_value < 1 ||
        month_value > kMonthsOfYear) {
      return std::nullopt;
    }
    return Item{ItemKind::kMonths,
                full_year_of(pieces_[at].value),
                month_value,
                month_value,
                0,
                0,
                at,
                at + 2};
  }

  // "2020-08-31", "2020-08", "87-12-31", "31/12 2019", "31.12.2019", "1/1" where another day
  // follows.
  [[nodiscard]] std::optional<Item> marked_date(std::size_t at) const {
    if (auto item = broken_date(at)) return item;
    if (auto item = short_month(at)) return item;
    if (is_year(at) && is_number(at + 1, 1, 2) && is_date_mark(at + 1)) {
      const int month_value = pieces_[at + 1].value;
      if (is_number(at + 2, 1, 2) && is_date_mark(at + 2)) {
        if (auto item = day_item(pieces_[at].value, month_value, pieces_[at + 2].value, at + 3)) {
          return item;
        }
      }
      const bool is_month = pieces_[at + 1].digits == 2 && pieces_[at + 1].mark == '-' &&
                            month_value >= 1 && month_value <= kMonthsOfYear;
      if (is_month) {
        return Item{
            ItemKind::kMonths, pieces_[at].value, month_value, month_value, 0, 0, at, at + 2};
      }
    }
    if (!is_number(at, 1, 2) || !is_number(at + 1, 1, 2) || !is_date_mark(at + 1)) {
      return std::nullopt;
    }
    if (is_short_date(at)) {
      return day_item(full_year_of(pieces_[at].value), pieces_[at + 1].value, pieces_[at + 2].value,
                      at + 3);
    }
    const char mark = pieces_[at + 1].mark;
    if (mark == '-') return std::nullopt;
    const int day = pieces_[at].value;
    const int month_value = pieces_[at + 1].value;
    if (is_year(at + 2) && (mark == '/' || pieces_[at + 2].mark == '.')) {
      return day_item(pieces_[at + 2].value, month_value, day, at + 3);
    }
    // "1/1-31/8 2020": a day without a year counts when a second one follows at once.
    const bool range = mark == '/' && is_number(at + 2, 1, 2) && pieces_[at + 2].mark == '-' &&
                       is_number(at + 3, 1, 2) && pieces_[at + 3].mark == '/';
    if (range) return day_item(0, month_value, day, at + 2);
    return std::nullopt;
  }

  // "31 december 2019", "31 dec", "1:a januari".
  [[nodiscard]] std::optional<Item> day_and_month(std::size_t at) const {
    if (!is_number(at, 1, 2)) return std::nullopt;
    const std::size_t word = past_fillers(at + 1);
    if (!is_word(word, PeriodWord::kMonth)) return std::nullopt;
    const std::size_t next = word + pieces_[word].phrase;
    const bool year_follows = is_year(next);
    return day_item(year_follows ? pieces_[next].value : 0, pieces_[word].meaning.value,
                    pieces_[at].value, year_follows ? next + 1 : next);
  }

  // A year after months or a quarter: four digits, or two ("Q4-23", "aug 20", "dec '19").
  [[nodiscard]] std::pair<int, std::size_t> year_after(std::size_t at) const {
    if (is_year(at)) return {pieces_[at].value, at + 1};
    const bool short_year = is_number(at, 2, 2) &&
                            !(at + 1 < pieces_.size() && pieces_[at + 1].number) &&
                            pieces_[at].mark != '/' && pieces_[at].mark != '?';
    const bool month_follows = is_word(at + 1, PeriodWord::kMonth);
    if (short_year && !month_follows) return {full_year_of(pieces_[at].value), at + 1};
    return {0, at};
  }

  // "augusti 2020", "aug -20", "December 31, 2019", "Dec 31".
  [[nodiscard]] std::optional<Item> month(std::size_t at) const {
    if (!is_word(at, PeriodWord::kMonth)) return std::nullopt;
    const int value = pieces_[at].meaning.value;
    const std::size_t next = at + pieces_[at].phrase;
    if (is_number(next, 1, 2) && pieces_[next].mark != '-') {
      const int number = pieces_[next].value;
      if (is_year(next + 1)) {
        if (auto item = day_item(pieces_[next + 1].value, value, number, next + 2)) return item;
      }
      // "Dec 31" names a day, "Dec 23" a year: balance dates are last days of months.
      const bool ends_month =
          static_cast<int>(static_cast<unsigned>(last_day(2000, value).day())) == number;
      if (ends_month) return day_item(0, value, number, next + 1);
    }
    const auto [year, end] = year_after(next);
    return Item{ItemKind::kMonths, year, value, value, 0, 0, at, end};
  }

  // Months of one part of the year, by what parts are counted.
  static int months_of_part(PeriodWord word) {
    switch (word) {
      case PeriodWord::kQuarter:
        return 3;
      case PeriodWord::kThird:
        return 4;
      case PeriodWord::kHalf:
        return 6;
      default:
        return 0;
    }
  }

  [[nodiscard]] int count_at(std::size_t at) const {
    if (is_number(at, 1, 2)) return pieces_[at].value;
    if (is_word(at, PeriodWord::kOrdinal)) return pieces_[at].meaning.value;
    return 0;
  }

  // "Kv 3 2023", "Q4-23", "kv 1-3 2023", "tredje kvartalet 2023", "1:a halvåret", "9 månader".
  [[nodiscard]] std::optional<Item> counted_part(std::size_t at) const {
    std::size_t end = at;
    int first = 0;
    int last = 0;
    int length = part_length_at(at);
    if (length > 0) {
      end = at + pieces_[at].phrase;
      first = count_at(end);
      if (first == 0) return std::nullopt;
      ++end;
      last = first;
      const bool range = is_number(end, 1, 1) && pieces_[end].mark == '-';
      if (range) last = pieces_[end++].value;
    } else {
      first = count_at(at);
      const std::size_t word = past_fillers(at + 1);
      if (first > 0 && is_word(word, PeriodWord::kMonths)) return counted_months(first, word);
      length = first > 0 ? part_length_at(word) : 0;
      if (length == 0) return std::nullopt;
      last = first;
      end = word + pieces_[word].phrase;
    }
    if (last < first || last * length > kMonthsOfYear) return std::nullopt;
    const auto [year, after] = year_after(end);
    return Item{ItemKind::kMonths, year, (first - 1) * length + 1, last * length, 0, 0, at, after};
  }
  [[nodiscard]] int part_length_at(std::size_t at) const {
    if (at >= pieces_.size() || pieces_[at].phrase == 0) return 0;
    return months_of_part(pieces_[at].meaning.word);
  }
  [[nodiscard]] std::optional<Item> counted_months(int count, std::size_t word) const {
    if (count > kMonthsOfYear) return std::nullopt;
    const auto [year, end] = year_after(word + pieces_[word].phrase);
    return Item{ItemKind::kMonths, year, 1, count, 0, 0, word, end};
  }

  // "2023", "2018/2019", "2018/19".
  [[nodiscard]] std::optional<Item> years(std::size_t at) const {
    if (!is_year(at)) return std::nullopt;
    const int year = pieces_[at].value;
    if (at + 1 < pieces_.size() && pieces_[at + 1].number) {
      const char mark = pieces_[at + 1].mark;
      const int next = is_year(at + 1)           ? pieces_[at + 1].value
                       : is_number(at + 1, 2, 2) ? year / 100 * 100 + pieces_[at + 1].value
                                                 : 0;
      if ((mark == '/' || mark == '-') && next == year + 1) {
        return Item{ItemKind::kYears, year, 1, kMonthsOfYear, 0, next, at, at + 2};
      }
    }
    const bool broken_date = at + 1 < pieces_.size() && pieces_[at + 1].number &&
                             pieces_[at + 1].glued && is_date_mark(at + 1);
    if (broken_date) return std::nullopt;
    return Item{ItemKind::kYear, year, 1, kMonthsOfYear, 0, 0, at, at + 1};
  }

  const std::vector<Piece>& pieces_;
};

}  // namespace

std::optional<Date> date_of(int year, int month, int day) {
  if (month < 1 || month > kMonthsOfYear || day < 1) return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

Date last_day(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return Date{last};
}

std::vector<Piece> pieces_of(std::string_view folded, const PeriodWords& words) {
  const std::vector<Token> tokens = tokens_of(folded, DigitRuns::kSeparate);
  std::vector<Piece> pieces;
  pieces.reserve(tokens.size());
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Piece piece;
    piece.token = tokens[i];
    piece.gap = folded.substr(end, tokens[i].begin - end);
    piece.glued = i > 0 && piece.gap.find(' ') == std::string_view::npos;
    piece.mark = only_mark(piece.gap);
    const char first = tokens[i].text.front();
    if (first >= '0' && first <= '9') {
      piece.number = true;
      piece.digits = tokens[i].text.size();
      constexpr std::size_t kLongestDate = 8;
      piece.value = piece.digits > kLongestDate ? -1 : 0;
      for (const char c : piece.value < 0 ? std::string_view{} : tokens[i].text) {
        piece.value = piece.value * 10 + (c - '0');
      }
    } else if (const auto match = words.longest_at(tokens, i); match.value != nullptr) {
      piece.meaning = *match.value;
      piece.phrase = match.tokens;
    }
    pieces.push_back(piece);
    end = tokens[i].end;
  }
  return pieces;
}

std::vector<Item> items_of(const std::vector<Piece>& pieces) { return ItemReader(pieces).read(); }

}  // namespace siffra::rules::internal
