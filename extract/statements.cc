#include "extract/statements.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "extract/internal/cell_readings.h"
#include "extract/internal/note_titles.h"
#include "extract/internal/report_facts.h"
#include "extract/internal/statement_columns.h"
#include "extract/internal/statement_merge.h"
#include "extract/internal/statement_rows.h"
#include "extract/internal/statement_scale.h"
#include "extract/internal/statement_text.h"
#include "extract/internal/statement_title.h"
#include "extract/internal/table_context.h"
#include "extract/internal/table_parts.h"
#include "extract/internal/unlabelled_sums.h"
#include "extract/lines.h"

namespace siffra::extract {

namespace {

using internal::ColumnPlan;
using internal::DocumentLines;
using internal::Draft;
using internal::ReportFacts;
using internal::TitleFound;
using rules::EntityScope;
using rules::RuleBook;
using rules::StatementKind;

std::string first_words(const std::string& text, std::size_t count) {
  std::vector<std::string> words = internal::split_words(text);
  words.resize(std::min(words.size(), count));
  return internal::joined(words);
}

class StatementBuilder {
 public:
  StatementBuilder(const DocumentLines& pages, const std::vector<Table>& tables,
                   const ReportFacts& facts, const RuleBook& book)
      : pages_(pages), tables_(tables), facts_(facts), book_(book) {}

  // The periods that heads of the main statements print in full.
  internal::PrintedPeriods printed_periods() {
    internal::PrintedPeriods printed;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (internal::is_contents(tables_[i], pages_.size(), book_)) continue;
      for (const Table& part : internal::table_parts(in_context(tables_[i]), book_)) {
        ColumnPlan plan = internal::plan_columns(part, StatementKind::kOther, facts_, book_);
        if (plan.values.empty() || plan.labels.empty()) continue;
        const TitleFound title = internal::find_title(part, plan, {}, book_);
        plan = internal::plan_columns(part, title.kind, facts_, book_);
        for (const StatementColumn& column : plan.columns) add_period(title.kind, column, printed);
      }
    }
    return printed;
  }

  std::vector<Statement> build() {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (internal::is_contents(tables_[i], pages_.size(), book_)) continue;
      const std::vector<TextLine> before = lines_before(i);
      bool first = true;
      for (const Table& part : internal::table_parts(in_context(tables_[i]), book_)) {
        if (auto draft = build_part(part, first ? before : std::vector<TextLine>{})) {
          drafts.push_back(std::move(*draft));
        }
        first = false;
      }
    }
    return internal::merged(std::move(drafts));
  }

 private:
  static void add_period(StatementKind kind, const StatementColumn& column,
                         internal::PrintedPeriods& printed) {
    if (!column.period_end || column.prior || column.role != rules::ColumnRole::kActual) return;
    if (kind == StatementKind::kBalanceSheet) printed.balances.push_back(*column.period_end);
    const bool flow =
        kind == StatementKind::kIncomeStatement || kind == StatementKind::kCashFlowStatement;
    if (flow && column.period_start)
      printed.flows.push_back({*column.period_start, *column.period_end});
  }

  [[nodiscard]] Table in_context(const Table& table) const {
    const auto page = static_cast<std::size_t>(table.pages.front());
    if (page < 1 || page > pages_.size()) return table;
    return internal::with_context(table, pages_[page - 1], book_);
  }

  // In another column of the page.
  static bool stands_beside(const TextLine& line, const Table& table) {
    if (table.boxes.empty()) return false;
    const Box& box = table.boxes.front();
    return line.box.x0 >= box.x1 || line.box.x1 <= box.x0;
  }

