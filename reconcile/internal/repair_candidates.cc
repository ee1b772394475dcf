#include "reconcile/internal/repair_candidates.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "reconcile/internal/repair_prints.h"

namespace siffra::reconcile::internal {
namespace {

using extract::StatementCell;

constexpr double kSurest = 0.9998;     // two readings may share a mistake
constexpr double kUnseenShare = 0.05;  // of what is not as read, where other readings exist
// That a figure is misread unawares, the likelier the more of its page is doubtful: what no reading
// may claim, fitted on the corpus (docs/repair.md).
constexpr double kUnawares = 0.0003;
constexpr double kUnawaresInDoubt = 0.003;
constexpr double kKnownConfusion = 0.6;   // of what no reading gave, where that is an amount
constexpr double kLetterForDigit = 0.95;  // and where it is none
// That a minus was lost, or a speck taken for one: all readings are of the digits alone. The first
// on any page, the second more by the page's doubt; fitted on the corpus (docs/repair.md).
constexpr double kLostSign = 0.0004;
constexpr double kLostSignInDoubt = 0.0055;
constexpr double kAddedSign = 0.0012;
constexpr double kAddedSignInDoubt = 0.005;
constexpr double kDoubtIsOfSign = 0.15;  // share of a figure's doubt, where a minus was read
constexpr double kDoubtfulFigure = 0.985;
constexpr double kDoubtfulPage = 0.15;  // share of doubtful figures that makes a page wholly so
constexpr double kPlainPage = 0.05;     // of the usual doubt is left on a page without any
constexpr std::size_t kMostOthers = 40;
// A figure without the decimals that its table's figures have: a comma is the first print to go.
constexpr double kLostComma = 0.6;
constexpr double kWhole = 0.3;  // that it is printed so
constexpr double kOddUnseen = 0.1;
constexpr double kGapIsComma = 0.9;  // where what was read is no amount without it
constexpr double kMarkIsGap = 0.97;  // where what was read is no amount with it
constexpr double kNearlyAll = 0.8;
constexpr double kMost = 0.55;
constexpr int kEnoughFigures = 8;

struct Made {
  std::string text;
  double share = 0;
};

// All texts that one confusion of shapes may have turned into `read`. A lost or added shape is put
// in or taken out before the first digit only for signs, anywhere for digits.
std::vector<Made> one_confusion(const std::string& read, const rules::RuleBook& book) {
  std::vector<Made> made;
  for (const rules::ShapeConfusion& confusion : book.confusions()) {
    const double share = confusion.per_10000 / 10000.0;
    if (confusion.printed == "-" || confusion.read == "-") continue;  // signs: see add_sign
    if (confusion.read.empty()) {
      made.push_back({read + confusion.printed, share});
      made.push_back({confusion.printed + read, share});
      continue;
    }
    for (std::size_t at = read.find(confusion.read); at != std::string::npos;
         at = read.find(confusion.read, at + 1)) {
      std::string text = read;
      text.replace(at, confusion.read.size(), confusion.printed);
      made.push_back({std::move(text), share});
    }
  }
  return made;
}

std::optional<rules::ReportedAmount> amount_of(const std::string& text, const StatementCell& cell) {
  auto amount = rules::read_amount(text, {});
  if (amount && cell.amount && amount->stated_scale == 0) {
    amount->stated_scale = cell.amount->stated_scale;
  }
  return amount;
}

bool same_figure(const rules::ReportedAmount& a, const rules::ReportedAmount& b) {
  return a.digits == b.digits && a.decimals == b.decimals;
}

// The text with every mark between its groups as a gap; empty where its digits are no groups of
// three before `decimals` of them.
std::string with_gaps_for_marks(const std::string& read, int decimals) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  constexpr std::size_t kDigitsOfGroup = 3;
  std::string text = read;
  for (const char* doubled : {". ", ", ", " .", " ,"}) {
    const std::size_t at = text.find(doubled);
    if (at != std::string::npos) text.replace(at, 2, " ");
  }
  std::size_t digits = 0;  // of the group that is being passed, from its end
  bool decimals_passed = decimals == 0;
  bool groups = false;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (is_digit(text[i])) {
      ++digits;
      continue;
    }
    const bool between = i > 0 && is_digit(text[i - 1]);
    if (!between) return i == 0 && digits > 0 && digits <= kDigitsOfGroup && groups ? text : "";
    if (std::string_view(" .,:'").find(text[i]) == std::string_view::npos) return {};
    if (!decimals_passed) {
      if (text[i] != ',' || digits != static_cast<std::size_t>(decimals)) return {};
      decimals_passed = true;
    } else {
      if (digits != kDigitsOfGroup) return {};
      text[i] = ' ';
      groups = true;
    }
    digits = 0;
  }
  return decimals >= 0 && groups && digits > 0 && digits <= kDigitsOfGroup ? text : std::string();
}

