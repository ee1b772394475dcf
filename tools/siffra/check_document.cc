#include "tools/siffra/check_document.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/file_digest.h"
#include "reconcile/report/reasons.h"

namespace siffra::tools {
namespace {

constexpr std::string_view kFilePart = "file:";

// Decisions that fit nothing any more are told, not dropped in silence.
void tell_unmatched(const CheckContext& context, const Stages& stages, CheckedDocument& document) {
  const auto tell = [&](const std::vector<std::string>& keys, const std::string& what) {
    for (const auto& key : keys) {
      std::string message = what;
      message.append(" is not in this report any more: ").append(key);
      document.diagnostics.push_back(reconcile::error_for_people(
          {rules::ErrorCode::kNotFound, message, {context.settings.decisions->string()}},
          context.settings.common.language));
    }
  };
  tell(stages.decided.unmatched, "a figure that was decided on");
  tell(stages.unmatched_findings, "a finding that was decided on");
}

CheckedDocument unreadable(const CheckContext& context, const WorkRequest& request,
                           const rules::Error& error) {
  CheckedDocument document;
  document.result.sha256 = extract::digest_of(request.content);
  document.result.bytes = request.content.size();
  document.result.state = DocumentState::kUnreadable;
  document.result.reason = error.message;
  // A password or a language model may be there another time.
  document.result.outside_cause =
      error.code == rules::ErrorCode::kEncrypted || error.code == rules::ErrorCode::kNotFound;
  document.diagnostics.push_back(
      reconcile::error_for_people(error, context.settings.common.language));
  return document;
}

void add_files(const CheckContext& context, const reconcile::Report& report,
               const WorkRequest& request, CheckedDocument& document) {
  // A second attempt makes no more than it must: writing may be what failed. Of a text in which
  // there is nothing to check there is nothing to show either, and a folder may hold many
  // thousands.
  CheckSettings settings = context.settings;
  const bool nothing = context.many && document.result.state == DocumentState::kEmpty &&
                       document.result.media_type == "text/plain";
  if (request.careful || nothing) settings.formats = {OutputFormat::kJson};
  CheckFiles made = make_check_files(settings, report, request.content);
  document.files = std::move(made.files);
  document.incomplete = !made.failures.empty();
  for (const auto& error : made.remarks)
    document.diagnostics.push_back(
        reconcile::error_for_people(error, context.settings.common.language));
  for (const auto& error : made.failures)
    document.diagnostics.push_back(
        reconcile::error_for_people(error, context.settings.common.language));
  for (const auto& file : document.files) document.result.suffixes.push_back(file.suffix);
}

}  // namespace

CheckedDocument check_document(const CheckContext& context, const WorkRequest& request) {
  extract::ReadOptions options = reading_options(context.settings.common, request.name);
  options.content = &request.content;
  // Where documents are read side by side, the pages of one are not, and the bar is the run's.
  if (context.many) {
    options.jobs = 1;
    options.progress = {};
  }
  if (request.careful) {
    options.jobs = 1;
    options.recognise = false;
  }
  auto stages =
      run_stages(request.name, context.book, options, Stage::kEquations, context.decisions);
  if (!stages) return unreadable(context, request, stages.error());
  CheckedDocument document;
  tell_unmatched(context, *stages, document);
  const reconcile::Report report = to_report(std::move(*stages));
  const auto language = context.settings.common.language;
  document.result = result_of(report, language);
  // Pages of another program's recognition lean on files beside them, which may change.
  const std::string& type = document.result.media_type;
  document.result.outside_cause = type != "application/pdf" && type != "text/plain";
  if (document.result.state == DocumentState::kEmpty) {
    document.result.reason =
        "no statements or tables of figures were found, so nothing was checked";
    document.diagnostics.push_back(reconcile::error_for_people(
        {rules::ErrorCode::kEmpty, document.result.reason, {report.document.file}}, language));
  }
  if (context.settings.format != CheckFormat::kText) {
    for (const auto& page : report.document.pages) {
      if (page.trouble.empty()) continue;
      document.diagnostics.push_back(reconcile::error_for_people(
          {rules::ErrorCode::kMalformed, page.trouble, {report.document.file, page.number}},
          language));
    }
  }
  document.report = to_json(report, language);
  if (context.settings.common.out) add_files(context, report, request, document);
  if (!context.many && context.settings.format == CheckFormat::kText)
    document.console = to_console(report, language, context.color);
  return document;
}

std::vector<WorkPart> to_parts(CheckedDocument document) {
  std::vector<WorkPart> parts;
  parts.push_back({"result", to_text(document.result)});
  parts.push_back({"report", std::move(document.report)});
  parts.push_back({"console", std::move(document.console)});
  for (auto& line : document.diagnostics) parts.push_back({"diagnostic", std::move(line)});
  if (document.incomplete) parts.push_back({"incomplete", {}});
  for (auto& file : document.files) {
    // The report file is the report: it is not sent twice.
    if (file.suffix == ".json") file.bytes.clear();
    parts.push_back({std::string(kFilePart) + file.suffix, std::move(file.bytes)});
  }
  return parts;
}

bool from_parts(std::vector<WorkPart> parts, CheckedDocument& document) {
  bool has_result = false;
  for (auto& part : parts) {
    if (part.name == "result") {
      auto result = document_result_from(part.bytes);
      if (!result) return false;
      document.result = std::move(*result);
      has_result = true;
    } else if (part.name == "report") {
      document.report = std::move(part.bytes);
    } else if (part.name == "console") {
      document.console = std::move(part.bytes);
    } else if (part.name == "diagnostic") {
      document.diagnostics.push_back(std::move(part.bytes));
    } else if (part.name == "incomplete") {
      document.incomplete = true;
    } else if (part.name.starts_with(kFilePart)) {
      std::string suffix = part.name.substr(kFilePart.size());
      // It becomes part of a file name, and must not lead out of the folder.
      if (!suffix.starts_with('.') || suffix.find('/') != std::string::npos) return false;
      document.files.push_back({std::move(suffix), std::move(part.bytes)});
    }
  }
  for (auto& file : document.files) {
    if (file.suffix == ".json") file.bytes = document.report;
  }
  return has_result;
}

}  // namespace siffra::tools
