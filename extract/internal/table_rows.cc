#include "extract/internal/table_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "extract/internal/line_chunks.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

// A label too long for its column goes on over the next line, and its figures may stand on the
// first, the last or the middle line. A heading without figures looks much the same. What tells
// them apart, in order of weight:
//
//   Kassaflöde före förändring av                 "av" left no room for "rörelsekapital": wrapped
//   rörelsekapital                   509 063
//
//   Skulder                                       "Långfristiga" would have had room: a heading
//   Långfristiga skulder           7 500 000
//
// then a small first letter, a hyphen or comma at the end, a smaller pitch than between rows, the
// same weight of type.

struct LineLabel {
  std::string text;
  Box box;
  bool bold = false;
  double first_word_width = 0;
  double space = 0;
  std::vector<std::size_t> words;
};

struct Row {
  std::size_t first = 0, last = 0;  // lines
  bool figures = false;
  std::optional<std::size_t> figure_line;
  LineLabel label;
};

// Whether a label goes on: with a small letter, or with an opening parenthesis.
bool starts_small(const std::string& text) { return text.starts_with('(') || begins_small(text); }

bool ends_open(const std::string& text) {
  return !text.empty() && (text.back() == '-' || text.back() == ',' || text.back() == ';' ||
                           text.back() == '/' || text.back() == '&');
}

class RowBuilder {
 public:
  RowBuilder(const Page& page, const std::vector<TextLine>& body, const Layout& layout,
             const rules::RuleBook* book)
      : page_(page), body_(body), layout_(layout), book_(book) {
    for (std::size_t l = 0; l < body.size(); ++l) labels_.push_back(label_of(l));
    measure();
    count_codes();
  }

  std::vector<TableRow> build() const {
    std::vector<Row> rows;
    for (std::size_t l = 0; l < body_.size(); ++l) {
      Row row{l, l, has_figures(l), std::nullopt, labels_[l]};
      if (row.figures) row.figure_line = l;
      if (!rows.empty() && belongs_together(rows.back(), row)) {
        append(rows.back(), row);
      } else {
        rows.push_back(std::move(row));
      }
    }
    std::vector<TableRow> result;
    double previous_bottom = 0;
    for (const Row& row : rows) {
      TableRow made = table_row(row);
      made.space_above = result.empty() ? 0 : made.box.y0 - previous_bottom;
      previous_bottom = made.box.y1;
      if (!made.cells.empty()) result.push_back(std::move(made));
    }
    return result;
  }

 private:
  [[nodiscard]] bool is_label(std::size_t line, std::size_t chunk) const {
    return layout_.columns[layout_.column_of[line][chunk]].content == ColumnContent::kLabel &&
           !is_leader(body_[line].chunks[chunk].text);
  }
  [[nodiscard]] bool has_figures(std::size_t line) const {
    for (std::size_t c = 0; c < body_[line].chunks.size(); ++c) {
      const ColumnContent content = layout_.columns[layout_.column_of[line][c]].content;
      if (content == ColumnContent::kAmount && body_[line].chunks[c].numeric) return true;
    }
    return false;
  }

  [[nodiscard]] LineLabel label_of(std::size_t line) const {
    LineLabel label;
    for (std::size_t c = 0; c < body_[line].chunks.size(); ++c) {
      if (!is_label(line, c)) continue;
      const auto& words = body_[line].chunks[c].words;
      label.words.insert(label.words.end(), words.begin(), words.end());
    }
    if (label.words.empty()) return label;
    const Chunk chunk = make_chunk(page_, label.words);
    label.text = without_leader(chunk.text);
    label.box = chunk.box;
    label.bold = chunk.bold;
    label.first_word_width = page_.words[label.words.front()].box.width();
    label.space = 0.28 * body_[line].font_size;
    return label;
  }

  static std::string without_leader(std::string text) {
    std::size_t end = text.size();
    while (end > 0 && (text[end - 1] == '.' || text[end - 1] == '_' || text[end - 1] == ' ')) --end;
    return text.size() - end >= 3 ? text.substr(0, end) : text;
  }

