#include "tools/batch/worker.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <optional>
#include <string>

#include "tools/batch/frame.h"

namespace siffra::tools {
namespace {

// Nothing of the program's own stays open here but the socket and standard error: neither its
// database nor the sockets of other workers.
void close_all_but(int socket) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing >= 0) {
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);
  }
  if (socket > STDERR_FILENO + 1) {
    ::close_range(STDERR_FILENO + 1, static_cast<unsigned>(socket) - 1, 0);
  }
  ::close_range(static_cast<unsigned>(socket) + 1, ~0U, 0);
}

// nullopt: larger than allowed, or it cannot be read.
std::optional<std::string> read_all(int descriptor, std::uint64_t most) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return std::nullopt;
  if (static_cast<std::uint64_t>(facts.st_size) > most) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    // The position is shared with the program's descriptor, so it is not relied on.
    const ssize_t got =
        ::pread(descriptor, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

bool answer(int socket, const std::vector<WorkPart>& parts) {
  for (const auto& part : parts) {
    std::string bytes = part.name;
    bytes += '\0';
    bytes += part.bytes;
    if (!send_frame(socket, FrameKind::kPart, bytes)) return false;
  }
  return send_frame(socket, FrameKind::kDone, {});
}

bool serve(const WorkerSetup& setup, const Limits& limits, const WorkHandler& handler) {
  auto received = receive_frame(setup.socket);
  if (!received || received->frame.kind != FrameKind::kRead || received->frame.bytes.empty()) {
    return false;
  }
  allow_processor_time(limits.cpu_seconds);
  WorkRequest request;
  request.careful = received->frame.bytes.front() == '!';
  request.name = received->frame.bytes.substr(1);
  auto content = read_all(received->descriptor, limits.file_bytes);
  ::close(received->descriptor);
  if (!content) return send_frame(setup.socket, FrameKind::kGivenUp, "file");
  request.content = std::move(*content);
  return answer(setup.socket, handler(request));
}

}  // namespace

void be_worker(const WorkerSetup& setup, const Limits& limits, const WorkHandler& handler) {
  // It ends with the program, whatever ends that.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != setup.parent) ::_exit(1);
  (void)std::signal(SIGXFSZ, SIG_IGN);
  // The program decides what an interruption means.
  (void)std::signal(SIGINT, SIG_IGN);
  sigset_t none{};
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::setenv("TMPDIR", setup.scratch.c_str(), 1);
  close_all_but(setup.socket);
  std::string missing;
  for (const auto& name : confine(limits, setup.scratch)) missing += name + '\n';
  send_frame(setup.socket, FrameKind::kHello, missing);
  try {
    while (serve(setup, limits, handler)) {
    }
  } catch (const std::bad_alloc&) {
    send_frame(setup.socket, FrameKind::kGivenUp, "memory");
  }
  // Nothing is left to do that destructors could do better, and much that they could do worse.
  ::_exit(0);
}

}  // namespace siffra::tools
