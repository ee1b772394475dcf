#include "extract/internal/text_overlay.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "extract/internal/unicode.h"

namespace siffra::extract {
namespace {

struct Point {
  double x = 0, y = 0;
};

std::string number(double value) {
  char digits[40];
  const auto [end, error] =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 3);
  return error == std::errc() ? std::string(digits, end) : "0";
}

// From where a word was found, on the page straightened and set upright, to the PDF's coordinates.
class Way {
 public:
  Way(const Page& page, const PagePlace& place) : page_(page), place_(place) {
    turns_ = quarter_turns_of(page);
    const double radians = (90.0 * turns_ - page.rotation_deg) * 3.14159265358979 / 180;
    cosine_ = std::cos(radians);
    sine_ = std::sin(radians);
  }

  [[nodiscard]] Point operator()(Point at) const { return into_pdf(unturned(tilted(at))); }

 private:
  [[nodiscard]] Point tilted(Point at) const {
    const double x = at.x - page_.width / 2;
    const double y = at.y - page_.height / 2;
    return {page_.width / 2 + x * cosine_ - y * sine_, page_.height / 2 + x * sine_ + y * cosine_};
  }

  [[nodiscard]] Point unturned(Point at) const {
    switch (turns_) {
      case 1:
        return {at.y, page_.width - at.x};
      case 2:
        return {page_.width - at.x, page_.height - at.y};
      case 3:
        return {page_.height - at.y, at.x};
      default:
        return at;
    }
  }

  [[nodiscard]] Point into_pdf(Point seen) const {
    const bool swapped = turns_ % 2 != 0;
    const double width = swapped ? page_.height : page_.width;
    const bool lies = place_.rotation % 180 != 0;
    const double by = (lies ? place_.crop.height() : place_.crop.width()) / std::max(1.0, width);
    const double x = seen.x * by;
    const double y = seen.y * by;
    const Box& crop = place_.crop;
    switch (place_.rotation) {
      case 90:
        return {crop.x0 + y, crop.y0 + x};
      case 180:
        return {crop.x1 - x, crop.y0 + y};
      case 270:
        return {crop.x1 - y, crop.y1 - x};
      default:
        return {crop.x0 + x, crop.y1 - y};
    }
  }

  const Page& page_;
  const PagePlace& place_;
  int turns_ = 0;
  double cosine_ = 1, sine_ = 0;
};

// Windows-1252 between 0x80 and 0x9F; 0 = no letter there.
constexpr std::array<char32_t, 32> kMiddle = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned char windows_code(char32_t letter) {
  const bool plain = letter >= 0x20 && letter < 0x7F;
  if (plain || (letter >= 0xA0 && letter <= 0xFF)) return static_cast<unsigned char>(letter);
  const auto found = std::find(kMiddle.begin(), kMiddle.end(), letter);
  if (letter == 0 || found == kMiddle.end()) return 0;
  return static_cast<unsigned char>(0x80 + (found - kMiddle.begin()));
}

std::string hexadecimal(const std::string& codes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "<";
  for (const char c : codes) {
    const auto value = static_cast<unsigned char>(c);
    out += kDigits[value >> 4];
    out += kDigits[value & 15];
  }
  return out + ">";
}

// Ascent and descent of the font, so that its box is the word's.
constexpr double kAscent = 0.629, kDescent = 0.157, kAdvance = 0.6;

std::string show(const Word& word, const Way& way, LetterCodes& codes) {
  const std::string text = codes.encode(word.text);
  const double size = word.box.height() / (kAscent + kDescent);
  if (text.empty() || size <= 0 || word.box.width() <= 0) return {};
  const Point foot{word.box.x0, word.box.y1 - kDescent * size};
  const Point at = way(foot);
  const Point along = way({foot.x + 1, foot.y});
  const Point up = way({foot.x, foot.y - 1});
  const double natural = kAdvance * size * static_cast<double>(text.size());
  std::string out = number(100 * word.box.width() / natural) + " Tz ";
  for (const double part : {(along.x - at.x) * size, (along.y - at.y) * size, (up.x - at.x) * size,
                            (up.y - at.y) * size, at.x, at.y}) {
    out += number(part) + " ";
  }
  return out + "Tm " + hexadecimal(text) + " Tj\n";
}

}  // namespace

int quarter_turns_of(const Page& page) {
  const int turns = static_cast<int>(std::lround(page.rotation_deg / 90)) % 4;
  return turns < 0 ? turns + 4 : turns;
}

std::string LetterCodes::encode(const std::string& utf8) {
  constexpr std::size_t kRoom = 31;  // codes 1 to 31 print nothing in Windows-1252
  std::string out;
  for (const char32_t letter : from_utf8(utf8)) {
    unsigned char code = windows_code(letter);
    if (code == 0 && letter > 0x7F && letter <= 0xFFFF) {
      const auto known = extra_.find(letter);
      if (known != extra_.end()) {
        code = known->second;
      } else if (extra_.size() < kRoom) {
        code = static_cast<unsigned char>(extra_.size() + 1);
        extra_[letter] = code;
      }
    }
    out += static_cast<char>(code == 0 ? '?' : code);
  }
  return out;
}

std::string text_overlay(const Page& page, const PagePlace& place, LetterCodes& codes) {
  const Way way(page, place);
  std::string shown;
  for (const Word& word : page.words) {
    // What stands in the text layer already is seen, and found, as it is.
    if (word.source == Source::kOcr && word.rotation == 0) shown += show(word, way, codes);
  }
  if (shown.empty()) return shown;
  return "q\nBT\n3 Tr /SiffraText 1 Tf\n" + shown + "ET\nQ\n";
}

}  // namespace siffra::extract
