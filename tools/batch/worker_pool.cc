#include "tools/batch/worker_pool.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "tools/batch/frame.h"
#include "tools/batch/temporary.h"
#include "tools/batch/worker.h"

namespace siffra::tools {

using Clock = std::chrono::steady_clock;

namespace {

int wait_for_end(pid_t process) {
  constexpr int kPatience = 2000;  // milliseconds; a worker has nothing to do on its way out
  int status = 0;
  for (int waited = 0; waited <= kPatience; ++waited) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process || (ended < 0 && errno != EINTR)) return status;
    if (waited == kPatience) ::kill(process, SIGKILL);
    ::poll(nullptr, 0, 1);
  }
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

bool was_killed(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL; }

struct Ending {
  WorkFailure failure = WorkFailure::kCrash;
  std::string reason;
};

Ending ending_of(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return {WorkFailure::kOutOfTime, "it took more processor time than allowed"};
  }
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    const char* description = ::strsignal(number);
    return {WorkFailure::kCrash, "reading it ended by signal " + std::to_string(number) + " (" +
                                     (description == nullptr ? "?" : description) + ")"};
  }
  return {WorkFailure::kCrash,
          "reading it ended with status " + std::to_string(WEXITSTATUS(status))};
}

}  // namespace

// One worker and the document it is reading.
struct WorkerPool::Worker {
  pid_t process = -1;
  int socket = -1;
  Temporary scratch;
  int documents = 0;
  std::optional<WorkTask> task;
  WorkOutcome outcome;
  std::uint64_t answered = 0;  // bytes of this answer
  bool killed_before = false;  // this document's worker, from outside
  std::optional<FrameReader> reader;
  Clock::time_point begun, deadline;

  // Closing the socket lets an idle worker leave by itself; one that does not is made to.
  int end() {
    if (process < 0) return 0;
    ::close(std::exchange(socket, -1));
    const int status = wait_for_end(std::exchange(process, -1));
    remove_scratch();
    return status;
  }

  void remove_scratch() {
    std::error_code ignored;
    if (!scratch.path.empty()) std::filesystem::remove_all(scratch.path, ignored);
    if (scratch.descriptor >= 0) ::close(scratch.descriptor);
    scratch = {};
  }
};

WorkerPool::WorkerPool(int jobs, const Limits& limits, WorkHandler handler)
    : limits_(limits), handler_(std::move(handler)) {
  remove_abandoned_folders();
  for (int i = 0; i < std::max(1, jobs); ++i) workers_.push_back(std::make_unique<Worker>());
}

WorkerPool::~WorkerPool() {
  for (auto& worker : workers_) {
    if (worker->task) ::close(worker->task->descriptor);
    // One in the middle of a document would otherwise be waited for.
    if (worker->task && worker->process > 0) ::kill(worker->process, SIGKILL);
    worker->end();
  }
}

bool WorkerPool::has_room() const {
  return std::any_of(workers_.begin(), workers_.end(),
                     [](const auto& worker) { return !worker->task; });
}

bool WorkerPool::busy() const {
  return !finished_.empty() ||
         std::any_of(workers_.begin(), workers_.end(),
                     [](const auto& worker) { return worker->task.has_value(); });
}

bool WorkerPool::spawn(Worker& worker) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  worker.scratch = make_temporary_folder().value_or(Temporary());
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process == 0) be_worker({ends[1], parent, worker.scratch.path}, limits_, handler_);
  ::close(ends[1]);
  if (process < 0) {
    ::close(ends[0]);
    worker.remove_scratch();
    return false;
  }
  worker.process = process;
  worker.socket = ends[0];
  worker.documents = 0;
  worker.reader.emplace(limits_.file_bytes);
  return true;
}

void WorkerPool::start(WorkTask task) {
  const auto idle = std::find_if(workers_.begin(), workers_.end(),
                                 [](const auto& worker) { return !worker->task; });
  Worker& worker = **idle;
  worker.outcome = {};
  worker.outcome.index = task.index;
  worker.killed_before = false;
  worker.task = std::move(task);
  if (worker.documents >= limits_.documents_per_worker) worker.end();
  begin(worker);
}

void WorkerPool::begin(Worker& worker) {
  constexpr int kSpawns = 3;
  worker.begun = Clock::now();
  worker.deadline = worker.begun + std::chrono::seconds(limits_.wall_seconds);
  worker.answered = 0;
  const std::string request = (worker.outcome.attempts > 1 ? "!" : " ") + worker.task->name;
  // A worker that went away while idle (killed from outside) is no fault of the document.
  for (int attempt = 0; attempt < kSpawns; ++attempt) {
    if (worker.process < 0 && !spawn(worker)) break;
    ++worker.documents;
    if (send_frame(worker.socket, FrameKind::kRead, request, worker.task->descriptor)) return;
    worker.end();
  }
  worker.outcome.failure = WorkFailure::kNoWorker;
  worker.outcome.reason = "no worker process could be started";
  finish(worker);
}

void WorkerPool::finish(Worker& worker) {
  worker.outcome.seconds += std::chrono::duration<double>(Clock::now() - worker.begun).count();
  ::close(worker.task->descriptor);
  worker.task.reset();
  finished_.push_back(std::move(worker.outcome));
  worker.outcome = {};
}

