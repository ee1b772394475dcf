#include "extract/internal/statement_text.h"

#include <algorithm>

#include "extract/internal/unicode.h"

namespace siffra::extract::internal {

namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Numbers of one or two digits, a letter after each at most, joined by commas, dashes or "och".
bool is_note_number(std::string_view text) {
  std::size_t digits = 0;
  bool any = false, letter_before = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_ascii_digit(c)) {
      if (++digits > 2 || letter_before) return false;
      any = true;
      continue;
    }
    const bool after_digit = digits > 0;
    if ((c >= 'a' && c <= 'h') || (c >= 'A' && c <= 'H')) {
      if (!after_digit) return false;
      letter_before = true;
      continue;
    }
    if (c != ',' && c != ' ' && c != '-' && c != '&' && c != '.') return false;
    if (!any) return false;
    digits = 0;
    letter_before = false;
  }
  return any;
}

std::string_view without_leaders(std::string_view text) {
  std::size_t end = text.size();
  std::size_t dots = 0;
  while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ' ')) {
    dots += text[end - 1] == '.' ? 1u : 0u;
    --end;
  }
  return dots >= 3 ? text.substr(0, end) : text;
}

// Length of the code at the start of the label, 0 if there is none.
std::size_t code_length(std::string_view label) {
  std::size_t digits = 0, at = 0;
  while (at < label.size() && is_ascii_digit(label[at])) ++at, ++digits;
  if (digits < 3 || digits > 5) return 0;
  if (at < label.size() && (label[at] == '-' || label[at] == ':')) {
    std::size_t more = at + 1;
    while (more < label.size() && is_ascii_digit(label[more])) ++more;
    if (more > at + 1 && more - at - 1 <= 5) at = more;
  }
  if (at >= label.size() || label[at] != ' ') return 0;
  const std::size_t next = label.find_first_not_of(' ', at);
  if (next == std::string_view::npos) return 0;
  // A word in lower case goes on a sentence: "2020 års resultat", "1000 aktier".
  const char first = label[next];
  return first >= 'a' && first <= 'z' ? 0 : is_ascii_digit(first) ? 0 : at;
}

}  // namespace

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_ascii_digit);
}

bool has_letter(std::string_view text) {
  for (const char32_t c : from_utf8(text)) {
    if (is_letter(c)) return true;
  }
  return false;
}

bool has_leaders(std::string_view text) {
  return text.find("....") != std::string_view::npos ||
         text.find(". . . .") != std::string_view::npos;
}

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = text.find_first_not_of(' ', at);
    if (from == std::string_view::npos) break;
    const std::size_t end = std::min(text.find(' ', from), text.size());
    words.emplace_back(text.substr(from, end - from));
    at = end;
  }
  return words;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += ' ';
    out += part;
  }
  return out;
}

std::string note_reference(std::string_view text, const rules::RuleBook& book) {
  std::string rest = trimmed(text);
  if (rest.ends_with(')') && rest.find('(') == std::string::npos) rest.pop_back();  // "4)"
  if (is_note_number(rest)) return rest;
  const std::size_t space = rest.find(' ');
  if (space == std::string::npos || space > 12) return {};
  const std::string number = trimmed(std::string_view(rest).substr(space + 1));
  if (!is_note_number(number)) return {};
  return book.column_head(rest.substr(0, space)).is_note_column ? number : std::string();
}

namespace {

// Where "Inventarier not 5" and "Inventarier (not 5, 6)" begin to speak of the note; npos if they
// do not.
std::size_t note_begins(std::string_view label) {
  if (label.ends_with(')')) return label.rfind('(');
  const std::size_t number = label.rfind(' ');
  if (number == std::string_view::npos || number == 0) return std::string_view::npos;
  const std::size_t word = label.rfind(' ', number - 1);
  return word == std::string_view::npos ? word : word + 1;
}

}  // namespace

bool begins_with_code(std::string_view label) { return code_length(label) > 0; }

LabelParts label_parts(std::string_view printed, Codes codes, const rules::RuleBook& book) {
  LabelParts parts;
  std::string label = trimmed(without_leaders(trimmed(printed)));
  if (codes == Codes::kExpected) {
    if (const std::size_t length = code_length(label); length > 0) {
      parts.code = label.substr(0, length);
      label = trimmed(std::string_view(label).substr(length));
    }
  }
  if (label.size() > 1 && label.back() == ':') label = trimmed(label.substr(0, label.size() - 1));
  if (const std::size_t at = note_begins(label); at != std::string::npos && at > 0) {
    std::string_view tail = std::string_view(label).substr(at);
    if (tail.front() == '(') tail = tail.substr(1, tail.size() - 2);
    const std::string note = note_reference(tail, book);
    if (!note.empty() && !is_note_number(tail)) {
      parts.note = note;
      label = trimmed(std::string_view(label).substr(0, at));
    }
  }
  parts.label = std::move(label);
  return parts;
}

}  // namespace siffra::extract::internal
