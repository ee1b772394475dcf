// The picture of a scanned figure, asked again by repair().
#pragma once

#include <filesystem>
#include <string_view>

#include "extract/readers.h"
#include "extract/statement.h"
#include "reconcile/repair.h"

namespace siffra::tools {

// Both are empty where the document is no PDF and no picture: there is nothing to ask.
//
// Opens the file at the first question, so that a report without failing sums costs nothing. The
// figures of `extraction` that were surely read show how digits look on their page. What `options`
// point at must outlive it.
struct Picture {
  reconcile::SecondLook second_look;
  reconcile::UnreadPrint unread_print;
};
Picture ask_picture(const std::filesystem::path& file, std::string_view media_type,
                    const extract::ReadOptions& options, const extract::Extraction& extraction);

// What the shapes of digits and the models say together, as natural logarithms of how much likelier
// one text is than the one that was read. The models have read the figure before: what they affirm
// is news, what they deny is mostly that first reading once more.
double with_models(double shapes, double models);

}  // namespace siffra::tools
