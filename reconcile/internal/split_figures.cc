#include "reconcile/internal/split_figures.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/internal/all_checks.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {
namespace {

using extract::Extraction;
using extract::Statement;
using extract::StatementCell;
using extract::StatementRow;

constexpr double kGroup = 0.9;  // of the height: groups of one figure stand closer
constexpr double kComma = 1.6;  // a typewriter's comma takes the place of a digit
constexpr double kCommaUnread = 0.9;
constexpr double kLeastDigit = 0.25;  // of the height: the width of a digit's place
constexpr double kMostly = 0.55;      // of a table's figures
constexpr std::size_t kMostTrials = 200;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "688 479", "808", "117,50": may go on from a group before it. So may "-808" and "- 808", whose
// dash in the gap between the groups is a speck. Empty for what may not.
std::string following(const std::string& text) {
  constexpr std::size_t kDigitsOfGroup = 3;
  const std::size_t dash = text.starts_with("- ") ? 2 : text.starts_with('-') ? 1 : 0;
  const std::string group = text.substr(dash);
  const auto end = std::find_if_not(group.begin(), group.end(), is_digit);
  const auto digits = static_cast<std::size_t>(end - group.begin());
  return digits == kDigitsOfGroup ? group : std::string();
}

// "-2", "63", "2 061": ends with a whole figure that another group may follow.
bool may_lead(const StatementCell& cell) {
  return cell.amount && cell.amount->decimals == 0 && cell.unit == rules::Unit::kMoney &&
         !cell.raw.empty() && is_digit(cell.raw.back()) && !cell.amount->is_nil;
}

// What is printed between two parts of a figure, where the right one may go on from the left: the
// gap between groups, or a comma that was lost.
struct Joint {
  std::string between;
  std::string right;
  double widest = 0;  // of the height
};

std::optional<Joint> joint_before(const std::string& text, int decimals) {
  std::string group = following(text);
  if (!group.empty()) return Joint{" ", std::move(group), kGroup};
  const bool all_digits = std::all_of(text.begin(), text.end(), is_digit);
  if (!all_digits || decimals <= 0 || text.size() != static_cast<std::size_t>(decimals)) return {};
  return Joint{",", text, kComma};
}

// "2.773 595": a speck in one of its gaps.
std::optional<rules::ReportedAmount> with_gaps_alone(std::string text) {
  std::replace(text.begin(), text.end(), '.', ' ');
  auto amount = rules::read_amount(text, {});
  return amount && amount->decimals == 0 ? std::move(amount) : std::nullopt;
}

// `decimals` are those that most figures of the table have; `wide` where groups may stand as far
// apart as a typewriter sets them.
std::optional<StatementCell> joined(const StatementCell& left, const StatementCell& right,
                                    int decimals, bool wide) {
  if (left.source != extract::Source::kOcr || right.source != extract::Source::kOcr) return {};
  const auto joint = joint_before(right.raw, decimals);
  if (left.page != right.page || !may_lead(left) || !joint) return {};
  const double gap = right.box.x0 - left.box.x1;
  // Digits in less room than they take: the box is of a speck behind the figure they belong to.
  const double room = kLeastDigit * right.box.height() * static_cast<double>(right.raw.size());
  const double widest = wide || right.box.width() < room ? kComma : joint->widest;
  if (gap < 0 || gap >= widest * right.box.height()) return {};
  StatementCell cell = right;
  cell.raw = left.raw + joint->between + joint->right;
  cell.amount = rules::read_amount(cell.raw, {});
  if (!cell.amount && joint->between == " ") cell.amount = with_gaps_alone(cell.raw);
  if (!cell.amount) return {};
  cell.amount->stated_scale = left.amount->stated_scale;
  cell.confidence = std::min(left.confidence, right.confidence);
  if (joint->between == ",") cell.confidence = std::min(cell.confidence, kCommaUnread);
  cell.box = extract::united(left.box, right.box);
  cell.candidates.clear();
  const auto add = [&](const std::string& text, double log_likelihood) {
    auto amount = rules::read_amount(text, {});
    if (amount) cell.candidates.push_back({text, std::move(amount), log_likelihood, false});
  };
  for (const auto& other : left.candidates) {
    add(other.raw + joint->between + joint->right, other.log_likelihood);
  }
  for (const auto& other : right.candidates) {
    const auto read = joint_before(other.raw, decimals);
    if (read) add(left.raw + read->between + read->right, other.log_likelihood);
  }
  return cell;
}

// Two columns that follow each other under one head, with figures in different rows: one column
// whose parts stand a little apart, as where its table goes on over a page. Of one row both may
// have a figure, a figure in two parts.
bool is_one_column(const Statement& statement, std::size_t left) {
  constexpr int kFewest = 3;
  constexpr int kMostShared = 1;
  const extract::StatementColumn& one = statement.columns[left];
  const extract::StatementColumn& other = statement.columns[left + 1];
  if (one.header.empty() || one.header != other.header || one.role != other.role ||
      one.scope != other.scope || one.scale != other.scale)
    return false;
  int counts[2] = {0, 0};
  int shared = 0;
  for (const StatementRow& row : statement.rows) {
    int here = 0;
    for (const StatementCell& cell : row.cells) {
      if (cell.column != left && cell.column != left + 1) continue;
      if (cell.source != extract::Source::kOcr || cell.decided) return false;
      ++counts[cell.column - left];
      ++here;
    }
    shared += here == 2 ? 1 : 0;
  }
  return std::min(counts[0], counts[1]) >= kFewest && shared <= kMostShared;
}

// What was read of one figure in two parts is no amount yet; that they are one is its other
// reading.
StatementCell two_parts(const StatementCell& a, const StatementCell& b) {
  const StatementCell& left = a.box.x0 <= b.box.x0 ? a : b;
  const StatementCell& right = &left == &a ? b : a;
  constexpr double kUnread = 0.5;
  StatementCell cell = right;
  cell.raw = left.raw + " " + right.raw;
  cell.amount.reset();
  cell.confidence = kUnread;
  cell.box = extract::united(left.box, right.box);
  cell.candidates.clear();
  const std::string text = left.raw + right.raw;
  if (auto amount = rules::read_amount(text, {}))
    cell.candidates.push_back({text, std::move(amount), std::log(kUnread), true});
  return cell;
}

// Moves the figures of a column into the next one.
void merge_into_next(Statement& statement, std::size_t left) {
  for (StatementRow& row : statement.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].column != left) continue;
      if (i + 1 < row.cells.size() && row.cells[i + 1].column == left + 1) {
        row.cells[i] = two_parts(row.cells[i], row.cells[i + 1]);
        row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
      row.cells[i].column = left + 1;
    }
  }
}

