#include "extract/internal/table_heads.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "extract/internal/head_dates.h"
#include "extract/internal/head_rows.h"
#include "extract/internal/line_chunks.h"
#include "extract/internal/reference_columns.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {
namespace {

constexpr std::size_t kMostHeadLines = 7;
constexpr std::size_t kMostOpeningLabels = 8;
constexpr std::size_t kLongestHead = 64;  // bytes of one chunk of a head
constexpr double kUncovered = 4;  // points of misfit that a first column without a head counts for

class HeadFinder {
 public:
  HeadFinder(const Page& page, const Layout& layout, const rules::RuleBook* book)
      : page_(page), layout_(layout), book_(book) {
    label_left_ = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
      const FoundColumn& column = layout.columns[i];
      if (column.content == ColumnContent::kLabel || column.content == ColumnContent::kCode) {
        label_left_ = std::min(label_left_, column.left);
        label_right_ = std::max(label_right_, column.right);
        continue;
      }
      values_.push_back(i);
    }
    std::sort(values_.begin(), values_.end(), [&](std::size_t a, std::size_t b) {
      return layout.columns[a].right < layout.columns[b].right;
    });
  }

  // The chunks that stand over value columns; empty when the line is no head.
  [[nodiscard]] HeadLine read(const TextLine& line, std::size_t index) const {
    HeadLine head;
    head.line = index;
    if (values_.empty()) return head;
    const double value_left = layout_.columns[values_.front()].left;
    std::vector<Chunk> over;
    for (const Chunk& chunk : line.chunks) {
      const bool over_values =
          (chunk.box.x1 > value_left - 2 && starts_right_of_labels(chunk, line.font_size)) ||
          (label_right_ > 0 && chunk.box.x0 > label_right_ + line.font_size);
      const bool apart = !over_values || stands_apart(chunk, line);
      // The head of a last column that this report leaves empty; a unit there is the table's.
      const bool beyond = chunk.box.x0 > layout_.columns[values_.back()].right;
      if (apart && beyond && !(book_ != nullptr && book_->unit_scale(chunk.text))) continue;
      if (apart) {
        head.label.push_back(chunk);
      } else if (chunk.text.size() > kLongestHead) {
        return HeadLine{index, {}, {}, false};
      } else {
        over.push_back(chunk);
      }
    }
    if (layout_.by_order && over.size() == values_.size()) {
      for (std::size_t v = 0; v < over.size(); ++v) head.cells.push_back({v, v, over[v]});
    } else {
      for (const Chunk& chunk : over) place(chunk, head);
    }
    return head;
  }

  // Lets the cells of a line span columns, each cell over the columns nearest to it; the heads
  // below count with the figures as the extent of a column.
  void group(HeadLine& head, const std::vector<HeadLine>& below) const {
    std::vector<FoundColumn> extents;
    for (const std::size_t v : values_) extents.push_back(layout_.columns[v]);
    for (const HeadLine& line : below) {
      for (const HeadCell& cell : line.cells) {
        if (cell.first != cell.last) continue;
        extents[cell.first].left = std::min(extents[cell.first].left, cell.chunk.box.x0);
        extents[cell.first].right = std::max(extents[cell.first].right, cell.chunk.box.x1);
      }
    }
    const std::size_t n = values_.size(), m = head.cells.size();
    if (m == 0 || m > n) return;
    // cost[k][i]: the first k cells over the first i columns.
    const double inf = std::numeric_limits<double>::max();
    const std::vector<std::string> lower = folded_heads(below);
    std::vector<std::vector<double>> cost(m + 1, std::vector<double>(n + 1, inf));
    std::vector<std::vector<std::size_t>> from(m + 1, std::vector<std::size_t>(n + 1, 0));
    cost[0][0] = 0;
    // A column of notes has no head among the groups; one of several that are called the same has.
    const bool first_is_one_of_many =
        !lower[0].empty() && std::count(lower.begin(), lower.end(), lower[0]) > 1;
    if (n > m && !first_is_one_of_many) cost[0][1] = kUncovered;
    for (std::size_t k = 1; k <= m; ++k) {
      for (std::size_t i = k; i <= n; ++i) {
        for (std::size_t j = k - 1; j < i; ++j) {
          if (cost[k - 1][j] == inf || has_twins(lower, j, i)) continue;
          const double total =
              cost[k - 1][j] + misfit(head.cells[k - 1].chunk, extents[j], extents[i - 1]);
          if (total < cost[k][i]) {
            cost[k][i] = total;
            from[k][i] = j;
          }
        }
      }
    }
    if (cost[m][n] == inf) return;
    for (std::size_t k = m, i = n; k > 0; --k) {
      const std::size_t j = from[k][i];
      head.cells[k - 1].first = j;
      head.cells[k - 1].last = i - 1;
      i = j;
    }
    head.grouped = true;
  }

