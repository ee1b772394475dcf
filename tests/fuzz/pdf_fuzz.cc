// The text layer and what pages are made of; pictures of pages are not recognised here.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/page_content.h"
#include "extract/readers.h"
#include "tests/fuzz/later_stages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  siffra::extract::ReadOptions options;
  options.max_pages = 20;
  const auto large = siffra::extract::pages_with_large_pictures(bytes, options);
  if (large && !large->empty()) {
    const int first[] = {0};
    const auto makes = siffra::extract::examine_pages(bytes, options, first);
    if (makes && makes->empty()) __builtin_trap();
  }
  siffra::fuzz::follow(siffra::extract::read_pdf(bytes, "fuzz", options));
  return 0;
}