// How two columns that follow each other under one head share its figures.
enum class Shares {
  kNone,
  kHalves,  // the second has nothing but groups of three, each behind a figure of the first:
            // a typewriter sets the groups of one figure a whole place apart
  kStrays,  // each figure of the first stands before such a group, among whole figures
};

Shares shares_of_one_head(const Statement& statement, std::size_t left) {
  constexpr int kFewest = 3;
  if (statement.columns[left].header.empty() ||
      statement.columns[left].header != statement.columns[left + 1].header)
    return Shares::kNone;
  const auto find = [](const StatementRow& row, std::size_t column) {
    const auto found = std::find_if(row.cells.begin(), row.cells.end(),
                                    [&](const auto& cell) { return cell.column == column; });
    return found == row.cells.end() ? nullptr : &*found;
  };
  int groups = 0;
  bool halves = true;
  bool strays = true;
  for (const StatementRow& row : statement.rows) {
    const StatementCell* first = find(row, left);
    const StatementCell* second = find(row, left + 1);
    const bool led = first != nullptr && may_lead(*first);
    const bool follows = second != nullptr && !following(second->raw).empty();
    if (second != nullptr) {
      halves = halves && led && follows && second->raw.size() == 3;
      ++groups;
    }
    if (first != nullptr) strays = strays && led && follows;
  }
  if (halves && groups >= kFewest) return Shares::kHalves;
  return strays ? Shares::kStrays : Shares::kNone;
}

struct Split {
  std::size_t row = 0;
  std::size_t first = 0;  // index into the row's cells of two that follow each other
  StatementCell whole;
  bool halves = false;  // see Shares
};

using Splits = std::map<std::size_t, std::vector<Split>>;  // by column of the right part

Splits splits_in(const Statement& statement) {
  Splits splits;
  const int decimals = usual_decimals(statement, kMostly);
  std::vector<Shares> shares(statement.columns.size(), Shares::kNone);
  for (std::size_t left = 0; left + 1 < shares.size(); ++left)
    shares[left] = shares_of_one_head(statement, left);
  for (std::size_t r = 0; r < statement.rows.size(); ++r) {
    const auto& cells = statement.rows[r].cells;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      if (cells[i].column + 1 != cells[i + 1].column) continue;
      // A column of strays may have been put after the one it stands before.
      const bool in_order = cells[i].box.x0 <= cells[i + 1].box.x0;
      const bool wide = shares[cells[i].column] != Shares::kNone;
      auto whole = in_order ? joined(cells[i], cells[i + 1], decimals, wide)
                            : joined(cells[i + 1], cells[i], decimals, wide);
      if (!whole) continue;
      const std::size_t column = whole->column;
      const bool halves = shares[cells[i].column] == Shares::kHalves;
      splits[column].push_back({r, i, std::move(*whole), halves});
    }
  }
  return splits;
}

