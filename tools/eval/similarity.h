// How alike two labels are, from 0 to 1.
#pragma once

#include <string>
#include <string_view>

namespace siffra::evaluation {

// Lower case; every run of anything but digits, a–z, å, ä, ö and é is one space; trimmed. One byte
// per character (ISO 8859-1), so that positions are letters.
std::string flat_label(std::string_view utf8);

// Twice the length of what two flat labels have in common over the sum of their lengths, where the
// common part is the longest common run and, to its left and right, again the longest (Ratcliff and
// Obershelp). Equal labels give 1, an empty one 0.
double similarity(std::string_view a, std::string_view b);

}  // namespace siffra::evaluation