  // What stands between the table before and the lines kept with this one.
  [[nodiscard]] std::vector<TextLine> lines_before(std::size_t index) const {
    constexpr std::size_t kMost = 60;
    const Table& table = tables_[index];
    const int page = table.pages.front();
    double bottom = table.boxes.empty() ? 0 : table.boxes.front().y0;
    for (const TextLine& line : table.lines_above) {
      if (line.page == page) bottom = std::min(bottom, line.box.y0);
    }
    std::vector<TextLine> lines;
    for (int number = std::max(1, page - 1); number <= page; ++number) {
      if (static_cast<std::size_t>(number) > pages_.size()) break;
      const double from = end_of_tables(index, number);
      for (const TextLine& line : pages_[static_cast<std::size_t>(number) - 1]) {
        const bool above =
            number < page || (line.box.y1 <= bottom + 1 && !stands_beside(line, table));
        if (above && line.box.y0 >= from && !line.furniture) lines.push_back(line);
      }
    }
    if (lines.size() > kMost)
      lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kMost));
    return lines;
  }

  // A print-out names its statement at the head of every page.
  [[nodiscard]] std::vector<TextLine> running_heads(const Table& table) const {
    std::vector<TextLine> lines;
    const auto page = static_cast<std::size_t>(table.pages.front());
    if (page < 1 || page > pages_.size() || table.boxes.empty()) return lines;
    for (const TextLine& line : pages_[page - 1]) {
      if (line.furniture && line.box.y1 <= table.boxes.front().y0 + 1) lines.push_back(line);
    }
    return lines;
  }

  // How far down the tables before this one reach on a page.
  [[nodiscard]] double end_of_tables(std::size_t index, int page) const {
    double end = 0;
    for (std::size_t i = 0; i < index; ++i) {
      const Table& table = tables_[i];
      for (std::size_t p = 0; p < table.pages.size() && p < table.boxes.size(); ++p) {
        if (table.pages[p] == page) end = std::max(end, table.boxes[p].y1 - 1);
        if (table.pages[p] > page) end = 1e9;
      }
    }
    return end;
  }

  [[nodiscard]] std::optional<Draft> build_part(const Table& table,
                                                const std::vector<TextLine>& before) {
    ColumnPlan plan = internal::plan_columns(table, StatementKind::kOther, facts_, book_);
    if (plan.values.empty() || plan.labels.empty()) return std::nullopt;
    TitleFound title = internal::find_title(table, plan, before, book_);
    if (!title.titled) {
      const TitleFound running = internal::find_title_in(running_heads(table), table, plan, book_);
      if (running.titled) {
        title = running;
      } else if (title.kind == StatementKind::kOther || open_note_page_ == table.pages.front()) {
        continue_note(table, title);
      }
    }
    plan = internal::plan_columns(table, title.kind, facts_, book_);
    if (is_series(title.kind, plan)) {
      title.kind = StatementKind::kOverview;
      plan = internal::plan_columns(table, title.kind, facts_, book_);
    }
    Draft draft;
    Statement& statement = draft.statement;
    statement.kind = title.kind;
    statement.title = title.text;
    statement.note = title.note;
    statement.scope = scope_of(table, title, plan);
    statement.pages = table.pages;
    statement.scale = internal::stated_scale(table, plan, title.text, book_);
    statement.columns = plan.columns;
    statement.rows = internal::build_rows_of(table, plan, title.kind, book_);
    if (!statement.scale) statement.scale = internal::scale_of_rows(statement.rows);
    if (statement.kind == StatementKind::kOther && is_overview(statement))
      statement.kind = StatementKind::kOverview;
    draft.headed = plan.headed;
    draft.continued = book_.has_word(draft.statement.title, rules::LabelWord::kContinued);
    const bool titled_by_row = !statement.rows.empty() && statement.rows.front().cells.empty() &&
                               statement.rows.front().label == statement.title;
    if (titled_by_row) statement.rows.erase(statement.rows.begin());
    const bool figures = std::any_of(statement.rows.begin(), statement.rows.end(),
                                     [](const StatementRow& row) { return !row.cells.empty(); });
    if (!figures) return std::nullopt;
    remember_note(table, title);
    return draft;
  }

  // A statement shows its period beside the comparable ones; a long row of quarters or years is an
  // overview of it, whatever its title.
  [[nodiscard]] static bool is_series(StatementKind kind, const ColumnPlan& plan) {
    constexpr std::size_t kMostDates = 4;
    if (kind != StatementKind::kIncomeStatement && kind != StatementKind::kBalanceSheet &&
        kind != StatementKind::kCashFlowStatement) {
      return false;
    }
    std::set<rules::Date> ends;
    for (const StatementColumn& column : plan.columns) {
      if (column.role == rules::ColumnRole::kActual && column.period_end)
        ends.insert(*column.period_end);
    }
    return ends.size() > kMostDates;
  }

  // Years beside one another, amounts and key ratios under them: an overview, even where no title
  // says so. Its rows are no sum of one another.
  [[nodiscard]] static bool is_overview(const Statement& statement) {
    constexpr std::size_t kFewestYears = 3;
    std::set<rules::Date> ends;
    for (const StatementColumn& column : statement.columns) {
      if (column.role != rules::ColumnRole::kActual || !column.period_end) return false;
      ends.insert(*column.period_end);
    }
    if (ends.size() < kFewestYears || ends.size() != statement.columns.size()) return false;
    const auto has_row = [&](rules::Unit unit) {
      return std::any_of(statement.rows.begin(), statement.rows.end(),
                         [&](const StatementRow& row) {
                           return !row.cells.empty() && row.cells.front().unit == unit;
                         });
    };
    return has_row(rules::Unit::kMoney) && has_row(rules::Unit::kPercent);
  }

  // A note may hold several tables: one without a title, with nothing but the note's own text since
  // the table before, goes on with that note.
  void continue_note(const Table& table, TitleFound& title) const {
    if (open_note_.kind != StatementKind::kNote) return;
    if (table.pages.front() - open_note_page_ > 1) return;
    // A heading as large as the note's own opens something else, where headings are set larger than
    // the text; where they are not, only a clearly larger one does.
    constexpr double kClearlyLarger = 1.1, kAsLarge = 0.97;
    const bool set_apart = open_note_.font_size > body_size(table) * kClearlyLarger;
    const double least = open_note_.font_size * (set_apart ? kAsLarge : kClearlyLarger);
    const bool closed = std::any_of(
        table.lines_above.begin(), table.lines_above.end(),
        [&](const TextLine& line) { return line.font_size > least && !line.furniture; });
    if (closed && open_note_.font_size > 0) return;
    if (opens_section(table) && counts_only(table)) return;
    title = note_begun_beside(table).value_or(open_note_);
    title.titled = false;
  }

  // A heading with running text below it stands over the table, or with the room of text that was
  // not read.
  [[nodiscard]] bool opens_section(const Table& table) const {
    constexpr std::size_t kLongestHeading = 60, kShortestProse = 50;
    constexpr double kRoomOfText = 3.5;  // heights of the heading
    const auto& above = table.lines_above;
    for (std::size_t i = 0; i < above.size(); ++i) {
      const std::string heading = above[i].text();
      const bool last = i + 1 == above.size();
      const double below = last ? table.boxes.front().y0 : above[i + 1].box.y0;
      const bool room = last && above[i].page == table.pages.front() &&
                        below - above[i].box.y1 > kRoomOfText * above[i].box.height();
      const bool prose = !last && above[i + 1].text().size() >= kShortestProse;
      if (above[i].chunks.size() == 1 && heading.size() < kLongestHeading &&
          heading.back() != '.' && (prose || room) && !internal::note_title(above[i], book_)) {
        return true;
      }
    }
    return false;
  }

  // Members present, staff by age: small numbers without a unit or a sum.
  [[nodiscard]] bool counts_only(const Table& table) const {
    constexpr std::size_t kMostDigits = 3;
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) {
        if (table.columns[cell.first_column].content != ColumnContent::kAmount) {
          if (book_.has_word(cell.text, rules::LabelWord::kSum)) return false;
          continue;
        }
        if (row.role == TableRowRole::kHead && book_.unit_scale(cell.text)) return false;
        const auto digits = std::count_if(cell.text.begin(), cell.text.end(),
                                          [](char c) { return c >= '0' && c <= '9'; });
        if (row.role == TableRowRole::kBody && static_cast<std::size_t>(digits) > kMostDigits)
          return false;
      }
    }
    return std::none_of(
        table.lines_above.begin(), table.lines_above.end(),
        [&](const TextLine& line) { return book_.unit_scale(line.text()).has_value(); });
  }

  // Notes in columns that begin anew below each other: one that begins to the left of the table,
  // between it and the open note, is the table's where its number is the higher. Where the page is
  // read one column after the other, what stands to the left has the lower number.
  [[nodiscard]] std::optional<TitleFound> note_begun_beside(const Table& table) const {
    const auto page = static_cast<std::size_t>(table.pages.front());
    if (page < 1 || page > pages_.size() || table.boxes.empty()) return std::nullopt;
    const Box& box = table.boxes.front();
    const double from = open_note_page_ == table.pages.front() ? open_note_bottom_ : 0;
    std::optional<TitleFound> begun;
    double lowest = from;
    for (const TextLine& line : pages_[page - 1]) {
      if (line.furniture || line.box.y0 < lowest || line.box.y1 > box.y0 || line.box.x0 >= box.x1 ||
          line.box.x0 > box.x0 + line.font_size) {
        continue;
      }
      const auto note = internal::note_title(line, book_);
      if (!note || note_number(*note) <= note_number(open_note_)) continue;
      begun = note;
      lowest = line.box.y0;
    }
    return begun;
  }

  static int note_number(const TitleFound& title) {
    int number = 0;
    std::from_chars(title.note.data(), title.note.data() + title.note.size(), number);
    return number;
  }

  // The size of the print of a table's rows, by their height.
  [[nodiscard]] double body_size(const Table& table) const {
    const auto page = static_cast<std::size_t>(table.pages.front());
    if (page < 1 || page > pages_.size() || table.boxes.empty()) return 0;
    std::vector<double> sizes;
    for (const TextLine& line : pages_[page - 1]) {
      const double y = line.box.center_y();
      if (y >= table.boxes.front().y0 && y <= table.boxes.front().y1)
        sizes.push_back(line.font_size);
    }
    if (sizes.empty()) return 0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle;
  }

  void remember_note(const Table& table, const TitleFound& title) {
    open_note_ = title;
    open_note_page_ = table.pages.back();
    open_note_bottom_ = table.boxes.empty() ? 0 : table.boxes.back().y1;
  }

  [[nodiscard]] EntityScope scope_of(const Table& table, const TitleFound& title,
                                     const ColumnPlan& plan) const {
    if (title.scope != EntityScope::kUnstated) return title.scope;
    if (!plan.columns.empty()) {
      const EntityScope first = plan.columns.front().scope;
      const bool all =
          std::all_of(plan.columns.begin(), plan.columns.end(),
                      [&](const StatementColumn& column) { return column.scope == first; });
      if (all && first != EntityScope::kUnstated) return first;
      if (!all) return EntityScope::kUnstated;
    }
    constexpr std::size_t kNearest = 3, kLongest = 40;
    for (std::size_t i = table.lines_above.size(); i-- > 0;) {
      if (table.lines_above.size() - i > kNearest) break;
      std::string text = table.lines_above[i].text();
      if (text.size() > 2 * kLongest) continue;
      // "Parent company Granit Holding AB (publ)" under the title: the name is left out.
      if (text.size() > kLongest) text = first_words(text, 2);
      const EntityScope scope = book_.column_head(text).scope;
      if (scope != EntityScope::kUnstated) return scope;
    }
    return EntityScope::kUnstated;
  }

  const DocumentLines& pages_;
  const std::vector<Table>& tables_;
  const ReportFacts& facts_;
  const RuleBook& book_;
  TitleFound open_note_;
  int open_note_page_ = 0;
  double open_note_bottom_ = 0;  // where its last table ended
};

