// The small pieces of a page's ink: dots, commas, accents, signs and broken bits of letters go to
// the run of print they belong to; dashes that stand alone in a row become runs of their own.
#pragma once

#include <span>
#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// `usual` is the usual height of letters; `taken` says which pieces are part of a run, and is kept
// up to date.
void add_small_pieces(const std::vector<InkPiece>& pieces, double usual,
                      std::span<const Ruling> rulings, std::vector<InkRun>& runs,
                      std::vector<bool>& taken);

// Afterwards: the nils of tables.
void add_lone_dashes(const std::vector<InkPiece>& pieces, double usual, std::vector<InkRun>& runs,
                     std::vector<bool>& taken);

}  // namespace siffra::extract
