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

struct ReportFacts {
  Entity entity;
  rules::ReportKind kind = rules::ReportKind::kUnknown;
  std::optional<rules::Date> start, end;
  bool period_is_sure = false;  // both ends were printed, not concluded from a year alone
};

// The lines of the document in reading order, page by page.
using DocumentLines = std::vector<std::vector<TextLine>>;

ReportFacts read_report_facts(const DocumentLines& pages, const rules::RuleBook& book);

// "NNNNNN-NNNN" of the first organisation number in the text, in any of the spacings and dashes in
// use; empty when there is none with a right check digit.
std::string organisation_number(std::string_view text);

// Fills in the period from the columns of the statements where the text gave none, or less.
void complete_period(ReportFacts& facts, const std::vector<Statement>& statements);

}  // namespace siffra::extract::internal