void give_ids(std::vector<Statement>& statements) {
  for (std::size_t s = 0; s < statements.size(); ++s) {
    statements[s].id = "s" + std::to_string(s + 1);
    for (std::size_t c = 0; c < statements[s].columns.size(); ++c) {
      statements[s].columns[c].id = "c" + std::to_string(c + 1);
    }
    for (std::size_t r = 0; r < statements[s].rows.size(); ++r) {
      statements[s].rows[r].id = "r" + std::to_string(r + 1);
    }
  }
}

}  // namespace

Extraction build_statements(const Document& document, const std::vector<Table>& tables,
                            const RuleBook& book) {
  DocumentLines pages;
  pages.reserve(document.pages.size());
  for (const Page& page : document.pages) {
    pages.push_back(build_lines(page));
    internal::join_note_titles(page, pages.back(), book);
  }
  mark_furniture(document, pages);
  ReportFacts facts = internal::read_report_facts(pages, book);
  // Heads that name months or years alone can be read only when the report's period is known, and
  // that is best known from the heads that are printed in full: these first.
  ReportFacts no_period;
  no_period.kind = facts.kind;
  no_period.only_printed = true;
  internal::settle_period(facts,
                          StatementBuilder(pages, tables, no_period, book).printed_periods());
  std::vector<Statement> statements = StatementBuilder(pages, tables, facts, book).build();
  for (Statement& statement : statements) internal::know_unlabelled_sums(statement, book);
  internal::inherit_scopes(statements);
  internal::infer_scales(statements, pages, book);
  give_ids(statements);
  take_readings(document, statements);
  Extraction extraction;
  extraction.entity = facts.entity;
  extraction.report_kind = facts.kind;
  extraction.period_start = facts.start;
  extraction.period_end = facts.end;
  extraction.statements = std::move(statements);
  return extraction;
}

}  // namespace siffra::extract
