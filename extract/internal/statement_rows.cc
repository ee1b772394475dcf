#include "extract/internal/statement_rows.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

using rules::AmountOptions;
using rules::DecimalMark;
using rules::LabelWord;
using rules::Parentheses;
using rules::ReportedAmount;
using rules::RowKind;
using rules::RuleBook;
using rules::StatementKind;
using rules::Unit;

bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

// What the separators of one figure say about the number format.
enum class FormatVote { kNone, kSwedish, kEnglish, kCommaThousand, kPointThousand };

FormatVote vote_of(std::string_view text) {
  const std::size_t comma = text.find(','), point = text.find('.');
  const auto digits_after = [&](std::size_t at) {
    std::size_t count = 0;
    while (at + 1 + count < text.size() && is_digit_char(text[at + 1 + count])) ++count;
    return count;
  };
  const bool has_comma = comma != std::string_view::npos,
             has_point = point != std::string_view::npos;
  if (has_comma && has_point) return comma < point ? FormatVote::kEnglish : FormatVote::kSwedish;
  if (has_comma) {
    const std::size_t last = text.rfind(',');
    if (last != comma) return FormatVote::kEnglish;  // 1,234,567
    if (digits_after(comma) != 3) return FormatVote::kSwedish;
    const bool leading_zero =
        comma > 0 && text[comma - 1] == '0' && (comma == 1 || !is_digit_char(text[comma - 2]));
    return leading_zero ? FormatVote::kSwedish : FormatVote::kCommaThousand;
  }
  if (has_point) {
    if (text.rfind('.') != point) return FormatVote::kSwedish;  // 4.511.722
    // "5.834"; "5.1711" is neither, a stroke beside the figure, mostly.
    constexpr std::size_t kGroup = 3;
    if (digits_after(point) > kGroup) return FormatVote::kNone;
    return digits_after(point) == kGroup ? FormatVote::kPointThousand : FormatVote::kEnglish;
  }
  return FormatVote::kNone;
}

struct FormatCount {
  std::size_t swedish = 0, english = 0, comma_thousands = 0, point_thousands = 0, figures = 0;
};

bool in_parentheses(std::string_view text) {
  return text.size() > 2 && text.front() == '(' && text.back() == ')';
}

// A figure with a comma before three digits, in a table that otherwise prints no decimals, is in
// thousands: 1,135 among 1 109. In a table with decimal commas it is what it looks like. A point
// before decimals, as recognition reads many a comma, is no section's number where most figures
// have decimals: 43.1 among 48,3.
AmountOptions options_for(std::string_view text, AmountOptions options, const FormatCount& format) {
  const FormatVote vote = vote_of(text);
  const bool decimals_are_usual = 2 * (format.swedish + format.english) > format.figures;
  if ((vote == FormatVote::kCommaThousand && format.swedish == 0) ||
      (vote == FormatVote::kEnglish && decimals_are_usual)) {
    options.decimal_mark = DecimalMark::kEnglish;
  }
  return options;
}

std::string label_of(const TableRow& row, const std::vector<std::size_t>& columns, Box& box,
                     bool& bold) {
  std::vector<std::string> parts;
  for (const TableCell& cell : row.cells) {
    if (std::find(columns.begin(), columns.end(), cell.first_column) == columns.end()) continue;
    parts.push_back(cell.text);
    box = united(box, cell.box);
    bold = bold || cell.bold;
  }
  return joined(parts);
}

FormatCount count_formats(const Table& table, const ColumnPlan& plan) {
  FormatCount count;
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      const bool value =
          std::find(plan.values.begin(), plan.values.end(), cell.first_column) != plan.values.end();
      if (!value || !has_digit(cell.text)) continue;
      ++count.figures;
      switch (vote_of(cell.text)) {
        case FormatVote::kSwedish:
          ++count.swedish;
          break;
        case FormatVote::kEnglish:
          ++count.english;
          break;
        case FormatVote::kCommaThousand:
          ++count.comma_thousands;
          break;
        case FormatVote::kPointThousand:
          ++count.point_thousands;
          break;
        case FormatVote::kNone:
          break;
      }
    }
  }
  return count;
}

