#include "extract/internal/statement_scale.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "extract/internal/line_chunks.h"
#include "extract/internal/scale_evidence.h"
#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

using rules::RuleBook;
using rules::StatementKind;

constexpr std::size_t kLongestUnitLine = 80;  // a longer line mentions amounts, it states no unit

// A line with a figure in it ("14 312 000 kr") tells that figure's unit, not the table's.
std::optional<std::int64_t> scale_of_line(const std::string& text, const RuleBook& book) {
  if (has_digit(text)) return std::nullopt;
  if (text.size() > kLongestUnitLine && !book.is_unit_sentence(text)) return std::nullopt;
  return book.unit_scale(text);
}

// "Resultaträkning   Kr": the unit at the end of the title's line stands by itself.
std::optional<std::int64_t> scale_of_line(const TextLine& line, const RuleBook& book) {
  if (const auto scale = scale_of_line(line.text(), book)) return scale;
  return line.chunks.size() > 1 ? scale_of_line(line.chunks.back().text, book) : std::nullopt;
}

// The last line of a paragraph: "mkr." behind "and the wages would change the result by 15" states
// no unit of the tables around it.
bool ends_a_paragraph(const std::vector<TextLine>& lines, std::size_t at) {
  constexpr std::size_t kLongLine = 45;  // bytes
  constexpr double kSameMargin = 3;      // points
  constexpr double kSameType = 0.5;      // points
  if (at == 0) return false;
  const TextLine& above = lines[at - 1];
  const TextLine& line = lines[at];
  const std::string text = above.text();
  const bool goes_on = text.size() > kLongLine || begins_small(line.text());
  // "Belopp i tkr" under a long title is set in other type, and no sentence ends with it.
  const bool same_type = std::abs(above.font_size - line.font_size) < kSameType && !above.bold;
  return above.chunks.size() == 1 && goes_on && text.back() != '.' && line.text().ends_with('.') &&
         same_type && std::abs(above.box.x0 - line.box.x0) < kSameMargin &&
         line.box.y0 - above.box.y1 < 0.8 * line.box.height();
}

// A line of a paragraph that is no sentence of its own about the unit of the amounts.
bool is_of_a_paragraph(const std::vector<TextLine>& lines, std::size_t at, const RuleBook& book) {
  constexpr std::size_t kShortestSentence = 25;  // bytes
  if (!ends_a_paragraph(lines, at)) return false;
  const std::string text = lines[at].text();
  return text.size() < kShortestSentence || !book.is_unit_sentence(text);
}

bool is_main(StatementKind kind) {
  return kind == StatementKind::kIncomeStatement || kind == StatementKind::kBalanceSheet ||
         kind == StatementKind::kCashFlowStatement;
}

bool prints_ore(const Statement& statement) {
  std::size_t figures = 0, with_ore = 0;
  for (const StatementRow& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      if (!cell.amount || cell.unit != rules::Unit::kMoney || cell.amount->is_nil) continue;
      ++figures;
      with_ore += cell.amount->decimals == 2 ? 1u : 0u;
    }
  }
  return figures >= 2 && with_ore * 10 >= figures * 9;
}

// The unit printed with the figures themselves: "316 Sek".
std::optional<std::int64_t> scale_of_figures(const Table& table, const ColumnPlan& plan,
                                             const RuleBook& book) {
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      if (std::find(plan.values.begin(), plan.values.end(), cell.first_column) == plan.values.end())
        continue;
      const std::size_t unit = cell.text.find_first_not_of("0123456789 ,.-+");
      if (unit == std::string::npos || unit == 0 || !has_letter(cell.text)) continue;
      if (const auto scale = book.unit_scale(trimmed(cell.text.substr(unit)))) return scale;
    }
  }
  return std::nullopt;
}

// Whether some figure of the row, in units of `scale`, is the other row's for the same date, to the
// precision of the coarser. Small figures agree too easily and are left out.
bool figures_agree(const Statement& statement, const StatementRow& row, std::int64_t scale,
                   const Statement& other, const StatementRow& same) {
  constexpr std::int64_t kFewestDigits = 100;
  for (const StatementCell& cell : row.cells) {
    if (!cell.amount || std::abs(cell.amount->digits) < kFewestDigits) continue;
    for (const StatementCell& twin : same.cells) {
      if (!twin.amount) continue;
      const auto& end = statement.columns[cell.column].period_end;
      if (!end || end != other.columns[twin.column].period_end) continue;
      const auto a = cell.amount->money(scale), b = twin.amount->money(*other.scale);
      const auto quantum = cell.amount->quantum(scale);
      if (!a || !b || !quantum) continue;
      const std::int64_t difference = std::abs(std::abs(a->ore()) - std::abs(b->ore()));
      if (difference <= quantum->ore()) return true;
    }
  }
  return false;
}

// The rows of the main statements by their folded label.
using RowsByLabel = std::multimap<std::string, std::pair<const Statement*, const StatementRow*>>;

RowsByLabel rows_by_label(const std::vector<Statement>& statements) {
  RowsByLabel labels;
  for (const Statement& statement : statements) {
    if (!statement.scale || !is_main(statement.kind)) continue;
    for (const StatementRow& row : statement.rows) {
      if (!row.label.empty() && !row.cells.empty()) {
        labels.emplace(rules::fold(row.label), std::pair(&statement, &row));
      }
    }
  }
  return labels;
}

