// The little Unicode that readers need: code points in and out of UTF-8, and what of them is text a
// person sees. Case and matching belong to rules::fold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siffra::extract {

void append_utf8(std::string& out, char32_t code_point);
std::string to_utf8(std::u32string_view text);

// Invalid bytes become U+FFFD, one for each byte.
std::u32string from_utf8(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);
// Windows-1252, of which Latin-1 is the part without 0x80–0x9F.
std::u32string from_windows_1252(std::string_view bytes);
std::u32string from_utf16(std::string_view bytes, bool big_endian);

bool is_white_space(char32_t c);  // no-break, narrow, thin and figure spaces too
bool is_zero_width(char32_t c);   // joiners, marks of direction, byte order marks
bool is_letter(char32_t c);       // Latin letters, accented ones too
bool is_digit(char32_t c);        // 0–9 alone

// What a person sees of the text: zero-width characters gone, ligatures spelled out, a letter and
// its combining ring, dots or acute made one, a soft hyphen kept only where it ends the text.
std::u32string as_seen(std::u32string_view text);

// Code points of valid UTF-8.
std::size_t length_of(std::string_view text);

}  // namespace siffra::extract
