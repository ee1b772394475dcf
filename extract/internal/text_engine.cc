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
  Characters characters = Characters::kAll;
};

namespace {

struct TextDeleter {
  void operator()(const char* text) const { delete[] text; }
};
using OwnedText = std::unique_ptr<const char, TextDeleter>;

// Signs, separators and what figures are seen with; letters are left out on purpose, so that this
// reading is independent of one that may use them.
constexpr const char* kFigureCharacters = "0123456789-+.,%()";

PixelBox box_of(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level) {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  if (!at.BoundingBox(level, &left, &top, &right, &bottom)) return {};
  return {left, top, right - left, bottom - top};
}

using Choices = std::vector<std::vector<std::pair<const char*, float>>>;

// The lists of choices may begin with one for the space before the word, so they are matched from
// the end.
void add_margins(const Choices* choices, WordReading& word) {
  if (choices == nullptr || choices->size() < word.symbols.size()) return;
  const std::size_t skip = choices->size() - word.symbols.size();
  for (std::size_t i = 0; i < word.symbols.size(); ++i) {
    const auto& list = (*choices)[i + skip];
    SymbolReading& symbol = word.symbols[i];
    symbol.margin = kSureMargin;
    double own = -1;
    for (const auto& [text, cost] : list) {
      if (text != nullptr && symbol.text == text) own = cost;
    }
    if (own < 0) {
      symbol.margin = 0;  // another symbol was printed than any of its choices: a doubtful place
      if (!list.empty() && list.front().first != nullptr) symbol.second = list.front().first;
      continue;
    }
    for (const auto& [text, cost] : list) {
      if (text == nullptr || symbol.text == text) continue;
      if (cost - own < symbol.margin) {
        symbol.margin = std::max(0.0, cost - own);
        symbol.second = text;
      }
    }
  }
}

WordReading word_at(tesseract::ResultIterator& at) {
  WordReading word;
  const OwnedText text(at.GetUTF8Text(tesseract::RIL_WORD));
  if (text) word.text = text.get();
  word.box = box_of(at, tesseract::RIL_WORD);
  word.confidence = std::clamp(at.Confidence(tesseract::RIL_WORD) / 100.0, 0.0, 1.0);
  const Choices* choices = at.GetBestLSTMSymbolChoices();
  tesseract::ResultIterator symbols(at);
  do {
    const OwnedText symbol(symbols.GetUTF8Text(tesseract::RIL_SYMBOL));
    if (symbol) word.symbols.push_back({symbol.get(), 0, {}});
  } while (!symbols.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
           symbols.Next(tesseract::RIL_SYMBOL));
  add_margins(choices, word);
  return word;
}

LineReading words_of(tesseract::TessBaseAPI& api) {
  LineReading words;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (!at) return words;
  do {
    if (at->Empty(tesseract::RIL_WORD)) continue;
    WordReading word = word_at(*at);
    if (!word.text.empty()) words.push_back(std::move(word));
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

double WordReading::least_margin() const {
  double least = kSureMargin;
  for (const SymbolReading& symbol : symbols) least = std::min(least, symbol.margin);
  return least;
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
    engine->api.SetVariable("lstm_choice_mode", "2");
    return TextEngine(std::move(engine));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return missing_model(language);
  }
}

LineReading TextEngine::read_line(Pix* picture, double dots_per_inch, Characters characters) {
  LineReading words;
  try {
    tesseract::TessBaseAPI& api = engine_->api;
    if (characters != engine_->characters) {
      const bool figures = characters == Characters::kFigures;
      api.SetVariable("tessedit_char_whitelist", figures ? kFigureCharacters : "");
      engine_->characters = characters;
    }
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
