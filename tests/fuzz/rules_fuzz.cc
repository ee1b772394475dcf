// A rule pack of a stranger: refused with a reason, or used.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "rules/rule_book.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                            ("siffra_fuzz_" + std::to_string(::getpid()) + ".toml");
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const std::filesystem::path files[] = {file};
  const auto book = siffra::rules::RuleBook::load(files);
  if (!book && book.error().message.empty()) std::abort();
  std::filesystem::remove(file);
  return 0;
}