// A comparative printed in parentheses: every figure of the column is, and none of its neighbours'.
// A variance or change in parentheses is negative.
std::vector<bool> columns_in_parentheses(const Table& table, const ColumnPlan& plan) {
  std::vector<std::size_t> inside(plan.values.size(), 0), figures(plan.values.size(), 0);
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      const auto at = std::find(plan.values.begin(), plan.values.end(), cell.first_column);
      if (at == plan.values.end() || !has_digit(cell.text)) continue;
      const auto index = static_cast<std::size_t>(at - plan.values.begin());
      ++figures[index];
      inside[index] += in_parentheses(cell.text) ? 1u : 0u;
    }
  }
  std::vector<bool> plain(plan.values.size(), false);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    bool other_without = false;
    for (std::size_t j = 0; j < plain.size(); ++j) {
      other_without = other_without || (j != i && figures[j] > 0 && inside[j] == 0);
    }
    const rules::ColumnRole role = plan.columns[i].role;
    const bool figure_of_its_own =
        role == rules::ColumnRole::kVariance || role == rules::ColumnRole::kChange;
    plain[i] = figures[i] >= 2 && inside[i] == figures[i] && other_without && !figure_of_its_own;
  }
  return plain;
}

// "[T]", "{)", "a”", "-74 g1": what recognition makes of a figure it cannot read. Nobody prints
// such marks for words, and a figure that could not be read is not a figure that is not there.
bool is_misread_figure(std::string_view text) {
  constexpr std::size_t kLongest = 6, kLongestNegative = 12;  // bytes
  constexpr std::string_view kMarks[] = {"[", "]", "{", "}", "|", "?", "”", "“", "\\"};
  const bool negative = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
  if (negative && text.size() <= kLongestNegative) return true;
  return text.size() <= kLongest &&
         std::any_of(std::begin(kMarks), std::end(kMarks), [&](std::string_view mark) {
           return text.find(mark) != std::string_view::npos;
         });
}

class RowBuilder {
 public:
  RowBuilder(const Table& table, const ColumnPlan& plan, StatementKind kind, const RuleBook& book)
      : table_(table),
        plan_(plan),
        kind_(kind),
        book_(book),
        options_(amount_options(table, plan)),
        format_(count_formats(table, plan)),
        codes_(expect_codes()) {}

