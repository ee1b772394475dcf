#include "extract/internal/tight_labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extract/internal/line_chunks.h"
#include "rules/amount.h"

namespace siffra::extract::internal {
namespace {

// A label that begins as close to the figure before it as one word to the next.
struct Seam {
  std::size_t line = 0, chunk = 0, word = 0;
  double x = 0;      // where the label begins
  double right = 0;  // where the figure ends
};

std::optional<Seam> seam_in(const Page& page, const TextLine& line, std::size_t c) {
  constexpr std::size_t kShortestLabel = 5;
  const Chunk& chunk = line.chunks[c];
  const char last = chunk.text.back();
  // An amount with its unit is one thing, and so is a day with its month.
  if (chunk.words.size() < 2 || (last >= '0' && last <= '9')) return std::nullopt;
  if (rules::read_amount(chunk.text, {}) || !rules::looks_numeric(page.words[chunk.words[0]].text))
    return std::nullopt;
  std::size_t w = 1;
  while (w < chunk.words.size() && rules::looks_numeric(page.words[chunk.words[w]].text)) ++w;
  if (w == chunk.words.size()) return std::nullopt;
  std::size_t letters = 0;
  for (std::size_t i = w; i < chunk.words.size(); ++i)
    letters += page.words[chunk.words[i]].text.size();
  if (letters < kShortestLabel) return std::nullopt;
  return Seam{0, c, w, page.words[chunk.words[w]].box.x0, page.words[chunk.words[w - 1]].box.x1};
}

}  // namespace

void part_figures_from_labels(const Page& page, std::vector<TextLine>& lines) {
  constexpr double kSamePlace = 1.5;
  constexpr std::size_t kFewestLines = 4;
  std::vector<Seam> seams;
  std::vector<double> starts;  // of words that nothing stands close to
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (std::size_t c = 0; c < lines[l].chunks.size(); ++c) {
      auto seam = c > 0 ? seam_in(page, lines[l], c) : std::nullopt;
      if (seam) {
        seam->line = l;
        seams.push_back(*seam);
      } else if (has_letters(lines[l].chunks[c])) {
        starts.push_back(lines[l].chunks[c].box.x0);
      }
    }
  }
  // Later chunks of a line first, so that the places of the others stay.
  for (auto seam = seams.rbegin(); seam != seams.rend(); ++seam) {
    const auto alone = std::count_if(starts.begin(), starts.end(),
                                     [&](double x) { return std::abs(x - seam->x) <= kSamePlace; });
    const auto close = std::count_if(seams.begin(), seams.end(), [&](const Seam& other) {
      return std::abs(other.x - seam->x) <= kSamePlace;
    });
    const bool aligned = std::all_of(seams.begin(), seams.end(), [&](const Seam& other) {
      return std::abs(other.x - seam->x) > kSamePlace ||
             std::abs(other.right - seam->right) <= 2 * kSamePlace;
    });
    if (alone == 0 || static_cast<std::size_t>(alone + close) < kFewestLines || !aligned) continue;
    auto& chunks = lines[seam->line].chunks;
    const std::vector<std::size_t> words = chunks[seam->chunk].words;
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(seam->word);
    chunks[seam->chunk] = make_chunk(page, {words.begin(), middle});
    chunks.insert(chunks.begin() + static_cast<std::ptrdiff_t>(seam->chunk) + 1,
                  make_chunk(page, {middle, words.end()}));
  }
}

}  // namespace siffra::extract::internal
