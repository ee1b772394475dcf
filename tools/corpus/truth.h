// The truth about a typeset report, as other programs read it.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/plant.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

// Every cell as printed: id, entity, org, report, heading, period, statements (kind, title, note,
// unit, note_col, columns, rows with label, code, note, cells, style).
std::string truth_json(const Report& report, const std::string& id);

// What is truly wrong: {"required": […], "tolerated": […]}, each with title, column, diffs, what.
std::string known_json(const Report& report, const std::vector<PlantedError>& planted);

// The planted errors, each with its kind, old and new figure, and the cells it touches; a cell is
// named by its keys and by its places in the truth's lists (null for a row that was dropped).
std::string planted_json(const Report& report, const std::vector<PlantedError>& planted);

}  // namespace siffra::corpus
