#include "reconcile/report/messages.h"

#include <gtest/gtest.h>

namespace siffra::reconcile {
namespace {

TEST(Messages, ExistInBothLanguages) {
  for (int i = 0; i <= static_cast<int>(Message::kUntitled); ++i) {
    SCOPED_TRACE(i);
    const auto message = static_cast<Message>(i);
    EXPECT_NE(say(message, Language::kSwedish), "");
    EXPECT_NE(say(message, Language::kEnglish), "");
  }
}

TEST(Messages, PutValuesWhereTheyBelong) {
  EXPECT_EQ(say(Message::kPage, Language::kEnglish, {"12"}), "p. 12");
  EXPECT_EQ(say(Message::kTroubledPage, Language::kEnglish, {"3", "a {0} in it"}),
            "Page 3 could not be read in full: a {0} in it.");
}

TEST(Messages, KnowOneFromMany) {
  EXPECT_EQ(say_count(CountMessage::kRows, Language::kSwedish, 1), "1 rad");
  EXPECT_EQ(say_count(CountMessage::kRows, Language::kSwedish, 0), "0 rader");
  EXPECT_EQ(say_count(CountMessage::kWarnings, Language::kEnglish, 2), "2 warnings");
}

}  // namespace
}  // namespace siffra::reconcile
