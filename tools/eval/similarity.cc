#include "tools/eval/similarity.h"

#include <algorithm>
#include <vector>

namespace siffra::evaluation {
namespace {

// The letters beyond ASCII that labels keep, as their second UTF-8 byte after 0xC3, lower case.
bool is_kept_letter(unsigned char second) {
  return second == 0xA5 || second == 0xA4 || second == 0xB6 || second == 0xA9;  // å ä ö é
}

struct Run {
  std::size_t a = 0, b = 0, length = 0;
};

// The longest common run; of equal ones the first in a, then the first in b.
Run longest_run(std::string_view a, std::string_view b) {
  Run best;
  std::vector<std::size_t> before(b.size() + 1, 0), now(b.size() + 1, 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      now[j + 1] = a[i] == b[j] ? before[j] + 1 : 0;
      if (now[j + 1] > best.length) best = {i + 1 - now[j + 1], j + 1 - now[j + 1], now[j + 1]};
    }
    std::swap(before, now);
  }
  return best;
}

std::size_t common(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  const Run run = longest_run(a, b);
  if (run.length == 0) return 0;
  return run.length + common(a.substr(0, run.a), b.substr(0, run.b)) +
         common(a.substr(run.a + run.length), b.substr(run.b + run.length));
}

}  // namespace

std::string flat_label(std::string_view utf8) {
  std::string flat;
  bool space = false;
  const auto add = [&](unsigned char c) {
    if (space && !flat.empty()) flat += ' ';
    space = false;
    flat += static_cast<char>(c);
  };
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned char>(utf8[i]);
    if (c == 0xC3 && i + 1 < utf8.size()) {
      auto second = static_cast<unsigned char>(utf8[++i]);
      if (second >= 0x80 && second < 0xA0) second = static_cast<unsigned char>(second + 0x20);
      if (is_kept_letter(second)) {
        add(static_cast<unsigned char>(second + 0x40));
        continue;
      }
    } else if (c >= 'A' && c <= 'Z') {
      c = static_cast<unsigned char>(c - 'A' + 'a');
    }
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      add(c);
    } else {
      space = true;
    }
  }
  return flat;
}

double similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  return 2.0 * static_cast<double>(common(a, b)) / static_cast<double>(a.size() + b.size());
}

}  // namespace siffra::evaluation
