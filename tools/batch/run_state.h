// The state of a run in SQLite: which documents were read, by which rules, with what result.
// docs/database.md describes the tables and views, which other programs may read.
//
//   auto state = RunState::open("run.sqlite");        // {} : a private one, gone with the program
//   state->begin({version, packs, "sv", …});
//   if (auto known = state->find(sha256)) …           // by the rules of this run
//   state->store(result, report_json);
//
// A document is known by its content, not its name. Each store is one transaction in write-ahead
// mode: a run that is killed has lost nothing but the documents it was reading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/batch/document_result.h"

namespace siffra::tools {

// What a result depends on besides the document. Another of these makes another result.
struct EngineFacts {
  std::string tool_version;
  std::string packs_sha256;  // of the contents of the rule packs, in their order
  std::string language;      // "sv", "en": the findings are told in it
  std::string settings;      // other settings that change results, "all_pages"
  std::string limits;        // of memory and time: a document that broke them is tried with others
};

struct KnownResult {
  DocumentResult result;  // without findings and repairs
  std::string limits;     // it was read under
};

// A file of the run, in the order of its inputs.
struct RunFile {
  std::string path;     // as given
  std::string stem;     // of its result files
  std::string sha256;   // empty: it could not be opened
  std::string trouble;  // why
};

class RunState {
 public:
  static rules::Result<RunState> open(const std::optional<std::filesystem::path>& file);
  RunState(RunState&&) noexcept;
  RunState& operator=(RunState&&) noexcept;
  ~RunState();

  rules::Result<rules::Done> begin(const EngineFacts& engine);
  rules::Result<rules::Done> finish();

  rules::Result<std::optional<KnownResult>> find(const std::string& sha256);
  // The report file of a result; empty where there is none.
  rules::Result<std::string> report(const std::string& sha256);
  rules::Result<std::vector<FindingFacts>> findings(const std::string& sha256);

  rules::Result<rules::Done> note_file(std::size_t position, const RunFile& file);
  rules::Result<rules::Done> store(const DocumentResult& result, const std::string& report);

 private:
  struct Connection;
  explicit RunState(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

// Every report of a database in the newest result of each document, for a history.
struct StoredReport {
  std::string path;
  std::string report;  // siffra.report/1
};
rules::Result<std::vector<StoredReport>> stored_reports(const std::filesystem::path& database);

}  // namespace siffra::tools
