#include "tools/corpus/poor_text.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace siffra::corpus {
namespace {

// What a shape is taken for.
std::string_view confusion(char c, Random& random) {
  static constexpr std::array<std::pair<char, std::string_view>, 16> kConfusions{{{'0', "O"},
                                                                                  {'1', "t"},
                                                                                  {'1', "l"},
                                                                                  {'2', "z"},
                                                                                  {'3', "8"},
                                                                                  {'5', "S"},
                                                                                  {'6', "G"},
                                                                                  {'7', "1"},
                                                                                  {'8', "3"},
                                                                                  {'9', "g"},
                                                                                  {'l', "1"},
                                                                                  {'i', "l"},
                                                                                  {'e', "c"},
                                                                                  {'m', "rn"},
                                                                                  {'-', ""},
                                                                                  {',', "."}}};
  for (std::size_t tries = 0; tries < 2; ++tries)
    for (const auto& [shape, taken_for] : kConfusions)
      if (shape == c && random.chance(0.6)) return taken_for;
  return "";
}

std::string misread(const std::string& text, double errors, Random& random) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' && random.chance(errors)) continue;
    if ((c & 0x80) == 0 && random.chance(errors)) {
      const std::string_view other = confusion(c, random);
      if (!other.empty() || c == '-') {
        result += other;
        continue;
      }
      if (random.chance(0.3) && c != ' ') result += ' ';
    }
    result += c;
  }
  return result;
}

}  // namespace

std::vector<TextRun> poorly_read(const PrintedPage& page, double errors, Random& random) {
  std::vector<TextRun> runs;
  for (const TextRun& run : page.runs) {
    TextRun read = run;
    read.text = misread(run.text, errors, random);
    if (!read.text.empty()) runs.push_back(std::move(read));
  }
  return runs;
}

}  // namespace siffra::corpus
