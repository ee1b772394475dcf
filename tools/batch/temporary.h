// Files and folders that are there for a moment only. A program that is killed leaves them behind;
// the next one takes them away, and knows them from those of a program that runs: whoever made one
// holds a lock on it until it is done.
//
//   auto file = make_temporary_file(folder);      // folder/.siffra-a1b2c3
//   remove_abandoned_files(folder);               // not that one
#pragma once

#include <filesystem>
#include <optional>

namespace siffra::tools {

struct Temporary {
  std::filesystem::path path;
  int descriptor = -1;  // open as long as it is in use; the caller closes it
};

// ".siffra-XXXXXX" in the folder, private, open for writing; nullopt with errno set.
std::optional<Temporary> make_temporary_file(const std::filesystem::path& folder);
// "siffra-XXXXXX" in the folder for temporary files; nullopt with errno set.
std::optional<Temporary> make_temporary_folder();

// Those of programs that are no more.
void remove_abandoned_files(const std::filesystem::path& folder);
void remove_abandoned_folders();

}  // namespace siffra::tools
