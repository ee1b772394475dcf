#include "tools/pipeline.h"

#include <chrono>
#include <utility>

#include "extract/apart_columns.h"
#include "extract/kept_print.h"
#include "extract/statements.h"
#include "extract/text_repair.h"
#include "reconcile/percentages.h"
#include "tools/asked_picture.h"

namespace siffra::tools {

rules::Result<rules::RuleBook> load_rules(std::span<const std::filesystem::path> own_packs) {
  auto files = rules::standard_pack_files();
  if (!files) return files.error();
  files->insert(files->end(), own_packs.begin(), own_packs.end());
  return rules::RuleBook::load(*files);
}

rules::Result<Stages> run_stages(const std::filesystem::path& file, const rules::RuleBook& book,
                                 const extract::ReadOptions& options, Stage last,
                                 const reconcile::Decisions& decisions) {
  const auto begin = std::chrono::steady_clock::now();
  extract::KeptPrint kept;
  extract::ReadOptions reading = options;
  if (last >= Stage::kEquations) reading.kept = &kept;
  auto document = extract::read_document(file, reading);
  if (!document) return document.error();
  Stages stages;
  stages.document = std::move(*document);
  extract::repair_text(stages.document, book);
  extract::join_apart_columns(stages.document, book);
  if (last >= Stage::kTables) stages.tables = extract::find_tables(stages.document, &book);
  if (last >= Stage::kStatements) {
    stages.extraction = extract::build_statements(stages.document, stages.tables, book);
    reconcile::settle_percentages(stages.extraction, book);
  }
  if (last >= Stage::kEquations) {
    stages.decided = reconcile::apply_readings(decisions, stages.extraction);
    reconcile::RepairSettings settings;
    Picture picture = ask_picture(file, stages.document.media_type, reading, stages.extraction);
    settings.second_look = std::move(picture.second_look);
    settings.unread_print = std::move(picture.unread_print);
    reconcile::Repaired repaired = reconcile::repair(stages.extraction, book, settings);
    stages.audit = std::move(repaired.audit);
    stages.repairs = std::move(repaired.repairs);
    stages.trace = std::move(repaired.trace);
    stages.unmatched_findings = reconcile::apply_to_findings(decisions, stages.audit);
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  stages.seconds = elapsed.count();
  return stages;
}

reconcile::Report to_report(Stages stages) {
  reconcile::Report report;
  report.document = std::move(stages.document);
  for (auto& page : report.document.pages) {
    page.words = {};
    page.rulings = {};
  }
  report.extraction = std::move(stages.extraction);
  report.audit = std::move(stages.audit);
  report.repairs = std::move(stages.repairs);
  report.readings = std::move(stages.decided.readings);
  report.seconds = stages.seconds;
  return report;
}

}  // namespace siffra::tools
