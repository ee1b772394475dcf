#include "extract/internal/table_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "extract/internal/column_chunks.h"
#include "extract/internal/figure_clusters.h"
#include "extract/internal/line_chunks.h"
#include "extract/internal/mended_figures.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

double body_font_size(const std::vector<TextLine>& body) {
  std::vector<double> sizes;
  sizes.reserve(body.size());
  for (const TextLine& line : body) sizes.push_back(line.font_size);
  std::sort(sizes.begin(), sizes.end());
  return sizes.empty() ? 10 : std::max(4.0, sizes[sizes.size() / 2]);
}

bool is_text(const Chunk& chunk) { return !chunk.numeric && !is_leader(chunk.text); }

// "1511", "101-104", "*", "Not 3": what may stand in a column before the labels.
bool is_code_like(const Chunk& chunk) {
  if (is_worded_reference(chunk.text)) return true;
  return chunk.text.size() <= 9 && std::none_of(chunk.text.begin(), chunk.text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  static_cast<unsigned char>(c) >= 0x80 || c == ' ';
         });
}

// The first chunk of the line that names the row; chunks.size() when there is none.
std::size_t label_chunk(const TextLine& line) {
  for (std::size_t c = 0; c < line.chunks.size(); ++c) {
    if (is_text(line.chunks[c]) && !is_code_like(line.chunks[c])) return c;
  }
  return line.chunks.size();
}

double leftmost_label(const std::vector<TextLine>& body) {
  double left = std::numeric_limits<double>::max();
  for (const TextLine& line : body) {
    const std::size_t label = label_chunk(line);
    if (label < line.chunks.size()) left = std::min(left, line.chunks[label].box.x0);
  }
  return left;
}

// A number that stands where labels begin is a code whose label is wrapped to the next line, not a
// figure.
bool stands_among_labels(const Chunk& chunk, double leftmost, double font_size) {
  return chunk.box.x0 <= leftmost + 1.5 * font_size && chunk.box.x1 > leftmost;
}

// "306" left of where all labels begin, under the codes of other rows: its label stands above and
// below.
bool stands_among_codes(const Chunk& chunk, double leftmost, const std::vector<TextLine>& body) {
  if (chunk.box.x1 > leftmost) return false;
  return std::any_of(body.begin(), body.end(), [&](const TextLine& line) {
    const Chunk& first = line.chunks.front();
    const std::size_t label = label_chunk(line);
    return label > 0 && label < line.chunks.size() && first.numeric &&
           first.box.x0 < chunk.box.x1 && first.box.x1 > chunk.box.x0;
  });
}

std::vector<Item> figure_items(const std::vector<TextLine>& body) {
  std::vector<Item> items;
  const double leftmost = leftmost_label(body);
  for (std::size_t l = 0; l < body.size(); ++l) {
    const std::size_t label = label_chunk(body[l]);
    for (std::size_t c = 0; c < body[l].chunks.size(); ++c) {
      const Chunk& chunk = body[l].chunks[c];
      // Figures before the label are codes.
      if (!chunk.numeric || (label < body[l].chunks.size() && c < label)) continue;
      if (c == 0 && (stands_among_labels(chunk, leftmost, body[l].font_size) ||
                     stands_among_codes(chunk, leftmost, body)))
        continue;
      items.push_back({l, c, chunk.box.x0, chunk.box.x1});
    }
  }
  return items;
}

Alignment alignment_of(const Cluster& cluster) {
  const auto spread = [&](auto position) {
    double low = std::numeric_limits<double>::max(), high = std::numeric_limits<double>::lowest();
    for (const Item& item : cluster.items) {
      low = std::min(low, position(item));
      high = std::max(high, position(item));
    }
    return high - low;
  };
  const double right = spread([](const Item& i) { return i.x1; });
  const double left = spread([](const Item& i) { return i.x0; });
  const double center = spread([](const Item& i) { return (i.x0 + i.x1) / 2; });
  if (right <= left && right <= center) return Alignment::kRight;
  return center < left ? Alignment::kCenter : Alignment::kLeft;
}

// "Not 3" or "3)" between the labels and the figures: a reference of its own, not the end of the
// label.
bool is_note_between(const TextLine& line, std::size_t chunk) {
  const std::string& text = line.chunks[chunk].text;
  if (chunk <= label_chunk(line) || text.size() > 10) return false;
  const bool number = is_digit(text.front()) && text.size() <= 3 && text.ends_with(')');
  return number || (is_digit(text.back()) && !is_digit(text.front()));
}

