#include "tools/batch/internal/database.h"

#include "tools/batch/schema.h"

namespace siffra::tools::internal {

using rules::Done;
using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr int kPatience = 20000;  // milliseconds, for another program that is writing

bool run(sqlite3* database, const char* sql) {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

// nullopt: it cannot be asked.
std::optional<sqlite3_int64> number_of(sqlite3* database, const char* sql) {
  Query query(database, sql);
  if (!query.row()) return std::nullopt;
  return query.number_at(0);
}

Result<Database> open_database(const std::string& file, int flags) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  Database database(opened);
  if (code != SQLITE_OK) return error_of(opened, file);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_busy_timeout(opened, kPatience);
  return database;
}

bool make_tables(sqlite3* database) {
  const std::string marks = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + ";";
  return run(database, kSchema) && run(database, marks.c_str());
}

// Every table, view and index of `kSchema` stands there letter by letter, and no trigger beside
// them.
bool has_our_schema(sqlite3* database) {
  const auto model = open_database(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!model || !make_tables(model->get())) return false;
  Query wanted(model->get(), "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while (wanted.row()) {
    const std::string type = wanted.text_at(0), name = wanted.text_at(1);
    Query found(database, "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
    if (!found.text(type).text(name).row() || found.text_at(0) != wanted.text_at(2)) return false;
  }
  return number_of(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") == 0;
}

enum class Origin { kNobodys, kOurs };  // nobody's: it holds nothing yet

// Only reads: a file that is not ours is left as it was.
Result<Origin> origin_of(sqlite3* database, const std::string& file) {
  const auto refused = [&file](const std::string& why) {
    return Error{ErrorCode::kWrongFormat, why, {file}};
  };
  const auto objects = number_of(database, "SELECT count(*) FROM sqlite_schema");
  const auto application = number_of(database, "PRAGMA application_id");
  const auto schema = number_of(database, "PRAGMA user_version");
  if (!objects || !application || !schema) return error_of(database, file);
  if (*application == 0 && *objects == 0) return Origin::kNobodys;
  if (*application != kApplicationId) return refused("this is a database of another program");
  if (*schema != kSchemaVersion) {
    return refused("this database was made by another version of siffra (schema " +
                   std::to_string(*schema) + ", this program knows " +
                   std::to_string(kSchemaVersion) + ")");
  }
  if (!has_our_schema(database)) {
    return refused("the tables of this database are not as siffra makes them");
  }
  return Origin::kOurs;
}

}  // namespace

Error error_of(sqlite3* database, const std::string& file) {
  const int code = database == nullptr ? SQLITE_NOMEM : sqlite3_errcode(database) & 0xff;
  std::string message;
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      message = "the database is locked by another program; try again when it is done";
      break;
    case SQLITE_FULL:
      message = "the database cannot grow: the disk is full";
      break;
    case SQLITE_NOTADB:
      message = "this is not a database of siffra";
      break;
    default:
      message = "the database cannot be used: " + std::string(sqlite3_errstr(code));
  }
  return {ErrorCode::kIo, message, {file}};
}

Result<Database> open_or_make_database(const std::string& file) {
  auto opened = open_database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!opened) return opened;
  sqlite3* database = opened->get();
  auto origin = origin_of(database, file);
  if (!origin) {
    Error error = origin.error();
    if (error.code == ErrorCode::kWrongFormat) {
      error.message += "; name another file, and a new one is made";
    }
    return error;
  }
  if (!run(database,
           "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")) {
    return error_of(database, file);
  }
  if (*origin == Origin::kOurs) return opened;
  // Two programs that open a new file at once are told apart by the transaction: the second finds
  // the tables made.
  Transaction transaction(database);
  if (!transaction) return error_of(database, file);
  origin = origin_of(database, file);
  if (!origin) return origin.error();
  if (*origin == Origin::kOurs) return opened;
  if (!make_tables(database) || !transaction.commit()) return error_of(database, file);
  return opened;
}

Result<Database> open_database_to_read(const std::string& file) {
  auto opened = open_database(file, SQLITE_OPEN_READONLY);
  if (!opened) return opened;
  const auto origin = origin_of(opened->get(), file);
  if (!origin) return origin.error();
  if (*origin == Origin::kNobodys) {
    return Error{ErrorCode::kWrongFormat, "this is not a database of siffra", {file}};
  }
  return opened;
}

Query::Query(sqlite3* database, const char* sql) {
  sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
}

Query& Query::text(std::string_view value) {
  sqlite3_bind_text(statement_, ++bound_, value.data(), static_cast<int>(value.size()),
                    SQLITE_STATIC);
  return *this;
}

Query& Query::text_or_null(std::string_view value) {
  if (!value.empty()) return text(value);
  sqlite3_bind_null(statement_, ++bound_);
  return *this;
}

Query& Query::real(double value) {
  sqlite3_bind_double(statement_, ++bound_, value);
  return *this;
}

std::string Query::text_at(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Transaction::Transaction(sqlite3* database)
    : database_(database), open_(run(database, "BEGIN IMMEDIATE")) {}

Transaction::~Transaction() {
  if (open_) run(database_, "ROLLBACK");
}

bool Transaction::commit() {
  if (!open_ || !run(database_, "COMMIT")) return false;
  open_ = false;
  return true;
}

}  // namespace siffra::tools::internal
