// Texts that arise in English, deep in the program, told in Swedish. A catalogue is a table of
// whole phrases; what varies in one is written {} and carried over:
//
//   {"there is no such page; the last is {}", "det finns ingen sådan sida; den sista är {}"}
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace siffra::reconcile {

struct Phrase {
  std::string_view english, swedish;  // with as many {} in the same order
};

// Whether every phrase has as many {} in both languages.
constexpr bool well_formed(std::span<const Phrase> catalogue) {
  const auto holes = [](std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("{}"); at != std::string_view::npos;
         at = text.find("{}", at + 2))
      ++count;
    return count;
  };
  for (const Phrase& phrase : catalogue) {
    if (holes(phrase.english) != holes(phrase.swedish)) return false;
  }
  return true;
}

// What stands for {} is itself translated where it is a phrase. Nothing where no phrase fits all of
// the text.
std::optional<std::string> in_swedish(std::string_view text, std::span<const Phrase> catalogue);

}  // namespace siffra::reconcile
