#include "extract/internal/text_engine.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <exception>
#include <new>

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

struct TextEngine::Engine {
  tesseract::TessBaseAPI api;
};

namespace {

struct TextDeleter {
  void operator()(const char* text) const { delete[] text; }
};
using OwnedText = std::unique_ptr<const char, TextDeleter>;

PixelBox box_of(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level) {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  if (!at.BoundingBox(level, &left, &top, &right, &bottom)) return {};
  return {left, top, right - left, bottom - top};
}

using Steps = std::vector<std::vector<std::vector<std::pair<const char*, float>>>>;

// The engine keeps what it saw at each step by letter; a figure is looked for in all of it.
FigureLattice lattice_of(const Steps* steps) {
  FigureLattice lattice;
  if (steps == nullptr) return lattice;
  for (const auto& letter : *steps) {
    for (const auto& step : letter) {
      LatticeStep seen;
      for (const auto& [text, probability] : step) {
        if (text != nullptr) FigureLattice::add_to(seen, text, probability);
      }
      lattice.add(seen);
    }
  }
  return lattice;
}

WordReading word_at(tesseract::ResultIterator& at) {
  WordReading word;
  const OwnedText text(at.GetUTF8Text(tesseract::RIL_WORD));
  if (text) word.text = text.get();
  word.box = box_of(at, tesseract::RIL_WORD);
  word.confidence = std::clamp(at.Confidence(tesseract::RIL_WORD) / 100.0, 0.0, 1.0);
  word.steps = lattice_of(at.GetRawLSTMTimesteps());
  return word;
}

LineReading words_of(tesseract::TessBaseAPI& api) {
  LineReading words;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (!at) return words;
  do {
    if (at->Empty(tesseract::RIL_WORD)) continue;
    WordReading word = word_at(*at);
    if (word.text.empty()) continue;
    if (!words.empty()) word.box = after_the_word_before(words.back().box, word.box);
    words.push_back(std::move(word));
  } while (at->Next(tesseract::RIL_WORD));
  return words;
}

Error missing_model(const std::string& language) {
  return {ErrorCode::kNotFound,
          "reading scanned pages needs the language model '" + language +
              "', which is not installed; install the Debian package tesseract-ocr-" + language,
          {}};
}

}  // namespace

PixelBox after_the_word_before(const PixelBox& before, PixelBox box) {
  const int shared = std::min(before.bottom(), box.bottom()) - std::max(before.y, box.y);
  if (2 * shared < std::min(before.height, box.height)) return box;
  const int hidden = before.right() - box.x;
  if (hidden <= before.height || box.right() <= before.right()) return box;
  box.x += hidden;
  box.width -= hidden;
  return box;
}

TextEngine::TextEngine(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
TextEngine::TextEngine(TextEngine&&) noexcept = default;
TextEngine& TextEngine::operator=(TextEngine&&) noexcept = default;
TextEngine::~TextEngine() = default;

Result<TextEngine> TextEngine::open(const std::string& language) {
  try {
    auto engine = std::make_unique<Engine>();
    // Before anything else, so that the engine does not talk to the terminal.
    engine->api.SetVariable("debug_file", "/dev/null");
    const int failed = engine->api.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY);
    if (failed != 0) return missing_model(language);
    engine->api.SetPageSegMode(tesseract::PSM_RAW_LINE);
    // All that was seen at each step is kept; the further rounds of the search for single letters,
    // which nobody asks for, are left out.
    engine->api.SetVariable("lstm_choice_mode", "1");
    engine->api.SetVariable("lstm_choice_iterations", "0");
    return TextEngine(std::move(engine));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return missing_model(language);
  }
}

LineReading TextEngine::read_line(Pix* picture, double dots_per_inch, Shades shades) {
  constexpr const char* kPoorlyRead = "0.7";  // of the engine's sureness: then it tries again
  LineReading words;
  try {
    tesseract::TessBaseAPI& api = engine_->api;
    api.SetVariable("invert_threshold", shades == Shades::kBoth ? kPoorlyRead : "0");
    api.SetImage(picture);
    api.SetSourceResolution(static_cast<int>(dots_per_inch));
    if (api.Recognize(nullptr) == 0) words = words_of(api);
    api.Clear();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    words.clear();  // an engine that gives up on a run has read nothing there
  }
  return words;
}

}  // namespace siffra::extract
