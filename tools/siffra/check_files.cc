#include "tools/siffra/check_files.h"

#include <utility>

#include "reconcile/report/annotated_pdf.h"
#include "reconcile/report/csv.h"
#include "reconcile/report/workbook.h"

namespace siffra::tools {
namespace {

struct Job {
  const CheckSettings& settings;
  const reconcile::Report& report;
  const std::string& original;
  CheckFiles& made;

  void add(const std::string& suffix, rules::Result<std::string> bytes) const {
    if (bytes) {
      made.files.push_back({suffix, std::move(*bytes)});
    } else {
      made.failures.push_back(bytes.error());
    }
  }
};

void add_annotated_pdf(const Job& job) {
  if (job.report.document.media_type != "application/pdf") {
    job.made.remarks.push_back(
        {rules::ErrorCode::kWrongFormat,
         "only a PDF can be annotated, so there is no annotated PDF of this file",
         {job.report.document.file}});
    return;
  }
  job.add(".annotated.pdf",
          reconcile::to_annotated_pdf(job.report, job.original, job.settings.common.language));
}

void add_tables(const Job& job) {
  for (const auto& statement : job.report.extraction.statements) {
    job.add(csv_name({}, statement), reconcile::to_csv(statement));
  }
}

void add_one(const Job& job, OutputFormat format) {
  const auto language = job.settings.common.language;
  switch (format) {
    case OutputFormat::kPdf:
      return add_annotated_pdf(job);
    case OutputFormat::kXlsx:
      return job.add(".xlsx", reconcile::to_workbook(job.report, language));
    case OutputFormat::kCsv:
      return add_tables(job);
    case OutputFormat::kJson:
      return job.add(".json", to_json(job.report, language));
  }
}

}  // namespace

std::string_view name_of(OutputFormat format) {
  switch (format) {
    case OutputFormat::kPdf:
      return "pdf";
    case OutputFormat::kXlsx:
      return "xlsx";
    case OutputFormat::kCsv:
      return "csv";
    case OutputFormat::kJson:
      break;
  }
  return "json";
}

CheckFiles make_check_files(const CheckSettings& settings, const reconcile::Report& report,
                            const std::string& original) {
  CheckFiles made;
  const Job job{settings, report, original, made};
  for (const OutputFormat format : settings.formats) add_one(job, format);
  return made;
}

}  // namespace siffra::tools