void WorkerPool::fail(Worker& worker, WorkFailure failure, std::string reason) {
  if (worker.process > 0) ::kill(worker.process, SIGKILL);
  worker.end();
  worker.outcome.parts.clear();
  worker.outcome.reason = std::move(reason);
  if (worker.outcome.attempts == 1) {
    worker.outcome.first_failure = failure;
    worker.outcome.first_reason = std::exchange(worker.outcome.reason, {});
    worker.outcome.attempts = 2;
    worker.outcome.seconds += std::chrono::duration<double>(Clock::now() - worker.begun).count();
    begin(worker);
    return;
  }
  worker.outcome.failure = failure;
  finish(worker);
}

void WorkerPool::receive(Worker& worker) {
  std::array<char, std::size_t{1} << 16> piece;
  const ssize_t got = ::recv(worker.socket, piece.data(), piece.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) {
    const int status = worker.end();
    // Nothing here was sent SIGKILL: somebody ended it who may have nothing against the document.
    // It is read again as if nothing had happened, so that the result is the same; once.
    if (worker.task && was_killed(status) && !std::exchange(worker.killed_before, true)) {
      worker.outcome.parts.clear();
      begin(worker);
      return;
    }
    const Ending ending = ending_of(status);
    if (worker.task) fail(worker, ending.failure, ending.reason);
    return;
  }
  worker.answered += static_cast<std::uint64_t>(got);
  worker.reader->append({piece.data(), static_cast<std::size_t>(got)});
  while (auto frame = worker.reader->next()) {
    if (!take(worker, *frame)) return;
  }
  if (worker.reader->broken() || worker.answered > limits_.file_bytes) {
    fail(worker, WorkFailure::kTooLarge, "its results are larger than allowed");
  }
}

bool WorkerPool::take(Worker& worker, Frame& frame) {
  const std::size_t end_of_name = frame.bytes.find('\0');
  switch (frame.kind) {
    case FrameKind::kHello:
      note_missing(frame.bytes);
      return true;
    case FrameKind::kPart:
      if (!worker.task || end_of_name == std::string::npos) break;
      worker.outcome.parts.push_back(
          {frame.bytes.substr(0, end_of_name), frame.bytes.substr(end_of_name + 1)});
      return true;
    case FrameKind::kDone:
      if (!worker.task) break;
      worker.outcome.reason.clear();
      finish(worker);
      return true;
    case FrameKind::kGivenUp:
      if (!worker.task) break;
      if (frame.bytes == "memory") {
        fail(worker, WorkFailure::kOutOfMemory, "it takes more memory than allowed");
      } else {
        fail(worker, WorkFailure::kTooLarge, "the file is larger than allowed or cannot be read");
      }
      return false;
    case FrameKind::kRead:
      break;
  }
  // Not something a sound worker says.
  if (worker.task) {
    fail(worker, WorkFailure::kCrash, "its worker gave an answer that was not understood");
  } else {
    worker.end();
  }
  return false;
}

void WorkerPool::note_missing(const std::string& lines) {
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = lines.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string name = lines.substr(begin, end - begin);
    if (std::find(not_in_force_.begin(), not_in_force_.end(), name) == not_in_force_.end()) {
      not_in_force_.push_back(name);
    }
  }
}

void WorkerPool::stop_the_late() {
  const auto now = Clock::now();
  for (auto& worker : workers_) {
    if (worker->task && now >= worker->deadline) {
      fail(*worker, WorkFailure::kOutOfTime,
           "it was not read within " + std::to_string(limits_.wall_seconds) + " seconds");
    }
  }
}

int WorkerPool::until_next_deadline(std::chrono::milliseconds patience) const {
  auto wait = patience;
  for (const auto& worker : workers_) {
    if (!worker->task) continue;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(worker->deadline - Clock::now());
    wait = std::clamp(left + std::chrono::milliseconds(1), std::chrono::milliseconds(0), wait);
  }
  return static_cast<int>(wait.count());
}

std::optional<WorkOutcome> WorkerPool::wait(std::chrono::milliseconds patience) {
  const auto give_up = Clock::now() + patience;
  while (finished_.empty()) {
    std::vector<pollfd> sockets;
    std::vector<Worker*> listened;
    for (auto& worker : workers_) {
      if (worker->process < 0) continue;
      sockets.push_back({worker->socket, POLLIN, 0});
      listened.push_back(worker.get());
    }
    const auto left =
        std::max(std::chrono::milliseconds(0),
                 std::chrono::duration_cast<std::chrono::milliseconds>(give_up - Clock::now()));
    const int ready = ::poll(sockets.data(), sockets.size(), until_next_deadline(left));
    for (std::size_t i = 0; ready > 0 && i < sockets.size(); ++i) {
      if (sockets[i].revents != 0) receive(*listened[i]);
    }
    stop_the_late();
    if (finished_.empty() && Clock::now() >= give_up) return std::nullopt;
  }
  WorkOutcome outcome = std::move(finished_.front());
  finished_.erase(finished_.begin());
  return outcome;
}

}  // namespace siffra::tools
