// Everything an auditor reads about checks and findings: whole sentences in Swedish and English
// with named places for figures and labels, in one table.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace siffra::reconcile::internal {

struct Bilingual {
  std::string sv, en;
};

enum class Message {
  // Titles of findings.
  kFootingTitle,
  kColumnsTitle,
  kVarianceTitle,
  kVarianceSignTitle,
  kNoteTieTitle,
  kNoteReferenceTitle,
  kSameRowTitle,
  kIdentityTitle,
  kUnitTitle,
  kOfWhichTitle,
  kRatioTitle,
  kRoundingTitle,
  // What was tried.
  kFootingTried,
  kColumnsTried,
  kVarianceTried,
  kNoteTieTried,
  kNoteMissing,
  kSameRowTried,
  kIdentityTried,
  kUnitTried,
  kOfWhichTried,
  kRatioTried,
  kRoundingTried,
  // Misread, or wrong in the report?
  kMisreadAs,
  kMisreadSomewhere,
  kNoReadingFits,
  kMisreadAsUnseen,  // the same of recognised text whose picture is not at hand
  kMisreadSomewhereUnseen,
  // Where else it shows.
  kAlsoFailsOnce,
  kAlsoFails,
  kRowGone,
  // Hypotheses.
  kMaybeSign,
  kMaybeDigit,
  kMaybeTransposition,
  kMaybeMissingRow,
  kMaybeStale,
  kMaybeUnit,
  // Checks.
  kCheckHolds,
  kCheckRounds,
  kCheckFails,
  kCheckUndecided,
};

// A named place in a sentence and what stands there.
struct Place {
  std::string_view name;  // without braces
  Bilingual text;
};

Bilingual say(Message message, std::span<const Place> places);

// The same text in both languages.
inline Bilingual both(const std::string& text) { return {text, text}; }

}  // namespace siffra::reconcile::internal
