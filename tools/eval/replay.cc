// siffra-replay: a `siffra check --format json` for siffra-eval that recognises each document once.
//
//   siffra-eval SET --program siffra-replay
//
// Beside FILE it keeps FILE.kept, the extraction, and FILE.asked, what the picture answered; later
// runs repair and reconcile from those. For work on what comes after extraction: remove them when
// extraction has changed.
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "reconcile/repair.h"
#include "reconcile/report/report.h"
#include "tools/asked_picture.h"
#include "tools/eval/kept_extraction.h"
#include "tools/pipeline.h"

namespace {

using namespace siffra;
using Json = nlohmann::json;

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

rules::Result<evaluation::Kept> extraction_of(const std::string& file,
                                              const rules::RuleBook& book) {
  if (const auto text = content_of(file + ".kept")) return evaluation::kept_from(*text);
  auto stages = tools::run_stages(file, book, {}, tools::Stage::kStatements);
  if (!stages) return stages.error();
  evaluation::Kept kept{std::move(stages->document), std::move(stages->extraction)};
  for (auto& page : kept.document.pages) {
    page.words = {};
    page.rulings = {};
  }
  std::ofstream(file + ".kept", std::ios::binary) << evaluation::to_text(kept);
  return kept;
}

// Answers given before are not asked for again.
class Answers {
 public:
  Answers(std::string file, const evaluation::Kept& kept)
      : file_(std::move(file)),
        picture_(tools::ask_picture(file_, kept.document.media_type, options_, kept.extraction)) {
    if (const auto text = content_of(file_ + ".asked")) known_ = Json::parse(*text, nullptr, false);
    if (!known_.is_object()) known_ = Json::object();
  }

  std::optional<double> answer(const extract::StatementCell& cell, const std::string& text,
                               const std::string& other) {
    const std::string key = std::to_string(cell.page) + " " + std::to_string(cell.box.x0) + " " +
                            std::to_string(cell.box.y0) + " " + text + " | " + other;
    if (!picture_.second_look) return std::nullopt;
    if (!known_.contains(key)) {
      const std::optional<double> said = picture_.second_look(cell, text, other);
      known_[key] = said && std::isfinite(*said) ? Json(*said) : Json();
      fresh_ = true;
    }
    if (known_[key].is_null()) return std::nullopt;
    return known_[key].get<double>();
  }

  std::optional<bool> unread_print(int page, const extract::Box& area) {
    if (!picture_.unread_print) return std::nullopt;
    const std::string key = std::to_string(page) + " " + std::to_string(area.x0) + " " +
                            std::to_string(area.y0) + " " + std::to_string(area.x1) + " " +
                            std::to_string(area.y1);
    if (!known_.contains(key)) {
      const std::optional<bool> said = picture_.unread_print(page, area);
      known_[key] = said ? Json(*said) : Json();
      fresh_ = true;
    }
    if (known_[key].is_null()) return std::nullopt;
    return known_[key].get<bool>();
  }

  void keep() const {
    if (fresh_)
      std::ofstream(file_ + ".asked") << known_.dump(0, ' ', false, Json::error_handler_t::replace);
  }

 private:
  std::string file_;
  extract::ReadOptions options_;
  tools::Picture picture_;
  Json known_;
  bool fresh_ = false;
};

// What the search thought of each group of failing sums, on the error stream.
void tell(const std::vector<reconcile::RepairTrace>& trace) {
  for (const reconcile::RepairTrace& group : trace) {
    std::cerr << "round " << group.round << ":";
    for (const std::string& check : group.checks) std::cerr << " " << check;
    std::cerr << (group.gave_up ? ", gave up" : "") << "; report wrong " << group.report_wrong
              << "\n";
    for (const auto& choice : group.choices) {
      std::cerr << "  s" << choice.cell.statement + 1 << "/r" << choice.cell.row + 1 << "/c"
                << choice.cell.column + 1 << (choice.as_read ? " read " : "   or ") << choice.text
                << ": " << choice.prior << " by the image, " << choice.probability
                << " with the sums\n";
    }
  }
}

int failed(const rules::Error& error) {
  std::cerr << "siffra-replay: " << rules::to_string(error) << "\n";
  return 3;
}

int run(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string file = argv[argc - 1];
  const auto book = tools::load_rules({});
  if (!book) return failed(book.error());
  auto kept = extraction_of(file, *book);
  if (!kept) return failed(kept.error());
  Answers answers(file, *kept);
  reconcile::RepairSettings settings;
  settings.second_look = [&](const auto& cell, const auto& text, const auto& other) {
    return answers.answer(cell, text, other);
  };
  settings.unread_print = [&](int page, const auto& area) {
    return answers.unread_print(page, area);
  };
  reconcile::Repaired repaired = reconcile::repair(kept->extraction, *book, settings);
  answers.keep();
  if (argc > 2 && std::string(argv[1]) == "--trace") tell(repaired.trace);
  reconcile::Report report;
  report.document = std::move(kept->document);
  report.extraction = std::move(kept->extraction);
  report.audit = std::move(repaired.audit);
  report.repairs = std::move(repaired.repairs);
  std::cout << reconcile::to_json(report, reconcile::Language::kEnglish);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "siffra-replay: %s\n", error.what());
    return 3;
  }
}
