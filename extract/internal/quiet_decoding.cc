#include "extract/internal/quiet_decoding.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

namespace siffra::extract {

namespace {

struct Redirection {
  std::mutex lock;
  int users = 0;
  int saved = -1;  // what standard error was
};

Redirection& redirection() {
  static Redirection shared;
  return shared;
}

}  // namespace

QuietDecoding::QuietDecoding() {
  Redirection& shared = redirection();
  const std::lock_guard<std::mutex> guard(shared.lock);
  if (shared.users++ > 0) return;
  static_cast<void>(std::fflush(stderr));
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  shared.saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (shared.saved >= 0) dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

QuietDecoding::~QuietDecoding() {
  Redirection& shared = redirection();
  const std::lock_guard<std::mutex> guard(shared.lock);
  if (--shared.users > 0 || shared.saved < 0) return;
  static_cast<void>(std::fflush(stderr));
  dup2(shared.saved, STDERR_FILENO);
  close(shared.saved);
  shared.saved = -1;
}

}  // namespace siffra::extract
