// How notes are cited and named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siffra::reconcile::internal {

// "2, 3" → {"2", "3"}; "Not 12" → {"12"}; "3a" → {"3a"}.
std::vector<std::string> note_numbers(std::string_view reference);

// Whether two folded texts share most of the longer words of one of them.
bool titles_resemble(std::string_view a, std::string_view b);

}  // namespace siffra::reconcile::internal
