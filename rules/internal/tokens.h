// Folded text cut into words: the common ground of phrase matching and period reading.
//
// A token is a run of letters and digits, or a lone "%". Punctuation and spaces separate tokens and
// are otherwise not looked at, so that "S:a", "s a" and "(tkr)" need no spellings of their own.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace siffra::rules::internal {

struct Token {
  std::string_view text;           // into the text that was cut
  std::size_t begin = 0, end = 0;  // bytes
};

enum class DigitRuns {
  kJoined,    // "q4", "3a" are one token
  kSeparate,  // "q" "4"; "3" "a"
};

std::vector<Token> tokens_of(std::string_view folded, DigitRuns digits = DigitRuns::kJoined);

// Letters and digits only, without spaces: equal for texts that differ in punctuation, spacing or
// broken words ("anläggnings- tillgångar", "su m ma"). "%" is kept.
std::string key_of(std::string_view folded);

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

// Phrases of one or more words, found in tokenised text, longest first.
template <typename Value>
class PhraseTable {
 public:
  struct Match {
    const Value* value = nullptr;  // null: no phrase begins here
    std::size_t tokens = 0;
  };

  // The first meaning given to a phrase stays. `phrase` is folded text.
  void add(std::string_view phrase, Value value) {
    const std::vector<Token> words = tokens_of(phrase);
    if (words.empty()) return;
    std::size_t& longest = longest_[std::string(words.front().text)];
    if (words.size() > longest) longest = words.size();
    phrases_.try_emplace(join(words, 0, words.size()), std::move(value));
  }

  [[nodiscard]] Match longest_at(const std::vector<Token>& tokens, std::size_t at) const {
    const auto first = longest_.find(tokens[at].text);
    if (first == longest_.end()) return {};
    const std::size_t limit = std::min(first->second, tokens.size() - at);
    for (std::size_t count = limit; count > 0; --count) {
      const auto found = phrases_.find(join(tokens, at, count));
      if (found != phrases_.end()) return {&found->second, count};
    }
    return {};
  }

  [[nodiscard]] std::size_t size() const { return phrases_.size(); }

 private:
  static std::string join(const std::vector<Token>& tokens, std::size_t at, std::size_t count) {
    std::string joined;
    for (std::size_t i = at; i < at + count; ++i) {
      if (i > at) joined += ' ';
      joined += tokens[i].text;
    }
    return joined;
  }

  StringMap<Value> phrases_;
  StringMap<std::size_t> longest_;  // words of the longest phrase that begins with this word
};

}  // namespace siffra::rules::internal