// Statements of one report repeat each other's figures: "Årets resultat 947" in an overview is the
// "946 470" of the income statement, so the overview is in thousands. The scale that the rows with
// a common label and year ask for, if at least two do and none asks for another.
std::optional<std::int64_t> scale_by_figures(const Statement& statement,
                                             const RowsByLabel& labels) {
  std::map<std::int64_t, std::size_t> asked;
  for (const StatementRow& row : statement.rows) {
    const auto [first, last] = labels.equal_range(rules::fold(row.label));
    for (auto same = first; same != last; ++same) {
      for (const std::int64_t scale : {1, 1000, 1000000}) {
        const auto& [other, twin] = same->second;
        if (figures_agree(statement, row, scale, *other, *twin)) ++asked[scale];
      }
    }
  }
  const bool sure = asked.size() == 1 && asked.begin()->second >= 2;
  return sure ? std::optional(asked.begin()->first) : std::nullopt;
}

// Stated under the table. Beyond a title, or set well apart, it is that of what follows.
std::optional<std::int64_t> scale_below(const Table& table, const RuleBook& book) {
  constexpr double kWellApart = 2;  // heights of the line
  double bottom = table.boxes.back().y1;
  for (const TextLine& line : table.lines_below) {
    const std::string text = line.text();
    if (book.statement_title(text)) return std::nullopt;
    if (line.box.y0 - bottom > kWellApart * line.box.height()) return std::nullopt;
    if (const auto scale = scale_of_line(text, book)) return scale;
    bottom = line.box.y1;
  }
  return std::nullopt;
}

// The one scale that all statements the filter takes agree on.
template <typename Filter>
std::optional<std::int64_t> agreed(const std::vector<Statement>& statements, Filter filter) {
  std::set<std::int64_t> scales;
  for (const Statement& statement : statements) {
    if (statement.scale && filter(statement)) scales.insert(*statement.scale);
  }
  return scales.size() == 1 ? std::optional(*scales.begin()) : std::nullopt;
}

// A line of the title or the heads of a statement that is none of the main ones.
bool belongs_to_another(const std::string& text, const std::vector<Statement>& statements) {
  return std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
    if (is_main(statement.kind)) return false;
    return statement.title.find(text) != std::string::npos ||
           std::any_of(statement.columns.begin(), statement.columns.end(),
                       [&](const StatementColumn& column) {
                         return column.header.find(text) != std::string::npos;
                       });
  });
}

}  // namespace

std::optional<std::int64_t> stated_scale(const Table& table, const ColumnPlan& plan,
                                         const std::string& title, const RuleBook& book) {
  for (const std::string& text : plan.corner) {
    if (const auto scale = book.unit_scale(text)) return scale;
  }
  std::set<std::int64_t> of_columns;
  for (const StatementColumn& column : plan.columns) {
    if (column.scale) of_columns.insert(*column.scale);
  }
  if (of_columns.size() == 1) return *of_columns.begin();
  for (const TableRow& row : table.rows) {  // "Belopp i tkr" as a row of its own
    if (row.role == TableRowRole::kBody && row.cells.size() == 1) {
      if (const auto scale = scale_of_line(row.cells[0].text, book)) return scale;
    }
  }
  if (const auto scale = scale_of_figures(table, plan, book)) return scale;
  if (const auto scale = book.unit_scale(title); scale && title.size() <= kLongestUnitLine)
    return scale;
  for (std::size_t i = table.lines_above.size(); i-- > 0;) {
    if (is_of_a_paragraph(table.lines_above, i, book)) continue;
    if (const auto scale = scale_of_line(table.lines_above[i], book)) return scale;
  }
  return scale_below(table, book);
}

std::optional<std::int64_t> scale_of_rows(const std::vector<StatementRow>& rows) {
  std::optional<std::int64_t> common;
  for (const StatementRow& row : rows) {
    for (const StatementCell& cell : row.cells) {
      if (!cell.amount || cell.unit != rules::Unit::kMoney) continue;
      const std::int64_t scale = cell.amount->stated_scale;
      if (scale == 0 || (common && *common != scale)) return std::nullopt;
      common = scale;
    }
  }
  return common;
}

std::optional<std::int64_t> document_scale(const DocumentLines& pages,
                                           const std::vector<Statement>& statements,
                                           const RuleBook& book) {
  std::map<std::int64_t, std::size_t> said;
  for (const std::vector<TextLine>& page : pages) {
    for (std::size_t l = 0; l < page.size(); ++l) {
      const TextLine& line = page[l];
      const std::string text = line.text();
      if (line.chunks.size() != 1) continue;
      if (is_of_a_paragraph(page, l, book) || belongs_to_another(text, statements)) continue;
      if (const auto scale = scale_of_line(text, book)) ++said[*scale];
    }
  }
  return said.size() == 1 ? std::optional(said.begin()->first) : std::nullopt;
}

void infer_scales(std::vector<Statement>& statements, const DocumentLines& pages,
                  const RuleBook& book) {
  const auto infer = [](Statement& statement, std::optional<std::int64_t> scale) {
    if (statement.scale || !scale) return;
    statement.scale = scale;
    statement.scale_inferred = true;
  };
  for (Statement& statement : statements) {
    if (prints_ore(statement)) infer(statement, 1);
  }
  auto of_main = agreed(statements, [](const Statement& s) { return is_main(s.kind); });
  if (!of_main) of_main = main_scale_by_evidence(statements, pages, book);
  const std::optional<std::int64_t> document = document_scale(pages, statements, book);
  for (Statement& statement : statements) {
    const StatementKind kind = statement.kind;
    const bool explains_main =
        is_main(kind) || kind == StatementKind::kNote || kind == StatementKind::kEquityChanges;
    if (explains_main) infer(statement, of_main);
    if (explains_main) infer(statement, document);
  }
  const RowsByLabel labels = rows_by_label(statements);
  for (Statement& statement : statements) {
    if (!statement.scale) infer(statement, scale_by_figures(statement, labels));
    if (!statement.scale && statement.kind != StatementKind::kOther)
      infer(statement, scale_by_evidence(statement, statements));
  }
}

}  // namespace siffra::extract::internal
