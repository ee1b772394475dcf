// The program `siffra`: the command line read into settings, and the command run.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "reconcile/report/version.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/help_in_swedish.h"
#include "tools/siffra/help_texts.h"

namespace {

using namespace siffra::tools;
using siffra::reconcile::Language;

// The settings of all commands, filled in by the parser.
struct Arguments {
  CommonSettings common;
  std::string password;
  std::string out;
  std::string database;
  std::uint64_t memory_megabytes = 4096;
  CheckSettings check;
  ExtractSettings extract;
  ExplainSettings explain;
  HistorySettings history;
  std::string rule_name;
  std::vector<std::filesystem::path> packs;
};

void add_rules_option(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--rules", arguments.common.rule_files,
                  "A rule pack of your own, after those that come with the program (repeatable)")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
}

void add_reading_options(CLI::App& command, Arguments& arguments) {
  add_rules_option(command, arguments);
  command.add_option("--password", arguments.password, "Password of an encrypted PDF")
      ->type_name("TEXT");
  command
      .add_option("--jobs", arguments.common.jobs,
                  "Reports of a folder, or scanned pages of a report, read side by side [one a\n"
                  "processor; four pages at most]")
      ->check(CLI::Range(1, 256).description(""))
      ->type_name("N");
  command.add_flag("--all-pages", arguments.common.all_pages,
                   "Read scanned pages in full, running text too");
  command.add_option("--out", arguments.out, "Write files to this folder, made if need be")
      ->type_name("DIR");
}

// An option whose value is one of a few names.
template <typename Enum>
void add_choice(CLI::App& command, const std::string& option, Enum& value,
                const std::map<std::string, Enum>& names, const std::string& text,
                const std::string& type) {
  std::vector<std::string> known;
  known.reserve(names.size());
  for (const auto& [name, unused] : names) known.push_back(name);
  command
      .add_option_function<std::string>(
          option, [&value, names](const std::string& name) { value = names.at(name); }, text)
      ->check(CLI::IsMember(known).description(""))
      ->type_name(type);
}

void add_language_option(CLI::App& command, Arguments& arguments) {
  add_choice<Language>(command, "--lang", arguments.common.language,
                       {{"sv", Language::kSwedish}, {"en", Language::kEnglish}},
                       "Language of the results: sv or en [sv]", "LANG");
}

// Files of a report, chosen by name: "html,pdf" or "all".
void add_formats_option(CLI::App& command, Arguments& arguments) {
  const std::map<std::string, OutputFormat> names = {{"html", OutputFormat::kHtml},
                                                     {"pdf", OutputFormat::kPdf},
                                                     {"xlsx", OutputFormat::kXlsx},
                                                     {"json", OutputFormat::kJson},
                                                     {"csv", OutputFormat::kCsv}};
  std::vector<std::string> known = {"all"};
  for (const auto& [name, format] : names) known.push_back(name);
  command
      .add_option_function<std::vector<std::string>>(
          "--formats",
          [&arguments, names](const std::vector<std::string>& wanted) {
            arguments.check.formats.clear();
            for (const auto& entry : names) {
              const bool asked = std::any_of(wanted.begin(), wanted.end(), [&](const auto& name) {
                return name == entry.first || name == "all";
              });
              if (asked) arguments.check.formats.push_back(entry.second);
            }
          },
          "Which files to write with --out: html, pdf, xlsx, json, csv, or all [html,json]")
      ->delimiter(',')
      ->allow_extra_args(false)  // the report that follows is no format
      ->check(CLI::IsMember(known).description(""))
      ->needs(command.get_option("--out"))
      ->type_name("LIST");
}

// Patterns may be given several times, and none swallows the reports that follow it.
void add_pattern_option(CLI::App& command, const std::string& option,
                        std::vector<std::string>& patterns, const std::string& text) {
  command.add_option(option, patterns, text)
      ->type_name("GLOB")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
}

