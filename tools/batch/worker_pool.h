// Worker processes: each reads one document at a time, confined, and is replaced when it fails.
//
//   WorkerPool pool(2, limits, [](const WorkRequest& request) { return parts; });
//   pool.start({0, "a.pdf", descriptor});
//   std::optional<WorkOutcome> outcome = pool.wait();
//
// A document whose worker crashes, hangs or runs out of memory is tried once more in a new worker,
// asked to be careful; failing that, the outcome says why and the pool goes on. One that was killed
// from outside is first replaced as if nothing had happened. Workers are forked
// from the program itself, which has loaded the rules and opens no document: they begin in a
// millisecond, share its memory, and have nothing of the documents before them. They end with it,
// whatever ends it. Not for programs with threads.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/batch/confinement.h"
#include "tools/batch/frame.h"

namespace siffra::tools {

struct WorkRequest {
  std::string name;      // of the file, for messages
  std::string content;   // its bytes
  bool careful = false;  // a first attempt has failed: leave out what is dear
};

struct WorkPart {
  std::string name;
  std::string bytes;
};

// Runs in the worker.
using WorkHandler = std::function<std::vector<WorkPart>(const WorkRequest&)>;

struct WorkTask {
  std::size_t index = 0;  // the caller's
  std::string name;
  int descriptor = -1;  // open for reading; the pool closes it
};

enum class WorkFailure { kNone, kCrash, kOutOfTime, kOutOfMemory, kTooLarge, kNoWorker };

struct WorkOutcome {
  std::size_t index = 0;
  std::vector<WorkPart> parts;                     // empty when it failed
  WorkFailure failure = WorkFailure::kNone;        // of the last attempt
  WorkFailure first_failure = WorkFailure::kNone;  // where a second attempt was made
  std::string first_reason, reason;                // English: "ended by signal 11 (…)"
  int attempts = 1;
  double seconds = 0;  // wall time of all attempts

  // What was left out when a second attempt was made, and why; English.
  [[nodiscard]] std::string second_attempt() const {
    return "read at a second attempt, without scanned pages: " + first_reason;
  }
};

class WorkerPool {
 public:
  WorkerPool(int jobs, const Limits& limits, WorkHandler handler);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  [[nodiscard]] bool has_room() const;  // a worker is idle
  [[nodiscard]] bool busy() const;      // some document is being read

  void start(WorkTask task);
  // Until a document is done, or `patience` has passed (to redraw a clock).
  std::optional<WorkOutcome> wait(std::chrono::milliseconds patience);

  // Protections that some worker could not take on; known after its first document.
  [[nodiscard]] const std::vector<std::string>& not_in_force() const { return not_in_force_; }

 private:
  struct Worker;
  bool spawn(Worker& worker);
  void begin(Worker& worker);
  void receive(Worker& worker);
  bool take(Worker& worker, Frame& frame);  // false: the worker is no more
  void note_missing(const std::string& lines);
  void fail(Worker& worker, WorkFailure failure, std::string reason);
  void finish(Worker& worker);
  void stop_the_late();
  [[nodiscard]] int until_next_deadline(std::chrono::milliseconds patience) const;

  Limits limits_;
  WorkHandler handler_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<WorkOutcome> finished_;
  std::vector<std::string> not_in_force_;
};

}  // namespace siffra::tools
