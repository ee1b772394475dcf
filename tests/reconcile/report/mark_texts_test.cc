#include "reconcile/report/internal/mark_texts.h"

#include <gtest/gtest.h>

#include "sample_report.h"

namespace siffra::reconcile::internal {
namespace {

TEST(EvidenceText, PutsEveryKindOfEvidenceIntoWords) {
  const Report report = sample_report();
  for (const std::string_view name : {"second_reading", "shape_confusion", "second_look"}) {
    SCOPED_TRACE(name);
    const std::string swedish = evidence_text(report, name, Language::kSwedish);
    const std::string english = evidence_text(report, name, Language::kEnglish);
    EXPECT_EQ(swedish.find('_'), std::string::npos) << swedish;
    EXPECT_EQ(english.find('_'), std::string::npos) << english;
    EXPECT_NE(swedish, english);
  }
}

TEST(EvidenceText, SaysWhatACheckSays) {
  const Report report = sample_report();
  EXPECT_EQ(evidence_text(report, "k1", Language::kSwedish), report.audit.checks[0].message_sv);
  EXPECT_EQ(evidence_text(report, "k1", Language::kEnglish), report.audit.checks[0].message_en);
}

}  // namespace
}  // namespace siffra::reconcile::internal
