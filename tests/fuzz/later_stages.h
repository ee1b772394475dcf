// What a report goes through after it was read, so that fuzzing a reader fuzzes these too.
#pragma once

#include "extract/document.h"
#include "rules/result.h"

namespace siffra::fuzz {

// Tables, statements and audit of what was read; nothing where nothing was.
void follow(rules::Result<extract::Document> read);

}  // namespace siffra::fuzz
