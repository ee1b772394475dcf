#include "extract/internal/statement_columns.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "extract/internal/statement_text.h"
#include "extract/internal/table_region.h"
#include "rules/amount.h"

namespace siffra::extract::internal {

namespace {

using rules::ColumnRole;
using rules::Date;
using rules::HeadMatch;
using rules::Period;
using rules::RuleBook;
using rules::StatementKind;
using std::chrono::day;
using std::chrono::month;

// Balances are taken at a date; everything else runs over a period.
bool is_instant(StatementKind kind) { return kind == StatementKind::kBalanceSheet; }

bool covers(const TableCell& cell, std::size_t column) {
  return cell.first_column <= column && column <= cell.last_column;
}

// A line with nothing beside it is a title, where there are no labels for titles to stand above.
enum class LoneHeads { kKept, kLeftOut };

std::vector<std::string> heads_of(const Table& table, std::size_t column,
                                  LoneHeads lone = LoneHeads::kKept) {
  std::vector<std::string> heads;
  for (const TableRow& row : table.rows) {
    if (row.role != TableRowRole::kHead) continue;
    if (lone == LoneHeads::kLeftOut && row.cells.size() == 1) continue;
    for (const TableCell& cell : row.cells) {
      if (covers(cell, column) && (heads.empty() || heads.back() != cell.text)) {
        heads.push_back(cell.text);
      }
    }
  }
  return heads;
}

struct ColumnBody {
  std::size_t cells = 0, figures = 0, percents = 0, references = 0;
};

ColumnBody look_at(const Table& table, std::size_t column, const RuleBook& book) {
  ColumnBody body;
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      if (!covers(cell, column)) continue;
      ++body.cells;
      const auto amount = rules::read_amount(cell.text, {});
      body.figures += amount ? 1u : 0u;
      body.percents += amount && amount->unit == rules::Unit::kPercent ? 1u : 0u;
      body.references += note_reference(cell.text, book).empty() ? 0u : 1u;
    }
  }
  return body;
}

// The whole head says most; where it says no period, one of its lines may.
HeadMatch match_head(const std::vector<std::string>& heads, const RuleBook& book) {
  HeadMatch match = book.column_head(joined(heads));
  for (const std::string& head : heads) {
    if (heads.size() < 2) break;
    const HeadMatch part = book.column_head(head);
    if (!match.period) match.period = part.period;
    if (!match.role) match.role = part.role;
    if (!match.scale) match.scale = part.scale;
    if (match.scope == rules::EntityScope::kUnstated) match.scope = part.scope;
    match.prior = match.prior || part.prior;
  }
  return match;
}

Date first_of_year(std::chrono::year year) { return {year, month{1}, day{1}}; }
Date last_of_year(std::chrono::year year) { return {year, month{12}, day{31}}; }

Date last_of_month(std::chrono::year year, int number) {
  const std::chrono::year_month_day_last last{
      year, std::chrono::month_day_last{month{static_cast<unsigned>(number)}}};
  return Date{last};
}

bool same_day(const Date& a, const Date& b) { return a.month() == b.month() && a.day() == b.day(); }

class PeriodReader {
 public:
  PeriodReader(StatementKind kind, const ReportFacts& facts, const std::vector<HeadMatch>& heads)
      : instant_(is_instant(kind)),
        unknown_flow_(kind == StatementKind::kNote || kind == StatementKind::kOther),
        facts_(facts),
        only_years_(name_only_years(heads)),
        last_months_(is_interim(facts.kind) && name_one_month(heads)) {}

  void read(const HeadMatch& head, StatementColumn& column) const {
    if (facts_.only_printed && !printed_in_full(head)) return;
    if (!head.period) {
      // "föregående år" alone: the year before the report's.
      if (head.prior && facts_.end) year(facts_.end->year() - std::chrono::years{1}, column);
      return;
    }
    const Period& period = *head.period;
    if (period.end && period.bare_year) {
      bare_year(period.end->year(), column);
    } else if (period.end) {
      column.period_end = period.end;
      column.period_start = period.start ? period.start : start_before(*period.end);
    } else if (period.first_month > 0) {
      months(period, head.prior, column);
    } else if (period.full_year && facts_.end) {
      year(facts_.end->year() - std::chrono::years{head.prior ? 1 : 0}, column);
    }
    if (last_months_ && !period.bare_year && !period.full_year) reach_back(column);
    if (instant_) column.period_start.reset();
  }

