#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/readers.h"
#include "tests/fuzz/later_stages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  siffra::fuzz::follow(siffra::extract::read_alto(bytes, "fuzz", {}));
  return 0;
}