// What concerns many reports at once, and what reading one may cost.
void add_folder_options(CLI::App& command, Arguments& arguments) {
  CheckSettings& check = arguments.check;
  add_pattern_option(command, "--include", check.include,
                     "Which files of a folder are reports (repeatable) [*.pdf]");
  add_pattern_option(command, "--exclude", check.exclude,
                     "Files or folders of a folder to pass over (repeatable)");
  command
      .add_option("--db", arguments.database,
                  "Keep the state of the run in this file; the next run goes on from there")
      ->type_name("FILE");
  command
      .add_option("--time-limit", check.limits.wall_seconds,
                  "Seconds that reading one report may take [900]")
      ->check(CLI::Range(1, 86400).description(""))
      ->type_name("SECONDS");
  command
      .add_option("--memory-limit", arguments.memory_megabytes,
                  "Megabytes of memory that reading one report may take [4096]")
      ->check(CLI::Range(64, 1 << 20).description(""))
      ->type_name("MB");
}

CLI::App* add_check(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("check", "Read reports, try every sum and tie, say what does not agree");
  command->add_option("REPORT", arguments.check.reports, "Report files, or folders of PDFs")
      ->required()
      ->type_name("");
  add_choice<CheckFormat>(*command, "--format", arguments.check.format,
                          {{"text", CheckFormat::kText}, {"json", CheckFormat::kJson}},
                          "text or json, one line a report [text]", "FORMAT");
  add_language_option(*command, arguments);
  add_reading_options(*command, arguments);
  add_formats_option(*command, arguments);
  command
      ->add_option("--decisions", arguments.check.decisions,
                   "What was decided in the review page of an earlier check of this report")
      ->type_name("FILE");
  add_folder_options(*command, arguments);
  command->footer(kCheckFooter);
  return command;
}

CLI::App* add_extract(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("extract", "Only read the statements of a report");
  command->add_option("REPORT", arguments.extract.report, "The report")->required()->type_name("");
  add_choice<ExtractFormat>(
      *command, "--format", arguments.extract.format,
      {{"json", ExtractFormat::kJson},
       {"csv", ExtractFormat::kCsv},
       {"xlsx", ExtractFormat::kXlsx},
       {"alto", ExtractFormat::kAlto},
       {"pdf", ExtractFormat::kPdf}},
      "json, csv, xlsx; alto: every word with its place and readings; pdf: the "
      "pages made searchable [json]",
      "FORMAT");
  add_language_option(*command, arguments);
  add_reading_options(*command, arguments);
  command->footer(kExtractFooter);
  return command;
}

CLI::App* add_explain(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("explain", "Show what each stage of reading saw");
  command->add_option("REPORT", arguments.explain.report, "The report")->required()->type_name("");
  add_choice<Stage>(*command, "--stage", arguments.explain.stage,
                    {{"words", Stage::kWords},
                     {"lines", Stage::kLines},
                     {"tables", Stage::kTables},
                     {"statements", Stage::kStatements},
                     {"equations", Stage::kEquations},
                     {"repairs", Stage::kRepairs}},
                    "words, lines, tables, statements, equations or repairs [statements]", "STAGE");
  command->add_option("--page", arguments.explain.page, "Only this page, counted from 1")
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N");
  add_choice<ExplainFormat>(*command, "--format", arguments.explain.format,
                            {{"text", ExplainFormat::kText},
                             {"json", ExplainFormat::kJson},
                             {"png", ExplainFormat::kPng}},
                            "text, json, or png: the page with what was found drawn on it [text]",
                            "FORMAT");
  add_language_option(*command, arguments);
  add_reading_options(*command, arguments);
  command->footer(kExplainFooter);
  return command;
}