  [[nodiscard]] std::vector<std::string> folded_heads(const std::vector<HeadLine>& lines) const {
    std::vector<std::string> heads = joined(lines);
    for (std::string& head : heads) head = rules::fold(head);
    return heads;
  }

  // Within one group no two columns are called the same.
  static bool has_twins(const std::vector<std::string>& heads, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      for (std::size_t j = i + 1; j < end; ++j) {
        if (!heads[i].empty() && heads[i] == heads[j]) return true;
      }
    }
    return false;
  }

  // Heads per value column, the given lines joined from top to bottom.
  [[nodiscard]] std::vector<std::string> joined(const std::vector<HeadLine>& lines) const {
    std::vector<std::string> heads(values_.size());
    for (const HeadLine& line : lines) {
      for (const HeadCell& cell : line.cells) {
        for (std::size_t v = cell.first; v <= cell.last; ++v) {
          add_head_text(heads[v], cell.chunk.text);
        }
      }
    }
    return heads;
  }

  [[nodiscard]] std::size_t value_count() const { return values_.size(); }
  [[nodiscard]] const std::vector<std::size_t>& values() const { return values_; }

  // "Utfall 2006  NOT" over a column of references: beside them stands the head of a column that
  // this report leaves empty, nearest to them for want of figures of its own.
  void leave_out_heads_of_empty(std::vector<HeadLine>& heads) const {
    if (book_ == nullptr) return;
    std::vector<bool> of_notes(values_.size(), false);
    for (const HeadLine& head : heads) {
      for (const HeadCell& cell : head.cells) {
        if (cell.first == cell.last && stands_over(cell.chunk, cell.first) &&
            is_head_of_notes(cell.chunk))
          of_notes[cell.first] = true;
      }
    }
    for (HeadLine& head : heads) {
      std::erase_if(head.cells, [&](const HeadCell& cell) {
        return cell.first == cell.last && of_notes[cell.first] &&
               !stands_over(cell.chunk, cell.first);
      });
    }
  }

  // "Medlemsbidrag från  not 1" over "kommunerna  58 334": a label and its reference, no heads.
  [[nodiscard]] bool begins_row(const HeadLine& head) const {
    if (head.label.empty() || head.cells.size() != 1 || values_.size() < 2) return false;
    const std::string& text = head.cells.front().chunk.text;
    return text.find('-') == std::string::npos && is_note_reference(text, book_);
  }

 private:
  [[nodiscard]] bool stands_over(const Chunk& chunk, std::size_t v) const {
    const FoundColumn& column = layout_.columns[values_[v]];
    return chunk.box.x1 > column.left && chunk.box.x0 < column.right;
  }
  // "Not" where no row has a note stands over no figures: far from all, or beside the head of the
  // nearest.
  [[nodiscard]] bool stands_apart(const Chunk& chunk, const TextLine& line) const {
    for (std::size_t v = 0; v < values_.size(); ++v) {
      if (stands_over(chunk, v)) return false;
    }
    if (own_cell(chunk)) return false;
    const std::size_t near = nearest(chunk);
    const FoundColumn& column = layout_.columns[values_[near]];
    const double gap = std::max(column.left - chunk.box.x1, chunk.box.x0 - column.right);
    return gap > 2.5 * chunk.box.height() ||
           std::any_of(line.chunks.begin(), line.chunks.end(),
                       [&](const Chunk& other) { return stands_over(other, near); });
  }

  // A date or "Utfall" set to the left of a cell whose figures end far to the right.
  [[nodiscard]] bool stands_in_cell(const Chunk& chunk, std::size_t v) const {
    const double left = v == 0 ? label_right_ : layout_.columns[values_[v - 1]].right;
    if (chunk.box.x0 < left || chunk.box.x1 > layout_.columns[values_[v]].right) return false;
    if (looks_like_date(chunk.text)) return true;
    if (book_ == nullptr) return false;
    const rules::HeadMatch match = book_->column_head(chunk.text);
    return match.role.has_value() || match.period.has_value();
  }

  [[nodiscard]] bool starts_right_of_labels(const Chunk& chunk, double font_size) const {
    if (label_left_ == std::numeric_limits<double>::max()) return true;
    const double value_left = layout_.columns[values_.front()].left;
    return chunk.box.x0 > std::min(label_left_ + 2.5 * font_size, value_left);
  }

  // How far a head is from standing left, right or centred over these columns; a quarter of what it
  // leaves uncovered at the ends tells a group of two from its one outer column.
  static double misfit(const Chunk& chunk, const FoundColumn& a, const FoundColumn& b) {
    const double left = std::abs(chunk.box.x0 - a.left), right = std::abs(chunk.box.x1 - b.right);
    const double center = std::abs(chunk.box.center_x() - (a.left + b.right) / 2);
    return std::min({left, right, center}) + 0.25 * (left + right);
  }

  // The column in whose cell the chunk stands by itself, to the left of all its figures.
  [[nodiscard]] std::optional<std::size_t> own_cell(const Chunk& chunk) const {
    for (std::size_t v = 0; v < values_.size(); ++v) {
      if (stands_in_cell(chunk, v) && chunk.box.x1 < layout_.columns[values_[v]].left) return v;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t nearest(const Chunk& chunk) const {
    std::size_t best = 0;
    for (std::size_t v = 1; v < values_.size(); ++v) {
      if (score(chunk, v) < score(chunk, best)) best = v;
    }
    return best;
  }
  [[nodiscard]] double score(const Chunk& chunk, std::size_t v) const {
    const FoundColumn& column = layout_.columns[values_[v]];
    const bool apart = chunk.box.x1 < column.left || chunk.box.x0 > column.right;
    constexpr double kApart = 40;
    return misfit(chunk, column, column) + (apart ? kApart : 0);
  }

  // Over one column, or several: heads set as close as words ("budget Avvikelse") are taken apart.
  void place(const Chunk& chunk, HeadLine& head) const {
    std::vector<std::size_t> over;
    for (std::size_t v = 0; v < values_.size(); ++v) {
      const FoundColumn& column = layout_.columns[values_[v]];
      const double common =
          std::min(chunk.box.x1, column.right) - std::max(chunk.box.x0, column.left);
      if (common > 0.35 * std::min(column.right - column.left, chunk.box.width()))
        over.push_back(v);
    }
    if (over.size() >= 2 && chunk.words.size() >= over.size() &&
        take_apart(chunk, over.size(), head))
      return;
    if (over.size() >= 2) {
      head.cells.push_back({over.front(), over.back(), chunk});
      return;
    }
    const std::size_t v = own_cell(chunk).value_or(nearest(chunk));
    if (!head.cells.empty() && head.cells.back().first == v && head.cells.back().last == v &&
        !is_head_of_notes(chunk)) {
      auto words = head.cells.back().chunk.words;
      words.insert(words.end(), chunk.words.begin(), chunk.words.end());
      head.cells.back().chunk = make_chunk(page_, std::move(words));
      return;
    }
    head.cells.push_back({v, v, chunk});
  }

  [[nodiscard]] bool is_head_of_notes(const Chunk& chunk) const {
    return book_ != nullptr && book_->column_head(chunk.text).is_note_column;
  }

  // "Utfall Budget Utfall", "31 dec 31 dec": as many heads of as many words as there are columns,
  // each over its own; empty for anything else.
  [[nodiscard]] std::vector<Chunk> equal_heads(const Chunk& chunk, std::size_t columns) const {
    std::vector<Chunk> parts;
    if (book_ == nullptr || chunk.words.size() % columns != 0) return parts;
    const auto each = static_cast<std::ptrdiff_t>(chunk.words.size() / columns);
    for (auto word = chunk.words.begin(); word != chunk.words.end(); word += each) {
      Chunk part = make_chunk(page_, {word, word + each});
      const rules::HeadMatch match = book_->column_head(part.text);
      const bool known = match.role || match.period || is_part_of_date(part.text, book_);
      const bool own = parts.empty() || nearest(part) > nearest(parts.back());
      if (!known || !own) return {};
      parts.push_back(std::move(part));
    }
    return parts;
  }

  bool take_apart(const Chunk& chunk, std::size_t columns, HeadLine& head) const {
    double narrowest = std::numeric_limits<double>::max(), widest = 0;
    for (std::size_t w = 1; w < chunk.words.size(); ++w) {
      const double gap = gap_before(chunk, w);
      narrowest = std::min(narrowest, gap);
      widest = std::max(widest, gap);
    }
    std::vector<Chunk> parts = equal_heads(chunk, columns);
    if (!parts.empty()) {
      for (Chunk& part : parts) {
        const std::size_t v = nearest(part);
        head.cells.push_back({v, v, std::move(part)});
      }
      return true;
    }
    std::vector<std::size_t> words{chunk.words.front()};
    for (std::size_t w = 1; w < chunk.words.size(); ++w) {
      const Chunk before = make_chunk(page_, {chunk.words[w - 1]});
      const Chunk after = make_chunk(page_, {chunk.words[w]});
      const bool dates = is_part_of_date(before.text, book_) && is_part_of_date(after.text, book_);
      const bool wide = gap_before(chunk, w) > 1.25 * narrowest || chunk.words.size() == 2;
      const bool ends = ends_its_column(before, after);
      const bool apart = dates || wide || ends;
      // "2020 mot budget": a date whole with its column is never the beginning of the next head.
      const bool whole = ends && is_part_of_date(before.text, book_);
      if ((nearest(before) != nearest(after) && apart) || whole) {
        parts.push_back(make_chunk(page_, std::move(words)));
        words.clear();
      }
      words.push_back(chunk.words[w]);
    }
    if (parts.empty()) return false;
    parts.push_back(make_chunk(page_, std::move(words)));
    for (Chunk& part : parts) {
      const std::size_t v = nearest(part);
      head.cells.push_back({v, v, std::move(part)});
    }
    return true;
  }
  // "Not 2023-12-31", "220630 helår 2023", set as close as words: the first ends where its column
  // ends, the next stands over another.
  [[nodiscard]] bool ends_its_column(const Chunk& word, const Chunk& next) const {
    constexpr double kAligned = 1.5;
    // The dash of "Oktober - december" ends nothing.
    if (!has_letters(word) && std::none_of(word.text.begin(), word.text.end(), is_digit))
      return false;
    const std::size_t v = nearest(word);
    const double right = layout_.columns[values_[v]].right;
    return stands_over(word, v) && std::abs(word.box.x1 - right) < kAligned &&
           !stands_over(next, v);
  }
  [[nodiscard]] double gap_before(const Chunk& chunk, std::size_t w) const {
    return page_.words[chunk.words[w]].box.x0 - page_.words[chunk.words[w - 1]].box.x1;
  }

  const Page& page_;
  const Layout& layout_;
  const rules::RuleBook* book_;
  std::vector<std::size_t> values_;  // indices of the columns that hold no labels, left to right
  double label_left_ = 0, label_right_ = 0;
};

// Decides, line by line from the bottom, which heads span columns: those above lower heads that
// repeat ("2024 2023 2024 2023") where a repeated one would be left without a head of its own. A
// wrapped head ("Budget jan-" over "aug 2020") stands over its own column and spans nothing.
void group_where_needed(const HeadFinder& finder, std::vector<HeadLine>& heads) {
  for (std::size_t i = heads.size(); i-- > 0;) {
    HeadLine& head = heads[i];
    const std::vector<HeadLine> below(heads.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      heads.end());
    if (head.cells.empty() || below.empty() || head.cells.size() >= finder.value_count()) continue;
    const std::vector<std::string> lower = finder.joined(below);
    const std::vector<std::string> own = finder.joined({head});
    const bool spans = std::any_of(head.cells.begin(), head.cells.end(),
                                   [](const HeadCell& cell) { return cell.first < cell.last; });
    bool repeated_without = false;
    for (std::size_t v = 0; v < lower.size(); ++v) {
      const bool repeated = std::count(lower.begin(), lower.end(), lower[v]) > 1;
      repeated_without = repeated_without || (own[v].empty() && !lower[v].empty() && repeated);
    }
    if (!repeated_without || (head.cells.size() < 2 && !spans)) continue;
    const HeadLine as_found = head;
    finder.group(head, below);
    // "jan–aug  jan–aug" over "2023  2022  2022": groups of one name tell nothing apart.
    std::vector<HeadLine> all{head};
    all.insert(all.end(), below.begin(), below.end());
    const std::vector<std::string> names = finder.joined(all);
    if (HeadFinder::has_twins(names, 0, names.size())) head = as_found;
  }
}

// "Årsredovisning 2023" tells what is being read, not what stands below, though its words stand
// over several columns.
bool names_report(const TextLine& line, const HeadLine& head, const rules::RuleBook& book) {
  return !head.cells.empty() &&
         std::any_of(line.chunks.begin(), line.chunks.end(), [&](const Chunk& chunk) {
           return book.report_kind(chunk.text) != rules::ReportKind::kUnknown &&
                  std::all_of(head.cells.begin(), head.cells.end(), [&](const HeadCell& cell) {
                    return cell.chunk.box.x0 >= chunk.box.x0 && cell.chunk.box.x1 <= chunk.box.x1;
                  });
         });
}

// A running head may stand over a column by chance; heads repeated on every page stand over most
// columns, or say what heads say.
bool is_repeated_head(const TextLine& line, const HeadLine& head, std::size_t columns,
                      const rules::RuleBook* book) {
  if (book != nullptr && names_report(line, head, *book)) return false;
  if (2 * head.cells.size() > columns) return true;
  return book != nullptr && !head.cells.empty() &&
         std::all_of(head.cells.begin(), head.cells.end(), [&](const HeadCell& cell) {
           const rules::HeadMatch match = book->column_head(cell.chunk.text);
           return match.role || match.period || match.is_note_column;
         });
}

// A title set in the middle stands over the columns and is no head of theirs, nor is the unit at
// the end of its line.
bool is_title_alone(const TextLine& line, LineKind kind, const rules::RuleBook* book) {
  if (book == nullptr || line.chunks.size() > 2 || kind == LineKind::kFigures) return false;
  constexpr double kWholeLine = 0.9;
  const auto title = book->statement_title(line.chunks.front().text);
  if (!title || title->coverage < kWholeLine) return false;
  return line.chunks.size() == 1 || book->unit_scale(line.chunks.back().text);
}

// "Belopp i tkr" at the end of a title's line, in small print and so on a line of its own, stands
// over the last column alone.
bool is_unit_alone(const TextLine& line, std::size_t columns, const rules::RuleBook* book) {
  if (book == nullptr || line.chunks.size() != 1) return false;
  const std::string& text = line.chunks.front().text;
  return columns > 1 && std::none_of(text.begin(), text.end(), is_digit) &&
         book->unit_scale(text).has_value();
}

}  // namespace

