#include "tools/corpus/marks.h"

#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

namespace siffra::corpus {
namespace {

constexpr Ink kStampInk{0.35, 0.35, 0.45};
constexpr Ink kPenInk{0.25, 0.25, 0.55};

bool is_figure(const TextRun& run) {
  return run.text.size() > 3 && std::isdigit(static_cast<unsigned char>(run.text.back())) != 0;
}

std::vector<const TextRun*> figures_of(const PrintedPage& page) {
  std::vector<const TextRun*> figures;
  for (const TextRun& run : page.runs)
    if (is_figure(run)) figures.push_back(&run);
  return figures;
}

// A box with a word and a date, set askew by its strokes; the text stays level, as stamps smear.
void add_stamp(PrintedPage& marks, Random& random) {
  static const std::array<const char*, 4> words{"INKOM", "ARKIVEXEMPLAR", "KOPIA", "REVISORERNA"};
  const double x = marks.width * random.between(0.45, 0.7);
  const double y = marks.height * random.between(0.06, 0.75);
  const double width = 120, height = 44, lean = random.between(-6.0, 6.0);
  const std::array<double, 5> xs{0, width, width, 0, 0};
  const std::array<double, 5> ys{0, lean, height + lean, height, 0};
  for (std::size_t i = 0; i + 1 < xs.size(); ++i)
    marks.strokes.push_back({x + xs[i], y + ys[i], x + xs[i + 1], y + ys[i + 1], 1.6, kStampInk});
  const Font font{"Nimbus Sans", 13, true, false};
  marks.runs.push_back(
      {x + 8, y + 18 + lean / 4, 0, words[random.below(words.size())], font, kStampInk});
  const std::string date = std::to_string(random.between(1, 28)) + "/" +
                           std::to_string(random.between(1, 12)) + " Dnr " +
                           std::to_string(random.between(10, 980));
  marks.runs.push_back(
      {x + 8, y + 36 + lean / 4, 0, date, {"Nimbus Mono PS", 11, false, false}, kStampInk});
}

// A hand-drawn ring: an ellipse that does not quite close.
void add_ring(PrintedPage& marks, const TextRun& run, Random& random) {
  const double middle_x = run.x + run.width / 2, middle_y = run.baseline - run.font.size * 0.35;
  const double wide = run.width * 0.62 + 5, high = run.font.size * 0.85;
  const double wobble = random.between(0.9, 1.2);
  double last_x = 0, last_y = 0;
  for (int step = 0; step <= 26; ++step) {
    const double angle = step * 0.25;
    const double x = middle_x + wide * std::cos(angle) * (1 + 0.04 * std::sin(3 * angle));
    const double y = middle_y + high * wobble * std::sin(angle);
    if (step > 0) marks.strokes.push_back({last_x, last_y, x, y, 1.1, kPenInk});
    last_x = x;
    last_y = y;
  }
}

// A line through or under a figure, as drawn without a ruler.
void add_line(PrintedPage& marks, const TextRun& run, Random& random) {
  const double down = random.chance(0.4) ? -run.font.size * 0.3 : run.font.size * 0.18;
  marks.strokes.push_back({run.x - 3, run.baseline + down + random.between(-1.5, 1.5),
                           run.x + run.width + 4, run.baseline + down + random.between(-1.5, 1.5),
                           1.2, kPenInk});
}

void add_tick(PrintedPage& marks, const TextRun& run) {
  const double x = run.x + run.width + 3, y = run.baseline;
  marks.strokes.push_back({x, y - 4, x + 3, y, 1.2, kPenInk});
  marks.strokes.push_back({x + 3, y, x + 9, y - 10, 1.2, kPenInk});
}

}  // namespace

PrintedPage marks_on(const PrintedPage& page, double chance, Random& random) {
  PrintedPage marks;
  marks.width = page.width;
  marks.height = page.height;
  if (chance <= 0) return marks;
  if (random.chance(chance)) add_stamp(marks, random);
  const std::vector<const TextRun*> figures = figures_of(page);
  if (figures.empty()) return marks;
  if (random.chance(chance)) add_ring(marks, *random.pick(figures), random);
  if (random.chance(chance)) add_line(marks, *random.pick(figures), random);
  if (random.chance(chance))
    for (int i = random.between(2, 6); i > 0; --i) add_tick(marks, *random.pick(figures));
  return marks;
}

}  // namespace siffra::corpus
