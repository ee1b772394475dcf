// Tesseract with one language model, reading one run of print at a time.
//
//   Result<TextEngine> engine = TextEngine::open("swe");
//   LineReading reading = engine->read_line(picture, 200);
//
// An engine belongs to one thread. What one run reads does not depend on what was read before it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/figure_lattice.h"
#include "extract/internal/pix.h"
#include "rules/result.h"

namespace siffra::extract {

struct WordReading {
  std::string text;
  PixelBox box;           // in the picture given
  double confidence = 0;  // the engine's own, 0 to 1
  FigureLattice steps;    // what the word would be as a figure
};

using LineReading = std::vector<WordReading>;

// Where a word stands that is read after another of its line. What is left of an underline counts
// to the box of some word, which then begins where the line does, before words read before it.
PixelBox after_the_word_before(const PixelBox& before, PixelBox box);

// Print is dark here. Shown with its shades turned round it is read once more where it was read
// poorly, which tells some figures but doubles the time of every speck and scrawl.
enum class Shades { kAsTheyAre, kBoth };

class TextEngine {
 public:
  // Fails with the Debian package to install where the model is missing.
  static rules::Result<TextEngine> open(const std::string& language);

  TextEngine(TextEngine&&) noexcept;
  TextEngine& operator=(TextEngine&&) noexcept;
  ~TextEngine();

  // `picture` holds one line of print, grey or bitonal, with some paper around it.
  LineReading read_line(Pix* picture, double dots_per_inch, Shades shades = Shades::kBoth);

 private:
  struct Engine;
  explicit TextEngine(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace siffra::extract
