#include "tools/eval/run.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <vector>

namespace siffra::evaluation {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

rules::Error system_error(const char* what) {
  return {rules::ErrorCode::kIo, std::string(what) + ": " + std::strerror(errno), {}};
}

// Only what may be called between fork and exec.
[[noreturn]] void become(int output, char* const* arguments) {
  dup2(output, STDOUT_FILENO);
  const int nothing = open("/dev/null", O_WRONLY);
  if (nothing >= 0) dup2(nothing, STDERR_FILENO);
  execvp(arguments[0], arguments);
  _exit(127);
}

// Reads until the other end is closed; false when the time is up.
bool drain(int input, std::string& into, Clock::time_point start, double limit_seconds) {
  std::array<char, 65536> buffer;
  while (true) {
    const double left = limit_seconds - seconds_since(start);
    if (left <= 0) return false;
    pollfd waiting{input, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left * 1000) + 1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t count = read(input, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return true;
    into.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

rules::Result<RunOutcome> run_check(const std::string& program, const std::string& file,
                                    double limit_seconds) {
  std::vector<std::string> words{program, "check", "--format", "json", file};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("pipe");
  const Clock::time_point start = Clock::now();
  const pid_t child = fork();
  if (child < 0) return system_error("fork");
  if (child == 0) become(ends[1], arguments.data());
  close(ends[1]);
  RunOutcome outcome;
  if (!drain(ends[0], outcome.output, start, limit_seconds)) kill(child, SIGKILL);
  close(ends[0]);
  int status = 0;
  rusage used{};
  while (wait4(child, &status, 0, &used) < 0)
    if (errno != EINTR) return system_error("wait4");
  outcome.seconds = seconds_since(start);
  outcome.peak_megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  outcome.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace siffra::evaluation