class Gatherer {
 public:
  Gatherer(const StatementCell& cell, const rules::RuleBook& book, double page_doubt, int decimals,
           bool row_is_whole)
      : cell_(cell),
        book_(book),
        page_doubt_(page_doubt),
        decimals_(decimals),
        row_is_whole_(row_is_whole) {}

  Belief run() {
    belief_.recognised = true;
    belief_.surest = 1 - kUnawares - kUnawaresInDoubt * page_doubt_;
    double wrong = 1 - std::clamp(cell_.confidence, 0.05, kSurest);
    if (cell_.candidates.empty()) wrong *= page_doubt_;
    belief_.as_read = cell_.amount ? 1 - wrong : 0;
    if (!cell_.amount) wrong = 1;
    if (lacks_decimals()) wrong = add_other_decimals(decimals_);
    if (has_odd_decimals()) wrong = add_other_decimals(0);
    if (!cell_.amount && add_comma_for_gap()) wrong = 1 - kGapIsComma;
    if (!cell_.amount && add_gaps_for_marks()) wrong = 1 - kMarkIsGap;
    add_readings(wrong);
    belief_.unseen = wrong * (belief_.others.empty() ? 1 : kUnseenShare);
    if (lacks_decimals() || has_odd_decimals()) belief_.unseen = kOddUnseen;
    add_confusions();
    add_sign(wrong);
    std::stable_sort(
        belief_.others.begin(), belief_.others.end(),
        [](const OtherFigure& a, const OtherFigure& b) { return a.probability > b.probability; });
    if (belief_.others.size() > kMostOthers) belief_.others.resize(kMostOthers);
    return std::move(belief_);
  }

 private:
  void add(const std::string& text, double probability, bool read) {
    const auto amount = amount_of(text, cell_);
    if (!amount || (cell_.amount && same_figure(*amount, *cell_.amount))) return;
    for (OtherFigure& other : belief_.others) {
      if (!same_figure(other.amount, *amount)) continue;
      other.probability += probability;
      other.read = other.read || read;
      return;
    }
    belief_.others.push_back({text, *amount, probability, read});
  }

  // The other readings share what is not as read, but for the part that no reading has seen.
  void add_readings(double wrong) {
    double sum = 0;
    for (const auto& candidate : cell_.candidates) {
      if (amount_of(candidate.raw, cell_)) sum += std::exp(candidate.log_likelihood);
    }
    if (sum <= 0) return;
    const double scale = (1 - kUnseenShare) * wrong / std::max(sum, wrong);
    for (const auto& candidate : cell_.candidates) {
      add(candidate.raw, scale * std::exp(candidate.log_likelihood), true);
    }
  }

  [[nodiscard]] bool lacks_decimals() const {
    if (!cell_.amount || decimals_ <= 0 || cell_.amount->decimals != 0) return false;
    if (cell_.unit != rules::Unit::kMoney) return false;
    constexpr std::int64_t kOneDigit = 9;
    return cell_.amount->digits > kOneDigit || cell_.amount->digits < -kOneDigit;
  }

