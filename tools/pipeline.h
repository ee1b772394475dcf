// From a file to a Report: the stages in order, for every command of the program.
//
//   Result<RuleBook> book = load_rules({"my.toml"});
//   Result<Stages> stages = run_stages("report.pdf", *book, {}, Stage::kEquations);
//   Report report = to_report(std::move(*stages));
//
// Stages that come after the last one asked for are left empty.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "extract/statement.h"
#include "extract/table.h"
#include "reconcile/audit.h"
#include "reconcile/decisions.h"
#include "reconcile/repair.h"
#include "reconcile/report/report.h"
#include "rules/result.h"
#include "rules/rule_book.h"

namespace siffra::tools {

enum class Stage { kWords, kLines, kTables, kStatements, kEquations, kRepairs };

struct Stages {
  extract::Document document;
  std::vector<extract::Table> tables;
  extract::Extraction extraction;
  reconcile::Audit audit;
  std::vector<reconcile::Repair> repairs;
  std::vector<reconcile::RepairTrace> trace;    // of the search for repairs
  reconcile::AppliedReadings decided;           // by the auditor, before the audit
  std::vector<std::string> unmatched_findings;  // decisions on findings that are no more
  double seconds = 0;                           // wall time of the stages that ran
};

// The packs that come with the program, then the user's own in their order.
rules::Result<rules::RuleBook> load_rules(std::span<const std::filesystem::path> own_packs);

rules::Result<Stages> run_stages(const std::filesystem::path& file, const rules::RuleBook& book,
                                 const extract::ReadOptions& options, Stage last,
                                 const reconcile::Decisions& decisions = {});

// The words of the pages, which no writer needs, are dropped.
reconcile::Report to_report(Stages stages);

}  // namespace siffra::tools
