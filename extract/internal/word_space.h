// How far apart the words of a page stand.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"

namespace siffra::extract::internal {

// The font size of a word, by the height of its box where that is not known.
double size_of(const Word& word);

// The word space of the page in font sizes: the median gap between words that stand close. `rows`
// hold indices of words from left to right.
double word_space(const Page& page, const std::vector<std::vector<std::size_t>>& rows);

// The room of a letter in points on a page nearly all of whose recognised words take as much for
// each of theirs, as a typewriter sets them; 0 on others. The boxes of such words end with their
// ink, so that a space between two of them is nearly two letters wide, where print of other types
// leaves half of one.
double pitch_of_recognised(const Page& page);

// In such letters, what two words one space apart leave at most; two spaces leave 2.4 and more.
constexpr double kTypedSpace = 1.75;

}  // namespace siffra::extract::internal
