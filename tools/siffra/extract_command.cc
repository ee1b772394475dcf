#include <fstream>
#include <iterator>
#include <string>

#include "extract/alto_writer.h"
#include "extract/searchable_pdf.h"
#include "reconcile/report/csv.h"
#include "reconcile/report/workbook.h"
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

ExitStatus write_result(const ExtractSettings& settings, const std::string& name,
                        const rules::Result<std::string>& bytes) {
  // A workbook or a PDF would only garble a terminal.
  if (!settings.common.out && standard_output_is_terminal()) {
    diagnose(settings.common.language,
             {rules::ErrorCode::kInvalidArgument,
              "this is not written to a terminal: add --out DIR or redirect it to a file",
              {}});
    return kWrongUsage;
  }
  if (bytes) return deliver(settings.common, name, *bytes);
  diagnose(settings.common.language, bytes.error());
  return kUnreadable;
}

// Words, not statements: what an archive keeps of a scanned document.
bool is_of_words(ExtractFormat format) {
  return format == ExtractFormat::kAlto || format == ExtractFormat::kPdf;
}

rules::Result<std::string> searchable(const extract::Document& document,
                                      const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string original{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (original.size() == document.bytes) return extract::to_searchable_pdf(document, original);
  return rules::Error{
      rules::ErrorCode::kUnreadable, "the file has changed since it was read", {document.file}};
}

ExitStatus write_words(const ExtractSettings& settings, const extract::Document& document) {
  const std::string stem = settings.report.stem().string();
  if (settings.format == ExtractFormat::kAlto) {
    return deliver(settings.common, stem + ".alto.xml", extract::to_alto(document));
  }
  return write_result(settings, stem + ".searchable.pdf", searchable(document, settings.report));
}

ExitStatus write_statements(const ExtractSettings& settings, const reconcile::Report& report) {
  const std::string stem = settings.report.stem().string();
  if (settings.format == ExtractFormat::kCsv) return write_csv(settings, report.extraction);
  if (settings.format == ExtractFormat::kXlsx) {
    return write_result(settings, stem + ".xlsx",
                        reconcile::to_workbook(report, settings.common.language));
  }
  return deliver(settings.common, stem + ".json", to_json(report, settings.common.language));
}

void tell_troubles(reconcile::Language language, const extract::Document& document) {
  for (const auto& page : document.pages) {
    if (!page.trouble.empty()) diagnose_page(language, document.file, page.number, page.trouble);
  }
}

}  // namespace

ExitStatus run_extract(const ExtractSettings& settings) {
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  const bool words = is_of_words(settings.format);
  extract::ReadOptions options = reading_options(settings.common, settings.report);
  options.all_pages = options.all_pages || words;
  auto stages =
      run_stages(settings.report, *book, options, words ? Stage::kWords : Stage::kStatements);
  if (!stages) {
    diagnose(settings.common.language, stages.error());
    return kUnreadable;
  }
  tell_troubles(settings.common.language, stages->document);
  if (words) return write_words(settings, stages->document);
  const reconcile::Report report = to_report(std::move(*stages));
  const ExitStatus written = write_statements(settings, report);
  if (written != kAgrees || !report.extraction.statements.empty()) return written;
  diagnose(settings.common.language, {rules::ErrorCode::kEmpty,
                                      "no statements or tables of figures were found",
                                      {report.document.file}});
  return kUnreadable;
}

}  // namespace siffra::tools