CLI::App* add_history(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("history", "One body over the years: ties between its reports, series");
  command
      ->add_option("REPORTS", arguments.history.inputs,
                   "Folders of reports, databases of siffra check, or files")
      ->required()
      ->type_name("");
  add_language_option(*command, arguments);
  add_reading_options(*command, arguments);
  add_pattern_option(*command, "--include", arguments.history.include,
                     "Which files of a folder are reports (repeatable) [*.pdf, *.json]");
  add_pattern_option(*command, "--exclude", arguments.history.exclude,
                     "Files or folders of a folder to pass over (repeatable)");
  command->footer(kHistoryFooter);
  return command;
}

struct RulesCommands {
  CLI::App *list = nullptr, *show = nullptr, *check = nullptr;
};

RulesCommands add_rules(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("rules", "The rule packs: what is known about accounts");
  command->require_subcommand(1);
  command->footer(kRulesFooter);
  RulesCommands made;
  made.list = command->add_subcommand("list", "The packs in use and what they hold");
  add_language_option(*made.list, arguments);
  add_rules_option(*made.list, arguments);
  made.show = command->add_subcommand("show", "A concept, identity or pack; or all names");
  made.show->add_option("NAME", arguments.rule_name, "Its name: balance.balances")->type_name("");
  add_language_option(*made.show, arguments);
  add_rules_option(*made.show, arguments);
  made.check = command->add_subcommand("check", "Whether packs of your own are valid");
  made.check->add_option("FILE", arguments.packs, "The packs")->required()->type_name("");
  add_language_option(*made.check, arguments);
  return made;
}

// Help and complaints come before the language could be parsed.
bool asks_for_english(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang=en") return true;
    if (argument == "--lang" && i + 1 < argc) return std::string_view(argv[i + 1]) == "en";
  }
  return false;
}

ExitStatus run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{kAbout, "siffra"};
  app.set_version_flag("--version", "siffra " + std::string(siffra::reconcile::version()));
  app.require_subcommand(1);
  app.footer(kMainFooter);
  CLI::App* check = add_check(app, arguments);
  CLI::App* extract = add_extract(app, arguments);
  CLI::App* explain = add_explain(app, arguments);
  CLI::App* history = add_history(app, arguments);
  const RulesCommands rules = add_rules(app, arguments);
  const bool swedish = !asks_for_english(argc, argv);
  if (swedish) tell_in_swedish(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;  // for help or the version
    if (!asked && swedish) {
      std::cerr << parse_error_in_swedish(error.what());
      return kWrongUsage;
    }
    return app.exit(error) == 0 ? kAgrees : kWrongUsage;
  }
  if (!arguments.password.empty()) arguments.common.password = arguments.password;
  if (!arguments.out.empty()) arguments.common.out = arguments.out;
  if (!arguments.database.empty()) arguments.check.database = arguments.database;
  arguments.check.limits.memory_bytes = arguments.memory_megabytes << 20;
  arguments.check.limits.cpu_seconds = arguments.check.limits.wall_seconds;
  arguments.check.common = arguments.extract.common = arguments.explain.common = arguments.common;
  arguments.history.common = arguments.common;
  if (check->parsed()) return run_check(arguments.check);
  if (history->parsed()) return run_history(arguments.history);
  if (extract->parsed()) return run_extract(arguments.extract);
  if (explain->parsed()) return run_explain(arguments.explain);
  if (rules.list->parsed()) return run_rules_list(arguments.common);
  if (rules.show->parsed()) return run_rules_show(arguments.common, arguments.rule_name);
  return run_rules_check(arguments.common, arguments.packs);
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that closes the pipe, and a file that may not grow, are met where we write, not by a
  // signal.
  if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) return kWrongUsage;
  if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return kWrongUsage;
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    if (std::fputs("siffra: not enough memory\n", stderr) == EOF) return kUnreadable;
  } catch (...) {
    // Our code throws nothing: this is the command-line library refusing its own set-up.
    if (std::fputs("siffra: internal error\n", stderr) == EOF) return kUnreadable;
  }
  return kUnreadable;
}
