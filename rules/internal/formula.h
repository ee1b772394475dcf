// Identities as an auditor writes them.
//
//   income.net_cost = income.revenue + income.operating_expenses + income.depreciation?
//   cash.opening = balance.cash@opening + balance.short_investments@opening?
//   overview.net_result = abs(income.net_result or income.after_tax)
//
// "?" marks a term that may be missing, "@opening" the balance at the start of the period, "or" the
// alternatives of which the first present is taken, abs(…) a magnitude, "2 *" a whole factor.
#pragma once

#include <string>
#include <vector>

#include "rules/internal/pack_source.h"
#include "rules/result.h"
#include "rules/rule_book.h"

namespace siffra::rules::internal {

// "total = a + b − c" as terms that sum to zero: the total first, with weight −1.
Result<std::vector<IdentityTerm>> parse_identity(const Text& formula, const std::string& file);

// "a + b − c" alone, for a ratio's numerator or denominator.
Result<std::vector<IdentityTerm>> parse_sum(const Text& formula, const std::string& file);

}  // namespace siffra::rules::internal