 private:
  static bool name_only_years(const std::vector<HeadMatch>& heads) {
    return std::all_of(heads.begin(), heads.end(), [](const HeadMatch& head) {
      return !head.period || head.period->bare_year;
    });
  }

  // Whether every head that names months names one, and all the same.
  static bool name_one_month(const std::vector<HeadMatch>& heads) {
    std::set<int> months;
    for (const HeadMatch& head : heads) {
      if (!head.period || head.period->bare_year || head.period->full_year) continue;
      const Period& period = *head.period;
      if (period.first_month > 0) {
        months.insert({period.first_month, period.last_month});
      } else if (period.start && period.end) {
        if (period.start->year() != period.end->year()) return false;
        for (const auto month : {period.start->month(), period.end->month()})
          months.insert(static_cast<int>(static_cast<unsigned>(month)));
      } else {
        return false;
      }
    }
    return months.size() == 1;
  }

  // "2023-08" over all columns of an interim report is how far they reach, from the beginning of
  // the year: a statement of one month alone stands beside the year so far.
  void reach_back(StatementColumn& column) const {
    column.period_start.reset();
    if (unknown_flow_ || !column.period_end) return;
    column.period_start = flow_start(*column.period_end);
    if (!column.period_start) column.period_start = first_of_year(column.period_end->year());
  }

  [[nodiscard]] static bool printed_in_full(const HeadMatch& head) {
    return head.period && head.period->end && !head.period->bare_year;
  }

  void year(std::chrono::year which, StatementColumn& column) const {
    column.period_end = last_of_year(which);
    if (!instant_) column.period_start = first_of_year(which);
  }

  // A year alone is the report's own span of it: a broken financial year, or in an interim report
  // whose columns are all years, the interim period.
  void bare_year(std::chrono::year which, StatementColumn& column) const {
    const bool whole_year = facts_.kind != rules::ReportKind::kAnnual && !only_years_;
    if (!facts_.end || whole_year) {
      year(which, column);
      return;
    }
    const auto last_month = static_cast<unsigned>(facts_.end->month());
    column.period_end = last_of_month(which, static_cast<int>(last_month));
    column.period_start = flow_start(*column.period_end);
  }

  // A note under a date alone may hold balances or flows: no start is concluded.
  [[nodiscard]] std::optional<Date> start_before(const Date& end) const {
    return unknown_flow_ ? std::nullopt : flow_start(end);
  }

  // A flow whose head gives only its last day began when the report's own period did.
  [[nodiscard]] std::optional<Date> flow_start(const Date& end) const {
    if (instant_) return std::nullopt;
    if (facts_.start && facts_.end && same_day(end, *facts_.end)) {
      const auto span = facts_.end->year() - facts_.start->year();
      const Date start{end.year() - span, facts_.start->month(), facts_.start->day()};
      if (start.ok()) return start;
    }
    if (same_day(end, last_of_year(end.year()))) return first_of_year(end.year());
    return std::nullopt;
  }

  void months(const Period& period, bool prior, StatementColumn& column) const {
    if (!facts_.end) return;
    const std::chrono::year which = facts_.end->year() - std::chrono::years{prior ? 1 : 0};
    column.period_end = last_of_month(which, period.last_month);
    const auto first = static_cast<unsigned>(period.first_month);
    const auto year_of_start =
        period.first_month > period.last_month ? which - std::chrono::years{1} : which;
    column.period_start = Date{year_of_start, month{first}, day{1}};
  }

  bool instant_;
  bool unknown_flow_;
  const ReportFacts& facts_;
  bool only_years_;
  bool last_months_;  // the heads name the month that the columns reach to
};

enum class Use { kLabel, kCode, kNote, kValue, kNone };

// "11, 12" printed so wide that its second number made a column of its own beside the first.
bool continues_notes(const Table& table, std::size_t index, const ColumnBody& body) {
  if (index == 0 || table.columns[index - 1].content != ColumnContent::kNote) return false;
  return body.cells > 0 && body.references == body.cells && heads_of(table, index).empty();
}

