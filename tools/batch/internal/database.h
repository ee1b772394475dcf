// SQLite as this folder uses it: a connection, a statement, a transaction, and the question whether
// a file is a database of ours at all.
//
// A file may come from a stranger. Before anything is written to it, it must be marked as ours and
// hold the tables and views of `kSchema` letter by letter and no trigger, so that nothing in it
// runs along; what SQL it holds besides is not trusted with functions that reach outside.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "rules/result.h"

namespace siffra::tools::internal {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

// For reading and writing; made with its tables where there is none. An empty name is a private
// database in temporary files, gone when it is closed.
rules::Result<Database> open_or_make_database(const std::string& file);
rules::Result<Database> open_database_to_read(const std::string& file);

// What went wrong last, said for people.
rules::Error error_of(sqlite3* database, const std::string& file);

// One prepared statement, used from here to the end of its scope.
class Query {
 public:
  Query(sqlite3* database, const char* sql);
  ~Query() { sqlite3_finalize(statement_); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Each binds the next parameter. Texts must outlive the query.
  Query& text(std::string_view value);
  Query& text_or_null(std::string_view value);
  template <typename Integer>
  Query& number(Integer value) {
    sqlite3_bind_int64(statement_, ++bound_, static_cast<sqlite3_int64>(value));
    return *this;
  }
  Query& real(double value);

  bool row() { return sqlite3_step(statement_) == SQLITE_ROW; }
  bool done() { return sqlite3_step(statement_) == SQLITE_DONE; }

  [[nodiscard]] std::string text_at(int column) const;
  [[nodiscard]] sqlite3_int64 number_at(int column) const {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] double real_at(int column) const {
    return sqlite3_column_double(statement_, column);
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

// All or nothing: undone unless committed.
class Transaction {
 public:
  explicit Transaction(sqlite3* database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  explicit operator bool() const { return open_; }
  bool commit();

 private:
  sqlite3* database_;
  bool open_;
};

}  // namespace siffra::tools::internal
