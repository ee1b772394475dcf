#include "extract/internal/column_chunks.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "extract/internal/word_space.h"
#include "rules/amount.h"

namespace siffra::extract::internal {
namespace {

class ChunkSplitter {
 public:
  ChunkSplitter(const Page& page, const std::vector<Cluster>& clusters, double tolerance)
      : page_(page),
        clusters_(clusters),
        tolerance_(tolerance),
        typed_pitch_(pitch_of_recognised(page)) {}

  bool split(TextLine& line, std::size_t line_index) const {
    bool any = false;
    for (std::size_t c = 0; c < line.chunks.size();) {
      const auto at = split_point(line.chunks[c], line_index);
      if (!at) {
        ++c;
        continue;
      }
      // The first part is looked at again: a label may run into figures of two columns.
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
  // A typewriter's columns stand at least two spaces apart: one space is within a figure, though
  // figures that lost a digit end there.
  [[nodiscard]] bool is_typed_space(const Chunk& chunk, std::size_t w) const {
    return page_.words[chunk.words[w + 1]].box.x0 - page_.words[chunk.words[w]].box.x1 <=
           kTypedSpace * typed_pitch_;
  }

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

  // Whether figures of different lengths begin at x on other lines: a column set to the left.
  [[nodiscard]] bool column_begins_at(double x, std::size_t line) const {
    constexpr std::size_t kFewestLines = 4, kFewestEnds = 3;
    std::size_t lines = 0, ends = 0, common_ends = 0;
    for (const Cluster& cluster : clusters_) {
      const auto here =
          std::count_if(cluster.items.begin(), cluster.items.end(), [&](const Item& item) {
            return item.line != line && std::abs(item.x0 - x) <= tolerance_ / 2;
          });
      lines += static_cast<std::size_t>(here);
      if (here > 0) ++ends;
      if (here > 1) ++common_ends;
    }
    return lines >= kFewestLines && (ends >= kFewestEnds || common_ends >= 2);
  }

  // The other lines on which a figure begins at x.
  [[nodiscard]] std::set<std::size_t> lines_with_figure_at(double x, std::size_t line) const {
    std::set<std::size_t> lines;
    for (const Cluster& cluster : clusters_) {
      for (const Item& item : cluster.items) {
        if (item.line != line && std::abs(item.x0 - x) <= tolerance_ / 2) lines.insert(item.line);
      }
    }
    return lines;
  }

  // Whether other lines have one figure at `first` and another at `second`.
  [[nodiscard]] bool stand_side_by_side(double first, double second, std::size_t line) const {
    constexpr std::size_t kFewest = 2;
    const auto left = lines_with_figure_at(first, line), right = lines_with_figure_at(second, line);
    return static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [&](std::size_t at) {
             return right.contains(at);
           })) >= kFewest;
  }

  // "5" of the notes and "122 712" of a column set to the left, with hardly a space between; or
  // "315 300 295" and "317 267 787" of two columns set to the left.
  [[nodiscard]] std::optional<std::size_t> start_of_left_column(const Chunk& chunk,
                                                                std::size_t line) const {
    constexpr std::size_t kFewDigits = 2;
    const bool left = column_begins_at(chunk.box.x0, line);
    for (std::size_t w = 0; w + 1 < chunk.words.size(); ++w) {
      if (is_typed_space(chunk, w)) continue;
      const double next = page_.words[chunk.words[w + 1]].box.x0;
      // In a small table one or two digits may as well be the millions of one amount.
      const bool parted = left || w > 0 || page_.words[chunk.words[w]].text.size() > kFewDigits;
      if (parted && stand_side_by_side(chunk.box.x0, next, line)) return w + 1;
      const bool ends = column_ending_at(page_.words[chunk.words[w]].box.x1, line) != nullptr;
      if (!left && ends && column_begins_at(next, line)) return w + 1;
    }
    return std::nullopt;
  }

  // "Verksamhetens nettokostnader -277 096" where the figures are set to the left.
  [[nodiscard]] std::optional<std::size_t> left_figure_at_end(const Chunk& chunk,
                                                              std::size_t line) const {
    const auto at = figure_at_end(chunk);
    if (!at || !column_begins_at(page_.words[chunk.words[*at]].box.x0, line)) return std::nullopt;
    return at;
  }

  [[nodiscard]] std::optional<std::size_t> split_point(const Chunk& chunk, std::size_t line) const {
    if (chunk.words.size() < 2) return std::nullopt;
    const Cluster* own = column_ending_at(chunk.box.x1, line);
    if (own == nullptr) {
      return chunk.numeric ? start_of_left_column(chunk, line) : left_figure_at_end(chunk, line);
    }
    if (!chunk.numeric) return figure_at_end(chunk);
    for (std::size_t w = 0; w + 1 < chunk.words.size(); ++w) {
      if (is_typed_space(chunk, w)) continue;
      const Cluster* inner = column_ending_at(page_.words[chunk.words[w]].box.x1, line);
      // Both columns must be seen side by side somewhere: a left-aligned column has chance right
      // edges too.
      if (inner != nullptr && inner != own && share_a_line(*inner, *own)) return w + 1;
    }
    return start_of_left_column(chunk, line);
  }

  // The longest run of words at the end that reads as one amount.
  [[nodiscard]] std::optional<std::size_t> figure_at_end(const Chunk& chunk) const {
    std::optional<std::size_t> at;
    std::string text;
    for (std::size_t w = chunk.words.size(); w-- > 1;) {
      const std::string& word = page_.words[chunk.words[w]].text;
      if (!rules::looks_numeric(word)) break;
      text.insert(0, text.empty() ? 0 : 1, ' ');
      text.insert(0, word);
      if (rules::read_amount(text, {})) at = w;
    }
    return at;
  }

  const Page& page_;
  const std::vector<Cluster>& clusters_;
  double tolerance_;
  double typed_pitch_;  // points; 0 = print of another type
};

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

}  // namespace

bool split_chunks(const Page& page, const std::vector<Cluster>& clusters, double tolerance,
                  std::vector<TextLine>& body) {
  const ChunkSplitter splitter(page, clusters, tolerance);
  bool split = false;
  for (std::size_t l = 0; l < body.size(); ++l) split = splitter.split(body[l], l) || split;
  return split;
}

bool join_signs(const Page& page, const std::vector<Cluster>& clusters, double font_size,
                std::vector<TextLine>& body) {
  return SignJoiner(page, clusters, font_size).join(body);
}

}  // namespace siffra::extract::internal
