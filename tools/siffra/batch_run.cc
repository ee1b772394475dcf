#include "tools/siffra/batch_run.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "extract/file_digest.h"
#include "reconcile/report/terminal_text.h"
#include "reconcile/report/version.h"
#include "tools/batch/batch_texts.h"
#include "tools/batch/progress.h"
#include "tools/batch/run_row.h"
#include "tools/batch/run_state.h"
#include "tools/batch/temporary.h"
#include "tools/siffra/open_input.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

using rules::Done;
using rules::Result;

// What a second run must have in common with the first to take over its results.
Result<EngineFacts> engine_of(const CheckSettings& settings) {
  auto packs = rules::standard_pack_files();
  if (!packs) return packs.error();
  packs->insert(packs->end(), settings.common.rule_files.begin(), settings.common.rule_files.end());
  std::string contents;
  for (const auto& pack : *packs) {
    std::ifstream in(pack, std::ios::binary);
    contents.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    contents += '\0';
  }
  EngineFacts engine;
  engine.tool_version = reconcile::version();
  engine.packs_sha256 = extract::digest_of(contents);
  engine.language = settings.common.language == reconcile::Language::kSwedish ? "sv" : "en";
  engine.settings = settings.common.all_pages ? "all_pages" : "";
  engine.limits = std::to_string(settings.limits.memory_bytes >> 20) + " MB, " +
                  std::to_string(settings.limits.wall_seconds) + " s";
  return engine;
}

// SIGINT and SIGTERM are looked for between documents instead of ending the program in the middle.
class Interruption {
 public:
  Interruption() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGINT);
    ::sigaddset(&signals_, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &signals_, &before_);
  }
  ~Interruption() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  [[nodiscard]] bool asked() const {
    const timespec now{0, 0};
    return ::sigtimedwait(&signals_, nullptr, &now) > 0;
  }

 private:
  sigset_t signals_{}, before_{};
};

class BatchRun {
 public:
  BatchRun(const CheckContext& context, const Inputs& inputs, RunState state, EngineFacts engine)
      : context_(context),
        settings_(context.settings),
        inputs_(inputs),
        state_(std::move(state)),
        engine_(std::move(engine)),
        progress_(inputs.files.size(), settings_.common.language),
        pool_(jobs(), settings_.limits, [this](const WorkRequest& request) {
          return to_parts(check_document(context_, request));
        }) {
    // The run's own page must not be taken for a report's.
    names_.reserve("index");
    for (const auto& input : inputs.files) {
      files_.push_back(
          {reconcile::printable(input.path.string()), names_.stem_for(input.name), {}, {}});
    }
    same_as_.resize(files_.size());
  }

  ExitStatus run() {
    if (!accept(state_.begin(engine_))) return kWrongUsage;
    tidy_up();
    for (std::size_t next = 0; next < files_.size() || pool_.busy();) {
      while (!stopped_ && next < files_.size() && pool_.has_room() && next < printed_ + kAhead) {
        begin(next++);
      }
      if (stopped_) return status_;
      if (pool_.busy()) {
        if (auto outcome = pool_.wait(std::chrono::milliseconds(500))) finish(std::move(*outcome));
      }
      progress_.tick(done_, totals_);
      tell_unconfined();
      if (interruption_.asked()) return interrupted();
    }
    progress_.clear();
    if (stopped_) return status_;
    return conclude();
  }

 private:
  // What a run that was killed was writing. The folder of results itself has been seen to.
  void tidy_up() const {
    if (!settings_.common.out) return;
    std::set<std::filesystem::path> folders;
    for (const auto& file : files_) folders.insert(std::filesystem::path(file.stem).parent_path());
    folders.erase(std::filesystem::path());
    for (const auto& folder : folders) remove_abandoned_files(*settings_.common.out / folder);
  }

  // With --format json results leave in the order of the inputs: one slow document may not pile up
  // more than this many behind it.
  static constexpr std::size_t kAhead = 256;

  [[nodiscard]] int jobs() const {
    if (settings_.common.jobs > 0) return settings_.common.jobs;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  }

  void diagnose_line(const std::string& line) {
    progress_.clear();
    std::cerr << reconcile::printable(line) << "\n";
  }

  // The database or the folder for results fails: what is done stays done, and the run ends.
  bool accept(const Result<Done>& done) {
    if (done) return true;
    diagnose_line(rules::to_string(done.error()));
    stopped_ = true;
    status_ = kWrongUsage;
    return false;
  }