Heads find_heads(const Page& page, const std::vector<TextLine>& lines,
                 const std::vector<LineKind>& kinds, std::size_t body, std::size_t bound,
                 const Layout& layout, const rules::RuleBook* book) {
  const HeadFinder finder(page, layout, book);
  std::vector<HeadLine> heads;  // bottom to top while searching
  std::size_t labels = 0;       // label lines passed since the last head or the body
  std::size_t first_body = body;
  // Heads are set as close as the rows are, or closer.
  const double rows_apart =
      body + 1 < lines.size() ? lines[body + 1].box.y0 - lines[body].box.y1 : 0;
  for (std::size_t i = body; i-- > bound;) {
    const TextLine& line = lines[i];
    const double gap = lines[i + 1].box.y0 - line.box.y1;
    const double size = std::max(line.font_size, lines[i + 1].font_size);
    const double between_heads = std::max(1.6 * size, std::min(1.2 * rows_apart, 3.0 * size));
    if (gap > (heads.empty() ? 4.0 * size : between_heads)) break;
    if (kinds[i] == LineKind::kProse) break;
    if (kinds[i] == LineKind::kFigures && !is_lone_reference(line)) break;
    if (!heads.empty() &&
        (is_title_alone(line, kinds[i], book) || is_unit_alone(line, finder.value_count(), book)))
      break;
    HeadLine head = finder.read(line, i);
    if (heads.empty() && kinds[i] == LineKind::kLabel && finder.begins_row(head))
      head.cells.clear();
    if (line.furniture && !is_repeated_head(line, head, finder.value_count(), book)) break;
    if (head.cells.empty()) {
      if (line.furniture || kinds[i] == LineKind::kTitle || !heads.empty()) {
        // A title may stand among staggered heads; look one line further up before stopping.
        if (line.furniture || heads.empty() || i == bound ||
            finder.read(lines[i - 1], i - 1).cells.empty() || kinds[i - 1] == LineKind::kFigures) {
          break;
        }
        head.label = line.chunks;
        heads.push_back(std::move(head));
        continue;
      }
      if (++labels > kMostOpeningLabels) break;
      continue;
    }
    if (heads.empty()) first_body = i + 1;
    heads.push_back(std::move(head));
    labels = 0;
    if (heads.size() >= kMostHeadLines) break;
  }
  Heads found;
  found.first_body = heads.empty() ? body : first_body;
  found.first_line = heads.empty() ? body : heads.back().line;
  std::reverse(heads.begin(), heads.end());
  finder.leave_out_heads_of_empty(heads);
  group_where_needed(finder, heads);
  found.rows = rows_of_heads(page, lines, heads, finder.values(), layout, book);
  return found;
}

}  // namespace siffra::extract::internal
