#include "extract/internal/cell_readings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace siffra::extract {
namespace {

constexpr std::size_t kMostCandidates = 8;

bool inside(const Word& word, const Box& box) {
  return word.box.center_x() >= box.x0 && word.box.center_x() <= box.x1 &&
         word.box.center_y() >= box.y0 && word.box.center_y() <= box.y1;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty() && !part.empty()) text.push_back(' ');
    text += part;
  }
  return text;
}

// The cell's text under each reading. A figure of several words has its other readings shared out
// over them with one likelihood, by which they are found again.
std::map<double, std::string, std::greater<>> other_texts(const std::vector<const Word*>& words) {
  std::map<double, std::vector<std::string>, std::greater<>> by_likelihood;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Reading& reading : words[i]->readings) {
      if (!std::isfinite(reading.log_likelihood)) continue;
      auto& parts = by_likelihood[reading.log_likelihood];
      if (parts.empty()) {
        for (const Word* word : words) parts.push_back(word->text);
      }
      parts[i] = reading.text;
    }
  }
  std::map<double, std::string, std::greater<>> texts;
  for (const auto& [likelihood, parts] : by_likelihood) texts[likelihood] = joined(parts);
  return texts;
}

void take(const std::vector<const Word*>& words, StatementCell& cell) {
  std::vector<std::string> read;
  for (const Word* word : words) {
    cell.confidence = std::min(cell.confidence, word->confidence);
    if (word->source == Source::kOcr) cell.source = Source::kOcr;
    read.push_back(word->text);
  }
  const std::string as_read = joined(read);
  for (const auto& [likelihood, text] : other_texts(words)) {
    if (cell.candidates.size() == kMostCandidates) break;
    if (text == as_read) continue;
    CellCandidate candidate;
    candidate.raw = text;
    candidate.amount = rules::read_amount(text, {});
    candidate.log_likelihood = likelihood;
    if (candidate.amount && cell.amount && candidate.amount->stated_scale == 0) {
      candidate.amount->stated_scale = cell.amount->stated_scale;
    }
    cell.candidates.push_back(std::move(candidate));
  }
}

bool doubtful(const Word& word) {
  return word.confidence < 1 || word.source != Source::kTextLayer || !word.readings.empty();
}

}  // namespace

void take_readings(const Document& document, std::vector<Statement>& statements) {
  std::map<int, const Page*> pages;
  for (const Page& page : document.pages) {
    if (std::any_of(page.words.begin(), page.words.end(), doubtful)) pages[page.number] = &page;
  }
  if (pages.empty()) return;
  for (Statement& statement : statements) {
    for (StatementRow& row : statement.rows) {
      for (StatementCell& cell : row.cells) {
        const auto page = pages.find(cell.page);
        if (page == pages.end()) continue;
        std::vector<const Word*> words;
        for (const Word& word : page->second->words) {
          if (inside(word, cell.box)) words.push_back(&word);
        }
        std::stable_sort(words.begin(), words.end(),
                         [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
        take(words, cell);
      }
    }
  }
}

}  // namespace siffra::extract
