// Titles whose letters are set apart, as typewriters and some designers set them.
#pragma once

#include <vector>

#include "extract/document.h"

namespace siffra::extract::internal {

// "R E S U L T A T   P E R   Å R" becomes three words: letters that follow upon each other on one
// line at about one distance are one word, and a wider gap parts two. `words` are in reading order;
// what stands between them keeps its place. Fewer than five letters are left: they may be anything.
void join_spaced_letters(std::vector<Word>& words);

}  // namespace siffra::extract::internal
