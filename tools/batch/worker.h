// The inside of a worker process: asked for documents over a socket until it closes.
#pragma once

#include <sys/types.h>

#include <filesystem>

#include "tools/batch/confinement.h"
#include "tools/batch/worker_pool.h"

namespace siffra::tools {

struct WorkerSetup {
  int socket = -1;
  pid_t parent = -1;
  std::filesystem::path scratch;
};

// Gives up its rights, answers requests, and never returns.
[[noreturn]] void be_worker(const WorkerSetup& setup, const Limits& limits,
                            const WorkHandler& handler);

}  // namespace siffra::tools
