// Other words for the same row: what one house calls "Kassa och bank" is another's "Likvida medel".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

// Groups of labels that mean the same, the line's first being the one that bodies use.
using Wordings = std::vector<std::vector<std::string>>;

// Reads corpus/wordings.txt: a group a line, parted by |; # begins a comment line.
rules::Result<Wordings> parse_wordings(std::string_view text, std::string_view file);

// For some of the groups, what a house says instead of the first label.
std::map<std::string, std::string> draw_wordings(const Wordings& wordings, Random& random);

}  // namespace siffra::corpus
