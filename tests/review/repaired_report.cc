// A report in which one reading is repaired, as the review page shows it and as decisions on it
// leave it. The picture is asked of a stand-in, which has seen one figure and no other.
//
//   repaired_report WORDS.xml FIGURE STEM [DECISIONS]     writes STEM.html and STEM.json
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "extract/readers.h"
#include "extract/statements.h"
#include "extract/table.h"
#include "reconcile/report/decisions_file.h"
#include "reconcile/report/review_page.h"
#include "tools/pipeline.h"

namespace {

using namespace siffra;

std::string digits_of(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

reconcile::SecondLook having_seen(const std::string& figure) {
  return [figure](const extract::StatementCell&, const std::string& text,
                  const std::string&) -> std::optional<double> {
    return digits_of(text) == digits_of(figure) ? 12 : -20;
  };
}

std::optional<reconcile::Decisions> decisions_in(const char* file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  auto decisions = reconcile::read_decisions(bytes, file);
  if (!decisions) return std::nullopt;
  return std::move(*decisions);
}

bool write(const std::string& file, const std::string& bytes) {
  return bool(std::ofstream(file, std::ios::binary) << bytes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto files = rules::standard_pack_files();
  const auto book = files ? rules::RuleBook::load(*files) : files.error();
  auto document = extract::read_document(argv[1], {});
  const auto decisions = argc > 4 ? decisions_in(argv[4]) : reconcile::Decisions();
  if (!book || !document || !decisions) return 2;
  tools::Stages stages;
  stages.document = std::move(*document);
  stages.tables = extract::find_tables(stages.document, &*book);
  stages.extraction = extract::build_statements(stages.document, stages.tables, *book);
  stages.decided = reconcile::apply_readings(*decisions, stages.extraction);
  reconcile::RepairSettings settings;
  settings.second_look = having_seen(argv[2]);
  reconcile::Repaired repaired = reconcile::repair(stages.extraction, *book, settings);
  stages.audit = std::move(repaired.audit);
  stages.repairs = std::move(repaired.repairs);
  reconcile::apply_to_findings(*decisions, stages.audit);
  const reconcile::Report report = tools::to_report(std::move(stages));
  const auto no_picture = [](const extract::Page& page,
                             reconcile::PageUse) -> rules::Result<reconcile::ReviewPicture> {
    return rules::Error{rules::ErrorCode::kNotFound, "there is no picture", {"", page.number}};
  };
  const std::string stem = argv[3];
  const auto language = reconcile::Language::kSwedish;
  const bool written =
      write(stem + ".html", reconcile::to_review_page(report, language, "words", no_picture)) &&
      write(stem + ".json", reconcile::to_json(report, language));
  return written ? 0 : 2;
}
