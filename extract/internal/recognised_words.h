// Words read from pictures, before lines and tables are looked for: marks that are no print are
// left out, and misread words of accounts are put right.
//
// What goes: thin tall streaks that read "I" or "|", lone punctuation, dashes where no figures
// stand above or below, quotation marks that dirt left before a word. What is put right: a word
// near one that reports use (RuleBook::word_meant), and the number of a note read as a letter ("Not
// I"). The reading stays with the word. No word with a digit is changed, and born-digital words are
// not looked at.
#pragma once

#include "extract/document.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

void settle_recognised_words(Document& document, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
