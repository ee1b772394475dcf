#include "extract/internal/table_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "extract/internal/mended_figures.h"
#include "extract/internal/table_region.h"
#include "rules/amount.h"

namespace siffra::extract::internal {
namespace {

// The idea (EXTRACTION.md, lesson 1): the right edges of figures vote. Figures of one column end at
// the same x however long they are; only where they do not (left-aligned or centred figures) is the
// overlap of their extents asked, and only between edges that never occur on the same line.

struct Item {
  std::size_t line, chunk;
  double x0, x1;
};

struct Cluster {
  double left, right;
  double edge;  // mean right edge
  std::vector<Item> items;
};

double body_font_size(const std::vector<TextLine>& body) {
  std::vector<double> sizes;
  for (const TextLine& line : body) sizes.push_back(line.font_size);
  std::sort(sizes.begin(), sizes.end());
  return sizes.empty() ? 10 : std::max(4.0, sizes[sizes.size() / 2]);
}

bool is_text(const Chunk& chunk) { return !chunk.numeric && !is_leader(chunk.text); }

// "1511", "101-104", "*": what may stand in a column before the labels.
bool is_code_like(const Chunk& chunk) {
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

std::vector<Item> figure_items(const std::vector<TextLine>& body) {
  std::vector<Item> items;
  const double leftmost = leftmost_label(body);
  for (std::size_t l = 0; l < body.size(); ++l) {
    const std::size_t label = label_chunk(body[l]);
    for (std::size_t c = 0; c < body[l].chunks.size(); ++c) {
      const Chunk& chunk = body[l].chunks[c];
      // Figures before the label are codes.
      if (!chunk.numeric || (label < body[l].chunks.size() && c < label)) continue;
      if (c == 0 && stands_among_labels(chunk, leftmost, body[l].font_size)) continue;
      items.push_back({l, c, chunk.box.x0, chunk.box.x1});
    }
  }
  return items;
}

std::vector<Cluster> cluster_right_edges(std::vector<Item> items, double tolerance) {
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.x1 < b.x1; });
  std::vector<Cluster> clusters;
  for (const Item& item : items) {
    if (clusters.empty() || item.x1 - clusters.back().items.back().x1 > tolerance) {
      clusters.push_back({item.x0, item.x1, item.x1, {}});
    }
    Cluster& cluster = clusters.back();
    const auto count = static_cast<double>(cluster.items.size());
    cluster.edge = (cluster.edge * count + item.x1) / (count + 1);
    cluster.left = std::min(cluster.left, item.x0);
    cluster.right = std::max(cluster.right, item.x1);
    cluster.items.push_back(item);
  }
  return clusters;
}

bool share_a_line(const Cluster& a, const Cluster& b) {
  return std::any_of(a.items.begin(), a.items.end(), [&](const Item& x) {
    return std::any_of(b.items.begin(), b.items.end(),
                       [&](const Item& y) { return x.line == y.line; });
  });
}

double overlap(double a0, double a1, double b0, double b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}

bool same_column(const Cluster& a, const Cluster& b, double font_size) {
  if (share_a_line(a, b)) return false;
  const double common = overlap(a.left, a.right, b.left, b.right);
  const double narrower = std::min(a.right - a.left, b.right - b.left);
  return common >= 0.3 * narrower ||
         (a.items.size() + b.items.size() <= 3 && std::abs(a.edge - b.edge) < font_size);
}

void merge_ragged(std::vector<Cluster>& clusters, double font_size) {
  for (bool merged = true; merged;) {
    merged = false;
    std::size_t best = 0;
    double best_distance = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i + 1 < clusters.size(); ++i) {
      if (!same_column(clusters[i], clusters[i + 1], font_size)) continue;
      const double distance = clusters[i + 1].edge - clusters[i].edge;
      if (distance < best_distance) {
        best = i;
        best_distance = distance;
        merged = true;
      }
    }
    if (!merged) break;
    Cluster& into = clusters[best];
    const Cluster& from = clusters[best + 1];
    into.left = std::min(into.left, from.left);
    into.right = std::max(into.right, from.right);
    if (from.items.size() > into.items.size()) into.edge = from.edge;
    into.items.insert(into.items.end(), from.items.begin(), from.items.end());
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
}

// Splits chunks whose inside ends at the right edge of another column: "206 504-406 345" in two
// columns, or a label that runs up to its figure. Returns whether anything was split.
class ChunkSplitter {
 public:
  ChunkSplitter(const Page& page, const std::vector<Cluster>& clusters, double tolerance)
      : page_(page), clusters_(clusters), tolerance_(tolerance) {}

