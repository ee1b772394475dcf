#include "tools/siffra/check_files.h"

#include <fstream>
#include <iterator>

#include "reconcile/report/annotated_pdf.h"
#include "reconcile/report/csv.h"
#include "reconcile/report/workbook.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

struct Job {
  const CheckSettings& settings;
  const reconcile::Report& report;
  const std::filesystem::path& input;
  const std::string& stem;
};

ExitStatus write_result(const Job& job, const std::string& name,
                        const rules::Result<std::string>& bytes) {
  if (bytes) return deliver(job.settings.common, name, *bytes);
  diagnose(bytes.error());
  return kUnreadable;
}

ExitStatus write_annotated_pdf(const Job& job) {
  if (job.report.document.media_type != "application/pdf") {
    diagnose({rules::ErrorCode::kWrongFormat,
              "only a PDF can be annotated, so there is no annotated PDF of this file",
              {job.report.document.file}});
    return kAgrees;
  }
  std::ifstream in(job.input, std::ios::binary);
  const std::string original{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (original.size() != job.report.document.bytes) {
    diagnose({rules::ErrorCode::kUnreadable,
              "the file has changed since it was read, so it is not annotated",
              {job.report.document.file}});
    return kUnreadable;
  }
  return write_result(
      job, job.stem + ".annotated.pdf",
      reconcile::to_annotated_pdf(job.report, original, job.settings.common.language));
}

ExitStatus write_tables(const Job& job) {
  for (const auto& statement : job.report.extraction.statements) {
    const ExitStatus status =
        deliver(job.settings.common, csv_name(job.stem, statement), reconcile::to_csv(statement));
    if (status != kAgrees) return status;
  }
  return kAgrees;
}

ExitStatus write_one(const Job& job, OutputFormat format) {
  const auto language = job.settings.common.language;
  switch (format) {
    case OutputFormat::kPdf:
      return write_annotated_pdf(job);
    case OutputFormat::kXlsx:
      return write_result(job, job.stem + ".xlsx", reconcile::to_workbook(job.report, language));
    case OutputFormat::kCsv:
      return write_tables(job);
    case OutputFormat::kJson:
      break;
  }
  return deliver(job.settings.common, job.stem + ".json", to_json(job.report, language));
}

}  // namespace

ExitStatus write_check_files(const CheckSettings& settings, const reconcile::Report& report,
                             const std::filesystem::path& input, const std::string& stem) {
  const Job job{settings, report, input, stem};
  ExitStatus all = kAgrees;
  for (const OutputFormat format : settings.formats) {
    const ExitStatus status = write_one(job, format);
    if (status == kWrongUsage) return status;
    if (status != kAgrees) all = status;
  }
  return all;
}

}  // namespace siffra::tools
