// Figures, labels and places as a finding names them.
#pragma once

#include <string>

#include "extract/statement.h"
#include "reconcile/internal/messages.h"

namespace siffra::reconcile::internal {

// "−5 011 000 kr" in the unit and with the decimals of the cell at `like`.
Bilingual amount_text(const extract::Extraction& extraction, const extract::CellAddress& like,
                      std::int64_t ore);

// The decimal text of `ore` in the printed unit of the cell: "-5011000".
std::string printed_decimal(const extract::Extraction& extraction, const extract::CellAddress& like,
                            std::int64_t ore);

// A decimal text as it would be printed, without its unit: "-5011.50" is "−5 011,50".
Bilingual figure_text(const std::string& decimal);

// The label of the cell's row, or a stand-in for a row without one.
Bilingual row_text(const extract::Extraction& extraction, const extract::CellAddress& cell);
Bilingual column_text(const extract::Extraction& extraction, const extract::CellAddress& cell);
Bilingual statement_text(const extract::Extraction& extraction, const extract::CellAddress& cell);
int page_of(const extract::Extraction& extraction, const extract::CellAddress& cell);

}  // namespace siffra::reconcile::internal