  void begin(std::size_t index) {
    RunFile& file = files_[index];
    const auto& path = inputs_.files[index].path;
    const auto descriptor = open_input(path);
    auto digest = descriptor ? extract::digest_of_descriptor(*descriptor)
                             : Result<std::string>(descriptor.error());
    if (!digest) {
      if (descriptor) ::close(*descriptor);
      file.trouble = digest.error().message;
      if (!accept(state_.note_file(index, file))) return;
      diagnose_line(rules::to_string(digest.error()));
      DocumentResult result;
      result.state = DocumentState::kUnreadable;
      return mark(index, result, {});
    }
    file.sha256 = std::move(*digest);
    if (!accept(state_.note_file(index, file)) || passes_over(index)) {
      ::close(*descriptor);
      return;
    }
    pool_.start({index, path.string(), *descriptor});
  }

  // Content that was met before, in this run or an earlier one.
  bool passes_over(std::size_t index) {
    if (stopped_) return true;
    const RunFile& file = files_[index];
    const auto [first, is_new] = first_with_.emplace(file.sha256, index);
    if (!is_new) {
      same_as_[index] = first->second;
      ++totals_.duplicates;
      advance(index,
              say(BatchText::kDuplicate, settings_.common.language, {files_[first->second].path}),
              {});
      return true;
    }
    const auto known = state_.find(file.sha256);
    if (!known) {
      accept(known.error());
      return true;
    }
    if (!*known || !is_usable(**known, file)) return false;
    ++totals_.already_done;
    std::string report;
    if (settings_.format == CheckFormat::kJson) report = state_.report(file.sha256).value_or("");
    mark(index, (*known)->result, report);
    return true;
  }

  bool is_usable(const KnownResult& known, const RunFile& file) {
    if (known.result.outside_cause) return false;
    if (known.result.state == DocumentState::kFailed) return known.limits == engine_.limits;
    return !settings_.common.out || has_files(known, file);
  }

