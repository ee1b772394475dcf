#include "reconcile/internal/note_names.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

std::set<std::string> long_words(std::string_view text) {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kStem = 7;
  std::set<std::string> words;
  std::string word;
  const auto close = [&] {
    if (word.size() >= kShortest) words.insert(word.substr(0, kStem));
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalpha(byte) != 0) {
      word += c;
    } else {
      close();
    }
  }
  close();
  return words;
}

}  // namespace

std::vector<std::string> note_numbers(std::string_view reference) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < reference.size();) {
    if (std::isdigit(static_cast<unsigned char>(reference[i])) == 0) {
      ++i;
      continue;
    }
    std::string number;
    while (i < reference.size() && std::isdigit(static_cast<unsigned char>(reference[i])) != 0) {
      number += reference[i++];
    }
    if (i < reference.size() && std::islower(static_cast<unsigned char>(reference[i])) != 0) {
      number += reference[i++];
    }
    numbers.push_back(std::move(number));
  }
  return numbers;
}

bool titles_resemble(std::string_view a, std::string_view b) {
  const std::set<std::string> left = long_words(a);
  const std::set<std::string> right = long_words(b);
  if (left.empty() || right.empty()) return false;
  const auto shared = static_cast<std::size_t>(std::count_if(
      left.begin(), left.end(), [&](const std::string& word) { return right.contains(word); }));
  return 2 * shared >= std::min(left.size(), right.size()) && shared > 0;
}

}  // namespace siffra::reconcile::internal
