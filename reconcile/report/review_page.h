// The review page: one HTML file, without need of a network, in which an auditor sees every figure
// on the pages of the report, every sum with its terms, and decides what each finding is.
//
// Decisions stay in the browser until they are saved as `<stem>.decisions.json`, which
// `siffra check --decisions` reads. The page speaks Swedish and English; `language` is what it
// opens in. Text from the report is data in it, never markup or script.
#pragma once

#include <functional>
#include <string>

#include "reconcile/report/report.h"
#include "rules/result.h"

namespace siffra::reconcile {

struct ReviewPicture {
  std::string media_type;  // "image/png"
  std::string bytes;
};

// The picture of a page as its boxes see it (upright, straight); figures stand on it or not, so
// that detail can be spent where it is looked at. A page whose picture fails is shown without.
enum class PageUse { kFigures, kText };
using ReviewPictures =
    std::function<rules::Result<ReviewPicture>(const extract::Page& page, PageUse use)>;

// `stem` names the file of decisions. Without `pictures` the page has statements alone.
std::string to_review_page(const Report& report, Language language, const std::string& stem,
                           const ReviewPictures& pictures);

}  // namespace siffra::reconcile