void join(Statement& statement, const Split& split) {
  auto& cells = statement.rows[split.row].cells;
  cells[split.first] = split.whole;
  cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(split.first) + 1);
}

// How many figures stand in the column that the joined ones go to and in the one they come from.
std::size_t figures_in(const Statement& statement, const std::vector<Split>& splits) {
  const std::size_t column = splits.front().whole.column;
  std::size_t count = 0;
  for (const StatementRow& row : statement.rows) {
    count += static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(), [&](const StatementCell& cell) {
          return cell.column == column || cell.column + 1 == column;
        }));
  }
  return count;
}

struct Agreement {
  int holding = 0;
  int failing = 0;
};

class Joiner {
 public:
  Joiner(Extraction& extraction, const rules::RuleBook& book)
      : extraction_(extraction), book_(book) {}

  void run() {
    for (Statement& statement : extraction_.statements) {
      const Splits splits = splits_in(statement);
      for (const auto& [column, found] : splits) {
        if (try_all(statement, found)) continue;
        for (const Split& split : found) {
          if (found.size() > 1) try_all(statement, {split});
        }
      }
      bool merged = false;
      for (std::size_t left = 0; left + 1 < statement.columns.size(); ++left)
        merged = try_merge(statement, left) || merged;
      if (merged || !splits.empty()) remove_empty_columns(statement);
    }
  }

 private:
  [[nodiscard]] Agreement agreement() const {
    Agreement result;
    for (const Draft& draft : all_checks(extraction_, book_)) {
      const Verdict verdict = draft.check.verdict;
      const bool agrees = verdict == Verdict::kExact || verdict == Verdict::kRounding;
      result.holding += draft.clears && agrees ? 1 : 0;
      result.failing += verdict == Verdict::kDiscrepancy ? 1 : 0;
    }
    return result;
  }

  bool try_all(Statement& statement, const std::vector<Split>& splits) {
    if (trials_ >= kMostTrials) return false;
    ++trials_;
    if (!now_) now_ = agreement();
    const std::vector<StatementRow> before = statement.rows;
    for (const Split& split : splits) join(statement, split);
    const Agreement then = agreement();
    // A sum that no longer fails must hold: one that can no longer be tried would hide a wrong
    // figure. One more may fail where more than one holds that could not be tried before.
    // But halves of the figures under one head add up like the whole ones, once all are joined.
    const bool halves = splits.front().halves && figures_in(statement, splits) == splits.size();
    const bool untried = !halves && then.failing < now_->failing && then.holding < now_->holding;
    const int more_fail = then.failing - now_->failing;
    if ((more_fail > 0 && then.holding - now_->holding <= more_fail) || untried) {
      statement.rows = before;
      return false;
    }
    now_ = then;
    return true;
  }

  // Sums over all parts of a column hold that did not, and none fails for it.
  bool try_merge(Statement& statement, std::size_t left) {
    if (trials_ >= kMostTrials || !is_one_column(statement, left)) return false;
    ++trials_;
    if (!now_) now_ = agreement();
    const std::vector<StatementRow> before = statement.rows;
    merge_into_next(statement, left);
    const Agreement then = agreement();
    if (then.failing > now_->failing || then.holding <= now_->holding) {
      statement.rows = before;
      return false;
    }
    now_ = then;
    return true;
  }

  static void remove_empty_columns(Statement& statement) {
    for (std::size_t column = statement.columns.size(); column-- > 0;) {
      const bool used =
          std::any_of(statement.rows.begin(), statement.rows.end(), [&](const StatementRow& row) {
            return std::any_of(row.cells.begin(), row.cells.end(),
                               [&](const StatementCell& cell) { return cell.column == column; });
          });
      if (used || column + 1 == statement.columns.size()) continue;
      // What the head says of the figures stood over either part.
      extract::StatementColumn& next = statement.columns[column + 1];
      if (next.header.empty() || !next.period_end) {
        const extract::StatementColumn& gone = statement.columns[column];
        if (!gone.header.empty() && (next.header.empty() || gone.period_end)) {
          const std::string id = next.id;
          next = gone;
          next.id = id;
        }
      }
      statement.columns.erase(statement.columns.begin() + static_cast<std::ptrdiff_t>(column));
      for (StatementRow& row : statement.rows) {
        for (StatementCell& cell : row.cells) cell.column -= cell.column > column ? 1 : 0;
      }
    }
  }

  Extraction& extraction_;
  const rules::RuleBook& book_;
  std::optional<Agreement> now_;
  std::size_t trials_ = 0;
};

}  // namespace

void join_split_figures(Extraction& extraction, const rules::RuleBook& book) {
  Joiner(extraction, book).run();
}

}  // namespace siffra::reconcile::internal
