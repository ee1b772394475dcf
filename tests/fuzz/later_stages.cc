#include "tests/fuzz/later_stages.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "extract/statements.h"
#include "extract/table.h"
#include "extract/text_repair.h"
#include "reconcile/audit.h"
#include "reconcile/percentages.h"
#include "rules/rule_book.h"

namespace siffra::fuzz {
namespace {

const rules::RuleBook& standard_book() {
  static const rules::RuleBook book = [] {
    const auto files = rules::standard_pack_files();
    if (!files) std::abort();
    auto loaded = rules::RuleBook::load(*files);
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  return book;
}

}  // namespace

void follow(rules::Result<extract::Document> read) {
  if (!read) return;
  const rules::RuleBook& book = standard_book();
  extract::repair_text(*read, book);
  const std::vector<extract::Table> tables = extract::find_tables(*read, &book);
  extract::Extraction extraction = extract::build_statements(*read, tables, book);
  reconcile::settle_percentages(extraction, book);
  const reconcile::Audit audit = reconcile::audit(extraction, book);
  if (audit.checks.size() > 100'000'000) std::abort();  // the work is not optimised away
}

}  // namespace siffra::fuzz