// Numbers before the labels of a main statement, one or two digits without a head of their own, are
// references to notes: accounts have more digits.
bool are_references_before_labels(const Table& table, std::size_t index, StatementKind kind,
                                  const ColumnBody& body) {
  const bool main = kind == StatementKind::kIncomeStatement ||
                    kind == StatementKind::kBalanceSheet ||
                    kind == StatementKind::kCashFlowStatement;
  if (!main || body.cells == 0 || body.references != body.cells) return false;
  return std::none_of(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell& cell) {
      return row.role != TableRowRole::kHead && covers(cell, index) &&
             cell.text.find('.') != std::string::npos;
    });
  });
}

Use use_of(const Table& table, std::size_t index, bool value_seen, const HeadMatch& head,
           StatementKind kind, const RuleBook& book) {
  const TableColumn& column = table.columns[index];
  const ColumnBody body = look_at(table, index, book);
  const bool references = body.cells > 0 && body.references == body.cells;
  if (head.is_note_column && (body.cells == 0 || body.references * 2 >= body.cells))
    return Use::kNote;
  switch (column.content) {
    case ColumnContent::kLabel:
      return value_seen ? Use::kNone : Use::kLabel;
    case ColumnContent::kCode:
      if (head.is_code_column) return Use::kCode;
      return are_references_before_labels(table, index, kind, body) ? Use::kNote : Use::kCode;
    case ColumnContent::kNote:
      return Use::kNote;
    case ColumnContent::kAmount:
      if (head.is_code_column && !value_seen) return Use::kCode;
      if (continues_notes(table, index, body)) return Use::kNote;
      return Use::kValue;
    case ColumnContent::kText:
      break;
  }
  if (!value_seen && !(head.role || head.period)) return Use::kLabel;
  // A column of figures that this report leaves empty: only its head, and perhaps a reference.
  if ((head.role || head.period) && (body.cells == body.references)) return Use::kValue;
  if (references) return Use::kNote;
  return body.figures * 2 > body.cells ? Use::kValue : Use::kNone;
}

// "2021  51 311  −203 907": an overview with its years down the side, which then are the labels of
// its rows.
bool has_years_down_the_side(const Table& table) {
  constexpr int kFewest = 3;
  const bool labelled =
      std::any_of(table.columns.begin(), table.columns.end(), [](const TableColumn& column) {
        return column.content == ColumnContent::kLabel || column.content == ColumnContent::kText;
      });
  if (labelled || table.columns.size() < 2) return false;
  int years = 0, before = 0;
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead || row.cells.empty()) continue;
    const TableCell& cell = row.cells.front();
    const bool year = cell.first_column == 0 && cell.last_column == 0 && cell.text.size() == 4 &&
                      looks_like_date(cell.text);
    if (!year) return false;
    const int number = std::stoi(cell.text);
    if (years > 0 && std::abs(number - before) != 1) return false;
    before = number;
    ++years;
  }
  return years >= kFewest;
}

StatementColumn describe(const Table& table, std::size_t index,
                         const std::vector<std::string>& heads, const HeadMatch& head,
                         const RuleBook& book) {
  StatementColumn column;
  column.header = joined(heads);
  column.scope = head.scope;
  column.prior = head.prior;
  column.scale = head.scale;
  if (head.role) {
    column.role = *head.role;
  } else {
    const ColumnBody body = look_at(table, index, book);
    const bool percent_head = column.header.find('%') != std::string::npos;
    const bool all_percent = body.figures > 1 && body.percents == body.figures;
    if (percent_head || (all_percent && !head.period)) column.role = ColumnRole::kPercent;
  }
  return column;
}

