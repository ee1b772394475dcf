// `siffra history`: reports of a folder, of a database, or of report files, traced over the years.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include "reconcile/report/history_files.h"
#include "reconcile/report/read_report.h"
#include "tools/batch/run_state.h"
#include "tools/batch/worker_pool.h"
#include "tools/siffra/check_document.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/inputs.h"
#include "tools/siffra/open_input.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

using reconcile::HistoryReport;

struct Gathered {
  reconcile::Language language;
  std::vector<HistoryReport> reports;
  ExitStatus status = kAgrees;

  void complain(const rules::Error& error) {
    diagnose(language, error);
    status = kUnreadable;
  }

  void add(const std::string& path, const std::string& json, const std::string& page = {}) {
    auto report = reconcile::read_report(json);
    if (!report) {
      rules::Error error = report.error();
      error.where.file = path;
      return complain(error);
    }
    // The same document under two names is one report.
    for (const auto& known : reports) {
      if (!report->document.sha256.empty() &&
          known.report.document.sha256 == report->document.sha256) {
        return;
      }
    }
    reports.push_back({path, page, std::move(*report)});
  }
};

bool is_database(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string head(15, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  return in && head == "SQLite format 3";
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The review page that `siffra check --out` writes beside a report file; empty: there is none.
std::string review_page_beside(std::filesystem::path report_file) {
  std::error_code error;
  report_file.replace_extension(".html");
  return std::filesystem::is_regular_file(report_file, error) ? report_file.string()
                                                              : std::string();
}

// Documents are read by workers, side by side, as `siffra check` reads them.
void read_documents(const CheckContext& context, const std::vector<std::filesystem::path>& files,
                    Gathered& gathered) {
  const int jobs = context.settings.common.jobs > 0
                       ? context.settings.common.jobs
                       : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  WorkerPool pool(jobs, context.settings.limits, [&context](const WorkRequest& request) {
    return to_parts(check_document(context, request));
  });
  std::vector<std::string> reports(files.size());
  for (std::size_t next = 0; next < files.size() || pool.busy();) {
    while (next < files.size() && pool.has_room()) {
      const auto descriptor = open_input(files[next]);
      if (descriptor) {
        pool.start({next, files[next].string(), *descriptor});
      } else {
        gathered.complain(descriptor.error());
      }
      ++next;
    }
    auto outcome = pool.busy() ? pool.wait(std::chrono::seconds(1)) : std::nullopt;
    if (!outcome) continue;
    const std::string name = files[outcome->index].string();
    CheckedDocument document;
    if (outcome->failure == WorkFailure::kNone && from_parts(std::move(outcome->parts), document) &&
        !document.report.empty()) {
      reports[outcome->index] = std::move(document.report);
    } else {
      const std::string reason = outcome->reason.empty() ? document.result.reason : outcome->reason;
      gathered.complain({rules::ErrorCode::kMalformed, reason, {name}});
    }
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!reports[i].empty()) gathered.add(files[i].string(), reports[i]);
  }
}

Gathered gather(const HistorySettings& settings, const rules::RuleBook& book) {
  Gathered gathered{settings.common.language, {}};
  std::vector<std::filesystem::path> arguments;
  for (const auto& argument : settings.inputs) {
    if (!is_database(argument)) {
      arguments.push_back(argument);
      continue;
    }
    const auto stored = stored_reports(argument);
    if (!stored) {
      gathered.complain(stored.error());
      continue;
    }
    for (const auto& report : *stored) gathered.add(report.path, report.report);
  }
  InputRules rules{settings.include, settings.exclude, settings.common.out};
  if (rules.include.empty()) rules.include = {"*.pdf", "*.json"};
  const Inputs inputs = expand_inputs(arguments, rules);
  for (const auto& error : inputs.errors) gathered.complain(error);
  std::vector<std::filesystem::path> documents;
  for (const auto& input : inputs.files) {
    if (input.path.extension() != ".json") {
      documents.push_back(input.path);
      continue;
    }
    const std::string json = contents(input.path);
    auto report = reconcile::read_report(json);
    gathered.add(report ? report->document.file : input.path.string(), json,
                 review_page_beside(input.path));
  }
  CheckSettings check;
  check.common = settings.common;
  check.common.out.reset();
  check.limits = settings.limits;
  check.limits.readable = folders_beside(inputs);
  const reconcile::Decisions decisions;
  read_documents({check, book, decisions, reconcile::Color::kNever, true}, documents, gathered);
  return gathered;
}

ExitStatus write_files(const HistorySettings& settings, const reconcile::HistoryView& view) {
  const auto workbook = reconcile::history_workbook(view);
  if (!workbook) {
    diagnose(settings.common.language, workbook.error());
    return kWrongUsage;
  }
  for (const auto& [name, bytes] :
       {std::pair<std::string, std::string>{"history.html", reconcile::history_page(view)},
        {"history.xlsx", *workbook},
        {"series.csv", reconcile::history_series_csv(view)},
        {"checks.csv", reconcile::history_checks_csv(view)}}) {
    const ExitStatus status = deliver(settings.common, name, bytes);
    if (status != kAgrees) return status;
  }
  return kAgrees;
}

// Links from the page in the folder of results to the documents and their review pages.
void link_documents(const HistorySettings& settings, std::vector<HistoryReport>& reports) {
  if (!settings.common.out) return;
  std::error_code error;
  const auto folder = std::filesystem::absolute(*settings.common.out, error).lexically_normal();
  const auto link = [&](std::string& target) {
    if (target.empty()) return;
    const auto absolute = std::filesystem::absolute(target, error).lexically_normal();
    if (!error) target = absolute.lexically_relative(folder).string();
  };
  for (auto& report : reports) {
    link(report.path);
    link(report.page);
  }
}

}  // namespace

ExitStatus run_history(const HistorySettings& settings) {
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  Gathered gathered = gather(settings, *book);
  if (gathered.reports.empty()) return kUnreadable;
  const auto bodies = reconcile::trace_history(gathered.reports, *book);
  const auto printed =
      print(reconcile::history_console({gathered.reports, bodies, settings.common.language}));
  if (!printed) {
    diagnose(settings.common.language, printed.error());
    return kWrongUsage;
  }
  link_documents(settings, gathered.reports);
  if (settings.common.out) {
    const ExitStatus written =
        write_files(settings, {gathered.reports, bodies, settings.common.language});
    if (written != kAgrees) return written;
  }
  if (gathered.status != kAgrees) return gathered.status;
  for (const auto& body : bodies) {
    for (const auto& check : body.checks) {
      if (check.outcome == reconcile::PeriodOutcome::kContradiction) return kDisagrees;
    }
  }
  return kAgrees;
}

}  // namespace siffra::tools
