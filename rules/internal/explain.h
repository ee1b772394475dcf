// What of a line the vocabulary explains, besides the phrase that was looked for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/tokens.h"
#include "rules/internal/vocabulary.h"

namespace siffra::rules::internal {

// Marks the words of a line that a title brings with it: numbering, periods, units, scope, names of
// bodies and the companions of the packs. What is left tells a heading from a sentence.
class Explanation {
 public:
  Explanation(const Vocabulary& words, std::string_view folded, const std::vector<Token>& tokens);

  void mark(std::size_t first, std::size_t count);
  // Share of the line that is explained, by letters. A number that nothing explains weighs as much
  // as a word: "Resultaträkning ..... 5" is a line of a table of contents.
  [[nodiscard]] double coverage() const;
  [[nodiscard]] EntityScope scope() const { return scope_; }

 private:
  void mark_phrases();
  void mark_numbering();
  void mark_period();

  const Vocabulary& words_;
  std::string_view folded_;
  const std::vector<Token>& tokens_;
  std::vector<bool> explained_;
  EntityScope scope_ = EntityScope::kUnstated;
  bool names_entity_ = false;
};

// Whether a phrase of the table is all that a pair of parentheses holds: "Resultaträkning (kr)".
bool in_brackets(std::string_view folded, const std::vector<Token>& tokens,
                 const PhraseTable<UnitMeaning>& units);

// A label without what is often added to it: parentheses, and the mark of a footnote, a unit, a
// period or a note reference at its end.
std::string without_additions(const Vocabulary& words, const std::string& printed);

// The folded label with its abbreviations written out: "fin. kostn." as "finansiella kostnader",
// "anl.tillgångar" as "anläggningstillgångar".
std::string written_out(const Vocabulary& words, std::string_view folded);

// Letters as they are, every white space a plain space, runs of it one, ends trimmed.
std::string with_plain_spaces(std::string_view text);

}  // namespace siffra::rules::internal
