#include "tools/batch/run_state.h"

#include <utility>

#include "tools/batch/internal/database.h"

namespace siffra::tools {

using internal::Database;
using internal::error_of;
using internal::Query;
using internal::Transaction;
using rules::Done;
using rules::Error;
using rules::Result;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

std::vector<std::string> parted(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

bool insert_findings(sqlite3* database, sqlite3_int64 result_id, const DocumentResult& result) {
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    const auto& finding = result.findings[i];
    Query query(database, "INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    query.number(result_id).number(i).text(finding.id).text(finding.key).text(finding.severity);
    query.number(finding.place.page).text_or_null(finding.place.statement);
    query.text_or_null(finding.place.label).text_or_null(finding.place.column);
    query.text_or_null(finding.place.cell).text(finding.difference).text(finding.title);
    query.text(finding.explanation).text_or_null(finding.decision);
    if (!query.done()) return false;
  }
  return true;
}

bool insert_repairs(sqlite3* database, sqlite3_int64 result_id, const DocumentResult& result) {
  for (std::size_t i = 0; i < result.repairs.size(); ++i) {
    const auto& repair = result.repairs[i];
    Query query(database, "INSERT INTO repairs VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    query.number(result_id).number(i).text(repair.id).number(repair.place.page);
    query.text_or_null(repair.place.statement).text_or_null(repair.place.label);
    query.text_or_null(repair.place.column).text_or_null(repair.place.cell);
    query.text_or_null(repair.from).text_or_null(repair.to).real(repair.probability);
    if (!query.done()) return false;
  }
  return true;
}

constexpr const char* kInsertResult =
    "INSERT INTO results (sha256, engine_id, run_id, limits, state, reason, outside_cause, "
    "attempts,"
    " first_trouble, seconds, entity, org_number, kind, period_start, period_end, pages, "
    "statements,"
    " cells, checks, exact, rounding, discrepancies, unverifiable, repaired_cells, uncertain_cells,"
    " errors, warnings, remarks, dismissed, troubles, suffixes, formats, report) VALUES "
    "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

constexpr const char* kFindResult =
    "SELECT d.bytes, d.media_type, r.limits, r.state, r.reason, r.outside_cause, r.attempts,"
    " r.first_trouble, r.seconds, r.entity, r.org_number, r.kind, r.period_start, r.period_end,"
    " r.pages, r.statements, r.cells, r.checks, r.exact, r.rounding, r.discrepancies,"
    " r.unverifiable, r.repaired_cells, r.uncertain_cells, r.errors, r.warnings, r.remarks,"
    " r.dismissed, r.troubles, r.suffixes, r.formats FROM results AS r JOIN documents AS d USING "
    "(sha256)"
    " WHERE r.sha256 = ? AND r.engine_id = ?";

KnownResult known_from(const Query& row, const std::string& sha256) {
  KnownResult known;
  DocumentResult& result = known.result;
  result.sha256 = sha256;
  result.bytes = static_cast<std::uint64_t>(row.number_at(0));
  result.media_type = row.text_at(1);
  known.limits = row.text_at(2);
  result.state = document_state_from(row.text_at(3)).value_or(DocumentState::kFailed);
  result.reason = row.text_at(4);
  result.outside_cause = row.number_at(5) != 0;
  result.attempts = static_cast<int>(row.number_at(6));
  result.first_trouble = row.text_at(7);
  result.seconds = row.real_at(8);
  result.entity = row.text_at(9);
  result.org_number = row.text_at(10);
  result.kind = row.text_at(11);
  result.period_start = row.text_at(12);
  result.period_end = row.text_at(13);
  const auto count = [&row](int column) { return static_cast<std::size_t>(row.number_at(column)); };
  result.totals = {count(14), count(15), count(16), count(17), count(18), count(19), count(20),
                   count(21), count(22), count(23), count(24), count(25), count(26), count(27)};
  result.troubles = parted(row.text_at(28));
  result.suffixes = parted(row.text_at(29));
  result.formats = row.text_at(30);
  return known;
}

}  // namespace

struct RunState::Connection {
  std::string file;
  Database database;
  sqlite3_int64 engine = 0, run = 0;
  std::string limits;

  [[nodiscard]] Error error() const { return error_of(database.get(), file); }
  bool insert_result(const DocumentResult& result, const std::string& report) const;
};

RunState::RunState(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
RunState::RunState(RunState&&) noexcept = default;
RunState& RunState::operator=(RunState&&) noexcept = default;
RunState::~RunState() = default;

Result<RunState> RunState::open(const std::optional<std::filesystem::path>& file) {
  auto connection = std::make_unique<Connection>();
  connection->file = file ? file->string() : "temporary database";
  auto database = internal::open_or_make_database(file ? file->string() : std::string());
  if (!database) return database.error();
  connection->database = std::move(*database);
  return RunState(std::move(connection));
}

Result<Done> RunState::begin(const EngineFacts& engine) {
  sqlite3* database = connection_->database.get();
  Transaction transaction(database);
  if (!transaction) return connection_->error();
  Query made(database,
             "INSERT OR IGNORE INTO engines (tool_version, packs_sha256, language, settings)"
             " VALUES (?,?,?,?)");
  made.text(engine.tool_version).text(engine.packs_sha256).text(engine.language);
  if (!made.text(engine.settings).done()) return connection_->error();
  {
    Query found(database,
                "SELECT engine_id FROM engines WHERE tool_version = ? AND packs_sha256 = ?"
                " AND language = ? AND settings = ?");
    found.text(engine.tool_version).text(engine.packs_sha256).text(engine.language);
    if (!found.text(engine.settings).row()) return connection_->error();
    connection_->engine = found.number_at(0);
  }
  connection_->limits = engine.limits;
  Query run(database, "INSERT INTO runs (engine_id, limits) VALUES (?,?)");
  if (!run.number(connection_->engine).text(engine.limits).done()) return connection_->error();
  connection_->run = sqlite3_last_insert_rowid(database);
  if (!transaction.commit()) return connection_->error();
  return Done{};
}

Result<Done> RunState::finish() {
  Query query(connection_->database.get(),
              "UPDATE runs SET finished_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
              " WHERE run_id = ?");
  if (!query.number(connection_->run).done()) return connection_->error();
  return Done{};
}

Result<std::optional<KnownResult>> RunState::find(const std::string& sha256) {
  Query query(connection_->database.get(), kFindResult);
  query.text(sha256).number(connection_->engine);
  if (query.row()) return std::optional<KnownResult>(known_from(query, sha256));
  if (sqlite3_errcode(connection_->database.get()) != SQLITE_DONE) return connection_->error();
  return std::optional<KnownResult>();
}

Result<std::string> RunState::report(const std::string& sha256) {
  Query query(connection_->database.get(),
              "SELECT report FROM results WHERE sha256 = ? AND engine_id = ?");
  query.text(sha256).number(connection_->engine);
  if (query.row()) return query.text_at(0);
  if (sqlite3_errcode(connection_->database.get()) != SQLITE_DONE) return connection_->error();
  return std::string();
}

Result<std::vector<FindingFacts>> RunState::findings(const std::string& sha256) {
  std::vector<FindingFacts> findings;
  Query query(connection_->database.get(),
              "SELECT f.id, f.key, f.severity, f.cell, f.page, f.statement, f.label,"
              " f.column_head, f.difference, f.title, f.explanation, f.decision"
              " FROM findings AS f JOIN results AS r USING (result_id)"
              " WHERE r.sha256 = ? AND r.engine_id = ? ORDER BY f.position");
  query.text(sha256).number(connection_->engine);
  while (query.row()) {
    FigurePlace place{query.text_at(3), static_cast<int>(query.number_at(4)), query.text_at(5),
                      query.text_at(6), query.text_at(7)};
    findings.push_back({query.text_at(0), query.text_at(1), query.text_at(2), std::move(place),
                        query.text_at(8), query.text_at(9), query.text_at(10), query.text_at(11)});
  }
  if (sqlite3_errcode(connection_->database.get()) != SQLITE_DONE) return connection_->error();
  return findings;
}

Result<Done> RunState::note_file(std::size_t position, const RunFile& file) {
  Query query(connection_->database.get(), "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?)");
  query.number(connection_->run).number(position).text(file.path).text(file.stem);
  if (!query.text_or_null(file.sha256).text_or_null(file.trouble).done()) {
    return connection_->error();
  }
  return Done{};
}

bool RunState::Connection::insert_result(const DocumentResult& result,
                                         const std::string& report) const {
  Query query(database.get(), kInsertResult);
  const auto& t = result.totals;
  const std::string state(name_of(result.state)), troubles = joined(result.troubles),
                                                  suffixes = joined(result.suffixes);
  query.text(result.sha256).number(engine).number(run).text(limits).text(state);
  query.text_or_null(result.reason).number(result.outside_cause ? 1 : 0).number(result.attempts);
  query.text_or_null(result.first_trouble).real(result.seconds).text_or_null(result.entity);
  query.text_or_null(result.org_number).text_or_null(result.kind);
  query.text_or_null(result.period_start).text_or_null(result.period_end);
  for (const std::size_t count :
       {t.pages, t.statements, t.cells, t.checks, t.exact, t.rounding, t.discrepancies,
        t.unverifiable, t.repaired_cells, t.uncertain_cells, t.errors, t.warnings, t.remarks,
        t.dismissed}) {
    query.number(count);
  }
  query.text_or_null(troubles).text_or_null(suffixes).text_or_null(result.formats);
  return query.text_or_null(report).done();
}

Result<Done> RunState::store(const DocumentResult& result, const std::string& report) {
  sqlite3* database = connection_->database.get();
  Transaction transaction(database);
  if (!transaction) return connection_->error();
  Query document(database, "INSERT OR IGNORE INTO documents VALUES (?,?,?)");
  Query old(database, "DELETE FROM results WHERE sha256 = ? AND engine_id = ?");
  if (!document.text(result.sha256).number(result.bytes).text(result.media_type).done() ||
      !old.text(result.sha256).number(connection_->engine).done() ||
      !connection_->insert_result(result, report)) {
    return connection_->error();
  }
  const sqlite3_int64 id = sqlite3_last_insert_rowid(database);
  if (!insert_findings(database, id, result) || !insert_repairs(database, id, result)) {
    return connection_->error();
  }
  if (!transaction.commit()) return connection_->error();
  return Done{};
}

Result<std::vector<StoredReport>> stored_reports(const std::filesystem::path& file) {
  auto database = internal::open_database_to_read(file.string());
  if (!database) return database.error();
  std::vector<StoredReport> reports;
  Query query(database->get(),
              "SELECT min(f.path), r.report FROM latest_files AS f JOIN results AS r"
              " ON r.sha256 = f.sha256 AND r.engine_id = f.engine_id"
              " WHERE r.report IS NOT NULL GROUP BY r.result_id ORDER BY 1");
  while (query.row()) reports.push_back({query.text_at(0), query.text_at(1)});
  if (sqlite3_errcode(database->get()) != SQLITE_DONE)
    return error_of(database->get(), file.string());
  return reports;
}

}  // namespace siffra::tools