  // "391,8" among whole figures, also those of its own row: a full stop between thousands.
  [[nodiscard]] bool has_odd_decimals() const {
    return cell_.amount && decimals_ == 0 && row_is_whole_ && cell_.amount->decimals > 0 &&
           cell_.unit == rules::Unit::kMoney;
  }

  // What is left of the doubt for everything else.
  double add_other_decimals(int decimals) {
    rules::ReportedAmount amount = *cell_.amount;
    amount.decimals = decimals;
    amount.raw = rules::print_amount(amount.digits, amount);
    belief_.others.push_back({amount.raw, amount, kLostComma, false});
    belief_.as_read = kWhole;
    return 1 - kLostComma - kWhole - kOddUnseen;
  }

  // "974 1" in a table of one decimal is no amount: the gap is where its comma stood.
  bool add_comma_for_gap() {
    const std::size_t gap = cell_.raw.find_last_of(' ');
    if (decimals_ <= 0 || gap == std::string::npos) return false;
    std::string text = cell_.raw;
    text[gap] = ',';
    auto amount = amount_of(text, cell_);
    if (!amount || amount->decimals != decimals_) return false;
    belief_.others.push_back({std::move(text), std::move(*amount), kGapIsComma, false});
    return true;
  }

  // "2 049,681" and "50. 000" in a table of whole figures are no amounts, nor is "1:904,3" in one
  // of one decimal: a speck in a gap between thousands is read as a mark.
  bool add_gaps_for_marks() {
    const std::string text = with_gaps_for_marks(cell_.raw, decimals_);
    auto amount = text.empty() ? std::nullopt : amount_of(text, cell_);
    if (!amount || amount->decimals != decimals_) return false;
    belief_.others.push_back({text, std::move(*amount), kMarkIsGap, false});
    return true;
  }

  void add_confusions() {
    const std::vector<Made> once = one_confusion(cell_.raw, book_);
    std::vector<Made> all;
    for (const Made& made : once) {
      if (amount_of(made.text, cell_)) all.push_back(made);
    }
    // "34t9O2" takes two.
    if (!cell_.amount && all.empty()) {
      for (const Made& made : once) {
        for (Made& twice : one_confusion(made.text, book_)) {
          if (amount_of(twice.text, cell_)) all.push_back({twice.text, made.share * twice.share});
        }
      }
    }
    double sum = 0;
    for (const Made& made : all) sum += made.share;
    if (sum <= 0) return;
    const double known = belief_.unseen * (cell_.amount ? kKnownConfusion : kLetterForDigit);
    belief_.unseen -= known;
    for (const Made& made : all) add(made.text, known * made.share / sum, false);
  }

  void add_sign(double wrong) {
    if (!cell_.amount || cell_.amount->digits == 0) return;
    rules::ReportedAmount turned = *cell_.amount;
    turned.digits = -turned.digits;
    // A speck before the first digit looks like a dash, and makes the reading doubtful.
    const double share = turned.digits < 0 ? kLostSign + kLostSignInDoubt * page_doubt_
                                           : std::max(kAddedSign + kAddedSignInDoubt * page_doubt_,
                                                      kDoubtIsOfSign * wrong);
    add(turned.decimal_text(), share, false);
  }

  const StatementCell& cell_;
  const rules::RuleBook& book_;
  double page_doubt_;
  int decimals_;       // that the figures of its table have
  bool row_is_whole_;  // no other figure of its row has decimals, and there are some
  Belief belief_;
};

// Whether a row has other figures than this, none with decimals.
bool others_are_whole(const extract::StatementRow& row, const StatementCell& cell) {
  const auto is_other = [&](const StatementCell& other) {
    return &other != &cell && other.amount && other.amount->digits != 0;
  };
  return std::any_of(row.cells.begin(), row.cells.end(), is_other) &&
         std::none_of(row.cells.begin(), row.cells.end(), [&](const StatementCell& other) {
           return is_other(other) && other.amount->decimals > 0;
         });
}

// How a table prints what is less than nothing.
struct Dashes {
  int minuses = 0;
  int brackets = 0;
};

