// The files of a run over many reports: the results of each as they come, and in the end the
// overview that lists them all. Without --out there are none, and the overview is on the console.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"
#include "tools/batch/run_row.h"
#include "tools/batch/run_state.h"
#include "tools/siffra/commands.h"

namespace siffra::tools {

// A run that has come to its end.
struct FinishedRun {
  const std::vector<RunFile>& files;
  const std::vector<std::optional<std::size_t>>& same_as;  // the first file with this content
  const RunTotals& totals;
};

class RunFiles {
 public:
  explicit RunFiles(const CheckSettings& settings) : settings_(settings) {}

  // What a run that was killed was writing. The folder of results itself has been seen to.
  void remove_abandoned(const std::vector<RunFile>& files) const;

  // "json,pdf"; empty where no files are asked for.
  [[nodiscard]] std::string formats() const;

  [[nodiscard]] rules::Result<rules::Done> write(const RunFile& file, const std::string& suffix,
                                                 std::string_view bytes) const;

  // Whether all files asked for are there; the report file is made anew from the database.
  [[nodiscard]] rules::Result<bool> complete(const DocumentResult& made, const RunFile& file,
                                             RunState& state) const;

  // findings.csv and index.html, and the text for the console.
  [[nodiscard]] rules::Result<std::string> conclude(const FinishedRun& run, RunState& state) const;

 private:
  const CheckSettings& settings_;
};

}  // namespace siffra::tools
