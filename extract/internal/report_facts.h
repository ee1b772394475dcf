// Who reports, what kind of report it is and for which period, read from the running text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

inline bool is_interim(rules::ReportKind kind) {
  return kind == rules::ReportKind::kInterim || kind == rules::ReportKind::kInterimClosing;
}

struct ReportFacts {
  Entity entity;
  rules::ReportKind kind = rules::ReportKind::kUnknown;
  std::optional<rules::Date> start, end;
  bool period_is_sure = false;  // both ends were printed, not concluded from a year alone
  bool only_printed = false;    // heads give only periods that they print in full
};

// The lines of the document in reading order, page by page.
using DocumentLines = std::vector<std::vector<TextLine>>;

ReportFacts read_report_facts(const DocumentLines& pages, const rules::RuleBook& book);

// "NNNNNN-NNNN" of the first organisation number in the text, whatever its dash; empty when there
// is none with a right check digit.
enum class Spacing {
  kCompact,  // "222000-2071"
  kAny,      // "222 000 – 2071" too
};
std::string organisation_number(std::string_view text, Spacing spacing);

// Periods and balance dates printed in full over the columns of statements.
struct PrintedPeriods {
  struct Flow {
    rules::Date start, end;
  };
  std::vector<Flow> flows;
  std::vector<rules::Date> balances;
};

// The period of the text where the columns confirm it, else what the columns say.
void settle_period(ReportFacts& facts, const PrintedPeriods& printed);

}  // namespace siffra::extract::internal