  [[nodiscard]] std::vector<StatementRow> build() const {
    std::vector<StatementRow> rows;
    for (const TableRow& source : table_.rows) {
      if (source.role == TableRowRole::kHead) continue;
      StatementRow row = build_row(source);
      if (!row.label.empty() || !row.cells.empty()) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  // Codes come in lists: two rows with one make each such number a code.
  [[nodiscard]] Codes expect_codes() const {
    std::size_t with_code = 0, rows = 0;
    for (const TableRow& row : table_.rows) {
      if (row.role == TableRowRole::kHead) continue;
      Box box;
      bool bold = false;
      const std::string label = label_of(row, plan_.labels, box, bold);
      if (label.empty()) continue;
      ++rows;
      with_code += begins_with_code(label) ? 1u : 0u;
    }
    return with_code >= 2 || (with_code == 1 && rows <= 2) ? Codes::kExpected : Codes::kNone;
  }

  [[nodiscard]] StatementRow build_row(const TableRow& source) const {
    StatementRow row;
    row.page = source.page;
    row.indent = source.indent;
    row.bold = source.bold;
    bool bold = false;
    const LabelParts parts =
        label_parts(label_of(source, plan_.labels, row.box, bold), codes_, book_);
    row.label = parts.label;
    row.code = parts.code;
    row.note = parts.note;
    row.bold = row.bold || bold;
    for (const TableCell& cell : source.cells) read_cell(cell, row);
    if (row.box == Box{}) row.box = source.box;
    row.concept_id = concept_of(row.label);
    const std::optional<Unit> unit = row.label.empty() ? std::nullopt : book_.row_unit(row.label);
    const std::int64_t stated = scale_in_label(row.label);
    for (StatementCell& cell : row.cells) {
      const bool percent = cell.amount && cell.amount->unit == Unit::kPercent;
      const bool percent_column = plan_.columns[cell.column].role == rules::ColumnRole::kPercent;
      cell.unit = percent || percent_column ? Unit::kPercent : unit.value_or(Unit::kMoney);
      const bool money = cell.amount && cell.unit == Unit::kMoney;
      if (money && cell.amount->stated_scale == 0) cell.amount->stated_scale = stated;
    }
    row.kind = kind_of(row);
    return row;
  }

  // "Nettoomsättning, tkr": a row that names its unit goes before its table. 0 where it does not.
  [[nodiscard]] std::int64_t scale_in_label(const std::string& label) const {
    const std::size_t space = label.find_last_of(" ,(");
    if (space == std::string::npos || space == 0 || is_digit_char(label[space - 1])) return 0;
    std::string unit = label.substr(space + 1);
    while (!unit.empty() && (unit.back() == ')' || unit.back() == '.')) unit.pop_back();
    return book_.unit_scale(unit).value_or(0);
  }

  void read_cell(const TableCell& cell, StatementRow& row) const {
    const auto holds = [&](const std::vector<std::size_t>& columns) {
      return std::find(columns.begin(), columns.end(), cell.first_column) != columns.end();
    };
    if (holds(plan_.codes)) {
      const std::string note = note_reference(cell.text, book_);
      if (has_letter(cell.text) && !note.empty()) {  // "Not 3"
        row.note = joined({row.note, note});
        return;
      }
      if (row.code.empty()) row.code = trimmed(cell.text);
      return;
    }
    if (holds(plan_.notes)) {
      row.note = joined({row.note, note_reference(cell.text, book_)});
      return;
    }
    const auto at = std::find(plan_.values.begin(), plan_.values.end(), cell.first_column);
    if (at == plan_.values.end()) return;
    StatementCell out;
    out.column = static_cast<std::size_t>(at - plan_.values.begin());
    out.raw = trimmed(cell.text);
    out.amount = rules::read_amount(out.raw, options_for(out.raw, options_[out.column], format_));
    if (!out.amount) {
      // "Not 1" under a value head refers; words say something else than a figure; digits that make
      // no amount are kept for a person to look at.
      const std::string note = note_reference(out.raw, book_);
      if (!note.empty() && row.note.empty()) {
        row.note = note;
        return;
      }
      const bool digits = has_digit(out.raw) && rules::looks_numeric(out.raw);
      if (!digits && !is_misread_figure(out.raw)) return;
    }
    out.page = cell.page;
    out.box = cell.box;
    row.cells.push_back(std::move(out));
  }

  [[nodiscard]] std::string concept_of(const std::string& label) const {
    if (label.empty()) return {};
    const auto match = book_.concept_for(label, kind_);
    return match && match->concept_found != nullptr ? match->concept_found->id : std::string();
  }

  [[nodiscard]] RowKind kind_of(const StatementRow& row) const {
    if (row.cells.empty()) return RowKind::kHeading;
    if (row.label.empty()) return RowKind::kSum;  // a sub-total without a label
    if (book_.has_word(row.label, LabelWord::kOfWhich)) return RowKind::kOfWhich;
    if (book_.has_word(row.label, LabelWord::kSum)) return RowKind::kSum;
    const rules::Concept* known =
        row.concept_id.empty() ? nullptr : book_.find_concept(row.concept_id);
    if (known == nullptr || known->row_kind == RowKind::kHeading) return RowKind::kItem;
    return known->row_kind;
  }

  const Table& table_;
  const ColumnPlan& plan_;
  StatementKind kind_;
  const RuleBook& book_;
  std::vector<AmountOptions> options_;
  FormatCount format_;
  Codes codes_;
};

}  // namespace

std::vector<AmountOptions> amount_options(const Table& table, const ColumnPlan& plan) {
  const FormatCount format = count_formats(table, plan);
  AmountOptions common;
  // Points that part three digits each stand between thousands, whatever one odd figure shows.
  if (format.english > format.swedish && format.english > format.point_thousands)
    common.decimal_mark = DecimalMark::kEnglish;
  std::vector<AmountOptions> options(plan.values.size(), common);
  const std::vector<bool> plain = columns_in_parentheses(table, plan);
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (plain[i]) options[i].parentheses = Parentheses::kPlain;
  }
  return options;
}

std::vector<StatementRow> build_rows_of(const Table& table, const ColumnPlan& plan,
                                        StatementKind kind, const RuleBook& book) {
  return RowBuilder(table, plan, kind, book).build();
}

}  // namespace siffra::extract::internal
