#include "tools/corpus/filler.h"

#include <cstdlib>

#include "tools/corpus/table_parser.h"

namespace siffra::corpus {
namespace {

// The year before, of "2023-08-31".
std::string prior_year(const std::string& date) {
  return std::to_string(std::strtol(date.substr(0, 4).c_str(), nullptr, 10) - 1);
}

std::string value_of(std::string_view name, const Report& report, Random& random) {
  if (name == "body") return report.body;
  if (name == "year") return report.period_end.substr(0, 4);
  if (name == "prior") return prior_year(report.period_end);
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos) return std::string(name);
  const auto number = [](std::string_view digits) {
    return static_cast<int>(std::strtol(std::string(digits).c_str(), nullptr, 10));
  };
  return std::to_string(
      random.between(number(name.substr(0, dash)), number(name.substr(dash + 1))));
}

}  // namespace

rules::Result<std::vector<FillerSection>> parse_filler(std::string_view text,
                                                       std::string_view file) {
  std::vector<FillerSection> sections;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view() : trimmed(line.substr(space));
    if (word == "section") {
      sections.push_back({std::string(rest), {}, {}});
    } else if (word == "text" && !sections.empty()) {
      sections.back().paragraphs.emplace_back(rest);
    } else if (word == "table" && !sections.empty()) {
      sections.back().table.push_back(split_fields(rest, '|'));
    } else {
      return rules::Error{rules::ErrorCode::kMalformed,
                          "expected: section, text or table",
                          {std::string(file), 0, number}};
    }
  }
  return sections;
}

std::string filled(std::string_view text, const Report& report, Random& random) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos)
      return result + std::string(text);
    result += text.substr(0, open);
    result += value_of(text.substr(open + 1, close - open - 1), report, random);
    text.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace siffra::corpus
