#include "extract/internal/statement_title.h"

#include <algorithm>
#include <cmath>

#include "extract/internal/line_chunks.h"
#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

using rules::EntityScope;
using rules::RuleBook;
using rules::StatementKind;
using rules::TitleMatch;

constexpr double kWholeLine = 0.6;  // of a line that is a title, this much is the title's words
constexpr std::size_t kLongestTitle = 110;

struct Candidate {
  TitleMatch match;
  std::string text;
  std::size_t distance = 0;  // lines that say something else between it and the table
  double font_size = 0;
  bool parted = false;  // another heading stands between it and the table
};

std::optional<TitleMatch> title_in(const std::string& text, const RuleBook& book) {
  if (text.empty() || text.size() > kLongestTitle || has_leaders(text)) return std::nullopt;
  std::optional<TitleMatch> match = book.statement_title(text);
  if (!match || match->coverage < kWholeLine) return std::nullopt;
  // "Not 2006" is a head over notes beside a year.
  constexpr std::size_t kLongestNote = 3;
  if (match->kind == StatementKind::kNote && match->note.size() > kLongestNote) return std::nullopt;
  return match;
}

// Heads of columns on the line of a title ("Not 16  Övriga skulder  2023-12-31") are no part of it.
std::string title_of(const TextLine& line, const RuleBook& book) {
  std::size_t count = line.chunks.size();
  while (count > 1) {
    const rules::HeadMatch head = book.column_head(line.chunks[count - 1].text);
    if (!head.period && !head.is_note_column) break;
    --count;
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < count; ++i) parts.push_back(line.chunks[i].text);
  return joined(parts);
}

// The same where the head of the note column stands so near that it reads as the last word.
std::string without_note_head(const std::string& title, const RuleBook& book) {
  const std::size_t space = title.rfind(' ');
  if (space == std::string::npos || !book.column_head(title.substr(space + 1)).is_note_column)
    return title;
  const std::string shorter = title.substr(0, space);
  return title_in(shorter, book) ? shorter : title;
}

bool is_in_capitals(const TextLine& line) {
  const std::string text = line.text();
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Whether `below` is the rest of the heading `above`, set over two lines in the same type.
// Nothing recognised is bold, but it may be larger than the rest, give or take the measuring.
bool continues_heading(const TextLine& above, const TextLine& below, double body_size,
                       const RuleBook& book) {
  constexpr double kLarger = 1.15;
  constexpr double kAlike = 0.2;
  constexpr double kTelling = 0.8;
  if (above.page != below.page || above.chunks.size() != 1 || below.chunks.size() != 1)
    return false;
  const bool same_type = above.bold == below.bold && above.font_size - below.font_size < 0.2 &&
                         below.font_size - above.font_size < 0.2;
  const double gap = below.box.y0 - above.box.y1;
  const std::string& rest = below.chunks.front().text;
  const bool small = rest.starts_with('(') || begins_small(rest);
  if (gap >= 0.6 * above.font_size) return false;
  if (same_type && is_in_capitals(above) && is_in_capitals(below)) {
    return title_in(above.text() + ' ' + below.text(), book) && !title_in(below.text(), book);
  }
  if (!small) return false;
  const double smaller = std::min(above.font_size, below.font_size);
  const bool alike =
      !above.bold && !below.bold && std::abs(above.font_size - below.font_size) < kAlike * smaller;
  if ((same_type && above.bold) || (alike && smaller > kLarger * body_size)) return true;
  // Where nothing but the heading stands there to compare its size with, the words tell.
  const auto together = alike ? title_in(above.text() + ' ' + below.text(), book) : std::nullopt;
  return together && together->coverage >= kTelling && !title_in(above.text(), book);
}

// Lines that may stand between a title and its table without parting them: the entity's name, the
// unit, a period.
bool is_companion(const TextLine& line, const RuleBook& book) {
  const std::string text = line.text();
  if (text.size() > kLongestTitle) return false;
  return book.unit_scale(text).has_value() || book.entity_name(text).has_value() ||
         book.period(text).has_value();
}

bool is_heading(const TextLine& line, double body_size) {
  constexpr std::size_t kLongestHeading = 70;
  if (line.chunks.size() > 2 || line.text().size() > kLongestHeading) return false;
  return line.bold || line.font_size > body_size * 1.08;
}

double body_font_size(const std::vector<TextLine>& lines) {
  std::vector<double> sizes;
  sizes.reserve(lines.size());
  for (const TextLine& line : lines) sizes.push_back(line.font_size);
  if (sizes.empty()) return 0;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  return sizes[sizes.size() / 2];
}

// The page a line of a table of contents ends with; 0 for other lines.
int page_referred_to(const TextLine& line) {
  constexpr std::size_t kLongestPage = 3;
  const std::string& last = line.chunks.back().text;
  const bool number =
      last.size() <= kLongestPage &&
      std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number && line.chunks.size() > 1 && !line.chunks.front().numeric ? std::stoi(last) : 0;
}

// Lines of a table of contents name statements that stand elsewhere. A title with the number of a
// note behind it stands alone.
std::vector<bool> entries_of_contents(const std::vector<TextLine>& lines) {
  std::vector<bool> entries(lines.size(), false);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i - 1].chunks.empty() || lines[i].chunks.empty()) continue;
    const int before = page_referred_to(lines[i - 1]);
    const int page = page_referred_to(lines[i]);
    if (before == 0 || page < before) continue;
    entries[i - 1] = true;
    entries[i] = true;
  }
  // One whose page was not read stands between others.
  constexpr std::size_t kLongestMisread = 6;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i - 1].chunks.empty() || lines[i + 1].chunks.empty()) continue;
    const int before = page_referred_to(lines[i - 1]);
    const auto& chunks = lines[i].chunks;
    const bool entry = (chunks.size() == 1 && chunks.front().text.ends_with("...")) ||
                       (chunks.size() == 2 && chunks.back().text.size() <= kLongestMisread);
    if (!entry || before == 0 || page_referred_to(lines[i + 1]) < before) continue;
    entries[i - 1] = true;
    entries[i] = true;
    entries[i + 1] = true;
  }
  return entries;
}