Dashes dashes_of(const extract::Statement& statement) {
  Dashes dashes;
  for (const auto& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      if (!cell.amount || cell.amount->digits >= 0) continue;
      ++(cell.raw.starts_with('(') ? dashes.brackets : dashes.minuses);
    }
  }
  return dashes;
}

// The only minus, or one of few, where all else is in brackets.
bool is_odd_minus(const StatementCell& cell, const Dashes& dashes) {
  constexpr int kEnoughBrackets = 4;
  constexpr int kTimes = 8;
  return cell.amount && cell.amount->digits < 0 && !cell.raw.starts_with('(') &&
         dashes.brackets >= kEnoughBrackets && dashes.brackets >= kTimes * dashes.minuses;
}

// Such a minus is most often a speck.
void doubt_minus(const StatementCell& cell, Belief& belief) {
  constexpr double kSpeck = 0.6;
  constexpr double kPrinted = 0.35;
  rules::ReportedAmount positive = *cell.amount;
  positive.digits = -positive.digits;
  belief.as_read *= kPrinted;
  for (OtherFigure& other : belief.others) {
    if (!same_figure(other.amount, positive)) continue;
    other.probability = std::max(other.probability, kSpeck);
  }
  belief.surest = std::min(belief.surest, kPrinted);
}

}  // namespace

int usual_decimals(const extract::Statement& statement, double share) {
  std::map<int, int> counts;
  int all = 0;
  for (const auto& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      if (!cell.amount || cell.amount->digits == 0) continue;
      if (cell.unit != rules::Unit::kMoney) continue;
      ++counts[cell.amount->decimals];
      ++all;
    }
  }
  for (const auto& [decimals, count] : counts) {
    if (all >= kEnoughFigures && count >= share * all) return decimals;
  }
  return -1;
}

std::map<int, double> doubt_by_page(const extract::Extraction& extraction) {
  std::map<int, std::pair<int, int>> counts;
  for (const auto& statement : extraction.statements) {
    for (const auto& row : statement.rows) {
      for (const StatementCell& cell : row.cells) {
        auto& [doubtful, all] = counts[cell.page];
        ++all;
        const bool doubt = !cell.amount || cell.confidence < kDoubtfulFigure;
        if (cell.source == extract::Source::kOcr && doubt) ++doubtful;
      }
    }
  }
  std::map<int, double> doubt;
  for (const auto& [page, count] : counts) {
    // One more of each: a page of few figures tells little.
    const double share = (count.first + 0.5) / (count.second + 10.0);
    doubt[page] = std::clamp(share / kDoubtfulPage, kPlainPage, 1.0);
  }
  return doubt;
}

Beliefs beliefs_of(const extract::Extraction& extraction, const rules::RuleBook& book) {
  Beliefs beliefs;
  const std::map<int, double> doubt = doubt_by_page(extraction);
  const std::map<extract::CellAddress, double> misshapen = doubt_by_print(extraction);
  for (std::size_t s = 0; s < extraction.statements.size(); ++s) {
    const auto& rows = extraction.statements[s].rows;
    const Dashes dashes = dashes_of(extraction.statements[s]);
    const int decimals = usual_decimals(extraction.statements[s], kNearlyAll);
    const int mostly = usual_decimals(extraction.statements[s], kMost);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const StatementCell& cell : rows[r].cells) {
        if (cell.source != extract::Source::kOcr || cell.decided) continue;
        const bool whole = others_are_whole(rows[r], cell);
        Belief& belief = beliefs[{s, r, cell.column}];
        belief =
            Gatherer(cell, book, doubt.at(cell.page), cell.amount ? decimals : mostly, whole).run();
        if (is_odd_minus(cell, dashes)) doubt_minus(cell, belief);
        const auto found = misshapen.find({s, r, cell.column});
        if (found == misshapen.end()) continue;
        belief.misshapen = found->second;
        belief.surest = std::min(belief.surest, 1 - found->second);
      }
    }
  }
  return beliefs;
}

}  // namespace siffra::reconcile::internal
