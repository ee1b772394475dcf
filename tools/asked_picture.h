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

}  // namespace siffra::tools
