// The files that `siffra check --out` leaves for one report, each in the formats asked for.
#pragma once

#include <filesystem>
#include <string>

#include "reconcile/report/report.h"
#include "tools/siffra/commands.h"

namespace siffra::tools {

// Writes `<stem>.html`, `<stem>.annotated.pdf`, … to the folder of --out. A format that cannot be
// made of this input (an annotated PDF of a text file) is said so on standard error; the others are
// still written.
ExitStatus write_check_files(const CheckSettings& settings, const reconcile::Report& report,
                             const std::filesystem::path& input, const std::string& stem);

}  // namespace siffra::tools
