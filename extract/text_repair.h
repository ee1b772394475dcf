// Undoes wrongly mapped letters in a text layer: å, ä, ö that came out as "#", lost ligatures.
//
// Some producers embed fonts whose codes do not tell which letter they draw; the page looks right
// and its text reads "Anl{ggningstillg#ngar" or "Kor ris ga fordringar". Where one symbol, put back
// to the same letters everywhere, turns several such words into words of accounts, the mapping is
// taken as found and applied to every word that has the symbol between letters.
//
//   RepairedText done = repair_text(document, *book);   // before lines and tables are looked for
//
// Only words without digits are touched: no figure is ever changed by this. The text as it was read
// stays with the word as a Reading. It does not guess: a symbol for which the vocabulary gives
// fewer than two different words, or two letters, is left as it is.
//
// Words read from a picture are settled first (internal/recognised_words.h), and minus signs
// spelled as such (internal/minus_spellings.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/document.h"
#include "rules/rule_book.h"

namespace siffra::extract {

struct LetterMapping {
  std::string printed;  // as the text layer has it: "#"
  std::string letters;  // what the page shows: "å", "fi"
  friend bool operator==(const LetterMapping&, const LetterMapping&) = default;
};

struct RepairedText {
  std::vector<LetterMapping> mappings;
  std::size_t words_changed = 0;
};

RepairedText repair_text(Document& document, const rules::RuleBook& book);

}  // namespace siffra::extract
