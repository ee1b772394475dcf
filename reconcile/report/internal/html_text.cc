#include "reconcile/report/internal/html_text.h"

#include <cstdint>

namespace siffra::reconcile::internal {

std::string script_safe(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

void append_base64(std::string_view bytes, std::string& into) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  into.reserve(into.size() + (bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t taken = bytes.size() - i < 3 ? bytes.size() - i : 3;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < taken ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      into += k <= taken ? kDigits[group >> (18 - 6 * k) & 63U] : '=';
    }
  }
}

std::string filled_template(std::string_view text,
                            const std::map<std::string, std::string>& values) {
  std::string filled;
  std::size_t from = 0;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos;
       open = text.find("{{", from)) {
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) break;
    const auto value = values.find(std::string(text.substr(open + 2, close - open - 2)));
    filled += text.substr(from, open - from);
    if (value != values.end()) filled += value->second;
    from = close + 2;
  }
  filled += text.substr(from);
  return filled;
}

}  // namespace siffra::reconcile::internal
