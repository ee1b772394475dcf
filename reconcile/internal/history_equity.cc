#include "reconcile/internal/history_equity.h"

#include <algorithm>

namespace siffra::reconcile::internal {
namespace {

using rules::StatementKind;

// Notes are named by their number before what they are about: "Not 11 Förändring av eget kapital".
bool is_of_equity(const extract::Statement& statement, const rules::RuleBook& book) {
  if (statement.kind == StatementKind::kEquityChanges) return true;
  if (statement.kind != StatementKind::kNote) return false;
  constexpr int kWordsOfNumber = 3;
  std::string_view rest = statement.title;
  for (int word = 0; word < kWordsOfNumber; ++word) {
    const auto space = rest.find(' ');
    if (space == std::string_view::npos) return false;
    rest.remove_prefix(space + 1);
    const auto title = book.statement_title(rest);
    if (title && title->kind == StatementKind::kEquityChanges) return true;
  }
  return false;
}

// The columns are parts of equity, not periods.
bool is_by_part(const extract::Statement& statement) {
  return statement.columns.size() > 1 &&
         std::none_of(statement.columns.begin(), statement.columns.end(), [](const auto& column) {
           return column.period_end || column.prior || column.role != rules::ColumnRole::kActual;
         });
}

// The only row of its kind: of two blocks, one is last year's.
std::optional<std::size_t> only_row(const extract::Statement& statement,
                                    const rules::RuleBook& book, std::string_view concept_id) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < statement.rows.size(); ++i) {
    const auto match = book.concept_for(statement.rows[i].label, StatementKind::kEquityChanges);
    if (!match || match->concept_found->id != concept_id || statement.rows[i].cells.empty()) {
      continue;
    }
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::optional<std::size_t> column_of_totals(const extract::Statement& statement,
                                            const rules::RuleBook& book) {
  for (std::size_t i = statement.columns.size(); i-- > 0;) {
    if (book.has_word(statement.columns[i].header, rules::LabelWord::kSum)) return i;
  }
  return std::nullopt;
}

// The figures that make up the whole of a row; empty: they do not tell it.
std::vector<const extract::StatementCell*> cells_of_whole(const extract::Statement& statement,
                                                          const extract::StatementRow& row,
                                                          const rules::RuleBook& book) {
  const auto total = column_of_totals(statement, book);
  std::vector<const extract::StatementCell*> cells;
  for (const auto& cell : row.cells) {
    if (total && cell.column != *total) continue;
    if (!cell.amount || cell.unit != rules::Unit::kMoney) return {};
    cells.push_back(&cell);
  }
  return cells;
}

std::optional<Fact> whole_of(const HistoryReport& source, std::size_t index, std::size_t s,
                             std::size_t r, const rules::RuleBook& book) {
  const auto& extraction = source.report.extraction;
  const auto& statement = extraction.statements[s];
  const auto& row = statement.rows[r];
  const auto cells = cells_of_whole(statement, row, book);
  if (cells.empty()) return std::nullopt;
  Fact fact;
  fact.nature = rules::Nature::kCredit;
  fact.kind = StatementKind::kEquityChanges;
  fact.scope = statement.scope;
  fact.start = extraction.period_start;
  fact.end = *extraction.period_end;
  fact.own = true;
  fact.sound = true;
  fact.scale_stated = statement.scale.has_value();
  fact.label = row.label;
  rules::Money value, quanta;
  for (const auto* cell : cells) {
    const auto amount = cell->amount->money(statement.scale.value_or(1));
    const auto quantum = cell->amount->quantum(statement.scale.value_or(1));
    const auto sum = amount ? rules::checked_add(value, *amount) : amount;
    const auto wider = quantum ? rules::checked_add(quanta, *quantum) : quantum;
    if (!sum || !wider) return std::nullopt;
    value = *sum;
    quanta = *wider;
    const auto covered = source.report.audit.coverage.find({s, r, cell->column});
    const bool known = covered != source.report.audit.coverage.end();
    fact.failing = fact.failing || (known && covered->second.failing > 0);
    fact.sound = fact.sound && !fact.failing && known && covered->second.holding > 0;
    fact.ocr = fact.ocr || cell->source == extract::Source::kOcr;
  }
  fact.figure = {index, {s, r, cells.back()->column}, cells.back()->page, value, quanta};
  return fact;
}

}  // namespace

void add_equity_facts(const HistoryReport& source, std::size_t index, const rules::RuleBook& book,
                      std::vector<Fact>& facts) {
  const auto& extraction = source.report.extraction;
  if (!extraction.period_end) return;
  for (std::size_t s = 0; s < extraction.statements.size(); ++s) {
    const auto& statement = extraction.statements[s];
    if (statement.set != 0 || !is_by_part(statement) || !is_of_equity(statement, book)) continue;
    for (const std::string_view concept_id : {kOpeningEquity, kClosingEquity}) {
      const auto row = only_row(statement, book, concept_id);
      if (!row) continue;
      auto fact = whole_of(source, index, s, *row, book);
      if (!fact) continue;
      fact->concept_id = concept_id;
      facts.push_back(std::move(*fact));
    }
  }
}

}  // namespace siffra::reconcile::internal
