// What a worker gives up before it opens a document from a stranger.
//
// After confine() the process reads system files (fonts, language models) and its own scratch
// folder, writes only there, starts no other program, reaches no network and no other process. What
// the kernel does not offer is told, never passed over in silence.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace siffra::tools {

struct Limits {
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  // of address space
  int cpu_seconds = 900;                                // for one document
  int wall_seconds = 900;                               // for one document, kept by the parent
  std::uint64_t file_bytes = std::uint64_t{1} << 30;    // read, answered, or written to scratch
  int open_files = 64;
  int documents_per_worker = 250;  // then a new one, so that memory stays flat
  // Folders that may be read besides: pages of other programs' recognition stand beside pictures.
  std::vector<std::filesystem::path> readable = {};
};

// The protections that are not in force on this machine, in English: "Landlock (…)".
std::vector<std::string> confine(const Limits& limits, const std::filesystem::path& scratch);

// Sets how much processor time the process may use from now on. Past it a signal ends it.
void allow_processor_time(int seconds);

}  // namespace siffra::tools
