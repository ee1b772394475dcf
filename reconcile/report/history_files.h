// The history of bodies as an auditor and an archivist read it: console, CSV, workbook, and a page
// with plots.
#pragma once

#include <string>
#include <vector>

#include "reconcile/history.h"
#include "rules/result.h"

namespace siffra::reconcile {

struct HistoryView {
  const std::vector<HistoryReport>& reports;
  const std::vector<Body>& bodies;
  Language language = Language::kSwedish;
};

// Each body: its reports, what ties, what does not.
std::string history_console(const HistoryView& view);

// One line for each figure of each series: body, statement, concept, period, kronor, source.
std::string history_series_csv(const HistoryView& view);

// One line for each check between reports.
std::string history_checks_csv(const HistoryView& view);

// A line for each concept over the years, gaps and breaks marked, every point a link to the page it
// came from. Needs nothing from outside but the reports it links to.
std::string history_page(const HistoryView& view);

// A sheet for each body with a row for each concept and a column for each period, and one with the
// checks.
rules::Result<std::string> history_workbook(const HistoryView& view);

// For people: "2019-12-31" for a balance, "2020-01 – 2020-08" for a part of a year, "2019".
std::string period_for_people(rules::Date end, int months);

// A link to the page a figure came from; empty where it has none.
std::string link_to(const HistoryView& view, const HistoryFigure& figure);

}  // namespace siffra::reconcile
