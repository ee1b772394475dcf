// Taking a run up again from a database that is damaged, or that a stranger made: the tables may
// hold anything of any type. It is opened, asked as a run asks it, written to, and read for a
// history.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "reconcile/report/read_report.h"
#include "tools/batch/run_row.h"
#include "tools/batch/run_state.h"

namespace {

using siffra::tools::DocumentResult;
using siffra::tools::RunState;

// One file for all inputs of a process, in memory where there is such a place.
class DatabaseFile {
 public:
  DatabaseFile() {
    std::error_code error;
    const std::filesystem::path memory = "/dev/shm";
    const auto folder = std::filesystem::is_directory(memory, error)
                            ? memory
                            : std::filesystem::temp_directory_path(error);
    path_ = folder / ("siffra-fuzz-" + std::to_string(::getpid()) + ".sqlite");
  }
  ~DatabaseFile() { remove(); }
  DatabaseFile(const DatabaseFile&) = delete;
  DatabaseFile& operator=(const DatabaseFile&) = delete;

  void hold(const std::uint8_t* data, std::size_t size) const {
    remove();
    std::ofstream(path_, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(path_.string() + end, ignored);
    }
  }
  std::filesystem::path path_;
};

// What is told of a document that the database knows.
void tell(RunState& state, const std::string& sha256) {
  auto known = state.find(sha256);
  if (!known && known.error().message.empty()) std::abort();
  const auto report = state.report(sha256);
  if (report && !report->empty()) (void)siffra::reconcile::read_report(*report);
  auto findings = state.findings(sha256);
  if (!known || !*known) return;
  siffra::tools::RunRow row{"a.pdf", "a", (*known)->result, {}};
  if (findings) row.result.findings = std::move(*findings);
  (void)siffra::tools::findings_lines(row);
  (void)siffra::tools::index_page({row}, siffra::reconcile::Language::kSwedish);
  (void)siffra::tools::outcome_for_people(row, siffra::reconcile::Language::kEnglish);
}

void take_up(const std::filesystem::path& file) {
  auto state = RunState::open(file);
  if (!state) {
    if (state.error().message.empty()) std::abort();
    return;
  }
  if (!state->begin({"0.1.0", "p1", "sv", "", "4096 MB, 900 s"})) return;
  for (const char* sha256 : {"a1", "b2"}) tell(*state, sha256);
  DocumentResult result;
  result.sha256 = "b2";
  result.media_type = "application/pdf";
  result.state = siffra::tools::DocumentState::kChecked;
  (void)state->note_file(0, {"b.pdf", "b", "b2", {}});
  if (state->store(result, "{}")) tell(*state, "b2");
  (void)state->finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const DatabaseFile file;
  file.hold(data, size);
  take_up(file.path());
  const auto reports = siffra::tools::stored_reports(file.path());
  if (!reports) return 0;
  for (const auto& report : *reports) (void)siffra::reconcile::read_report(report.report);
  return 0;
}
