// What stands on a report's pages apart from its text: cover, contents, headers and footers.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/flow.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

struct ContentsEntry {
  std::string title;
  int page = 0;
};

void set_cover(const Report& report, Flow& flow);
// Fills the page that was kept free for it.
void set_contents(const std::vector<ContentsEntry>& entries, Flow& flow, std::size_t page);
// Headers and footers on every page after the cover.
void set_furniture(const Report& report, const HouseStyle& style, Flow& flow);

}  // namespace siffra::corpus
