#include "tools/siffra/batch_run.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <thread>
#include <utility>

#include "extract/file_digest.h"
#include "reconcile/report/reasons.h"
#include "reconcile/report/terminal_text.h"
#include "reconcile/report/version.h"
#include "tools/batch/batch_texts.h"
#include "tools/batch/progress.h"
#include "tools/batch/run_row.h"
#include "tools/batch/run_state.h"
#include "tools/siffra/open_input.h"
#include "tools/siffra/output.h"
#include "tools/siffra/run_files.h"

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
        pool_(jobs(), settings_.limits,
              [this](const WorkRequest& request) {
                return to_parts(check_document(context_, request));
              }),
        run_files_(settings_) {
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
    run_files_.remove_abandoned(files_);
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
  // With --format json results leave in the order of the inputs: one slow document may not pile up
  // more than this many behind it.
  static constexpr std::size_t kAhead = 256;

  [[nodiscard]] reconcile::Language language() const { return settings_.common.language; }

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
    diagnose_line(reconcile::error_for_people(done.error(), language()));
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
      diagnose_line(reconcile::error_for_people(digest.error(), language()));
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
    const bool usable = *known && is_usable(**known, file);
    if (stopped_) return true;
    if (!usable) return false;
    ++totals_.already_done;
    std::string report;
    if (settings_.format == CheckFormat::kJson) report = state_.report(file.sha256).value_or("");
    mark(index, (*known)->result, report);
    return true;
  }

  bool is_usable(const KnownResult& known, const RunFile& file) {
    if (known.result.outside_cause) return false;
    // What the limits cut short may be read whole under others.
    const bool failed = known.result.state == DocumentState::kFailed;
    const bool same_limits = known.limits == engine_.limits;
    if (failed || (known.result.attempts > 1 && !same_limits)) return same_limits;
    const auto complete = run_files_.complete(known.result, file, state_);
    return complete ? *complete : accept(complete.error());
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
      diagnose_line(
          file.path + ": " +
          reconcile::reason_for_people(outcome.reason + "; it was tried twice", language()));
    } else if (outcome.attempts > 1) {
      result.first_trouble = outcome.second_attempt();
      // Nothing to check in what was left is not nothing to check.
      if (result.state == DocumentState::kEmpty) {
        result.state = DocumentState::kFailed;
        result.reason = result.first_trouble;
        document.diagnostics.clear();
        document.files.clear();
        result.suffixes.clear();
      }
      diagnose_line(file.path + ": " +
                    reconcile::reason_for_people(result.first_trouble, language()));
      status_ = worse(status_, kUnreadable);
    }
    result.attempts = outcome.attempts;
    result.seconds = outcome.seconds;
    result.formats = run_files_.formats();
    for (const auto& line : document.diagnostics) diagnose_line(line);
    if (document.incomplete) status_ = worse(status_, kUnreadable);
    if (!keep(outcome.index, document)) return;
    mark(outcome.index, result, document.report);
  }

  // Files first, then the record that says that they are there.
  bool keep(std::size_t index, const CheckedDocument& document) {
    RunFile& file = files_[index];
    for (const auto& made : document.files) {
      if (!accept(run_files_.write(file, made.suffix, made.bytes))) return false;
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
      diagnose_line("siffra: " +
                    reconcile::reason_for_people("not in force on this machine: " + missing[told_],
                                                 language()));
    }
  }

  ExitStatus interrupted() {
    progress_.clear();
    diagnose_line(say(BatchText::kInterrupted, settings_.common.language,
                      {std::to_string(done_), std::to_string(files_.size())}));
    return kUnreadable;
  }

  ExitStatus conclude() {
    const auto text = run_files_.conclude({files_, same_as_, totals_}, state_);
    if (!text) {
      accept(text.error());
      return kWrongUsage;
    }
    if (!accept(state_.finish())) return kWrongUsage;
    if (settings_.format == CheckFormat::kJson) return status_;
    return accept(print(*text)) ? status_ : kWrongUsage;
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
  RunFiles run_files_;
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
    diagnose(context.settings.common.language, engine.error());
    return kWrongUsage;
  }
  auto state = RunState::open(context.settings.database);
  if (!state) {
    diagnose(context.settings.common.language, state.error());
    return kWrongUsage;
  }
  BatchRun run(context, inputs, std::move(*state), std::move(*engine));
  return run.run();
}

}  // namespace siffra::tools
