#include "tools/siffra/run_files.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "reconcile/report/terminal_text.h"
#include "tools/batch/batch_texts.h"
#include "tools/batch/temporary.h"
#include "tools/siffra/check_files.h"
#include "tools/siffra/output.h"

namespace siffra::tools {

using rules::Done;
using rules::Result;

namespace {

Result<std::vector<RunRow>> rows_of(const FinishedRun& run, RunState& state) {
  std::vector<RunRow> rows;
  rows.reserve(run.files.size());
  for (std::size_t i = 0; i < run.files.size(); ++i) {
    // The files of a result are those of the first document with its content.
    const auto& same_as = run.same_as[i];
    const RunFile& first = same_as ? run.files[*same_as] : run.files[i];
    RunRow row{run.files[i].path, first.stem, {}, same_as ? first.path : std::string()};
    if (first.sha256.empty()) {
      row.result.state = DocumentState::kUnreadable;
      row.result.reason = first.trouble;
    } else {
      auto known = state.find(first.sha256);
      if (!known) return known.error();
      if (*known) row.result = std::move((*known)->result);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<std::string> findings_file(const std::vector<RunRow>& rows, RunState& state,
                                  reconcile::Language language) {
  std::string csv = findings_head(language);
  for (const auto& row : rows) {
    if (!row.same_as.empty() || row.result.sha256.empty()) continue;
    auto findings = state.findings(row.result.sha256);
    if (!findings) return findings.error();
    RunRow with = {row.path, row.stem, row.result, {}};
    with.result.findings = std::move(*findings);
    csv += findings_lines(with);
  }
  return csv;
}

}  // namespace

void RunFiles::remove_abandoned(const std::vector<RunFile>& files) const {
  if (!settings_.common.out) return;
  std::set<std::filesystem::path> folders;
  for (const auto& file : files) folders.insert(std::filesystem::path(file.stem).parent_path());
  folders.erase(std::filesystem::path());
  for (const auto& folder : folders) remove_abandoned_files(*settings_.common.out / folder);
}

std::string RunFiles::formats() const {
  std::string text;
  if (!settings_.common.out) return text;
  for (const OutputFormat format : settings_.formats) {
    text += (text.empty() ? "" : ",") + std::string(name_of(format));
  }
  return text;
}

Result<Done> RunFiles::write(const RunFile& file, const std::string& suffix,
                             std::string_view bytes) const {
  const auto path = *settings_.common.out / (file.stem + suffix);
  if (path.has_parent_path()) {
    auto folder = make_folder(path.parent_path());
    if (!folder) return folder;
  }
  return write_file(path, bytes);
}

Result<bool> RunFiles::complete(const DocumentResult& made, const RunFile& file,
                                RunState& state) const {
  if (!settings_.common.out) return true;
  for (const OutputFormat format : settings_.formats) {
    const std::string name(name_of(format));
    if (format == OutputFormat::kJson) continue;
    if (("," + made.formats + ",").find("," + name + ",") == std::string::npos) {
      return made.state != DocumentState::kChecked;
    }
  }
  for (const auto& suffix : made.suffixes) {
    std::error_code error;
    const auto path = *settings_.common.out / (file.stem + suffix);
    if (std::filesystem::exists(path, error)) continue;
    if (suffix != ".json") return false;
    const auto report = state.report(file.sha256);
    if (!report || report->empty()) return false;
    const auto written = write(file, suffix, *report);
    if (!written) return written.error();
  }
  return true;
}

Result<std::string> RunFiles::conclude(const FinishedRun& run, RunState& state) const {
  const auto rows = rows_of(run, state);
  if (!rows) return rows.error();
  const auto language = settings_.common.language;
  const auto& out = settings_.common.out;
  if (!out) return summary_table(*rows, run.totals, rows->size(), language);
  const auto csv = findings_file(*rows, state, language);
  if (!csv) return csv.error();
  auto written = write_file(*out / "findings.csv", *csv);
  if (written) written = write_file(*out / "index.html", index_page(*rows, language));
  if (!written) return written.error();
  constexpr std::size_t kMost = 50;
  const std::string page = reconcile::printable((*out / "index.html").string());
  return summary_table(*rows, run.totals, kMost, language) +
         say(BatchText::kWritten, language, {page}) + "\n";
}

}  // namespace siffra::tools
