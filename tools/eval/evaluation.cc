#include "tools/eval/evaluation.h"

#include <atomic>
#include <fstream>
#include <optional>
#include <thread>

#include "tools/eval/run.h"

namespace siffra::evaluation {
namespace {

struct Scored {
  Tally tally;
  std::vector<std::string> misses;
  std::optional<rules::Error> error;  // of the truth, not of the program
};

// A program that fails on a document has read none of it.
Scored score_document(const SetDocument& document, const EvaluationOptions& options) {
  Scored scored;
  const rules::Result<Truth> truth =
      read_truth(document.truth_file, document.planted_file, document.known_file, document.id);
  if (!truth) {
    scored.error = truth.error();
    return scored;
  }
  const rules::Result<RunOutcome> run =
      run_check(options.program, document.file, options.limit_seconds);
  if (!run) {
    scored.error = run.error();
    return scored;
  }
  if (!options.keep.empty())
    std::ofstream(options.keep + "/" + document.id + ".json") << run->output;
  const rules::Result<SaidReport> said = parse_report_json(run->output);
  std::vector<std::string>* misses = options.list_misses ? &scored.misses : nullptr;
  scored.tally = score(*truth, said ? *said : SaidReport{}, misses);
  if (!said) {
    scored.tally.failed = 1;
    scored.misses.push_back("no report; exit status " + std::to_string(run->exit_status));
  }
  scored.tally.seconds = run->seconds;
  scored.tally.peak_megabytes = run->peak_megabytes;
  return scored;
}

}  // namespace

rules::Result<Evaluation> evaluate(const std::vector<SetDocument>& documents,
                                   const EvaluationOptions& options) {
  std::vector<Scored> results(documents.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < documents.size(); i = next++)
      results[i] = score_document(documents[i], options);
  };
  std::vector<std::thread> workers;
  for (int i = 0; i < options.jobs; ++i) workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();
  Evaluation evaluation;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (results[i].error) return *results[i].error;
    evaluation.all.add(results[i].tally);
    evaluation.by_style[documents[i].style].add(results[i].tally);
    evaluation.by_level[documents[i].level].add(results[i].tally);
    evaluation.by_body[documents[i].body].add(results[i].tally);
    for (const std::string& miss : results[i].misses)
      evaluation.misses.push_back(documents[i].id + ": " + miss);
  }
  return evaluation;
}

}  // namespace siffra::evaluation
