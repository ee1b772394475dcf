#include "extract/internal/spaced_letters.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace siffra::extract::internal {
namespace {

constexpr std::size_t kFewestLetters = 5;
constexpr double kWidestGap = 2.5;  // heights of a letter; columns of letters stand farther apart
constexpr double kWordGap = 1.6;    // times the usual gap between letters

// One letter of the Latin alphabet, Swedish ones included.
bool is_letter(const Word& word) {
  const std::string& text = word.text;
  const auto first = static_cast<unsigned char>(text.empty() ? '0' : text.front());
  if (text.size() == 1) return (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
  return text.size() == 2 && first == 0xC3;
}

bool is_digit(const Word& word) {
  return word.text.size() == 1 && word.text[0] >= '0' && word.text[0] <= '9';
}

double gap_between(const Word& left, const Word& right) { return right.box.x0 - left.box.x1; }

bool goes_on(const Word& left, const Word& right) {
  const double height = std::max(left.box.height(), right.box.height());
  const double gap = gap_between(left, right);
  return (is_letter(right) || is_digit(right)) && left.rotation == 0 && right.rotation == 0 &&
         gap > 0 && gap < kWidestGap * height &&
         std::abs(left.box.center_y() - right.box.center_y()) < 0.3 * height;
}

Word joined(const std::vector<Word>& words, std::size_t first, std::size_t end) {
  Word word = words[first];
  word.readings.clear();
  for (std::size_t i = first + 1; i < end; ++i) {
    word.text += words[i].text;
    word.box = united(word.box, words[i].box);
    word.bold = word.bold && words[i].bold;
    word.confidence = std::min(word.confidence, words[i].confidence);
  }
  return word;
}

void add_words_of(const std::vector<Word>& words, std::size_t first, std::size_t end,
                  std::vector<Word>& result) {
  std::vector<double> gaps;
  for (std::size_t i = first + 1; i < end; ++i) gaps.push_back(gap_between(words[i - 1], words[i]));
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  const double usual = *middle, widest = kWordGap * usual;
  std::size_t begin = first;
  for (std::size_t i = first + 1; i <= end; ++i) {
    if (i < end && gap_between(words[i - 1], words[i]) <= widest) continue;
    Word word = joined(words, begin, i);
    // Spaces are spaced too: the words stay one title only if they end near each other.
    if (i < end) word.box.x1 = std::max(word.box.x1, words[i].box.x0 - usual);
    result.push_back(std::move(word));
    begin = i;
  }
}

}  // namespace

void join_spaced_letters(std::vector<Word>& words) {
  std::vector<Word> result;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    while (is_letter(words[first]) && end < words.size() && goes_on(words[end - 1], words[end]))
      ++end;
    const auto letters = std::count_if(words.begin() + static_cast<std::ptrdiff_t>(first),
                                       words.begin() + static_cast<std::ptrdiff_t>(end), is_letter);
    if (static_cast<std::size_t>(letters) >= kFewestLetters) {
      add_words_of(words, first, end, result);
    } else {
      result.insert(result.end(), words.begin() + static_cast<std::ptrdiff_t>(first),
                    words.begin() + static_cast<std::ptrdiff_t>(end));
    }
    first = end;
  }
  words = std::move(result);
}

}  // namespace siffra::extract::internal
