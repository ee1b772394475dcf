#include "reconcile/report/review_page.h"

#include <map>
#include <set>
#include <string_view>

#include "reconcile/report/escape.h"
#include "reconcile/report/figures.h"
#include "reconcile/report/internal/html_report.h"
#include "reconcile/report/internal/html_sources.h"
#include "reconcile/report/internal/html_text.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/version.h"

namespace siffra::reconcile {
namespace {

std::string title_of(const Report& report, Language language) {
  const std::string& name = report.extraction.entity.name;
  const std::string_view what =
      language == Language::kSwedish ? "siffergranskning" : "check of figures";
  return (name.empty() ? file_name(report) : name) + " – " + std::string(what);
}

std::set<int> pages_with_figures(const Report& report) {
  std::set<int> pages;
  for (const auto& statement : report.extraction.statements) {
    for (const auto& row : statement.rows) {
      for (const auto& cell : row.cells) pages.insert(cell.page);
    }
  }
  return pages;
}

// Each picture stands in an element of its own, so that the browser decodes it only when its page
// comes near.
std::string picture_elements(const Report& report, const ReviewPictures& pictures) {
  if (!pictures) return {};
  const std::set<int> figures = pages_with_figures(report);
  std::string elements;
  for (const auto& page : report.document.pages) {
    const auto picture =
        pictures(page, figures.contains(page.number) ? PageUse::kFigures : PageUse::kText);
    if (!picture) continue;
    elements += "<script type=\"text/plain\" id=\"picture-" + std::to_string(page.number) +
                "\" data-type=\"" + html_escaped(picture->media_type) + "\">";
    internal::append_base64(picture->bytes, elements);
    elements += "</script>\n";
  }
  return elements;
}

// What only this file is known by, and nobody who wrote the report could have put into it: the
// browser runs scripts that carry it and no others.
std::string nonce_of(const Report& report) {
  const std::string& digest = report.document.sha256;
  return digest.empty() ? "siffra" : digest.substr(0, 32);
}

}  // namespace

std::string to_review_page(const Report& report, Language language, const std::string& stem,
                           const ReviewPictures& pictures) {
  const bool swedish = language == Language::kSwedish;
  const std::map<std::string, std::string> values = {
      {"language", swedish ? "sv" : "en"},
      {"title", html_escaped(title_of(report, language))},
      {"version", std::string(version())},
      {"nonce", html_escaped(nonce_of(report))},
      {"no_script", swedish ? "Sidan behöver JavaScript, som är avstängt i webbläsaren."
                            : "This page needs JavaScript, which is turned off in the browser."},
      {"style", internal::review_style()},
      {"script", internal::review_script()},
      {"report", internal::review_data(report, language, stem)},
      {"pictures", picture_elements(report, pictures)},
  };
  return internal::filled_template(internal::review_template(), values);
}

}  // namespace siffra::reconcile
