// siffra-eval: how well the program reads, and how well it finds errors, on documents whose truth
// is known.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include "tools/eval/evaluation.h"
#include "tools/eval/render.h"
#include "tools/eval/set.h"

namespace {

using namespace siffra;

constexpr int kThresholdsUnmet = 1;
constexpr int kUnreadable = 3;

struct Options {
  std::string folder, truth, compare, json, html, calibration, thresholds;
  evaluation::EvaluationOptions evaluation;
};

int failed(const rules::Error& error) {
  std::cerr << "siffra-eval: " << rules::to_string(error) << "\n";
  return kUnreadable;
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out << text;
  return static_cast<bool>(out.flush());
}

int run(const Options& options) {
  const auto documents = evaluation::read_set(options.folder, options.truth);
  if (!documents) return failed(documents.error());
  const auto result = evaluation::evaluate(*documents, options.evaluation);
  if (!result) return failed(result.error());
  std::cout << evaluation::to_text(*result);
  if (!options.json.empty() && !write_file(options.json, evaluation::to_json(*result)))
    return failed({rules::ErrorCode::kIo, "cannot be written", {options.json, 0, 0}});
  if (!options.html.empty() && !write_file(options.html, evaluation::to_html(*result)))
    return failed({rules::ErrorCode::kIo, "cannot be written", {options.html, 0, 0}});
  if (!options.calibration.empty() &&
      !write_file(options.calibration, evaluation::calibration_svg(*result)))
    return failed({rules::ErrorCode::kIo, "cannot be written", {options.calibration, 0, 0}});
  if (!options.compare.empty()) {
    const auto difference = evaluation::compared(*result, options.compare);
    if (!difference) return failed(difference.error());
    std::cout << "\nagainst " << options.compare << "\n" << *difference;
  }
  if (options.thresholds.empty()) return 0;
  const auto unmet = evaluation::unmet_thresholds(*result, options.thresholds);
  if (!unmet) return failed(unmet.error());
  if (unmet->empty()) return 0;
  std::cerr << *unmet;
  return kThresholdsUnmet;
}

int run(int argc, char** argv) {
  CLI::App app{"Measures siffra on documents whose truth is known."};
  Options options;
  app.add_option("SET", options.folder, "A set made by siffra-corpus, or a folder of documents")
      ->required();
  app.add_option("--truth", options.truth, "Folder of truth files, for a folder of documents");
  app.add_option("--program", options.evaluation.program, "The program to run")
      ->capture_default_str();
  app.add_option("-j,--jobs", options.evaluation.jobs, "Documents at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--limit", options.evaluation.limit_seconds, "Seconds a document may take")
      ->capture_default_str();
  app.add_flag("-v,--misses", options.evaluation.list_misses, "List what went wrong");
  app.add_option("--keep", options.evaluation.keep, "Keep the report files in this folder");
  app.add_option("--json", options.json, "Write the figures as JSON");
  app.add_option("--html", options.html, "Write a page with tables and plots");
  app.add_option("--calibration", options.calibration,
                 "Write stated against found doubt as an SVG figure");
  app.add_option("--compare", options.compare, "Show what changed against such a JSON");
  app.add_option("--thresholds", options.thresholds, "Exit with 1 when these are not met");
  CLI11_PARSE(app, argc, argv);
  return run(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "siffra-eval: %s\n", error.what());
    return 3;
  }
}
