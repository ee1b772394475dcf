#include "rules/internal/tokens.h"

#include "rules/internal/utf8.h"

namespace siffra::rules::internal {
namespace {

enum class Class { kNone, kLetter, kDigit, kPercent };

Class class_of(char32_t c) {
  if (c >= '0' && c <= '9') return Class::kDigit;
  if (c == '%') return Class::kPercent;
  return is_letter(c) ? Class::kLetter : Class::kNone;
}

bool joins(Class before, Class now, DigitRuns digits) {
  if (before == Class::kNone || before == Class::kPercent || now == Class::kPercent) return false;
  return before == now || digits == DigitRuns::kJoined;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view folded, DigitRuns digits) {
  std::vector<Token> tokens;
  Class previous = Class::kNone;
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t begin = position;
    const Class now = class_of(next_code_point(folded, position));
    if (now != Class::kNone) {
      if (joins(previous, now, digits)) {
        Token& token = tokens.back();
        token.end = position;
        token.text = folded.substr(token.begin, position - token.begin);
      } else {
        tokens.push_back({folded.substr(begin, position - begin), begin, position});
      }
    }
    previous = now;
  }
  return tokens;
}

std::string key_of(std::string_view folded) {
  std::string key;
  key.reserve(folded.size());
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t begin = position;
    if (class_of(next_code_point(folded, position)) != Class::kNone) {
      key += folded.substr(begin, position - begin);
    }
  }
  return key;
}

}  // namespace siffra::rules::internal
