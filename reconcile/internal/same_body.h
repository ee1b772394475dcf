// Whether two reports are of one body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/statement.h"

namespace siffra::reconcile::internal {

// Equal but for what a recogniser may have misread: "Samordningsfdrbundet Norrsjö" is
// "Samordningsförbundet Norrsjö", "Brf Ekan 1" is not "Brf Ekan 2".
bool same_name(std::string_view a, std::string_view b);

// Groups of indices, each group one body. Entities that say nothing stand alone.
std::vector<std::vector<std::size_t>> group_bodies(const std::vector<extract::Entity>& entities);

}  // namespace siffra::reconcile::internal
