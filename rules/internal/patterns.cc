#include "rules/internal/patterns.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <utility>

namespace siffra::rules::internal {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

Error not_a_pattern(const Text& pattern, const std::string& file, const std::string& why) {
  return Error{ErrorCode::kMalformed,
               "\"" + pattern.text + "\" is not a pattern: " + why +
                   "; allowed: RE2 syntax (https://github.com/google/re2/wiki/Syntax)",
               {file, 0, pattern.line}};
}

}  // namespace

struct PatternSet::Compiled {
  RE2::Set set{quiet(), RE2::ANCHOR_BOTH};
  std::vector<std::size_t> indices;  // by the place in the set
};

PatternSet::PatternSet() : compiled_(std::make_unique<Compiled>()) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

std::optional<Error> PatternSet::add(const Text& pattern, const std::string& file,
                                     std::size_t index) {
  std::string why;
  if (compiled_->set.Add(pattern.text, &why) < 0) return not_a_pattern(pattern, file, why);
  compiled_->indices.push_back(index);
  return std::nullopt;
}

std::optional<Error> PatternSet::compile() {
  if (compiled_->indices.empty() || compiled_->set.Compile()) return std::nullopt;
  return Error{ErrorCode::kLimitExceeded, "the patterns of the rule packs are too large", {}};
}

std::vector<std::size_t> PatternSet::matches(std::string_view text) const {
  if (compiled_->indices.empty()) return {};
  std::vector<int> found;
  if (!compiled_->set.Match(piece(text), &found)) return {};
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> indices;
  indices.reserve(found.size());
  for (const int at : found) indices.push_back(compiled_->indices[static_cast<std::size_t>(at)]);
  return indices;
}

std::size_t PatternSet::size() const { return compiled_->indices.size(); }

struct GroupPattern::Compiled {
  explicit Compiled(const std::string& pattern) : expression(pattern, quiet()) {}
  RE2 expression;
};

GroupPattern::GroupPattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
GroupPattern::GroupPattern(GroupPattern&&) noexcept = default;
GroupPattern& GroupPattern::operator=(GroupPattern&&) noexcept = default;
GroupPattern::~GroupPattern() = default;

Result<GroupPattern> GroupPattern::make(const Text& pattern, const std::string& file) {
  auto compiled = std::make_unique<Compiled>(pattern.text);
  if (!compiled->expression.ok()) {
    return not_a_pattern(pattern, file, compiled->expression.error());
  }
  if (compiled->expression.NumberOfCapturingGroups() < 1) {
    return not_a_pattern(pattern, file, "it needs one (group) around the name");
  }
  return GroupPattern(std::move(compiled));
}

std::optional<std::string> GroupPattern::first_group(std::string_view text) const {
  re2::StringPiece group;
  if (!RE2::FullMatch(piece(text), compiled_->expression, &group)) return std::nullopt;
  return std::string(group.data(), group.size());
}

}  // namespace siffra::rules::internal