  // Whether all files asked for are there; the report file is made anew from the database.
  bool has_files(const KnownResult& known, const RunFile& file) {
    const auto& made = known.result;
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
      const auto report = state_.report(file.sha256);
      if (!report || report->empty() || !write(file, suffix, *report)) return false;
    }
    return true;
  }

  bool write(const RunFile& file, const std::string& suffix, const std::string& bytes) {
    const auto path = *settings_.common.out / (file.stem + suffix);
    if (path.has_parent_path() && !accept(make_folder(path.parent_path()))) return false;
    return accept(write_file(path, bytes));
  }

  [[nodiscard]] std::string formats_text() const {
    std::string text;
    for (const OutputFormat format : settings_.formats) {
      text += (text.empty() ? "" : ",") + std::string(name_of(format));
    }
    return text;
  }

  void finish(WorkOutcome outcome) {
    RunFile& file = files_[outcome.index];
    CheckedDocument document;
    bool answered = outcome.failure == WorkFailure::kNone;
    if (answered && !from_parts(std::move(outcome.parts), document)) {
      answered = false;
      outcome.reason = "its worker gave an answer that was not understood";
    }
    DocumentResult& result = document.result;
    if (!answered) {
      document = {};
      std::error_code ignored;
      const auto size = std::filesystem::file_size(inputs_.files[outcome.index].path, ignored);
      result.sha256 = file.sha256;
      result.bytes = ignored ? 0 : size;
      result.state = DocumentState::kFailed;
      result.reason = outcome.reason;
      diagnose_line(file.path + ": " + outcome.reason + "; it was tried twice");
    } else if (outcome.attempts > 1) {
      result.first_trouble =
          "read at a second attempt, without scanned pages: the first ended early";
      diagnose_line(file.path + ": " + result.first_trouble);
      status_ = worse(status_, kUnreadable);
    }
    result.attempts = outcome.attempts;
    result.seconds = outcome.seconds;
    result.formats = settings_.common.out ? formats_text() : std::string();
    for (const auto& line : document.diagnostics) diagnose_line(line);
    if (document.incomplete) status_ = worse(status_, kUnreadable);
    if (!keep(outcome.index, document)) return;
    mark(outcome.index, result, document.report);
  }

  // Files first, then the record that says that they are there.
  bool keep(std::size_t index, const CheckedDocument& document) {
    RunFile& file = files_[index];
    for (const auto& made : document.files) {
      if (!write(file, made.suffix, made.bytes)) return false;
    }
    if (document.result.sha256 != file.sha256) {
      // The file was changed between the first look and the reading.
      file.sha256 = document.result.sha256;
      if (!accept(state_.note_file(index, file))) return false;
    }
    return accept(state_.store(document.result, document.report));
  }

  void mark(std::size_t index, const DocumentResult& result, std::string report) {
    totals_.count(result);
    const RunRow row{files_[index].path, files_[index].stem, result, {}};
    switch (outcome_of(result)) {
      case RunOutcome::kAgrees:
        break;
      case RunOutcome::kDisagrees:
        status_ = worse(status_, kDisagrees);
        break;
      case RunOutcome::kEmpty:
      case RunOutcome::kUnreadable:
      case RunOutcome::kFailed:
        status_ = worse(status_, kUnreadable);
    }
    advance(index, outcome_for_people(row, settings_.common.language), std::move(report));
  }

  // One more is done: told, and printed once those before it are.
  void advance(std::size_t index, const std::string& outcome, std::string report) {
    ++done_;
    progress_.report(done_, totals_, files_[index].path + ": " + reconcile::printable(outcome));
    waiting_.emplace(index, settings_.format == CheckFormat::kJson && !settings_.common.out
                                ? std::move(report)
                                : std::string());
    while (!waiting_.empty() && waiting_.begin()->first == printed_) {
      if (!waiting_.begin()->second.empty()) accept(print(waiting_.begin()->second));
      waiting_.erase(waiting_.begin());
      ++printed_;
    }
  }

  void tell_unconfined() {
    const auto& missing = pool_.not_in_force();
    for (; told_ < missing.size(); ++told_) {
      diagnose_line("siffra: not in force on this machine: " + missing[told_]);
    }
  }

  ExitStatus interrupted() {
    progress_.clear();
    diagnose_line(say(BatchText::kInterrupted, settings_.common.language,
                      {std::to_string(done_), std::to_string(files_.size())}));
    return kUnreadable;
  }

  Result<std::vector<RunRow>> rows() {
    std::vector<RunRow> rows;
    rows.reserve(files_.size());
    for (std::size_t i = 0; i < files_.size(); ++i) {
      // The files of a result are those of the first document with its content.
      const RunFile& first = same_as_[i] ? files_[*same_as_[i]] : files_[i];
      RunRow row{files_[i].path, first.stem, {}, same_as_[i] ? first.path : std::string()};
      if (first.sha256.empty()) {
        row.result.state = DocumentState::kUnreadable;
        row.result.reason = first.trouble;
      } else {
        auto known = state_.find(first.sha256);
        if (!known) return known.error();
        if (*known) row.result = std::move((*known)->result);
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  ExitStatus conclude() {
    auto table = rows();
    if (!table) {
      diagnose(table.error());
      return kWrongUsage;
    }
    const auto language = settings_.common.language;
    if (settings_.common.out) {
      std::string csv = findings_head(language);
      for (auto& row : *table) {
        auto findings = row.same_as.empty() && !row.result.sha256.empty()
                            ? state_.findings(row.result.sha256)
                            : Result<std::vector<FindingFacts>>(std::vector<FindingFacts>());
        if (!findings) {
          diagnose(findings.error());
          return kWrongUsage;
        }
        RunRow with = {row.path, row.stem, row.result, {}};
        with.result.findings = std::move(*findings);
        csv += findings_lines(with);
      }
      if (!accept(write_file(*settings_.common.out / "findings.csv", csv)) ||
          !accept(write_file(*settings_.common.out / "index.html", index_page(*table, language)))) {
        return kWrongUsage;
      }
    }
    if (!accept(state_.finish())) return kWrongUsage;
    if (settings_.format == CheckFormat::kJson) return status_;
    constexpr std::size_t kMost = 50;
    std::string text =
        summary_table(*table, totals_, settings_.common.out ? kMost : table->size(), language);
    if (settings_.common.out) {
      const auto page = (*settings_.common.out / "index.html").string();
      text += say(BatchText::kWritten, language, {reconcile::printable(page)}) + "\n";
    }
    return accept(print(text)) ? status_ : kWrongUsage;
  }

  const CheckContext& context_;
  const CheckSettings& settings_;
  const Inputs& inputs_;
  RunState state_;
  EngineFacts engine_;
  Interruption interruption_;
  Progress progress_;
  WorkerPool pool_;
  OutputNames names_;
  std::vector<RunFile> files_;
  std::vector<std::optional<std::size_t>> same_as_;
  std::map<std::string, std::size_t> first_with_;  // content → index
  std::map<std::size_t, std::string> waiting_;     // done, but something before is not
  std::size_t done_ = 0, printed_ = 0, told_ = 0;
  RunTotals totals_;
  ExitStatus status_ = kAgrees;
  bool stopped_ = false;
};

}  // namespace

ExitStatus worse(ExitStatus a, ExitStatus b) {
  const auto rank = [](ExitStatus status) { return status == kWrongUsage ? 4 : int{status}; };
  return rank(a) >= rank(b) ? a : b;
}

ExitStatus run_batch(const CheckContext& context, const Inputs& inputs) {
  auto engine = engine_of(context.settings);
  if (!engine) {
    diagnose(engine.error());
    return kWrongUsage;
  }
  auto state = RunState::open(context.settings.database);
  if (!state) {
    diagnose(state.error());
    return kWrongUsage;
  }
  BatchRun run(context, inputs, std::move(*state), std::move(*engine));
  return run.run();
}

}  // namespace siffra::tools
