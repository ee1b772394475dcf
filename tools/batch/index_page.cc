// index.html: the table of a run, made so that it can be read from a disk years from now: no
// outside style, script or picture.
#include <algorithm>
#include <array>
#include <string_view>

#include "reconcile/report/escape.h"
#include "tools/batch/batch_texts.h"
#include "tools/batch/run_row.h"

namespace siffra::tools {
namespace {

using reconcile::html_escaped;
using reconcile::Language;
using reconcile::url_escaped;

constexpr std::string_view kStyle =
    "body{font:15px/1.4 system-ui,sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}"
    "h1{font-size:1.3rem}table{border-collapse:collapse;width:100%}"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}"
    "th{position:sticky;top:0;background:#f4f4f4;cursor:pointer;white-space:nowrap}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    "tr.bad td.o{color:#a40000;font-weight:600}tr.gone td.o{color:#7a4b00;font-weight:600}"
    "tr.same{color:#666}input[type=search]{padding:.3rem;width:20rem;max-width:100%}"
    "label{margin-left:1rem}@media print{input,label,p.h{display:none}}";

constexpr std::string_view kScript =
    "const b=document.querySelector('tbody'),q=document.querySelector('#q'),l=document."
    "querySelector('#l');function f(){const w=q.value.toLowerCase();for(const r of b.rows)r.hidden="
    "(w&&!r.textContent.toLowerCase().includes(w))||(l.checked&&!r.dataset.look)}q.oninput=l."
    "onchange=f;document.querySelectorAll('th').forEach((h,i)=>{let d=1;const s=()=>{const n=h."
    "className==='n';const v=r=>n?+(r.cells[i].textContent||0):r.cells[i].textContent;[...b.rows]."
    "sort((x,y)=>{const p=v(x),o=v(y);return d*(n?o-p:p.localeCompare(o,'sv'))}).forEach(r=>b."
    "append(r));d=-d};h.onclick=s;h.onkeydown=e=>{if(e.key==='Enter'||e.key===' '){e."
    "preventDefault();s()}}})";

// The page to look at first: the review page, else what there is.
std::string link_of(const RunRow& row) {
  const auto& suffixes = row.result.suffixes;
  for (const std::string_view wanted : {".html", ".annotated.pdf", ".xlsx", ".json"}) {
    if (std::find(suffixes.begin(), suffixes.end(), wanted) != suffixes.end()) {
      return url_escaped("./" + row.stem + std::string(wanted));
    }
  }
  return {};
}

std::string cell(std::string_view css, std::string_view content) {
  std::string made = css.empty() ? "<td>" : "<td class=\"" + std::string(css) + "\">";
  made += content;
  return made + "</td>";
}

std::string row_html(const RunRow& row, Language language) {
  const RunOutcome outcome = outcome_of(row.result);
  const bool same = !row.same_as.empty();
  const bool look = !same && (outcome != RunOutcome::kAgrees || !row.result.first_trouble.empty());
  std::string css = "ok";
  if (same) {
    css = "same";
  } else if (outcome == RunOutcome::kDisagrees) {
    css = "bad";
  } else if (look) {
    css = "gone";
  }
  const std::string link = link_of(row);
  const std::string name = html_escaped(row.path);
  std::string html = "<tr class=\"" + css + "\"" + (look ? " data-look=\"1\"" : "") + ">";
  html += cell("", link.empty() ? name : "<a href=\"" + link + "\">" + name + "</a>");
  html += cell("", html_escaped(row.result.entity));
  html += cell("", html_escaped(row.result.period_end));
  html += cell("n", std::to_string(row.result.totals.errors));
  html += cell("n", std::to_string(row.result.totals.warnings));
  html += cell("n", std::to_string(row.result.totals.remarks));
  html += cell("n", std::to_string(row.result.totals.checks));
  html += cell("o", html_escaped(outcome_for_people(row, language)));
  return html + "</tr>\n";
}

}  // namespace

std::string index_page(const std::vector<RunRow>& rows, Language language) {
  const auto text = [language](BatchText wanted) { return html_escaped(say(wanted, language)); };
  const std::string title =
      html_escaped(say(BatchText::kIndexTitle, language, {std::to_string(rows.size())}));
  std::string html = "<!DOCTYPE html>\n<html lang=\"";
  html += language == Language::kSwedish ? "sv" : "en";
  html +=
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>" +
      title + "</title><style>";
  html += kStyle;
  html += "</style></head><body><h1>" + title +
          "</h1>\n<p class=\"h\"><input type=\"search\" "
          "id=\"q\" placeholder=\"" +
          text(BatchText::kFilter) + "\" aria-label=\"" + text(BatchText::kFilter) +
          "\"><label><input type=\"checkbox\" id=\"l\"> " + text(BatchText::kOnlyToLookAt) +
          "</label></p><p class=\"h\">" + text(BatchText::kSortHint) + "</p>\n<table><thead><tr>";
  constexpr std::array<BatchText, 8> kHeads = {
      BatchText::kReport,   BatchText::kBody,    BatchText::kPeriod, BatchText::kErrors,
      BatchText::kWarnings, BatchText::kRemarks, BatchText::kChecks, BatchText::kOutcome};
  for (std::size_t i = 0; i < kHeads.size(); ++i) {
    const bool number = i >= 3 && i <= 6;
    html += std::string("<th tabindex=\"0\"") + (number ? " class=\"n\">" : ">") + text(kHeads[i]) +
            "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) html += row_html(row, language);
  html += "</tbody></table>\n<script>";
  html += kScript;
  html += "</script></body></html>\n";
  return html;
}

}  // namespace siffra::tools
