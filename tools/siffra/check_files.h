// The files that `siffra check --out` leaves for one report, each in the formats asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/report/report.h"
#include "rules/result.h"
#include "tools/siffra/commands.h"

namespace siffra::tools {

// A file named after its report: `<stem>` and this suffix.
struct CheckFile {
  std::string suffix;  // ".annotated.pdf"
  std::string bytes;
};

struct CheckFiles {
  std::vector<CheckFile> files;
  std::vector<rules::Error> remarks;   // a format this input cannot have; no failure
  std::vector<rules::Error> failures;  // a format that should have been made and was not
};

std::string_view name_of(OutputFormat format);

// `<stem>.annotated.pdf`, `<stem>.xlsx`, … A format that cannot be made of this input (an annotated
// PDF of a text file) is a remark; the others are still made. `original` holds the bytes that the
// report was read from.
CheckFiles make_check_files(const CheckSettings& settings, const reconcile::Report& report,
                            const std::string& original);

}  // namespace siffra::tools