std::optional<Candidate> title_above(const std::vector<TextLine>& lines, const RuleBook& book) {
  const double body_size = body_font_size(lines);
  const std::vector<bool> in_contents = entries_of_contents(lines);
  std::size_t distance = 0;
  bool other_heading = false;
  for (std::size_t i = lines.size(); i-- > 0;) {
    const TextLine& line = lines[i];
    if (in_contents[i]) {
      ++distance;
      continue;
    }
    if (i > 0 && continues_heading(lines[i - 1], line, body_size, book)) continue;
    std::string text = line.text();
    const bool continued =
        i + 1 < lines.size() && continues_heading(line, lines[i + 1], body_size, book);
    if (continued) text += ' ' + lines[i + 1].text();
    if (std::optional<TitleMatch> match = title_in(text, book)) {
      Candidate found{*match, continued ? text : title_of(line, book), distance, line.font_size,
                      other_heading};
      // "3. Resultaträkning" over "Resultaträkning": the fuller one is the title.
      if (i > 0) {
        const std::string above = lines[i - 1].text();
        const std::optional<TitleMatch> fuller = title_in(above, book);
        if (fuller && fuller->kind == match->kind && fuller->note == match->note) {
          found.text = title_of(lines[i - 1], book);
          if (found.match.scope == EntityScope::kUnstated) found.match.scope = fuller->scope;
        }
      }
      return found;
    }
    if (is_companion(line, book)) continue;
    ++distance;
    other_heading = other_heading || is_heading(line, body_size);
  }
  return std::nullopt;
}

constexpr StatementKind kMainKinds[] = {StatementKind::kIncomeStatement,
                                        StatementKind::kBalanceSheet,
                                        StatementKind::kCashFlowStatement};

bool is_main(StatementKind kind) {
  return std::find(std::begin(kMainKinds), std::end(kMainKinds), kind) != std::end(kMainKinds);
}

// "NOT RESULTATRÄKNING": the title over the labels, and the head of the references before them.
std::optional<Candidate> title_behind_note_head(const std::string& text, const RuleBook& book) {
  const std::size_t space = text.find(' ');
  if (space == std::string::npos || !book.column_head(text.substr(0, space)).is_note_column)
    return std::nullopt;
  const std::string rest = text.substr(space + 1);
  const auto match = title_in(rest, book);
  if (!match || !is_main(match->kind)) return std::nullopt;
  return Candidate{*match, rest, 0, 0, false};
}

