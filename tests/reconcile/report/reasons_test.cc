// Reasons that arise in English, told in Swedish.
#include "reconcile/report/reasons.h"

#include <gtest/gtest.h>

#include "reconcile/report/phrases.h"

namespace siffra::reconcile {
namespace {

TEST(ReasonForPeople, IsSwedishUnlessEnglishIsAskedFor) {
  const std::string reason = "the PDF is protected by a password; give it with --password";
  EXPECT_EQ(reason_for_people(reason, Language::kSwedish),
            "PDF-filen är skyddad med lösenord: ange det med --password");
  EXPECT_EQ(reason_for_people(reason, Language::kEnglish), reason);
}

TEST(ReasonForPeople, KeepsNumbersNamesAndTheWordsOfOthers) {
  EXPECT_EQ(reason_for_people("there is no such page; the last is 12", Language::kSwedish),
            "det finns ingen sådan sida: den sista är 12");
  EXPECT_EQ(reason_for_people("damaged PDF: xref table is odd", Language::kSwedish),
            "skadad PDF: xref table is odd");
  EXPECT_EQ(reason_for_people("libwhatever failed", Language::kSwedish), "libwhatever failed");
}

TEST(ReasonForPeople, TellsAReasonWithinAReason) {
  EXPECT_EQ(reason_for_people("cannot be written: No space left on device", Language::kSwedish),
            "kan inte skrivas: disken är full");
  EXPECT_EQ(reason_for_people("it was not read within 20 seconds; it was tried twice",
                              Language::kSwedish),
            "det hann inte läsas på 20 sekunder; det prövades två gånger");
  EXPECT_EQ(reason_for_people("columns that had come apart from their labels were put together; "
                              "\"7\" has no place in its table",
                              Language::kSwedish),
            "kolumner som hade skilts från sina rader har satts ihop igen; \"7\" har ingen plats i "
            "sin tabell");
}

TEST(ErrorForPeople, SaysWhereInTheLanguageAskedFor) {
  const rules::Error error{rules::ErrorCode::kMalformed, "the page is damaged", {"a.pdf", 3, 7}};
  EXPECT_EQ(error_for_people(error, Language::kSwedish), "a.pdf: sidan 3: rad 7: sidan är skadad");
  EXPECT_EQ(error_for_people(error, Language::kEnglish),
            "a.pdf: page 3: line 7: the page is damaged");
}

TEST(InSwedish, FitsAPhraseToAllOfTheTextOrNotAtAll) {
  constexpr Phrase kCatalogue[] = {{"{} of {} pages", "{} av {} sidor"}, {"a page", "en sida"}};
  EXPECT_EQ(in_swedish("3 of 7 pages", kCatalogue), "3 av 7 sidor");
  EXPECT_EQ(in_swedish("3 of 7 pages more", kCatalogue), std::nullopt);
  EXPECT_EQ(in_swedish(" of  pages", kCatalogue), std::nullopt);
  EXPECT_EQ(in_swedish("a page; 1 of 2 pages", kCatalogue), "en sida; 1 av 2 sidor");
}

}  // namespace
}  // namespace siffra::reconcile
