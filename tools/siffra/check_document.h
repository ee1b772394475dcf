// One document checked, from its bytes to everything that is printed, written and kept of it. Runs
// in a worker process: it opens no file of the user's and writes none.
#pragma once

#include <string>
#include <vector>

#include "reconcile/report/console.h"
#include "tools/batch/document_result.h"
#include "tools/batch/worker_pool.h"
#include "tools/siffra/check_files.h"
#include "tools/siffra/commands.h"

namespace siffra::tools {

struct CheckedDocument {
  DocumentResult result;
  std::vector<CheckFile> files;          // in the formats of the settings
  std::string report;                    // siffra.report/1; empty where nothing was read
  std::string console;                   // as `siffra check` prints it
  std::vector<std::string> diagnostics;  // for standard error, whole lines
  bool incomplete = false;               // a file that should have been made was not
};

struct CheckContext {
  const CheckSettings& settings;
  const rules::RuleBook& book;
  const reconcile::Decisions& decisions;
  reconcile::Color color = reconcile::Color::kNever;
  bool many = false;  // documents side by side, and none told in full
};

CheckedDocument check_document(const CheckContext& context, const WorkRequest& request);

// Between the worker and the program. What the worker sent is not trusted: false where it is not an
// answer.
std::vector<WorkPart> to_parts(CheckedDocument document);
bool from_parts(std::vector<WorkPart> parts, CheckedDocument& document);

}  // namespace siffra::tools
