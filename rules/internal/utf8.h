// Code points of UTF-8 text, one at a time. Invalid bytes come out as U+FFFD, one for each byte
// that cannot begin or continue a character, so that reading always ends and never fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siffra::rules::internal {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at `position`, which is moved past it. `position` must be less than text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& text, char32_t code_point);

// Every kind of white space that is printed as a gap: plain, no-break, narrow, thin, figure, tab.
bool is_space(char32_t code_point);

// Hyphen, minus and dashes of any length.
bool is_dash(char32_t code_point);

// Characters without width that only instruct a typesetter: soft hyphen, zero-width space, joiners.
bool is_invisible(char32_t code_point);

// Letters of the Latin script (and Greek and Cyrillic, which confused text layers hold).
bool is_letter(char32_t code_point);

// Latin letters in lower case; everything else as it is.
char32_t to_lower(char32_t code_point);

}  // namespace siffra::rules::internal