  bool split(TextLine& line, std::size_t line_index) const {
    bool any = false;
    for (std::size_t c = 0; c < line.chunks.size(); ++c) {
      const auto at = split_point(line.chunks[c], line_index);
      if (!at) continue;
      const auto& words = line.chunks[c].words;
      std::vector<std::size_t> head(words.begin(),
                                    words.begin() + static_cast<std::ptrdiff_t>(*at));
      std::vector<std::size_t> tail(words.begin() + static_cast<std::ptrdiff_t>(*at), words.end());
      Chunk first = make_chunk(page_, std::move(head));
      Chunk second = make_chunk(page_, std::move(tail));
      line.chunks[c] = std::move(first);
      line.chunks.insert(line.chunks.begin() + static_cast<std::ptrdiff_t>(c) + 1,
                         std::move(second));
      any = true;
    }
    return any;
  }

 private:
  // The column that ends at x, among those that other lines vote for.
  [[nodiscard]] const Cluster* column_ending_at(double x, std::size_t line) const {
    for (const Cluster& cluster : clusters_) {
      if (std::abs(cluster.edge - x) > tolerance_) continue;
      const auto others = std::count_if(cluster.items.begin(), cluster.items.end(),
                                        [line](const Item& item) { return item.line != line; });
      if (others >= 2) return &cluster;
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<std::size_t> split_point(const Chunk& chunk, std::size_t line) const {
    if (chunk.words.size() < 2) return std::nullopt;
    const Cluster* own = column_ending_at(chunk.box.x1, line);
    if (own == nullptr) return std::nullopt;
    if (!chunk.numeric) return figure_at_end(chunk);
    for (std::size_t w = 0; w + 1 < chunk.words.size(); ++w) {
      const Cluster* inner = column_ending_at(page_.words[chunk.words[w]].box.x1, line);
      // Both columns must be seen side by side somewhere: a left-aligned column has chance right
      // edges too.
      if (inner != nullptr && inner != own && share_a_line(*inner, *own)) return w + 1;
    }
    return std::nullopt;
  }

  // The longest run of words at the end that reads as one amount.
  [[nodiscard]] std::optional<std::size_t> figure_at_end(const Chunk& chunk) const {
    std::optional<std::size_t> at;
    std::string text;
    for (std::size_t w = chunk.words.size(); w-- > 1;) {
      const std::string& word = page_.words[chunk.words[w]].text;
      if (!rules::looks_numeric(word)) break;
      text = text.empty() ? word : word + ' ' + text;
      if (rules::read_amount(text, {})) at = w;
    }
    return at;
  }

  const Page& page_;
  const std::vector<Cluster>& clusters_;
  double tolerance_;
};

// Spreadsheets set the sign at the left edge of the cell, far from its figure: "-     23 808". Such
// signs look like a column of nil dashes; what tells them apart is that no figure ever stands
// there, and that the figures beside them have no signs of their own.
class SignJoiner {
 public:
  SignJoiner(const Page& page, const std::vector<Cluster>& clusters, double font_size)
      : page_(page), clusters_(clusters), font_size_(font_size) {}

  bool join(std::vector<TextLine>& body) const {
    std::vector<Item> signs;
    for (std::size_t i = 0; i + 1 < clusters_.size(); ++i) {
      if (is_column_of_signs(body, i))
        signs.insert(signs.end(), clusters_[i].items.begin(), clusters_[i].items.end());
    }
    // From the right, so that the places of the others on the same line stay as they are.
    std::sort(signs.begin(), signs.end(), [](const Item& a, const Item& b) {
      return a.line != b.line ? a.line < b.line : a.chunk > b.chunk;
    });
    for (const Item& sign : signs) {
      auto& chunks = body[sign.line].chunks;
      std::vector<std::size_t> words = chunks[sign.chunk].words;
      const auto& figure = chunks[sign.chunk + 1].words;
      words.insert(words.end(), figure.begin(), figure.end());
      chunks[sign.chunk] = make_chunk(page_, std::move(words));
      chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(sign.chunk) + 1);
    }
    return !signs.empty();
  }

 private:
  static bool is_dash(const std::string& text) { return text == "-" || text == "–" || text == "−"; }

  static bool holds(const Cluster& cluster, std::size_t line, std::size_t chunk) {
    return std::any_of(cluster.items.begin(), cluster.items.end(),
                       [&](const Item& item) { return item.line == line && item.chunk == chunk; });
  }

  // Whether every item is a dash right before an unsigned figure of the next column.
  [[nodiscard]] bool is_column_of_signs(const std::vector<TextLine>& body,
                                        std::size_t index) const {
    const Cluster& signs = clusters_[index];
    const Cluster* figures = nullptr;
    for (const Item& item : signs.items) {
      const auto& chunks = body[item.line].chunks;
      if (!is_dash(chunks[item.chunk].text) || item.chunk + 1 >= chunks.size()) return false;
      if (figures == nullptr) {
        for (const Cluster& cluster : clusters_) {
          if (holds(cluster, item.line, item.chunk + 1)) figures = &cluster;
        }
      }
      if (figures == nullptr || !holds(*figures, item.line, item.chunk + 1)) return false;
    }
    if (figures == nullptr || figures == &signs) return false;
    const bool all_unsigned =
        std::all_of(figures->items.begin(), figures->items.end(), [&](const Item& item) {
          const char first = body[item.line].chunks[item.chunk].text.front();
          return first >= '0' && first <= '9';
        });
    const bool apart = std::none_of(clusters_.begin(), clusters_.end(), [&](const Cluster& other) {
      return &other != &signs && &other != figures && other.left < signs.right &&
             other.right > signs.left;
    });
    const double gap = figures->left - signs.right;
    const bool close = gap < 1.5 * font_size_;
    const bool some = 2 * signs.items.size() <= figures->items.size() && gap < 6 * font_size_;
    return all_unsigned && apart && (close || some);
  }

  const Page& page_;
  const std::vector<Cluster>& clusters_;
  double font_size_;
};

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

// "Not 3" between the labels and the figures: a reference of its own, not the end of the label.
bool is_note_between(const TextLine& line, std::size_t chunk) {
  const std::string& text = line.chunks[chunk].text;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return chunk > label_chunk(line) && text.size() <= 10 && digit(text.back()) &&
         !digit(text.front());
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

// Two figures run together, or a streak read with one, reach over the column to their left: the
// extent of a column is that of the figures that do not, where these are most.
void leave_out_crossing(std::vector<Cluster>& clusters) {
  for (std::size_t i = 1; i < clusters.size(); ++i) {
    Cluster& cluster = clusters[i];
    const double edge = clusters[i - 1].edge;
    double left = cluster.right;
    std::size_t crossing = 0;
    for (const Item& item : cluster.items) {
      if (item.x0 > edge) {
        left = std::min(left, item.x0);
      } else {
        ++crossing;
      }
    }
    if (3 * crossing <= cluster.items.size() && left < cluster.right) cluster.left = left;
  }
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

}  // namespace

Layout find_columns(const Page& page, std::vector<TextLine>& body) {
  mend_figures(page, body);
  const double font_size = body_font_size(body);
  const double tolerance = std::max(1.2, 0.22 * font_size);
  std::vector<Cluster> clusters = cluster_right_edges(figure_items(body), tolerance);
  const ChunkSplitter splitter(page, clusters, tolerance);
  bool split = false;
  for (std::size_t l = 0; l < body.size(); ++l) split = splitter.split(body[l], l) || split;
  if (split) clusters = cluster_right_edges(figure_items(body), tolerance);
  if (SignJoiner(page, clusters, font_size).join(body))
    clusters = cluster_right_edges(figure_items(body), tolerance);
  merge_ragged(clusters, font_size);
  leave_out_crossing(clusters);

  Layout layout;
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

  const auto index_of = [&](ColumnContent content) {
    const auto found =
        std::find_if(layout.columns.begin(), layout.columns.end(),
                     [content](const FoundColumn& c) { return c.content == content; });
    return static_cast<std::size_t>(found - layout.columns.begin());
  };
  for (const TextLine& line : body) {
    const std::size_t label = label_chunk(line);
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < line.chunks.size(); ++c) {
      const Chunk& chunk = line.chunks[c];
      const bool left = side.holds(line, c);
      if (left && label < line.chunks.size() && c < label) {
        columns.push_back(index_of(ColumnContent::kCode));
      } else if (left) {
        columns.push_back(index_of(ColumnContent::kLabel));
      } else {
        columns.push_back(column_for(chunk, layout.columns, tolerance));
      }
    }
    layout.column_of.push_back(std::move(columns));
  }
  return layout;
}

}  // namespace siffra::extract::internal