// Where the labels end: at the first figures, but for notes that stand between.
struct LabelSide {
  double first_value = 0;
  bool notes_between = false;

  [[nodiscard]] bool holds(const TextLine& line, std::size_t chunk) const {
    return line.chunks[chunk].box.x0 < first_value &&
           !(notes_between && is_note_between(line, chunk));
  }
};

LabelSide find_label_side(const std::vector<TextLine>& body, double first_value) {
  std::size_t notes = 0;
  for (const TextLine& line : body) {
    for (std::size_t c = 1; c < line.chunks.size(); ++c) {
      if (line.chunks[c].box.x0 < first_value && is_note_between(line, c)) ++notes;
    }
  }
  return {first_value, notes >= 2};
}

// Text chunks right of the first figure column that stand under no figures make columns of their
// own.
void add_text_columns(const std::vector<TextLine>& body, const LabelSide& side,
                      std::vector<FoundColumn>& columns) {
  struct Extent {
    double x0, x1;
    std::size_t count;
  };
  std::vector<Extent> extents;
  for (const TextLine& line : body) {
    for (std::size_t c = 0; c < line.chunks.size(); ++c) {
      const Chunk& chunk = line.chunks[c];
      if (chunk.numeric || is_leader(chunk.text) || side.holds(line, c)) continue;
      const bool under_figures =
          std::any_of(columns.begin(), columns.end(), [&](const FoundColumn& column) {
            return overlap(chunk.box.x0, chunk.box.x1, column.left, column.right) >
                   0.3 * chunk.box.width();
          });
      if (under_figures) continue;
      const auto same = std::find_if(extents.begin(), extents.end(), [&](const Extent& extent) {
        return overlap(chunk.box.x0, chunk.box.x1, extent.x0, extent.x1) > 0;
      });
      if (same == extents.end()) {
        extents.push_back({chunk.box.x0, chunk.box.x1, 1});
      } else {
        *same = {std::min(same->x0, chunk.box.x0), std::max(same->x1, chunk.box.x1),
                 same->count + 1};
      }
    }
  }
  for (const Extent& extent : extents) {
    columns.push_back({extent.x0, extent.x1, Alignment::kLeft, ColumnContent::kText});
  }
}

// Extents of the labels, and of the codes before them where most rows have one.
struct LabelArea {
  double label_left = std::numeric_limits<double>::max(), label_right = 0;
  double code_left = std::numeric_limits<double>::max(), code_right = 0;
  bool has_labels = false, has_codes = false;
};

LabelArea find_label_area(const std::vector<TextLine>& body, const LabelSide& side) {
  LabelArea area;
  for (const TextLine& line : body) {
    const std::size_t label = label_chunk(line);
    for (std::size_t c = 0; c < line.chunks.size(); ++c) {
      const Chunk& chunk = line.chunks[c];
      if (!side.holds(line, c) || is_leader(chunk.text)) break;
      if (label < line.chunks.size() && c < label) {
        area.has_codes = true;
        area.code_left = std::min(area.code_left, chunk.box.x0);
        area.code_right = std::max(area.code_right, chunk.box.x1);
      } else {
        area.has_labels = true;
        area.label_left = std::min(area.label_left, chunk.box.x0);
        area.label_right = std::max(area.label_right, chunk.box.x1);
      }
    }
  }
  return area;
}

// The column a chunk right of the labels stands in: by right edge first, then by overlap, then by
// nearness.
std::size_t column_for(const Chunk& chunk, const std::vector<FoundColumn>& columns,
                       double tolerance) {
  std::size_t best = 0;
  double best_score = std::numeric_limits<double>::lowest();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const FoundColumn& column = columns[i];
    if (column.content == ColumnContent::kLabel || column.content == ColumnContent::kCode) continue;
    double score = overlap(chunk.box.x0, chunk.box.x1, column.left, column.right);
    if (std::abs(chunk.box.x1 - column.right) <= tolerance &&
        column.alignment == Alignment::kRight) {
      score += 1000;
    }
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

std::size_t first_column(const std::vector<FoundColumn>& columns, ColumnContent content) {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [content](const FoundColumn& c) { return c.content == content; });
  return static_cast<std::size_t>(found - columns.begin());
}

