#include <string>

#include "reconcile/report/csv.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

// All tables after one another, each under a line that names it.
std::string all_tables(const extract::Extraction& extraction) {
  std::string text;
  for (const auto& statement : extraction.statements) {
    text += (text.empty() ? "# " : "\n# ") + statement.id + " " +
            std::string(rules::name_of(statement.kind)) + " " + statement.title + "\n" +
            reconcile::to_csv(statement);
  }
  return text;
}

ExitStatus write_csv(const ExtractSettings& settings, const extract::Extraction& extraction) {
  const std::string stem = settings.report.stem().string();
  if (!settings.common.out) return deliver(settings.common, stem, all_tables(extraction));
  for (const auto& statement : extraction.statements) {
    const ExitStatus status =
        deliver(settings.common, csv_name(stem, statement), reconcile::to_csv(statement));
    if (status != kAgrees) return status;
  }
  return kAgrees;
}

}  // namespace

ExitStatus run_extract(const ExtractSettings& settings) {
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  const extract::ReadOptions options = reading_options(settings.common, settings.report);
  auto stages = run_stages(settings.report, *book, options, Stage::kStatements);
  if (!stages) {
    diagnose(stages.error());
    return kUnreadable;
  }
  const reconcile::Report report = to_report(std::move(*stages));
  for (const auto& page : report.document.pages) {
    if (!page.trouble.empty()) diagnose_page(report.document.file, page.number, page.trouble);
  }
  const ExitStatus written =
      settings.format == ExtractFormat::kCsv
          ? write_csv(settings, report.extraction)
          : deliver(settings.common, settings.report.stem().string() + ".json",
                    to_json(report, settings.common.language));
  if (written != kAgrees || !report.extraction.statements.empty()) return written;
  diagnose({rules::ErrorCode::kEmpty,
            "no statements or tables of figures were found",
            {report.document.file}});
  return kUnreadable;
}

}  // namespace siffra::tools
