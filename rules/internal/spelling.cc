#include "rules/internal/spelling.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "rules/internal/utf8.h"

namespace siffra::rules::internal {
namespace {

constexpr std::size_t kShortest = 5;  // letters; shorter words are near too many others
constexpr std::size_t kLongest = 40;
constexpr int kLetter = 100;         // cost of one letter changed, lost or added
constexpr int kLetterAtEnd = 200;    // among the last two letters, where forms of a word differ
constexpr int kLetterAtStart = 150;  // the first
constexpr int kBoundPerLetter = 16;
constexpr int kHighest = 260;
constexpr int kClearly = 40;  // the next word must be this much further off

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t position = 0; position < text.size();) {
    letters.push_back(next_code_point(text, position));
  }
  return letters;
}

bool all_letters(std::u32string_view word) {
  return std::all_of(word.begin(), word.end(), [](char32_t c) { return is_letter(c); });
}

// One bit for each letter that occurs, å ä ö among them: words that differ in many are far apart.
std::uint64_t letter_set(std::u32string_view word) {
  std::uint64_t set = 0;
  for (const char32_t c : word) set |= std::uint64_t{1} << (c % 61);
  return set;
}

int letter_cost(std::size_t at, std::size_t size) {
  if (at + 2 >= size) return kLetterAtEnd;
  return at == 0 ? kLetterAtStart : kLetter;
}

}  // namespace

void Spelling::add_words(std::string_view phrase) {
  for (const Token& token : tokens_of(phrase)) {
    std::u32string word = letters_of(token.text);
    if (word.size() > kLongest || !all_letters(word)) continue;
    if (!known_.try_emplace(std::string(token.text), true).second) continue;
    if (word.size() < kShortest) continue;
    if (by_length_.size() <= word.size()) by_length_.resize(word.size() + 1);
    by_length_[word.size()].push_back(std::move(word));
  }
}

void Spelling::add_known(std::string_view phrase) {
  for (const Token& token : tokens_of(phrase)) known_.try_emplace(std::string(token.text), true);
}

void Spelling::add_confusion(std::string_view one, std::string_view other, int cost) {
  confusions_.push_back({letters_of(one), letters_of(other), cost});
  confusions_.push_back({letters_of(other), letters_of(one), cost});
}

// Weighted edit distance, row by row of the word as read; given up above the limit.
int Spelling::distance(std::u32string_view read, std::u32string_view meant, int limit) const {
  constexpr int kFar = std::numeric_limits<int>::max() / 2;
  const std::size_t width = meant.size() + 1;
  std::vector<int> costs((read.size() + 1) * width, kFar);
  costs[0] = 0;
  for (std::size_t i = 0; i <= read.size(); ++i) {
    int least = kFar;
    for (std::size_t j = 0; j <= meant.size(); ++j) {
      int& cost = costs[i * width + j];
      if (i > 0)
        cost = std::min(cost, costs[(i - 1) * width + j] + letter_cost(i - 1, read.size()));
      if (j > 0) cost = std::min(cost, costs[i * width + j - 1] + letter_cost(j - 1, meant.size()));
      if (i > 0 && j > 0) {
        const bool same = read[i - 1] == meant[j - 1];
        const int changed =
            std::max(letter_cost(i - 1, read.size()), letter_cost(j - 1, meant.size()));
        cost = std::min(cost, costs[(i - 1) * width + j - 1] + (same ? 0 : changed));
      }
      for (const Confusion& confusion : confusions_) {
        if (i < confusion.read.size() || j < confusion.meant.size()) continue;
        if (!read.substr(0, i).ends_with(confusion.read)) continue;
        if (!meant.substr(0, j).ends_with(confusion.meant)) continue;
        const std::size_t before = (i - confusion.read.size()) * width + j - confusion.meant.size();
        cost = std::min(cost, costs[before] + confusion.cost);
      }
      least = std::min(least, cost);
    }
    if (least > limit && i > 1) return kFar;  // a confusion spans two letters at most
  }
  return costs.back();
}

// "förvaltningsintäkter" is as good a word as those of the packs that it looks like.
bool Spelling::is_compound(std::string_view word) const {
  constexpr std::size_t kShortestPart = 6;  // bytes
  for (std::size_t at = kShortestPart; at + kShortestPart <= word.size(); ++at) {
    if (!known_.contains(word.substr(at))) continue;
    const std::string_view first = word.substr(0, at);
    if (known_.contains(first)) return true;
    if (first.back() == 's' && known_.contains(first.substr(0, at - 1))) return true;
  }
  return false;
}

std::optional<std::string> Spelling::nearest(std::string_view word) const {
  if (known_.contains(word) || is_compound(word)) return std::nullopt;
  const std::u32string read = letters_of(word);
  if (read.size() < kShortest || read.size() > kLongest || !all_letters(read)) return std::nullopt;
  const int bound = std::min(kHighest, kBoundPerLetter * static_cast<int>(read.size()));
  const std::uint64_t set = letter_set(read);
  constexpr std::size_t kMostAdded = 2;
  int best = bound + 1, second = bound + kClearly + 1;
  const std::u32string* found = nullptr;
  const std::size_t first = std::max(kShortest, read.size() - kMostAdded);
  for (std::size_t length = first; length <= read.size() + kMostAdded; ++length) {
    if (length >= by_length_.size()) break;
    for (const std::u32string& known : by_length_[length]) {
      constexpr int kMostLettersApart = 6;
      if (std::popcount(set ^ letter_set(known)) > kMostLettersApart) continue;
      const int cost = distance(read, known, second);
      if (cost < best) {
        if (found != nullptr) second = best;
        best = cost;
        found = &known;
      } else if (cost < second) {
        second = cost;
      }
    }
  }
  if (found == nullptr || best > bound || second - best < kClearly) return std::nullopt;
  std::string text;
  for (const char32_t c : *found) append_utf8(text, c);
  return text;
}

}  // namespace siffra::rules::internal
