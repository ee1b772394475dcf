// Strict reading of one TOML table: every key is asked for by name and type, what is not asked for
// is an error, and every error says the line and what would be allowed.
//
//   TableReader title(table, "[[title]]", file);
//   const Texts phrases = title.texts("phrases");
//   if (const auto error = title.finish()) return *error;
//
// The first error is kept and later reads give empty values, so that a caller checks once.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/pack_source.h"
#include "rules/result.h"

namespace siffra::rules::internal {

class TableReader {
 public:
  TableReader(const toml::table& table, std::string name, std::string file);

  [[nodiscard]] bool has(std::string_view key) const;
  std::optional<Text> text(std::string_view key);
  Text required_text(std::string_view key);
  Texts texts(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key);
  bool flag(std::string_view key);
  std::vector<Texts> text_lists(std::string_view key);           // an array of arrays of strings
  std::vector<const toml::table*> tables(std::string_view key);  // [[key]]
  const toml::table* table(std::string_view key);                // [key]

  // A word of a closed set: `find` turns it into a value; `allowed` is what the error offers.
  template <typename Find>
  auto term(std::string_view key, Find find, std::string_view allowed) -> decltype(find({})) {
    const std::optional<Text> word = text(key);
    if (!word) return std::nullopt;
    const auto found = find(std::string_view(word->text));
    if (!found) {
      fail(word->line, "unknown " + std::string(key) + " \"" + word->text + "\" in " + name_ +
                           "; allowed: " + std::string(allowed));
    }
    return found;
  }

  void fail(int line, std::string message);
  void require(bool condition, std::string message);
  [[nodiscard]] int line() const { return line_; }

  // The first error, or one about a key that nobody asked for.
  std::optional<Error> finish();

 private:
  const toml::node* take(std::string_view key);
  static int line_of(const toml::node& node);

  const toml::table& table_;
  std::string name_, file_;
  int line_ = 0;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

}  // namespace siffra::rules::internal
