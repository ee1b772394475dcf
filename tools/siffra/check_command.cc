#include <algorithm>
#include <fstream>
#include <iterator>

#include "reconcile/report/console.h"
#include "reconcile/report/decisions_file.h"
#include "tools/siffra/check_files.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/inputs.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

ExitStatus status_of(const reconcile::Report& report) {
  if (report.extraction.statements.empty()) {
    diagnose({rules::ErrorCode::kEmpty,
              "no statements or tables of figures were found, so nothing was checked",
              {report.document.file}});
    return kUnreadable;
  }
  const auto& findings = report.audit.findings;
  const bool disagrees = std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.severity == rules::Severity::kError &&
           finding.standing != reconcile::Standing::kDismissed;
  });
  return disagrees ? kDisagrees : kAgrees;
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

// Decisions that fit nothing any more are told, not dropped in silence.
void tell_unmatched(const CheckSettings& settings, const Stages& stages) {
  const auto tell = [&](const std::vector<std::string>& keys, const std::string& what) {
    for (const auto& key : keys) {
      diagnose({rules::ErrorCode::kNotFound,
                what + " is not in this report any more: " + key,
                {settings.decisions->string()}});
    }
  };
  tell(stages.decided.unmatched, "a figure that was decided on");
  tell(stages.unmatched_findings, "a finding that was decided on");
}

// Each report is written as soon as it is checked, so a long run can be followed.
class CheckRun {
 public:
  CheckRun(const CheckSettings& settings, const rules::RuleBook& book,
           const reconcile::Decisions& decisions)
      : settings_(settings),
        book_(book),
        decisions_(decisions),
        color_(color_of_standard_output()) {}

  ExitStatus check(const std::filesystem::path& file) {
    const extract::ReadOptions options = reading_options(settings_.common, file);
    auto stages = run_stages(file, book_, options, Stage::kEquations, decisions_);
    if (!stages) {
      diagnose(stages.error());
      return kUnreadable;
    }
    tell_unmatched(settings_, *stages);
    const reconcile::Report report = to_report(std::move(*stages));
    const ExitStatus written = write(report, file);
    return written == kAgrees ? status_of(report) : written;
  }

 private:
  ExitStatus write(const reconcile::Report& report, const std::filesystem::path& file) {
    const auto language = settings_.common.language;
    const bool as_text = settings_.format == CheckFormat::kText;
    ExitStatus status = kAgrees;
    if (settings_.common.out) {
      status = write_check_files(settings_, report, file, names_.stem_for(file));
    } else if (!as_text) {
      status = deliver(settings_.common, {}, to_json(report, language));
    }
    if (status == kWrongUsage) return status;
    if (!as_text) {
      for (const auto& page : report.document.pages) {
        if (!page.trouble.empty()) diagnose_page(report.document.file, page.number, page.trouble);
      }
      return status;
    }
    const std::string gap = first_ ? "" : "\n";
    first_ = false;
    const auto printed = print(gap + to_console(report, language, color_));
    if (printed) return status;
    diagnose(printed.error());
    return kWrongUsage;
  }

  const CheckSettings& settings_;
  const rules::RuleBook& book_;
  const reconcile::Decisions& decisions_;
  reconcile::Color color_;
  OutputNames names_;
  bool first_ = true;
};

// One input that could not be read outranks a finding in another: the run is incomplete.
ExitStatus worse(ExitStatus a, ExitStatus b) {
  const auto rank = [](ExitStatus status) { return status == kWrongUsage ? 4 : int{status}; };
  return rank(a) >= rank(b) ? a : b;
}

}  // namespace

ExitStatus run_check(const CheckSettings& settings) {
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  const auto decisions = decisions_of(settings);
  if (!decisions) {
    diagnose(decisions.error());
    return kWrongUsage;
  }
  const Inputs inputs = expand_inputs(settings.reports);
  ExitStatus status = kAgrees;
  for (const auto& error : inputs.errors) {
    diagnose(error);
    status = kUnreadable;
  }
  if (settings.decisions && inputs.files.size() > 1) {
    diagnose({rules::ErrorCode::kInvalidArgument,
              "decisions are about one report, but several were given",
              {settings.decisions->string()}});
    return kWrongUsage;
  }
  CheckRun run(settings, *book, *decisions);
  for (const auto& file : inputs.files) {
    status = worse(status, run.check(file));
    if (status == kWrongUsage) break;
  }
  return status;
}

}  // namespace siffra::tools
