#include "reconcile/audit.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reconcile/internal/all_checks.h"
#include "reconcile/internal/concepts.h"
#include "reconcile/internal/crossing.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/findings.h"
#include "reconcile/internal/footing.h"
#include "reconcile/internal/grid.h"
#include "reconcile/internal/identities.h"
#include "reconcile/internal/notes.h"
#include "reconcile/internal/percent_columns.h"
#include "reconcile/internal/ratios.h"
#include "reconcile/internal/rival_sums.h"
#include "reconcile/internal/same_rows.h"
#include "reconcile/internal/structure.h"
#include "reconcile/internal/suspects.h"
#include "reconcile/internal/tables.h"
#include "reconcile/internal/tied_rows.h"

namespace siffra::reconcile {
namespace {

using internal::Draft;

void append(std::vector<Draft>& drafts, std::vector<Draft> more) {
  drafts.insert(drafts.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
}

}  // namespace

namespace internal {

std::vector<Draft> all_checks(const extract::Extraction& extraction, const rules::RuleBook& book) {
  std::vector<Draft> drafts;
  std::vector<TableFacts> tables;
  for (std::size_t index = 0; index < extraction.statements.size(); ++index) {
    tables.emplace_back();
    tables.back().money = make_grid(extraction, index, rules::Unit::kMoney, book);
  }
  mark_tied_rows(extraction, tables);
  for (TableFacts& table : tables) {
    table.sums = infer_sums(table.money);
    table.columns = infer_columns(table.money);
    append(drafts, footing_checks(table.money, table.sums));
    append(drafts, crossing_checks(table.money, table.columns, table.sums));
    append(drafts, of_which_checks(table.money));
  }
  append(drafts, note_checks(extraction, tables));
  const ConceptIndex concepts(extraction, book, tables);
  append(drafts, identity_checks(extraction, book, tables, concepts));
  append(drafts, same_row_checks(extraction, book, tables, drafts));
  soften_rivals(extraction, drafts);
  append(drafts, ratio_checks(extraction, book, tables, concepts));
  for (std::size_t index = 0; index < tables.size(); ++index) {
    const Grid percent = make_grid(extraction, index, rules::Unit::kPercent, book);
    append(drafts, percent_checks(tables[index].money, percent));
  }
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.check.terms.front().cell < b.check.terms.front().cell;
  });
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    drafts[i].check.id = "k" + std::to_string(i + 1);
  }
  return drafts;
}

Audit audit_of(const extract::Extraction& extraction, const rules::RuleBook& book,
               std::vector<Draft> drafts) {
  describe_checks(extraction, drafts);
  Audit result;
  result.findings = make_findings(extraction, book, drafts);
  result.coverage = coverage_of(drafts);
  for (Draft& draft : drafts) result.checks.push_back(std::move(draft.check));
  return result;
}

}  // namespace internal

Audit audit(const extract::Extraction& extraction, const rules::RuleBook& book) {
  return internal::audit_of(extraction, book, internal::all_checks(extraction, book));
}

}  // namespace siffra::reconcile
