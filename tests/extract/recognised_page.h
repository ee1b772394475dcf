// Pages set by hand, as recognition would give them.
#pragma once

#include "extract/document.h"
#include "tests/extract/page_builder.h"

namespace siffra::extract::testing {

// Every word recognised, and fairly sure.
inline Document recognised(const PageBuilder& builder) {
  Document document = builder.document();
  document.pages[0].content = PageContent::kScan;
  for (Word& word : document.pages[0].words) {
    word.source = Source::kOcr;
    word.confidence = 0.95;
  }
  return document;
}

}  // namespace siffra::extract::testing
