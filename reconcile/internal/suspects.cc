#include "reconcile/internal/suspects.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;

bool fails(const Draft& draft) { return draft.check.verdict == Verdict::kDiscrepancy; }
bool holds(const Draft& draft) {
  return draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding;
}

struct Record {
  int failing = 0;
  int cleared = 0;
};

std::map<CellAddress, Record> records_of(const std::vector<Draft>& drafts) {
  std::map<CellAddress, Record> records;
  for (const Draft& draft : drafts) {
    for (const Term& term : draft.check.terms) {
      Record& record = records[term.cell];
      if (fails(draft)) ++record.failing;
      if (draft.clears && draft.check.verdict == Verdict::kExact) ++record.cleared;
    }
  }
  return records;
}

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// By how much the cell must change for the check to hold.
Wide needed_change(const Draft& draft, const CellAddress& cell) {
  for (const Term& term : draft.check.terms) {
    if (term.cell == cell) return static_cast<Wide>(draft.check.difference.ore()) * term.weight;
  }
  return 0;
}

// Whether one new figure in the cell would mend all the checks.
bool mends_all(const std::vector<Draft>& drafts, const std::vector<std::size_t>& checks,
               const CellAddress& cell) {
  const Draft& first = drafts[checks.front()];
  return std::all_of(checks.begin(), checks.end(), [&](std::size_t check) {
    const Draft& other = drafts[check];
    const Wide apart = needed_change(first, cell) - needed_change(other, cell);
    const Wide allowed = static_cast<Wide>(first.check.doubled_tolerance.ore()) +
                         other.check.doubled_tolerance.ore();
    return 2 * (apart < 0 ? -apart : apart) <= allowed;
  });
}

// The cells that every check of the cause holds and could be mended by, else all of them; cleared
// ones last or, where others remain, not at all.
std::vector<CellAddress> cells_in_doubt(const std::vector<Draft>& drafts,
                                        const std::vector<std::size_t>& checks,
                                        const std::map<CellAddress, Record>& records) {
  std::map<CellAddress, std::size_t> seen;
  for (const std::size_t check : checks) {
    for (const Term& term : drafts[check].check.terms) ++seen[term.cell];
  }
  const auto is_cleared = [&](const CellAddress& cell) { return records.at(cell).cleared > 0; };
  std::vector<CellAddress> shared;
  std::vector<CellAddress> all;
  for (const auto& [cell, count] : seen) {
    all.push_back(cell);
    if (count == checks.size() && mends_all(drafts, checks, cell)) shared.push_back(cell);
  }
  const auto drop_cleared = [&](std::vector<CellAddress> cells) {
    std::vector<CellAddress> kept;
    std::copy_if(cells.begin(), cells.end(), std::back_inserter(kept),
                 [&](const CellAddress& cell) { return !is_cleared(cell); });
    return kept;
  };
  std::vector<CellAddress> chosen = drop_cleared(shared);
  if (chosen.empty()) chosen = drop_cleared(all);
  if (chosen.empty()) chosen = shared.empty() ? all : shared;
  const CellAddress total = drafts[checks.front()].check.terms.front().cell;
  std::stable_sort(chosen.begin(), chosen.end(), [&](const CellAddress& a, const CellAddress& b) {
    const auto rank = [&](const CellAddress& cell) {
      const Record& record = records.at(cell);
      return std::tuple(record.cleared - 2 * record.failing, cell == total ? 0 : 1);
    };
    return rank(a) < rank(b);
  });
  // The place to look at is the total, even where it is cleared: a row may be missing above it.
  if (std::find(chosen.begin(), chosen.end(), total) == chosen.end()) chosen.push_back(total);
  return chosen;
}

// Columns in which the same total lacks the same row.
bool same_row_gone(const Draft& a, const Draft& b) {
  if (!a.row_gone || !b.row_gone || !fails(a) || !fails(b)) return false;
  const CellAddress& left = a.check.terms.front().cell;
  const CellAddress& right = b.check.terms.front().cell;
  return left.statement == right.statement && left.row == right.row;
}

// What is gone has no cell: the totals that miss it are the places to look at.
std::vector<CellAddress> totals_of(const std::vector<Draft>& drafts,
                                   const std::vector<std::size_t>& checks) {
  std::vector<CellAddress> totals;
  for (const std::size_t check : checks) {
    const CellAddress& total = drafts[check].check.terms.front().cell;
    if (drafts[check].row_gone && std::find(totals.begin(), totals.end(), total) == totals.end()) {
      totals.push_back(total);
    }
  }
  return totals;
}

}  // namespace

std::vector<Cause> find_causes(const std::vector<Draft>& drafts) {
  const std::map<CellAddress, Record> records = records_of(drafts);
  Groups groups(drafts.size());
  std::map<CellAddress, std::size_t> first_with;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!fails(drafts[i])) continue;
    for (const Term& term : drafts[i].check.terms) {
      if (records.at(term.cell).cleared > 0) continue;
      const auto [where, fresh] = first_with.try_emplace(term.cell, i);
      if (!fresh) groups.join(where->second, i);
    }
  }
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    for (std::size_t j = i; drafts[i].row_gone && j-- > 0;) {
      if (same_row_gone(drafts[i], drafts[j])) groups.join(i, j);
    }
  }
  std::map<std::size_t, Cause> by_group;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (fails(drafts[i])) by_group[groups.find(i)].checks.push_back(i);
  }
  std::vector<Cause> causes;
  for (auto& [group, cause] : by_group) {
    std::stable_sort(cause.checks.begin(), cause.checks.end(), [&](std::size_t a, std::size_t b) {
      return drafts[a].check.severity > drafts[b].check.severity;
    });
    cause.cells = totals_of(drafts, cause.checks);
    for (const CellAddress& cell : cells_in_doubt(drafts, cause.checks, records)) {
      if (std::find(cause.cells.begin(), cause.cells.end(), cell) == cause.cells.end()) {
        cause.cells.push_back(cell);
      }
    }
    for (const std::size_t check : cause.checks) {
      for (const CellAddress& cell : drafts[check].left_out) {
        if (std::find(cause.cells.begin(), cause.cells.end(), cell) == cause.cells.end())
          cause.cells.push_back(cell);
      }
    }
    causes.push_back(std::move(cause));
  }
  return causes;
}

std::map<CellAddress, Coverage> coverage_of(const std::vector<Draft>& drafts) {
  std::map<CellAddress, Coverage> coverage;
  for (const Draft& draft : drafts) {
    for (const Term& term : draft.check.terms) {
      if (holds(draft)) ++coverage[term.cell].holding;
      if (fails(draft)) ++coverage[term.cell].failing;
    }
  }
  return coverage;
}

}  // namespace siffra::reconcile::internal
