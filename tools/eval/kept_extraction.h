// An extraction kept in a file, so that what comes after it can be run again without recognition.
#pragma once

#include <string>
#include <string_view>

#include "extract/document.h"
#include "extract/statement.h"
#include "rules/result.h"

namespace siffra::evaluation {

// What repair and the report need: the words of the pages are left out.
struct Kept {
  extract::Document document;
  extract::Extraction extraction;
};

std::string to_text(const Kept& kept);
rules::Result<Kept> kept_from(std::string_view text);

}  // namespace siffra::evaluation