  // The boxes of recognised words are those of their ink, which leaves wider spaces between them
  // than the type has, a typewriter's most of all.
  void measure_spaces() {
    constexpr std::size_t kEnough = 3;
    std::vector<double> spaces;
    for (const LineLabel& label : labels_) {
      for (std::size_t i = 1; i < label.words.size(); ++i) {
        const Word& left = page_.words[label.words[i - 1]];
        const Word& right = page_.words[label.words[i]];
        if (left.source == Source::kOcr && right.source == Source::kOcr)
          spaces.push_back(right.box.x0 - left.box.x1);
      }
    }
    if (spaces.size() < kEnough) return;
    const auto middle = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 2);
    std::nth_element(spaces.begin(), middle, spaces.end());
    for (LineLabel& label : labels_) label.space = std::max(label.space, *middle);
  }

  // The room labels have, and the usual distance between rows.
  void measure() {
    measure_spaces();
    std::vector<double> pitches;
    for (std::size_t l = 0; l < body_.size(); ++l) {
      if (has_figures(l)) limit_ = std::max(limit_, labels_[l].box.x1);
      if (l > 0 && has_figures(l) && has_figures(l - 1)) {
        pitches.push_back(body_[l].box.center_y() - body_[l - 1].box.center_y());
      }
    }
    for (const LineLabel& label : labels_) {
      // Headings may run on over the figure columns; they do not tell how wide the label column is.
      if (limit_ == 0 || label.box.x1 < first_value()) limit_ = std::max(limit_, label.box.x1);
    }
    if (pitches.empty()) {
      pitch_ = body_.empty() ? 12 : 1.5 * body_.front().font_size;
      close_ = pitch_;
      return;
    }
    std::sort(pitches.begin(), pitches.end());
    pitch_ = pitches[pitches.size() / 2];
    constexpr double kBlankRow = 1.5;
    const double closer = pitches[pitches.size() / 4];
    close_ = pitch_ > kBlankRow * closer ? closer : pitch_;
    closest_ = pitches[pitches.size() / 10];
  }
  // Whether most rows begin with a number of an account or a project.
  void count_codes() {
    constexpr std::size_t kFewest = 5;
    std::size_t codes = 0, rows = 0;
    for (std::size_t l = 0; l < body_.size(); ++l) {
      rows += has_figures(l) ? 1u : 0u;
      codes += is_coded(Row{l, l, false, std::nullopt, labels_[l]}) ? 1u : 0u;
    }
    numbered_ = codes >= kFewest && 2 * codes > rows;
  }
  [[nodiscard]] double first_value() const {
    double left = std::numeric_limits<double>::max();
    for (const FoundColumn& column : layout_.columns) {
      if (column.content != ColumnContent::kLabel && column.content != ColumnContent::kCode) {
        left = std::min(left, column.left);
      }
    }
    return left;
  }

  // Whether the first word of `below` would have had room after `above`: up to the widest label,
  // and to the figures of the row.
  [[nodiscard]] bool fits(const Row& above, const Row& below) const {
    double limit = limit_;
    for (const Row* row : {&above, &below}) {
      if (row->figure_line)
        limit = std::min(limit, first_figure(*row->figure_line) - row->label.space);
    }
    return above.label.box.x1 + above.label.space + below.label.first_word_width <= limit + 1;
  }
  [[nodiscard]] double first_figure(std::size_t line) const {
    double left = std::numeric_limits<double>::max();
    for (std::size_t c = 0; c < body_[line].chunks.size(); ++c) {
      const Chunk& chunk = body_[line].chunks[c];
      if (chunk.numeric && !is_label(line, c)) left = std::min(left, chunk.box.x0);
    }
    return left;
  }
  [[nodiscard]] bool of_which(const LineLabel& label) const {
    return book_ != nullptr && book_->has_word(label.text, rules::LabelWord::kOfWhich);
  }
  [[nodiscard]] bool has_code(const Row& row) const {
    for (std::size_t c = 0; c < body_[row.first].chunks.size(); ++c) {
      if (layout_.columns[layout_.column_of[row.first][c]].content == ColumnContent::kCode)
        return true;
    }
    return false;
  }

  // "Materiella anläggningstillgångar" over "Byggnader och mark": each says something by itself,
  // and nothing together. "SUMMA BUNDET" says nothing without figures.
  [[nodiscard]] bool known_apart(const Row& above, const Row& below) const {
    if (book_ == nullptr || above.figures == below.figures || starts_small(below.label.text))
      return false;
    if (!above.figures && book_->has_word(above.label.text, rules::LabelWord::kSum)) return false;
    const LineLabel& row = above.figures ? above.label : below.label;
    return is_known(row.text) && !is_known(above.label.text + " " + below.label.text);
  }
  // "Medel från verksamheten före förändring av" goes on below: no label ends with a preposition,
  // and both together are known.
  [[nodiscard]] bool known_together(const Row& above, const Row& below) const {
    if (book_ == nullptr || above.figures || !below.figures) return false;
    const std::string& text = above.label.text;
    const std::size_t last = text.rfind(' ');
    if (last == std::string::npos || text.size() - last > 4 || !starts_small(text.substr(last + 1)))
      return false;
    return is_known(text + " " + below.label.text);
  }
  // "SUMMA SKULDER OCH" over "EGET KAPITAL  1 456 980"; "Hänförligt till", with room behind it, is
  // a heading of several rows.
  [[nodiscard]] bool ends_in_joining_word(const std::string& label) const {
    const std::size_t space = label.rfind(' ');
    return book_ != nullptr && space != std::string::npos &&
           book_->has_word(label.substr(space + 1), rules::LabelWord::kJoining);
  }
  // "RESULTAT EFTER" over "FINANSIELLA  57,7" over "POSTER": lines that say nothing by themselves
  // and a known label together.
  [[nodiscard]] bool known_as_whole(const Row& above, const Row& below) const {
    if (book_ == nullptr || (above.figures && below.figures)) return false;
    const std::string& first = above.label.text;
    const std::string& second = below.label.text;
    if (first.empty() || second.empty() || is_known(first) || is_known(second)) return false;
    // "Summa  4 000" over "Kostnader" has all its words.
    if (above.figures && first.find(' ') == std::string::npos &&
        book_->has_word(first, rules::LabelWord::kSum))
      return false;
    if (is_known(first + " " + second)) return true;
    const std::size_t next = below.last + 1;
    return !above.figures && below.figures && next < body_.size() && !has_figures(next) &&
           !is_known(labels_[next].text) &&
           is_known(first + " " + second + " " + labels_[next].text);
  }
  [[nodiscard]] bool is_known(const std::string& label) const {
    using rules::StatementKind;
    const StatementKind kinds[] = {StatementKind::kIncomeStatement, StatementKind::kBalanceSheet,
                                   StatementKind::kCashFlowStatement, StatementKind::kNote};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](StatementKind kind) {
      return book_->concept_for(label, kind).has_value();
    });
  }

  // "3008 Samverkans": digits and a space, or digits alone.
  static bool begins_with_code(const std::string& text) {
    constexpr std::size_t kFewest = 3, kMost = 5;
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    return digits >= kFewest && digits <= kMost && (digits == text.size() || text[digits] == ' ');
  }
  static bool is_number(const std::string& text) {
    return text.find_first_not_of("0123456789") == std::string::npos;
  }
  // What the first line of the row says.
  [[nodiscard]] const std::string& body_label(const Row& row) const {
    return labels_[row.first].text;
  }
  [[nodiscard]] bool is_coded(const Row& row) const {
    return has_code(row) || begins_with_code(row.label.text);
  }
  // Where the rows are numbered, a number without figures waits for the rest of its label, and one
  // with figures and no words for all of it.
  [[nodiscard]] bool waits_behind_code(const Row& above, const Row& below, double distance) const {
    return numbered_ && is_coded(above) && !is_coded(below) && !below.label.text.empty() &&
           above.label.bold == below.label.bold && distance <= pitch_ &&
           above.label.text.back() != ':' &&
           (!above.figures || (is_number(body_label(above)) && !below.figures)) &&
           (book_ == nullptr || !book_->has_word(below.label.text, rules::LabelWord::kSum));
  }

  [[nodiscard]] bool belongs_together(const Row& above, const Row& below) const {
    const double distance = body_[below.first].box.center_y() - body_[above.last].box.center_y();
    if (distance > 1.35 * pitch_) return false;
    // A code stands at the first line of its label, or with the figures at the last.
    const bool begins = !below.label.text.empty() && !starts_small(below.label.text) &&
                        !ends_open(above.label.text);
    if (has_code(below) && (above.figures || has_code(above) || begins)) return false;
    if (is_one_cell(above, below, distance)) return true;
    if (below.label.text.empty()) {
      // Figures set level with the middle of a label of two lines, or led to by dots below it.
      const bool led = is_leader(body_[below.first].chunks.front().text);
      return !above.figures && below.figures && (led || distance < 0.75 * pitch_);
    }
    if (known_apart(above, below)) return false;
    if (waits_behind_code(above, below, distance)) return true;
    if (known_together(above, below) || known_as_whole(above, below)) return true;
    if (above.label.text.empty() || above.label.bold != below.label.bold || of_which(below.label))
      return false;
    const bool tight = distance < 0.9 * close_;
    if (!above.figures && ends_in_joining_word(above.label.text) && (tight || !fits(above, below)))
      return true;
    if (above.figures && below.figures) return false;
    const bool open = ends_open(above.label.text);
    const bool small = starts_small(below.label.text);
    if (above.figures) return continues_row(above, below, small, open, tight);
    return opens_row(above, below, small, open, tight);
  }

  // In a table with air between its rows, lines set as close as the lines of a paragraph are the
  // lines of one row's cells, whatever stands in which of them. So are the lines of a remark in any
  // table.
  [[nodiscard]] bool is_one_cell(const Row& above, const Row& below, double distance) const {
    constexpr double kAiry = 1.8, kParagraph = 1.35, kBeside = 0.8;  // in sizes of the type
    const double size = body_[below.first].font_size;
    if (above.figures && below.figures) return false;
    const auto is_remark = [](const Row& row) { return row.label.text.empty() && !row.figures; };
    if (is_remark(below)) return distance < kParagraph * size;
    if (is_remark(above) && distance < kBeside * size) return true;
    const bool heavier = !above.label.text.empty() && !below.label.text.empty() &&
                         above.label.bold != below.label.bold;
    return pitch_ > kAiry * size && closest_ > kParagraph * size && distance < kParagraph * size &&
           !heavier;
  }

  // Whether the row after this one begins with a small letter too and has figures of its own.
  [[nodiscard]] bool begins_list(const Row& row) const {
    const std::size_t next = row.last + 1;
    return row.figures && next < body_.size() && has_figures(next) &&
           starts_small(labels_[next].text);
  }

  // `below` has no figures and may be the rest of the label of `above`, which has.
  [[nodiscard]] bool continues_row(const Row& above, const Row& below, bool small, bool open,
                                   bool tight) const {
    // A colon ends a heading of what stands below, unless that stands as close as the same label.
    const bool closer = tight && !fits(above, below);
    if (above.label.text.back() == ':') return closer && is_nearer_above(above, below);
    if (small || open) return tight || !fits(above, below) || small;
    return closer && is_nearer_above(above, below);
  }
  [[nodiscard]] bool is_nearer_above(const Row& above, const Row& below) const {
    if (below.last + 1 >= body_.size()) return true;
    const double up = body_[below.first].box.center_y() - body_[above.last].box.center_y();
    const double down = body_[below.last + 1].box.center_y() - body_[below.last].box.center_y();
    return up < 0.95 * down;
  }

  // `above` has no figures and may be the beginning of the label of `below`.
  [[nodiscard]] bool opens_row(const Row& above, const Row& below, bool small, bool open,
                               bool tight) const {
    if (above.label.text.back() == ':') return false;
    const bool room = fits(above, below);
    if (open && (small || !room)) return true;
    // A small letter goes on with what began with a capital, unless it begins a list of such rows.
    if (small) return !room || tight || (!starts_small(above.label.text) && !begins_list(below));
    if (room) return false;
    if (tight) return true;
    // A sum has figures: "Summa" alone on a line waits for the rest of its label.
    return book_ != nullptr && book_->has_word(above.label.text, rules::LabelWord::kSum) &&
           !book_->has_word(below.label.text, rules::LabelWord::kSum);
  }

  void append(Row& into, const Row& row) const {
    into.last = row.last;
    if (row.figures) {
      into.figures = true;
      into.figure_line = row.figure_line;
    }
    if (row.label.text.empty()) return;
    if (into.label.text.empty()) {
      into.label = row.label;
      return;
    }
    LineLabel& label = into.label;
    label.text = joined(label.text, row.label.text);
    // Only the last line tells how much room was left.
    Box whole = united(label.box, row.label.box);
    whole.x1 = row.label.box.x1;
    label.box = whole;
    label.words.insert(label.words.end(), row.label.words.begin(), row.label.words.end());
  }

  // "omsättnings-" + "tillgångar" is one word when the hyphen broke it; "för- " + "och" is not, nor
  // "A-" + "B".
  static std::string joined(const std::string& above, const std::string& below) {
    if (above.back() == '-' && above.size() > 1 && above[above.size() - 2] != ' ' &&
        starts_small(below) && below.compare(0, 4, "och ") != 0 &&
        below.compare(0, 6, "eller ") != 0) {
      return above.substr(0, above.size() - 1) + below;
    }
    if (above.back() == '/') return above + below;
    return above + ' ' + below;
  }

  [[nodiscard]] TableRow table_row(const Row& row) const {
    TableRow made;
    made.page = page_.number;
    for (std::size_t l = row.first; l <= row.last; ++l) {
      for (std::size_t c = 0; c < body_[l].chunks.size(); ++c) {
        const Chunk& chunk = body_[l].chunks[c];
        if (is_leader(chunk.text)) continue;
        const std::size_t column = layout_.column_of[l][c];
        made.box = united(made.box, chunk.box);
        const auto same =
            std::find_if(made.cells.begin(), made.cells.end(),
                         [column](const TableCell& cell) { return cell.first_column == column; });
        if (same == made.cells.end()) {
          made.cells.push_back(
              {chunk.text, chunk.box, page_.number, column, column, chunk.bold, chunk.words});
          continue;
        }
        same->text += ' ' + chunk.text;
        same->box = united(same->box, chunk.box);
        same->words.insert(same->words.end(), chunk.words.begin(), chunk.words.end());
      }
    }
    std::sort(made.cells.begin(), made.cells.end(), [](const TableCell& a, const TableCell& b) {
      return a.first_column < b.first_column;
    });
    for (TableCell& cell : made.cells) {
      if (layout_.columns[cell.first_column].content != ColumnContent::kLabel) continue;
      cell.text = row.label.text;
      made.bold = row.label.bold;
      made.indent = cell.box.x0 - leftmost_label();
    }
    return made;
  }
  [[nodiscard]] double leftmost_label() const {
    double left = std::numeric_limits<double>::max();
    for (const LineLabel& label : labels_) {
      if (!label.text.empty()) left = std::min(left, label.box.x0);
    }
    return left;
  }

  const Page& page_;
  const std::vector<TextLine>& body_;
  const Layout& layout_;
  const rules::RuleBook* book_;
  std::vector<LineLabel> labels_;
  double limit_ = 0;       // right edge of the label column
  double pitch_ = 12;      // usual distance between rows
  double close_ = 12;      // that of the closer rows, where blank ones part most others
  double closest_ = 12;    // that the closest rows have, but for a few
  bool numbered_ = false;  // most rows begin with a code
};

}  // namespace

std::vector<TableRow> build_rows(const Page& page, const std::vector<TextLine>& body,
                                 const Layout& layout, const rules::RuleBook* book) {
  return RowBuilder(page, body, layout, book).build();
}

}  // namespace siffra::extract::internal
