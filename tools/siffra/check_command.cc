#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "reconcile/report/decisions_file.h"
#include "reconcile/report/reasons.h"
#include "reconcile/report/terminal_text.h"
#include "tools/siffra/batch_run.h"
#include "tools/siffra/check_document.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/inputs.h"
#include "tools/siffra/open_input.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

ExitStatus status_of(const CheckedDocument& document) {
  if (document.result.state != DocumentState::kChecked || document.incomplete) return kUnreadable;
  return document.result.totals.errors > 0 ? kDisagrees : kAgrees;
}

// What the auditor has decided, where a file says so. A decision on another file than the one it
// was made on is allowed: drafts differ.
rules::Result<reconcile::Decisions> decisions_of(const CheckSettings& settings) {
  if (!settings.decisions) return reconcile::Decisions{};
  std::ifstream in(*settings.decisions, std::ios::binary);
  if (!in) {
    return rules::Error{
        rules::ErrorCode::kNotFound, "cannot be read", {settings.decisions->string()}};
  }
  const std::string json{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return reconcile::read_decisions(json, settings.decisions->string());
}

// Reports named one by one: each is read by a worker process, and told in full as soon as it is
// checked.
class CheckRun {
 public:
  explicit CheckRun(const CheckContext& context)
      : context_(context),
        settings_(context.settings),
        pool_(1, settings_.limits, [this](const WorkRequest& request) {
          return to_parts(check_document(context_, request));
        }) {}

  ExitStatus check(const Input& input) {
    const auto descriptor = open_input(input.path);
    if (!descriptor) {
      diagnose(language(), descriptor.error());
      return kUnreadable;
    }
    pool_.start({0, input.path.string(), *descriptor});
    std::optional<WorkOutcome> outcome;
    while (!outcome) outcome = pool_.wait(std::chrono::hours(1));
    CheckedDocument document;
    const bool answered =
        outcome->failure == WorkFailure::kNone && from_parts(std::move(outcome->parts), document);
    for (const auto& missing : pool_.not_in_force()) {
      if (told_) break;
      const std::string reason = "not in force on this machine: " + missing;
      std::cerr << "siffra: " << reconcile::reason_for_people(reason, language()) << "\n";
    }
    told_ = true;
    if (!answered) {
      diagnose(language(), {rules::ErrorCode::kMalformed,
                            outcome->reason + "; it was tried twice",
                            {input.path.string()}});
      return kUnreadable;
    }
    return tell(input, document, *outcome);
  }

 private:
  [[nodiscard]] reconcile::Language language() const { return settings_.common.language; }

  ExitStatus tell(const Input& input, const CheckedDocument& document, const WorkOutcome& outcome) {
    const bool second_attempt = outcome.attempts > 1;
    if (second_attempt) {
      diagnose(language(),
               {rules::ErrorCode::kMalformed, outcome.second_attempt(), {input.path.string()}});
    }
    for (const auto& line : document.diagnostics) {
      std::cerr << reconcile::printable(line) << "\n";
    }
    if (document.result.state == DocumentState::kUnreadable) return kUnreadable;
    const ExitStatus written = write(input, document);
    if (written != kAgrees) return written;
    return second_attempt ? kUnreadable : status_of(document);
  }

  ExitStatus write(const Input& input, const CheckedDocument& document) {
    if (settings_.common.out) {
      const std::string stem = names_.stem_for(input.name);
      for (const auto& file : document.files) {
        const ExitStatus status = deliver(settings_.common, stem + file.suffix, file.bytes);
        if (status != kAgrees) return status;
      }
    } else if (settings_.format == CheckFormat::kJson) {
      return deliver(settings_.common, {}, document.report);
    }
    if (settings_.format == CheckFormat::kJson) return kAgrees;
    const std::string gap = first_ ? "" : "\n";
    first_ = false;
    const auto printed = print(gap + document.console);
    if (printed) return kAgrees;
    diagnose(language(), printed.error());
    return kWrongUsage;
  }

  const CheckContext& context_;
  const CheckSettings& settings_;
  WorkerPool pool_;
  OutputNames names_;
  bool first_ = true;
  bool told_ = false;
};

}  // namespace

ExitStatus run_check(const CheckSettings& asked) {
  CheckSettings settings = asked;
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  const auto decisions = decisions_of(settings);
  if (!decisions) {
    diagnose(settings.common.language, decisions.error());
    return kWrongUsage;
  }
  const Inputs inputs =
      expand_inputs(settings.reports, {settings.include, settings.exclude, settings.common.out});
  settings.limits.readable = folders_beside(inputs);
  ExitStatus status = kAgrees;
  for (const auto& error : inputs.errors) {
    diagnose(settings.common.language, error);
    status = kUnreadable;
  }
  if (settings.decisions && inputs.files.size() > 1) {
    diagnose(settings.common.language, {rules::ErrorCode::kInvalidArgument,
                                        "decisions are about one report, but several were given",
                                        {settings.decisions->string()}});
    return kWrongUsage;
  }
  if (inputs.from_folder || settings.database) {
    if (inputs.files.empty()) return status;
    const CheckContext context{settings, *book, *decisions, reconcile::Color::kNever, true};
    return worse(status, run_batch(context, inputs));
  }
  const CheckContext context{settings, *book, *decisions, color_of_standard_output(), false};
  CheckRun run(context);
  for (const auto& input : inputs.files) {
    status = worse(status, run.check(input));
    if (status == kWrongUsage) break;
  }
  return status;
}

}  // namespace siffra::tools
