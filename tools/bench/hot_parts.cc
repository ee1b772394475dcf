// siffra-bench: what the hot parts cost, on a typeset report of the corpus.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "extract/readers.h"
#include "extract/statements.h"
#include "extract/table.h"
#include "reconcile/audit.h"
#include "rules/amount.h"
#include "rules/rule_book.h"
#include "tools/corpus/library.h"
#include "tools/corpus/make_document.h"

namespace {

using namespace siffra;

[[noreturn]] void give_up(const rules::Error& error) {
  (void)std::fprintf(stderr, "siffra-bench: %s\n", rules::to_string(error).c_str());
  std::exit(3);
}

template <typename T>
T value_or_exit(rules::Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

// The first body of the corpus in one style, and every stage's input made from it once.
struct Stages {
  std::string pdf;
  extract::Document document;
  std::vector<extract::Table> tables;
  rules::RuleBook book;
  extract::Extraction extraction;
};

Stages make_stages() {
  const auto bodies = value_or_exit(corpus::read_bodies(SIFFRA_CORPUS_DIR));
  const auto filler = value_or_exit(corpus::read_filler(SIFFRA_CORPUS_DIR));
  corpus::TextMeasure measure;
  const auto made = value_or_exit(corpus::make_document(
      bodies.front(), {*corpus::find_house_style("serif"), "digital", 1, {}}, filler, measure));
  const auto packs = value_or_exit(rules::standard_pack_files());
  rules::RuleBook book = value_or_exit(rules::RuleBook::load(packs));
  extract::Document document =
      value_or_exit(extract::read_pdf(made.files.front(), "bench.pdf", {}));
  std::vector<extract::Table> tables = extract::find_tables(document);
  extract::Extraction extraction = extract::build_statements(document, tables, book);
  return {made.files.front(), std::move(document), std::move(tables), std::move(book),
          std::move(extraction)};
}

const Stages& stages() {
  static const Stages made = make_stages();
  return made;
}

void read_amounts(benchmark::State& state) {
  const std::vector<std::string> texts{"2 997 335", "-3 152 233", "- 2.904",  "4.511.722",
                                       "(1 250)",   "78 %",       "12 345,6", "Summa"};
  for (auto _ : state)
    for (const std::string& text : texts)
      benchmark::DoNotOptimize(rules::read_amount(text, rules::AmountOptions{}));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(texts.size()));
}
BENCHMARK(read_amounts);

void read_pdf(benchmark::State& state) {
  const std::string& pdf = stages().pdf;
  for (auto _ : state) benchmark::DoNotOptimize(extract::read_pdf(pdf, "bench.pdf", {}));
}
BENCHMARK(read_pdf)->Unit(benchmark::kMillisecond);

void find_tables(benchmark::State& state) {
  const Stages& input = stages();
  for (auto _ : state) benchmark::DoNotOptimize(extract::find_tables(input.document));
}
BENCHMARK(find_tables)->Unit(benchmark::kMillisecond);

void build_statements(benchmark::State& state) {
  const Stages& input = stages();
  for (auto _ : state)
    benchmark::DoNotOptimize(extract::build_statements(input.document, input.tables, input.book));
}
BENCHMARK(build_statements)->Unit(benchmark::kMillisecond);

void audit(benchmark::State& state) {
  const Stages& input = stages();
  for (auto _ : state) benchmark::DoNotOptimize(reconcile::audit(input.extraction, input.book));
}
BENCHMARK(audit)->Unit(benchmark::kMillisecond);

void load_rule_packs(benchmark::State& state) {
  const auto packs = value_or_exit(rules::standard_pack_files());
  for (auto _ : state) benchmark::DoNotOptimize(rules::RuleBook::load(packs));
}
BENCHMARK(load_rule_packs)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
