// Short spellings of many phrases: "[summa] (materiella|immateriella) tillgång[ar]" stands for the
// twelve phrases that come of leaving out or taking each "[…]" and choosing one of each "(a|b)".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/pack_source.h"
#include "rules/result.h"

namespace siffra::rules::internal {

// Every phrase, folded. An error when brackets do not match or more than 400 would come of it.
Result<std::vector<std::string>> expand(const Text& phrase, const std::string& file);

}  // namespace siffra::rules::internal