// Heads in words alone ("Ingående balans", "Utgående balans", "Ackumulerat") speak of the report's
// own period.
void give_report_period(StatementKind kind, const std::vector<HeadMatch>& heads,
                        const ReportFacts& facts, std::vector<StatementColumn>& columns) {
  const bool dated = kind == StatementKind::kBalanceSheet ||
                     kind == StatementKind::kIncomeStatement ||
                     kind == StatementKind::kCashFlowStatement;
  if (!dated || !facts.end || !facts.start) return;
  const bool none = std::none_of(columns.begin(), columns.end(), [](const StatementColumn& column) {
    return column.period_end && !column.prior;
  });
  if (!none) return;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    StatementColumn& column = columns[i];
    // A lone column needs no head to say that it is the report's own period.
    if ((column.header.empty() && columns.size() > 1) || column.prior || heads[i].period) continue;
    // A date that could not be read is some date, but not this one.
    const bool in_words = std::none_of(column.header.begin(), column.header.end(),
                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!in_words) continue;
    if (column.role == ColumnRole::kOpening) {
      column.period_end = Date{std::chrono::sys_days(*facts.start) - std::chrono::days{1}};
    } else if (column.role == ColumnRole::kActual || column.role == ColumnRole::kChange) {
      column.period_end = facts.end;
      if (!is_instant(kind) || column.role == ColumnRole::kChange)
        column.period_start = facts.start;
    }
  }
}

// "Ingående balans  Period  Utgående balans": what stands between two balances is their difference.
void mark_changes_between_balances(StatementKind kind, const std::vector<HeadMatch>& heads,
                                   std::vector<StatementColumn>& columns) {
  if (!is_instant(kind)) return;
  for (std::size_t i = 1; i + 1 < columns.size(); ++i) {
    const bool between =
        columns[i - 1].role == ColumnRole::kOpening && columns[i + 1].role == ColumnRole::kActual;
    if (between && columns[i].role == ColumnRole::kActual && heads[i].role && !heads[i].period)
      columns[i].role = ColumnRole::kChange;
  }
}

// The columns of changes in equity are its parts: "attributable to the owners of the parent" names
// no body whose accounts they are.
void drop_scopes_of_parts(StatementKind kind, std::vector<StatementColumn>& columns) {
  if (kind != StatementKind::kEquityChanges || columns.empty()) return;
  const auto first = columns.front().scope;
  const bool all = std::all_of(columns.begin(), columns.end(),
                               [&](const StatementColumn& c) { return c.scope == first; });
  if (all) return;
  for (StatementColumn& column : columns) column.scope = rules::EntityScope::kUnstated;
}

}  // namespace

ColumnPlan plan_columns(const Table& table, StatementKind kind, const ReportFacts& facts,
                        const RuleBook& book) {
  ColumnPlan plan;
  std::vector<HeadMatch> heads;
  const bool years_aside = has_years_down_the_side(table);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::vector<std::string> texts =
        heads_of(table, i, years_aside ? LoneHeads::kLeftOut : LoneHeads::kKept);
    const HeadMatch head = match_head(texts, book);
    const bool years = i == 0 && years_aside;
    switch (years ? Use::kLabel : use_of(table, i, !plan.values.empty(), head, kind, book)) {
      case Use::kLabel:
        plan.labels.push_back(i);
        plan.corner.insert(plan.corner.end(), texts.begin(), texts.end());
        break;
      case Use::kCode:
        plan.codes.push_back(i);
        plan.corner.insert(plan.corner.end(), texts.begin(), texts.end());
        break;
      case Use::kNote:
        plan.notes.push_back(i);
        break;
      case Use::kValue:
        plan.values.push_back(i);
        plan.columns.push_back(describe(table, i, texts, head, book));
        plan.headed = plan.headed || !texts.empty();
        heads.push_back(head);
        break;
      case Use::kNone:
        break;
    }
  }
  mark_changes_between_balances(kind, heads, plan.columns);
  drop_scopes_of_parts(kind, plan.columns);
  const PeriodReader reader(kind, facts, heads);
  for (std::size_t i = 0; i < heads.size(); ++i) reader.read(heads[i], plan.columns[i]);
  if (!facts.only_printed) give_report_period(kind, heads, facts, plan.columns);
  mark_prior(plan.columns);
  return plan;
}

void mark_prior(std::vector<StatementColumn>& columns) {
  for (StatementColumn& column : columns) {
    if (!column.period_end || column.role != ColumnRole::kActual) continue;
    for (const StatementColumn& other : columns) {
      const bool alike = other.role == column.role && other.scope == column.scope;
      if (alike && other.period_end && *other.period_end > *column.period_end) column.prior = true;
    }
  }
}

}  // namespace siffra::extract::internal