std::optional<Candidate> title_in_head(const Table& table, const ColumnPlan& plan,
                                       const RuleBook& book) {
  for (const std::string& text : plan.corner) {
    if (auto behind = title_behind_note_head(text, book)) return behind;
    const auto match = title_in(text, book);
    // "Noter" over the numbers before the labels, or "tkr  Noter" over labels and references.
    const bool head = match && match->kind == StatementKind::kNote && match->note.empty() &&
                      book.column_head(text.substr(text.rfind(' ') + 1)).is_note_column;
    if (match && !head) return Candidate{*match, text, 0, 0, false};
  }
  for (const TableRow& row : table.rows) {
    if (row.role != TableRowRole::kHead) break;
    for (const TableCell& cell : row.cells) {
      if (book.column_head(cell.text).is_note_column) continue;  // "Not 2020-01-01" is no title
      if (const auto match = title_in(cell.text, book))
        return Candidate{*match, cell.text, 0, 0, false};
    }
  }
  // A title set as the first row, over the first heading of the table.
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    if (row.cells.size() != 1) break;
    const auto match = title_in(row.cells[0].text, book);
    if (match && match->coverage > 0.9) return Candidate{*match, row.cells[0].text, 0, 0, false};
    break;
  }
  return std::nullopt;
}

struct ByContent {
  StatementKind kind = StatementKind::kOther;
  KindShare share;
};

ByContent kind_by_content(const Table& table, const ColumnPlan& plan, const RuleBook& book) {
  ByContent best;
  for (const StatementKind kind : kMainKinds) {
    const KindShare share = share_of_kind(table, plan, kind, book);
    if (share.known > best.share.known) best = {kind, share};
  }
  return best;
}

bool speaks_plainly(const KindShare& share) { return share.known >= 4 && share.share() >= 0.6; }

// Whether the rows allow the kind that the title states.
bool rows_allow(const Candidate& title, const Table& table, const ColumnPlan& plan,
                const RuleBook& book) {
  const KindShare share = share_of_kind(table, plan, title.match.kind, book);
  // Notes hold sub-headings; under any other title a nearer heading opens something else, unless it
  // is the first group of the statement itself: then the rows are the statement's.
  if (title.parted && title.match.kind != StatementKind::kNote) {
    return is_main(title.match.kind) && share.known >= 3;
  }
  if (is_main(title.match.kind)) {
    return share.known >= 2 || share.share() >= 0.3 || title.distance == 0;
  }
  if (title.match.kind == StatementKind::kNote) return true;
  return title.distance <= 2 || share.share() >= 0.3;
}

}  // namespace

KindShare share_of_kind(const Table& table, const ColumnPlan& plan, StatementKind kind,
                        const RuleBook& book) {
  KindShare share;
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    std::vector<std::string> label;
    bool figures = false;
    for (const TableCell& cell : row.cells) {
      const auto in = [&](const std::vector<std::size_t>& columns) {
        return std::find(columns.begin(), columns.end(), cell.first_column) != columns.end();
      };
      if (in(plan.labels)) label.push_back(cell.text);
      figures = figures || in(plan.values);
    }
    if (!figures || label.empty()) continue;
    ++share.rows;
    const LabelParts parts = label_parts(joined(label), Codes::kExpected, book);
    share.known += book.concept_for(parts.label, kind) ? 1u : 0u;
  }
  return share;
}

std::optional<TitleFound> note_title(const TextLine& line, const RuleBook& book) {
  const auto match = title_in(line.text(), book);
  if (!match || match->kind != StatementKind::kNote || match->note.empty()) return std::nullopt;
  return TitleFound{match->kind, title_of(line, book), match->note, match->scope,
                    true,        line.font_size};
}

TitleFound find_title_in(const std::vector<TextLine>& lines, const Table& table,
                         const ColumnPlan& plan, const RuleBook& book) {
  const std::optional<Candidate> title = title_above(lines, book);
  if (!title || !is_main(title->match.kind)) return {};
  const KindShare share = share_of_kind(table, plan, title->match.kind, book);
  if (share.known < 3) return {};
  return {title->match.kind, trimmed(title->text), {}, title->match.scope, true, title->font_size};
}

TitleFound find_title(const Table& table, const ColumnPlan& plan,
                      const std::vector<TextLine>& before, const RuleBook& book) {
  std::optional<Candidate> title = title_in_head(table, plan, book);
  if (!title) title = title_above(table.lines_above, book);
  if (!title && !before.empty()) title = title_above(before, book);
  TitleFound found;
  if (title && rows_allow(*title, table, plan, book)) {
    found = {title->match.kind,
             without_note_head(trimmed(title->text), book),
             title->match.note,
             title->match.scope,
             true,
             title->font_size};
    const bool doubtful =
        is_main(found.kind) && share_of_kind(table, plan, found.kind, book).share() < 0.3;
    if (!doubtful) return found;
    const ByContent content = kind_by_content(table, plan, book);
    if (speaks_plainly(content.share)) found.kind = content.kind;
    return found;
  }
  const ByContent content = kind_by_content(table, plan, book);
  if (speaks_plainly(content.share)) found.kind = content.kind;
  return found;
}

}  // namespace siffra::extract::internal
