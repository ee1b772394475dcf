// What the printed pieces of a table say beyond their words: account codes before labels, note
// references after them, notes standing where figures should.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_book.h"

namespace siffra::extract::internal {

bool has_digit(std::string_view text);
bool has_letter(std::string_view text);   // ASCII or beyond
bool has_leaders(std::string_view text);  // "Noter ........ 12"
std::string trimmed(std::string_view text);
std::vector<std::string> split_words(std::string_view text);
std::string joined(const std::vector<std::string>& parts);  // by single spaces, empty ones left out

// "3", "3a", "2, 3", "2-4"; with the word for note before it as well ("Not 3"), which is left out
// of the result. Empty when the text is no reference.
std::string note_reference(std::string_view text, const rules::RuleBook& book);

struct LabelParts {
  std::string code;
  std::string label;
  std::string note;
};

// Splits "1511 Kundfordringar", "Fordringar Not 3" and "Fordringar (not 3)", and takes leaders and
// a closing colon off. A number is a code only in a table where `codes` rows are so: "2020 års
// resultat" is a label.
enum class Codes { kNone, kExpected };
LabelParts label_parts(std::string_view printed, Codes codes, const rules::RuleBook& book);

// "1511", "101-104", "4010:2"; not "12" and not "2020" before a word in lower case.
bool begins_with_code(std::string_view label);

}  // namespace siffra::extract::internal
