// The picture of a scanned figure, asked again by repair().
#pragma once

#include <filesystem>
#include <string_view>

#include "extract/readers.h"
#include "reconcile/repair.h"

namespace siffra::tools {

// Opens the file at the first question, so that a report without failing sums costs nothing. Empty
// where the document is no PDF and no picture: there is nothing to ask. What `options` point at
// must outlive it.
reconcile::SecondLook ask_picture(const std::filesystem::path& file, std::string_view media_type,
                                  const extract::ReadOptions& options);

}  // namespace siffra::tools
