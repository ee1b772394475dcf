// Where results and diagnostics go: results to standard output or to whole files, diagnostics to
// standard error as `file: page N: message`.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "reconcile/report/console.h"
#include "rules/result.h"

namespace siffra::tools {

void diagnose(reconcile::Language language, const rules::Error& error);

// A page of a document that could not be read, or only in part.
void diagnose_page(reconcile::Language language, const std::string& file, int page,
                   const std::string& message);

// Writes to standard output. A reader that went away (`siffra … | head`) is no failure.
rules::Result<rules::Done> print(std::string_view text);

// Whole or not at all: written under a temporary name in the same folder, then renamed.
rules::Result<rules::Done> write_file(const std::filesystem::path& file, std::string_view bytes);

// The folder that --out names, made if it is not there.
rules::Result<rules::Done> make_folder(const std::filesystem::path& folder);

// Colours on a terminal, unless NO_COLOR is set or the terminal cannot.
reconcile::Color color_of_standard_output();

bool standard_output_is_terminal();

// Names of output files after their inputs: "report"; for a second of the same name "report-2".
class OutputNames {
 public:
  std::string stem_for(const std::filesystem::path& wanted);
  void reserve(const std::string& name) { taken_.insert(name); }

 private:
  std::set<std::string> taken_;
};

}  // namespace siffra::tools
