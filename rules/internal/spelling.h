// The words of the packs, and how print is misread: which known word a misread one stands for.
//
// Letters that look alike are exchanged cheaply ("retultat" is one letter from "resultat"), any
// other change costs a letter, and more at either end of the word, where the forms of one word
// differ: "intäkt" is a word beside "intäkter", not a misreading of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/tokens.h"

namespace siffra::rules::internal {

class Spelling {
 public:
  // Every word of a folded phrase.
  void add_words(std::string_view phrase);
  // Words that are right as they stand, though nothing is taken for them.
  void add_known(std::string_view phrase);
  // Pieces of print taken for one another, either way; `cost` in hundredths of a letter.
  void add_confusion(std::string_view one, std::string_view other, int cost);

  // `word` is one folded word. nullopt: known itself, or nothing near, or two words as near.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view word) const;

 private:
  struct Confusion {
    std::u32string read, meant;
    int cost = 0;
  };
  [[nodiscard]] bool is_compound(std::string_view word) const;
  [[nodiscard]] int distance(std::u32string_view read, std::u32string_view meant, int limit) const;

  StringMap<bool> known_;
  std::vector<std::vector<std::u32string>> by_length_;
  std::vector<Confusion> confusions_;
};

}  // namespace siffra::rules::internal
