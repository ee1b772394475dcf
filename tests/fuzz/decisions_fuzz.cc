#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "reconcile/report/decisions_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto decisions = siffra::reconcile::read_decisions(bytes, "fuzz.json");
  if (!decisions && decisions.error().message.empty()) std::abort();
  return 0;
}
