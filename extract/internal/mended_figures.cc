#include "extract/internal/mended_figures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "rules/amount.h"

namespace siffra::extract::internal {

namespace {

struct Edge {
  double x = 0;           // mean right edge
  std::size_t count = 0;  // figures that end there
  double pitch = 0;       // width of a digit with its share of the gaps, median
};

bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit_char));
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool recognised(const Page& page, const Chunk& chunk) {
  return std::all_of(chunk.words.begin(), chunk.words.end(),
                     [&](std::size_t w) { return page.words[w].source == Source::kOcr; });
}

// "025 225", "163", "121": whole groups of three, without a sign.
bool is_groups(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    if (c == ' ') {
      if (run != 3) return false;
      run = 0;
    } else if (is_digit_char(c)) {
      ++run;
    } else {
      return false;
    }
  }
  return run == 3;
}

class Mender {
 public:
  Mender(const Page& page, std::vector<TextLine>& body) : page_(page), body_(body) {
    std::vector<double> sizes;
    sizes.reserve(body.size());
    for (const TextLine& line : body) sizes.push_back(line.font_size);
    size_ = std::max(1.0, median(sizes));
    find_edges();
  }

  void mend() {
    for (TextLine& line : body_) {
      for (std::size_t c = 0; c + 1 < line.chunks.size(); ++c) join(line, c);
      for (std::size_t c = 0; c < line.chunks.size(); ++c) split(line, c);
    }
  }

 private:
  void find_edges() {
    constexpr double kSame = 0.35;  // sizes
    std::vector<const Chunk*> figures;
    for (const TextLine& line : body_) {
      for (const Chunk& chunk : line.chunks) {
        if (chunk.numeric && digits_in(chunk.text) > 0) figures.push_back(&chunk);
      }
    }
    std::sort(figures.begin(), figures.end(),
              [](const Chunk* a, const Chunk* b) { return a->box.x1 < b->box.x1; });
    std::vector<double> pitches;
    double last = 0;
    const auto close = [&] {
      if (!edges_.empty()) edges_.back().pitch = median(std::exchange(pitches, {}));
    };
    for (const Chunk* figure : figures) {
      if (edges_.empty() || figure->box.x1 - last > kSame * size_) {
        close();
        edges_.push_back({});
      }
      last = figure->box.x1;
      Edge& edge = edges_.back();
      const auto count = static_cast<double>(edge.count);
      edge.x = (edge.x * count + last) / (count + 1);
      ++edge.count;
      const std::size_t digits = digits_in(figure->text);
      if (digits >= 4) pitches.push_back(figure->box.width() / static_cast<double>(digits));
    }
    close();
  }

  [[nodiscard]] const Edge* edge_at(double x) const {
    const Edge* best = nullptr;
    for (const Edge& edge : edges_) {
      const double distance = std::abs(edge.x - x);
      if (distance < 0.6 * size_ && (best == nullptr || distance < std::abs(best->x - x)))
        best = &edge;
    }
    return best;
  }

  void join(TextLine& line, std::size_t c) {
    constexpr double kNear = 1.5;  // sizes
    constexpr std::size_t kColumn = 4;
    Chunk& first = line.chunks[c];
    const Chunk& second = line.chunks[c + 1];
    if (!first.numeric || digits_in(first.text) == 0 || !is_groups(second.text)) return;
    if (!recognised(page_, first) || !recognised(page_, second)) return;
    if (second.box.x0 - first.box.x1 > kNear * size_) return;
    const Edge* column = edge_at(second.box.x1);
    const Edge* chance = edge_at(first.box.x1);
    if (column == nullptr || column->count < kColumn) return;
    if (chance != nullptr && (chance == column || 4 * chance->count > column->count)) return;
    std::vector<std::size_t> words = first.words;
    words.insert(words.end(), second.words.begin(), second.words.end());
    Chunk whole = make_chunk(page_, std::move(words));
    if (!whole.numeric) return;
    first = std::move(whole);
    line.chunks.erase(line.chunks.begin() + static_cast<std::ptrdiff_t>(c) + 1);
  }

  // How many of the digits stand before the edge of the column on the left, where the widths of the
  // digits of both columns agree on it.
  [[nodiscard]] std::optional<std::size_t> digits_before(const Chunk& chunk, const Edge& left,
                                                         const Edge& right) const {
    constexpr double kUnsure = 0.35;  // digits
    const std::size_t digits = digits_in(chunk.text);
    if (left.pitch <= 0 || right.pitch <= 0) return std::nullopt;
    const double estimate = (left.x - chunk.box.x0) / left.pitch;
    const double before = std::round(estimate);
    if (std::abs(estimate - before) > kUnsure || before < 1) return std::nullopt;
    const double after = static_cast<double>(digits) - before;
    const double start = right.x - after * right.pitch;
    if (after < 1 || start < left.x + 0.3 * size_) return std::nullopt;
    return static_cast<std::size_t>(before);
  }

  void split(TextLine& line, std::size_t c) {
    constexpr std::size_t kFewestDigits = 8, kColumn = 3;
    const Chunk& chunk = line.chunks[c];
    if (chunk.words.size() != 1 || !recognised(page_, chunk)) return;
    if (digits_in(chunk.text) != chunk.text.size() || chunk.text.size() < kFewestDigits) return;
    const Edge* right = edge_at(chunk.box.x1);
    if (right == nullptr || right->count < kColumn) return;
    for (const Edge& left : edges_) {
      if (&left == right || left.count < kColumn) continue;
      if (left.x < chunk.box.x0 + size_ || left.x > chunk.box.x1 - size_) continue;
      const auto before = digits_before(chunk, left, *right);
      if (!before) continue;
      Chunk first = chunk, second = chunk;
      first.text = chunk.text.substr(0, *before);
      second.text = chunk.text.substr(*before);
      first.box.x1 = left.x;
      second.box.x0 = right->x - static_cast<double>(second.text.size()) * right->pitch;
      first.numeric = rules::read_amount(first.text, {}).has_value();
      second.numeric = rules::read_amount(second.text, {}).has_value();
      line.chunks[c] = std::move(first);
      line.chunks.insert(line.chunks.begin() + static_cast<std::ptrdiff_t>(c) + 1,
                         std::move(second));
      return;
    }
  }

  const Page& page_;
  std::vector<TextLine>& body_;
  double size_ = 1;
  std::vector<Edge> edges_;
};

}  // namespace

void mend_figures(const Page& page, std::vector<TextLine>& body) {
  const bool any = std::any_of(page.words.begin(), page.words.end(),
                               [](const Word& word) { return word.source == Source::kOcr; });
  if (any && !body.empty()) Mender(page, body).mend();
}

}  // namespace siffra::extract::internal
