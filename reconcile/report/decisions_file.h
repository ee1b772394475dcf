// `<stem>.decisions.json`, as the review page exports it and `siffra check --decisions` reads it
// (docs/formats.md).
#pragma once

#include <string>
#include <string_view>

#include "reconcile/decisions.h"
#include "rules/result.h"

namespace siffra::reconcile {

rules::Result<Decisions> read_decisions(std::string_view json, const std::string& file_name);

// "accept", "dismiss"; "accept", "reject", "correct".
std::string_view name_of(Standing standing);
std::string_view name_of(ReadingAction action);

}  // namespace siffra::reconcile
