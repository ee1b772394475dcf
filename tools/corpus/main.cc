// siffra-corpus: makes test documents with known truth from the tables in corpus/.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "tools/corpus/equations.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/library.h"
#include "tools/corpus/make_set.h"
#include "tools/corpus/model.h"
#include "tools/corpus/scan_level.h"

namespace {

using namespace siffra;

constexpr int kWrongUsage = 2;
constexpr int kUnreadable = 3;

int failed(const rules::Error& error) {
  std::cerr << "siffra-corpus: " << rules::to_string(error) << "\n";
  return error.code == rules::ErrorCode::kInvalidArgument ? kWrongUsage : kUnreadable;
}

int print_figures(const std::string& file, std::uint64_t seed) {
  const rules::Result<std::string> text = corpus::read_file(file);
  if (!text) return failed(text.error());
  const rules::Result<corpus::Model> model = corpus::parse_model(*text, file);
  if (!model) return failed(model.error());
  const rules::Result<corpus::Report> report = corpus::make_report(*model, seed);
  if (!report) return failed(report.error());
  std::cout << corpus::print_report(*report);
  return 0;
}

// How many equations each body has, and which of them its printed figures break.
int check_bodies(const std::string& folder) {
  const rules::Result<std::vector<corpus::Report>> bodies = corpus::read_bodies(folder);
  if (!bodies) return failed(bodies.error());
  for (const corpus::Report& body : *bodies) {
    int rounded = 0, broken = 0;
    const std::vector<corpus::Equation> equations = corpus::equations_of(body);
    for (const corpus::Equation& equation : equations) {
      const corpus::Residual residual = corpus::residual_of(body, equation);
      if (residual.holds && residual.ore != 0) ++rounded;
      if (residual.holds) continue;
      ++broken;
      const corpus::CellName name = corpus::name_of(body, equation.terms.front().cell);
      std::cout << "  " << name.statement << "." << name.row << "." << name.column << " is off by "
                << residual.ore / 100 << " kr\n";
    }
    std::cout << body.id << ": " << equations.size() << " equations, " << rounded << " rounded, "
              << broken << " broken, " << body.known.size() << " known\n";
  }
  return 0;
}

int list(const std::string& folder) {
  const rules::Result<std::vector<corpus::Report>> bodies = corpus::read_bodies(folder);
  if (!bodies) return failed(bodies.error());
  for (const corpus::Report& body : *bodies)
    std::cout << "body   " << body.id << "  " << body.heading << ", " << body.body << "\n";
  for (const corpus::HouseStyle& style : corpus::house_styles())
    std::cout << "style  " << style.name << "\n";
  for (const corpus::ScanLevel& level : corpus::scan_levels())
    std::cout << "level  " << level.name << "\n";
  return 0;
}

int make(const corpus::SetPlan& plan) {
  const rules::Result<int> count = corpus::make_set(plan);
  if (!count) return failed(count.error());
  std::cerr << *count << " documents in " << plan.out << "\n";
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app{"Makes test documents with known truth from the tables of the corpus."};
  app.require_subcommand(1);
  corpus::SetPlan plan;
  plan.corpus = SIFFRA_CORPUS_DIR;
  app.add_option("--corpus", plan.corpus, "Folder of the corpus")->capture_default_str();
  app.add_subcommand("list", "The bodies, house styles and scan levels there are");
  app.add_subcommand("check",
                     "Counts the equations of every body and names those that do not hold");
  CLI::App* figures =
      app.add_subcommand("figures", "Makes the figures of a model; prints its table");
  std::string model;
  figures->add_option("MODEL", model, "A file of corpus/models")->required();
  figures->add_option("--seed", plan.seed, "Other figures for another seed");
  CLI::App* set = app.add_subcommand("make", "Typesets documents with their truth into a folder");
  set->add_option("--out", plan.out, "The folder")->required();
  set->add_option("--bodies", plan.bodies, "Only these")->delimiter(',');
  set->add_option("--styles", plan.styles, "Only these")->delimiter(',');
  set->add_option("--houses", plan.houses,
                  "Instead of styles: so many houses drawn by chance for each body")
      ->check(CLI::NonNegativeNumber)
      ->excludes("--styles");
  set->add_option("--levels", plan.levels, "digital, or levels of scanning")->delimiter(',');
  set->add_option("--errors", plan.errors, "Errors planted in each document, kinds in turn");
  std::map<std::string, corpus::ErrorKind> kinds;
  for (const corpus::ErrorKind kind : corpus::error_kinds())
    kinds.emplace(corpus::name_of(kind), kind);
  set->add_option("--kinds", plan.kinds, "Only these, in turn; one named twice comes twice")
      ->delimiter(',')
      ->transform(CLI::CheckedTransformer(kinds));
  set->add_flag("--fresh", plan.fresh, "New figures for the modelled bodies, from the seed");
  set->add_option("--seed", plan.seed, "Every random choice follows from it");
  CLI11_PARSE(app, argc, argv);
  if (app.got_subcommand("list")) return list(plan.corpus);
  if (app.got_subcommand("check")) return check_bodies(plan.corpus);
  if (app.got_subcommand(figures)) return print_figures(model, plan.seed);
  return make(plan);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "siffra-corpus: %s\n", error.what());
    return 3;
  }
}
