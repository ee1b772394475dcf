// Regular expressions of rule packs. The one place that knows RE2.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/pack_source.h"
#include "rules/result.h"

namespace siffra::rules::internal {

// Many patterns tried on one text in one pass; each stands for an index the caller gave it.
class PatternSet {
 public:
  PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;
  ~PatternSet();

  // The pattern must match the whole text. A pattern that is not one is an error with its line.
  std::optional<Error> add(const Text& pattern, const std::string& file, std::size_t index);
  // To be called once, after the last add.
  std::optional<Error> compile();
  // The indices of the patterns that match, in the order they were added.
  [[nodiscard]] std::vector<std::size_t> matches(std::string_view text) const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

// One pattern with a group: what the group holds is the answer.
class GroupPattern {
 public:
  static Result<GroupPattern> make(const Text& pattern, const std::string& file);
  GroupPattern(GroupPattern&&) noexcept;
  GroupPattern& operator=(GroupPattern&&) noexcept;
  ~GroupPattern();

  [[nodiscard]] std::optional<std::string> first_group(std::string_view text) const;

 private:
  struct Compiled;
  explicit GroupPattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace siffra::rules::internal
