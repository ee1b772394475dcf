#include "rules/internal/utf8.h"

namespace siffra::rules::internal {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Bytes of a character by its first byte; 0 when no character begins so.
std::size_t length_from(unsigned char first) {
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first < 0xE0U) return 2;
  if (first >= 0xE0U && first < 0xF0U) return 3;
  if (first >= 0xF0U && first < 0xF5U) return 4;
  return 0;
}

bool is_valid(char32_t code_point, std::size_t length) {
  if (code_point >= 0xD800 && code_point <= 0xDFFF) return false;
  if (code_point > 0x10FFFF) return false;
  return length < 3 || code_point >= (length == 3 ? char32_t{0x800} : char32_t{0x10000});
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const auto first = static_cast<unsigned char>(text[position]);
  const std::size_t length = length_from(first);
  if (length == 1) {
    ++position;
    return first;
  }
  if (length == 0 || position + length > text.size()) {
    ++position;
    return kReplacement;
  }
  char32_t code_point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const char byte = text[position + i];
    if (!is_continuation(byte)) {
      ++position;
      return kReplacement;
    }
    code_point = (code_point << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  if (!is_valid(code_point, length)) {
    ++position;
    return kReplacement;
  }
  position += length;
  return code_point;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto byte = [&text](char32_t value) { text += static_cast<char>(value); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0U | (code_point >> 6U));
    byte(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    byte(0xE0U | (code_point >> 12U));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  } else {
    byte(0xF0U | (code_point >> 18U));
    byte(0x80U | ((code_point >> 12U) & 0x3FU));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  }
}

bool is_space(char32_t code_point) {
  return code_point == ' ' || (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x85 ||
         code_point == 0xA0 || code_point == 0x1680 ||
         (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
         code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
         code_point == 0x3000;
}

bool is_dash(char32_t code_point) {
  return code_point == '-' || (code_point >= 0x2010 && code_point <= 0x2015) ||
         code_point == 0x2212 || code_point == 0xFE58 || code_point == 0xFE63 ||
         code_point == 0xFF0D;
}

bool is_invisible(char32_t code_point) {
  return code_point == 0xAD || (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x2060 && code_point <= 0x2064) || code_point == 0xFEFF;
}

bool is_letter(char32_t code_point) {
  if (code_point < 0x80) {
    return (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z');
  }
  return (code_point >= 0xC0 && code_point <= 0x24F && code_point != 0xD7 && code_point != 0xF7) ||
         (code_point >= 0x370 && code_point <= 0x52F);
}

char32_t to_lower(char32_t code_point) {
  if (code_point >= 'A' && code_point <= 'Z') return code_point + 32;
  if (code_point >= 0xC0 && code_point <= 0xDE && code_point != 0xD7) return code_point + 32;
  // Latin Extended-A alternates upper and lower case, but its runs begin on even or odd places.
  const bool even_is_upper = (code_point >= 0x100 && code_point <= 0x137 && code_point != 0x130) ||
                             (code_point >= 0x14A && code_point <= 0x177);
  const bool odd_is_upper =
      (code_point >= 0x139 && code_point <= 0x148) || (code_point >= 0x179 && code_point <= 0x17E);
  if (even_is_upper && code_point % 2 == 0) return code_point + 1;
  if (odd_is_upper && code_point % 2 == 1) return code_point + 1;
  if (code_point == 0x178) return 0xFF;
  return code_point;
}

}  // namespace siffra::rules::internal
