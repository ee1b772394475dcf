// The commands of the program, each a function from its settings to an exit status. Reading the
// command line (main.cc) is all that stands before them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/report/report.h"
#include "tools/batch/confinement.h"
#include "tools/pipeline.h"
#include "tools/siffra/exit_status.h"

namespace siffra::tools {

struct CommonSettings {
  reconcile::Language language = reconcile::Language::kSwedish;
  std::vector<std::filesystem::path> rule_files;  // after the packs that come with the program
  std::optional<std::string> password;
  std::optional<std::filesystem::path> out;  // folder; none: standard output
  int jobs = 0;                              // scanned pages read side by side; 0 = by processors
  bool all_pages = false;                    // read running text on scanned pages too
};

enum class CheckFormat { kText, kJson };
enum class OutputFormat { kHtml, kJson, kCsv, kXlsx, kPdf };
struct CheckSettings {
  CommonSettings common;
  std::vector<std::filesystem::path> reports;  // files and folders
  CheckFormat format = CheckFormat::kText;
  std::vector<OutputFormat> formats = {OutputFormat::kHtml, OutputFormat::kJson};  // in --out
  std::optional<std::filesystem::path> decisions;  // of the auditor, on the one report
  std::vector<std::string> include, exclude;       // globs, for folders
  std::optional<std::filesystem::path> database;   // the state of a run, to resume it
  Limits limits;                                   // of one document's reading
};
ExitStatus run_check(const CheckSettings& settings);

struct HistorySettings {
  CommonSettings common;
  std::vector<std::filesystem::path> inputs;  // folders, databases, documents, report files
  std::vector<std::string> include, exclude;
  Limits limits;
};
ExitStatus run_history(const HistorySettings& settings);

enum class ExtractFormat { kJson, kCsv, kXlsx, kAlto, kPdf };
struct ExtractSettings {
  CommonSettings common;
  std::filesystem::path report;
  ExtractFormat format = ExtractFormat::kJson;
};
ExitStatus run_extract(const ExtractSettings& settings);

enum class ExplainFormat { kText, kJson, kPng };
struct ExplainSettings {
  CommonSettings common;
  std::filesystem::path report;
  Stage stage = Stage::kStatements;
  int page = 0;  // 0: all
  ExplainFormat format = ExplainFormat::kText;
};
ExitStatus run_explain(const ExplainSettings& settings);

ExitStatus run_rules_list(const CommonSettings& settings);
// A concept, identity or pack by its name; nothing named: all of them.
ExitStatus run_rules_show(const CommonSettings& settings, const std::string& name);
ExitStatus run_rules_check(const CommonSettings& settings,
                           const std::vector<std::filesystem::path>& files);

// The packs, or the complaint that goes with kWrongUsage.
std::optional<rules::RuleBook> rules_or_complaint(const CommonSettings& settings);

// How to read `file`; tells a terminal how far a long reading has come.
extract::ReadOptions reading_options(const CommonSettings& settings,
                                     const std::filesystem::path& file);

// To the folder of --out under `name`, or to standard output.
ExitStatus deliver(const CommonSettings& settings, const std::string& name, std::string_view bytes);

// The file of one statement's table: "report.s3.income_statement.csv".
std::string csv_name(const std::string& stem, const extract::Statement& statement);

}  // namespace siffra::tools
