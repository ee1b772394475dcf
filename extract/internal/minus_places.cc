#include "extract/internal/minus_places.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace siffra::extract::internal {

namespace {

// "230101", a day written without its century.
bool is_short_date(std::string_view text) {
  if (text.size() != 6) return false;
  const int month = (text[2] - '0') * 10 + (text[3] - '0');
  const int day = (text[4] - '0') * 10 + (text[5] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// "1.980-", not "230101-", "2020-01-01-" or "-".
bool has_minus_behind(const Word& word) {
  if (word.source != Source::kOcr || word.text.size() < 2 || word.text.back() != '-') return false;
  const std::string_view digits = std::string_view(word.text).substr(0, word.text.size() - 1);
  return digits.back() >= '0' && digits.back() <= '9' && !is_short_date(digits) &&
         std::all_of(digits.begin(), digits.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == ' ';
         });
}

bool has_minus_before(const Word& word) {
  return word.source == Source::kOcr && word.text.size() > 1 && word.text.front() == '-' &&
         word.text[1] >= '0' && word.text[1] <= '9';
}

struct MinusCount {
  std::ptrdiff_t before = 0, behind = 0;
};

MinusCount count_minuses(const Page& page) {
  return {std::count_if(page.words.begin(), page.words.end(), has_minus_before),
          std::count_if(page.words.begin(), page.words.end(), has_minus_behind)};
}

}  // namespace

void doubt_odd_minuses(Document& document) {
  constexpr std::ptrdiff_t kFewestOnPage = 2, kFewestInAll = 3;
  constexpr double kDoubtful = 0.6;
  MinusCount all;
  for (const Page& page : document.pages) {
    const MinusCount count = count_minuses(page);
    all = {all.before + count.before, all.behind + count.behind};
  }
  for (Page& page : document.pages) {
    const MinusCount count = count_minuses(page);
    const bool own = count.behind >= kFewestOnPage && count.behind > count.before;
    const bool others = all.behind >= kFewestInAll && all.behind > all.before && count.before == 0;
    if (own || others) continue;
    for (Word& word : page.words) {
      if (!has_minus_behind(word)) continue;
      const double confidence = std::min(word.confidence, kDoubtful);
      word.readings.insert(word.readings.begin(),
                           Reading{word.text, std::log(1 - confidence), word.source});
      word.text.pop_back();
      word.confidence = confidence;
    }
  }
}

}  // namespace siffra::extract::internal
