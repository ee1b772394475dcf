#include "reconcile/report/phrases.h"

#include <vector>

namespace siffra::reconcile {
namespace {

constexpr std::string_view kHole = "{}";

// What stands in the holes of the pattern where it fits all of the text.
std::optional<std::vector<std::string_view>> fitted(std::string_view text,
                                                    std::string_view pattern) {
  std::vector<std::string_view> held;
  std::size_t hole = pattern.find(kHole);
  if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
  if (hole == std::string_view::npos) {
    return text.size() == pattern.size() ? std::optional(held) : std::nullopt;
  }
  text.remove_prefix(hole);
  while (hole != std::string_view::npos) {
    pattern.remove_prefix(hole + kHole.size());
    hole = pattern.find(kHole);
    const std::string_view next = pattern.substr(0, hole);
    // The last piece ends the text; any other is taken where it comes first.
    const bool last = hole == std::string_view::npos;
    if (last && !text.ends_with(next)) return std::nullopt;
    const std::size_t at = last ? text.size() - next.size() : text.find(next);
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    held.push_back(text.substr(0, at));
    text.remove_prefix(at + next.size());
  }
  return held;
}

std::optional<std::string> as_one(std::string_view text, std::span<const Phrase> catalogue) {
  for (const Phrase& phrase : catalogue) {
    const auto held = fitted(text, phrase.english);
    if (!held) continue;
    std::string swedish;
    std::string_view rest = phrase.swedish;
    for (const std::string_view part : *held) {
      const std::size_t hole = rest.find(kHole);
      swedish += rest.substr(0, hole);
      swedish += in_swedish(part, catalogue).value_or(std::string(part));
      rest.remove_prefix(hole + kHole.size());
    }
    return swedish.append(rest);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> in_swedish(std::string_view text, std::span<const Phrase> catalogue) {
  constexpr std::string_view kJoint = "; ";
  if (auto whole = as_one(text, catalogue)) return whole;
  // A phrase may hold the joint itself: the longest beginning that is one counts.
  for (std::size_t at = text.rfind(kJoint); at != std::string_view::npos && at > 0;
       at = text.rfind(kJoint, at - 1)) {
    const auto first = as_one(text.substr(0, at), catalogue);
    const std::string_view behind = text.substr(at + kJoint.size());
    const auto rest = in_swedish(behind, catalogue);
    if (!first && !rest) continue;
    return first.value_or(std::string(text.substr(0, at))).append(kJoint) +
           rest.value_or(std::string(behind));
  }
  return std::nullopt;
}

}  // namespace siffra::reconcile
