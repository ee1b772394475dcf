#include "reconcile/report/decisions_file.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace siffra::reconcile {
namespace {

using Json = nlohmann::json;
using rules::Error;
using rules::ErrorCode;

constexpr std::string_view kSchema = "siffra.decisions/1";

Error malformed(const std::string& file, const std::string& what) {
  return {ErrorCode::kMalformed, what, {file}};
}

// The text of a key; empty where there is none.
std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Standing> standing_from(const std::string& name) {
  if (name == "open") return Standing::kOpen;
  if (name == "accept") return Standing::kConfirmed;
  if (name == "dismiss") return Standing::kDismissed;
  return std::nullopt;
}

std::optional<ReadingAction> reading_action_from(const std::string& name) {
  if (name == "accept") return ReadingAction::kAccept;
  if (name == "reject") return ReadingAction::kReject;
  if (name == "correct") return ReadingAction::kCorrect;
  return std::nullopt;
}

rules::Result<FindingDecision> finding_decision(const Json& entry, const std::string& file) {
  FindingDecision made;
  made.key = text_at(entry, "key");
  if (made.key.empty()) return malformed(file, "a decision on a finding has no \"key\"");
  const std::string action = text_at(entry, "action");
  const auto standing = standing_from(action);
  if (!standing) {
    return malformed(
        file, "unknown action \"" + action + "\" on a finding; known are accept, dismiss and open");
  }
  made.standing = *standing;
  made.comment = text_at(entry, "comment");
  return made;
}

rules::Result<ReadingDecision> reading_decision(const Json& entry, const std::string& file) {
  ReadingDecision made;
  made.key = text_at(entry, "key");
  if (made.key.empty()) return malformed(file, "a decision on a reading has no \"key\"");
  const std::string action = text_at(entry, "action");
  const auto known = reading_action_from(action);
  if (!known) {
    return malformed(file, "unknown action \"" + action +
                               "\" on a reading; known are accept, reject and correct");
  }
  made.action = *known;
  made.value = text_at(entry, "value");
  if (made.action != ReadingAction::kReject && !rules::read_amount(made.value, {})) {
    return malformed(file, "\"" + made.value + "\" for \"" + made.key + "\" is not an amount");
  }
  made.comment = text_at(entry, "comment");
  return made;
}

}  // namespace

rules::Result<Decisions> read_decisions(std::string_view json, const std::string& file_name) {
  const Json read = Json::parse(json.begin(), json.end(), nullptr, false);
  if (read.is_discarded() || !read.is_object()) {
    return malformed(file_name, "this is not a file of decisions: it is not JSON");
  }
  const std::string schema = text_at(read, "schema");
  if (schema != kSchema) {
    return malformed(file_name, "this is not a file of decisions: its schema is \"" + schema +
                                    "\", not \"" + std::string(kSchema) + "\"");
  }
  Decisions decisions;
  for (const Json& entry : read.value("findings", Json::array())) {
    const auto made = finding_decision(entry, file_name);
    if (!made) return made.error();
    decisions.findings.push_back(*made);
  }
  for (const Json& entry : read.value("readings", Json::array())) {
    const auto made = reading_decision(entry, file_name);
    if (!made) return made.error();
    decisions.readings.push_back(*made);
  }
  return decisions;
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::kConfirmed:
      return "accept";
    case Standing::kDismissed:
      return "dismiss";
    case Standing::kOpen:
      break;
  }
  return "open";
}

std::string_view name_of(ReadingAction action) {
  switch (action) {
    case ReadingAction::kReject:
      return "reject";
    case ReadingAction::kCorrect:
      return "correct";
    case ReadingAction::kAccept:
      break;
  }
  return "accept";
}

}  // namespace siffra::reconcile
