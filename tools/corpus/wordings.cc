#include "tools/corpus/wordings.h"

#include <algorithm>

namespace siffra::corpus {
namespace {

constexpr double kWordsOtherwise = 0.4;

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::vector<std::string> parted(std::string_view line) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t bar = line.find('|');
    parts.push_back(trimmed(line.substr(0, bar)));
    if (bar == std::string_view::npos) return parts;
    line.remove_prefix(bar + 1);
  }
}

}  // namespace

rules::Result<Wordings> parse_wordings(std::string_view text, std::string_view file) {
  Wordings wordings;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> group = parted(line);
    const bool blank = std::any_of(group.begin(), group.end(),
                                   [](const std::string& label) { return label.empty(); });
    if (group.size() < 2 || blank)
      return rules::Error{rules::ErrorCode::kInvalidArgument,
                          "a group of wordings has two labels or more, parted by |",
                          {std::string(file), number, 0}};
    wordings.push_back(std::move(group));
  }
  return wordings;
}

std::map<std::string, std::string> draw_wordings(const Wordings& wordings, Random& random) {
  std::map<std::string, std::string> drawn;
  for (const std::vector<std::string>& group : wordings) {
    const std::size_t other = 1 + random.below(group.size() - 1);
    if (random.chance(kWordsOtherwise)) drawn[group.front()] = group[other];
  }
  return drawn;
}

}  // namespace siffra::corpus
