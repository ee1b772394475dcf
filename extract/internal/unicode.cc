#include "extract/internal/unicode.h"

#include <array>

namespace siffra::extract {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

// The 32 places where Windows-1252 differs from Latin-1; 0 where it defines nothing.
constexpr std::array<char32_t, 32> kWindows1252High = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::array<std::u32string_view, 7> kLigatures = {U"ff",  U"fi", U"fl", U"ffi",
                                                           U"ffl", U"st", U"st"};

// Length of the well-formed sequence at `at`, 0 if there is none. Overlong forms and surrogates are
// not well formed.
std::size_t sequence_length(std::string_view bytes, std::size_t at, char32_t& code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  std::size_t length = 0;
  if (lead < 0x80) {
    code_point = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    code_point = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    code_point = lead & 0x0Fu;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    code_point = lead & 0x07u;
  } else {
    return 0;
  }
  if (at + length > bytes.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0u) != 0x80u) return 0;
    code_point = (code_point << 6) | (byte(at + i) & 0x3Fu);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return overlong || surrogate || code_point > 0x10FFFF ? 0 : length;
}

// The composed letter, or 0 when the pair has none that Swedish reports use.
char32_t composed(char32_t base, char32_t mark) {
  constexpr char32_t kDiaeresis = 0x0308, kRing = 0x030A, kAcute = 0x0301;
  if (mark == kRing) return base == U'a' ? U'å' : base == U'A' ? U'Å' : 0;
  if (mark == kDiaeresis) {
    switch (base) {
      case U'a':
        return U'ä';
      case U'A':
        return U'Ä';
      case U'o':
        return U'ö';
      case U'O':
        return U'Ö';
      case U'u':
        return U'ü';
      case U'U':
        return U'Ü';
      default:
        return 0;
    }
  }
  if (mark == kAcute) return base == U'e' ? U'é' : base == U'E' ? U'É' : 0;
  return 0;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  const auto push = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | (c >> 6));
    push(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  } else {
    push(0xF0 | (c >> 18));
    push(0x80 | ((c >> 12) & 0x3F));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::u32string from_utf8(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    char32_t code_point = 0;
    const std::size_t length = sequence_length(bytes, at, code_point);
    out.push_back(length == 0 ? kReplacement : code_point);
    at += length == 0 ? 1 : length;
  }
  return out;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    char32_t code_point = 0;
    const std::size_t length = sequence_length(bytes, at, code_point);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::u32string from_windows_1252(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80 || value >= 0xA0) {
      out.push_back(value);
    } else {
      const char32_t mapped = kWindows1252High[value - 0x80u];
      out.push_back(mapped == 0 ? kReplacement : mapped);
    }
  }
  return out;
}

std::u32string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? (first << 8) | second : (second << 8) | first);
  };
  std::u32string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    if (high && at + 3 < bytes.size()) {
      const char32_t low = unit_at(at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        out.push_back(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        at += 2;
        continue;
      }
    }
    out.push_back(unit >= 0xD800 && unit <= 0xDFFF ? kReplacement : unit);
  }
  return out;
}

bool is_white_space(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_zero_width(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x00 ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string as_seen(std::u32string_view text) {
  constexpr char32_t kSoftHyphen = 0xAD;
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (is_zero_width(c)) continue;
    if (c == kSoftHyphen) {
      if (i + 1 == text.size()) out.push_back(U'-');
      continue;
    }
    if (c >= 0xFB00 && c <= 0xFB06) {
      out += kLigatures[c - 0xFB00];
      continue;
    }
    const char32_t letter = out.empty() ? 0 : composed(out.back(), c);
    if (letter != 0) {
      out.back() = letter;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0u) != 0x80u) ++length;
  }
  return length;
}

}  // namespace siffra::extract