// The columns of figures of a line told by their order alone; empty where it has not as many
// figures as there are columns.
std::vector<std::size_t> columns_by_order(const TextLine& line, const LabelSide& side,
                                          const std::vector<FoundColumn>& columns) {
  std::vector<std::size_t> amounts;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].content == ColumnContent::kAmount) amounts.push_back(i);
  }
  std::size_t figures = 0;
  for (std::size_t c = 0; c < line.chunks.size(); ++c) {
    if (line.chunks[c].numeric && !side.holds(line, c)) ++figures;
  }
  if (figures != amounts.size()) amounts.clear();
  return amounts;
}

// "Not 3" level with the middle of a label of two lines begins its line, but stands under those
// that follow upon their labels.
std::optional<std::size_t> column_of_reference(const Chunk& chunk,
                                               const std::vector<FoundColumn>& columns) {
  if (!is_worded_reference(chunk.text)) return std::nullopt;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].content == ColumnContent::kText && chunk.box.x0 < columns[i].right &&
        chunk.box.x1 > columns[i].left)
      return i;
  }
  return std::nullopt;
}

// Tells for every chunk of every line which column it stands in.
void place_chunks(const std::vector<TextLine>& body, const LabelSide& side, double tolerance,
                  Layout& layout) {
  const double leftmost = leftmost_label(body);
  for (const TextLine& line : body) {
    const std::size_t label = label_chunk(line);
    const std::vector<std::size_t> ordered =
        layout.by_order ? columns_by_order(line, side, layout.columns) : std::vector<std::size_t>{};
    std::size_t figure = 0;
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < line.chunks.size(); ++c) {
      const Chunk& chunk = line.chunks[c];
      const std::optional<std::size_t> reference = column_of_reference(chunk, layout.columns);
      if (reference) {
        columns.push_back(*reference);
      } else if (side.holds(line, c)) {
        const bool alone = label == line.chunks.size();
        const bool code = alone ? c == 0 && stands_among_codes(chunk, leftmost, body) : c < label;
        columns.push_back(
            first_column(layout.columns, code ? ColumnContent::kCode : ColumnContent::kLabel));
      } else if (chunk.numeric && !ordered.empty()) {
        columns.push_back(ordered[figure++]);
      } else {
        columns.push_back(column_for(chunk, layout.columns, tolerance));
      }
    }
    layout.column_of.push_back(std::move(columns));
  }
}

}  // namespace

Layout find_columns(const Page& page, std::vector<TextLine>& body) {
  mend_figures(page, body);
  const double font_size = body_font_size(body);
  const double tolerance = std::max(1.2, 0.22 * font_size);
  std::vector<Cluster> clusters = cluster_right_edges(figure_items(body), tolerance);
  if (split_chunks(page, clusters, tolerance, body)) {
    clusters = cluster_right_edges(figure_items(body), tolerance);
  }
  if (join_signs(page, clusters, font_size, body)) {
    clusters = cluster_right_edges(figure_items(body), tolerance);
  }
  merge_ragged(clusters, font_size);
  Layout layout;
  layout.by_order = cluster_by_order(clusters);
  if (!layout.by_order) leave_out_crossing(clusters);
  std::size_t figures = 0, supported = 0;
  for (const Cluster& cluster : clusters) {
    layout.columns.push_back(
        {cluster.left, cluster.right, alignment_of(cluster), ColumnContent::kAmount});
    figures += cluster.items.size();
    supported += cluster.items.size() > 1 ? cluster.items.size() : 0;
  }
  layout.support = figures == 0 ? 0 : static_cast<double>(supported) / static_cast<double>(figures);
  double first_value = clusters.empty() ? 0 : clusters.front().left;
  for (const Cluster& cluster : clusters) first_value = std::min(first_value, cluster.left);
  const LabelSide side = find_label_side(body, first_value);
  add_text_columns(body, side, layout.columns);
  const LabelArea area = find_label_area(body, side);
  if (area.has_codes) {
    layout.columns.push_back(
        {area.code_left, area.code_right, Alignment::kLeft, ColumnContent::kCode});
  }
  if (area.has_labels) {
    layout.columns.push_back(
        {area.label_left, area.label_right, Alignment::kLeft, ColumnContent::kLabel});
  }
  std::stable_sort(layout.columns.begin(), layout.columns.end(),
                   [](const FoundColumn& a, const FoundColumn& b) { return a.left < b.left; });

  place_chunks(body, side, tolerance, layout);
  return layout;
}

}  // namespace siffra::extract::internal
