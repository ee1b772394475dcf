#include "tools/batch/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sched.h>
#include <cerrno>
#include <cstdlib>

namespace siffra::tools {
namespace {

// The sanitizers reserve terabytes of address space for their shadow, and ask through a pipe
// whether memory can be read.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

bool limit(__rlimit_resource resource, std::uint64_t most) {
  rlimit now{};
  if (::getrlimit(resource, &now) != 0) return false;
  const rlim_t wanted = now.rlim_max == RLIM_INFINITY ? most : std::min<rlim_t>(most, now.rlim_max);
  const rlimit value{wanted, wanted};
  return ::setrlimit(resource, &value) == 0;
}

// --- Landlock: which files -------------------------------------------------------------------

constexpr std::uint64_t kReadRights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWriteRights =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;

// Every right of the first version; later kernels know more, which seccomp and the lack of write
// rights cover.
constexpr std::uint64_t kHandled = (std::uint64_t{LANDLOCK_ACCESS_FS_MAKE_SYM} << 1) - 1;

void allow_below(int ruleset, const std::filesystem::path& path, std::uint64_t rights) {
  const int folder = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (folder < 0) return;  // what is not there needs no right
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = folder;
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(folder);
}

// Fonts, character maps and language models: what the reading libraries open as they need it.
std::vector<std::filesystem::path> system_folders() {
  std::vector<std::filesystem::path> folders = {
      "/usr", "/lib", "/lib64", "/etc", "/var/cache/fontconfig", "/sys/devices/system/cpu"};
  if (const char* models = std::getenv("TESSDATA_PREFIX")) folders.emplace_back(models);
  if (const char* home = std::getenv("HOME")) {
    folders.push_back(std::filesystem::path(home) / ".fonts");
    folders.push_back(std::filesystem::path(home) / ".local/share/fonts");
    folders.push_back(std::filesystem::path(home) / ".cache/fontconfig");
  }
  return folders;
}

bool confine_files(const Limits& limits, const std::filesystem::path& scratch) {
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kHandled;
  const long made =
      ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes.handled_access_fs), 0);
  if (made < 0) return false;
  const int ruleset = static_cast<int>(made);
  for (const auto& folder : system_folders()) allow_below(ruleset, folder, kReadRights);
  for (const auto& folder : limits.readable) allow_below(ruleset, folder, kReadRights);
  allow_below(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  allow_below(ruleset, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
  if (!scratch.empty()) allow_below(ruleset, scratch, kReadRights | kWriteRights);
  const bool confined = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(ruleset);
  return confined;
}

// --- seccomp: which system calls -------------------------------------------------------------

// What reading, recognising and writing to scratch need. Everything else fails with EPERM, so that
// a library that tries something unforeseen meets an error rather than the end.
constexpr const char* kAllowedCalls[] = {
    "read",
    "write",
    "readv",
    "writev",
    "pread64",
    "pwrite64",
    "close",
    "close_range",
    "fstat",
    "stat",
    "lstat",
    "newfstatat",
    "fstatat64",
    "statx",
    "lseek",
    "_llseek",
    "mmap",
    "mmap2",
    "munmap",
    "mprotect",
    "mremap",
    "madvise",
    "brk",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigreturn",
    "sigaltstack",
    "access",
    "faccessat",
    "faccessat2",
    "open",
    "openat",
    "dup",
    "dup2",
    "dup3",
    "fcntl",
    "fcntl64",
    "flock",
    "ftruncate",
    "unlink",
    "unlinkat",
    "getdents64",
    "readlink",
    "readlinkat",
    "getcwd",
    "futex",
    "futex_time64",
    "set_robust_list",
    "get_robust_list",
    "rseq",
    "exit",
    "exit_group",
    "sched_yield",
    "sched_getaffinity",
    "sched_setaffinity",
    "set_tid_address",
    "gettid",
    "getpid",
    "getppid",
    "getrandom",
    "clock_gettime",
    "clock_gettime64",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "times",
    "getrusage",
    "sysinfo",
    "uname",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "prlimit64",
    "setrlimit",
    "getrlimit",
    "ugetrlimit",
    "poll",
    "ppoll",
    "select",
    "recvmsg",
    "sendmsg",
    "recvfrom",
    "sendto",
    "recv",
    "send",
    "restart_syscall",
    "membarrier",
    "fadvise64",
    "fchmod",
    "fsync",
    "fdatasync",
    "fstatfs",
    "statfs",
    "umask",
};

void allow(scmp_filter_ctx filter, const char* name) {
  const int number = ::seccomp_syscall_resolve_name(name);
  if (number != __NR_SCMP_ERROR) ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
}

bool confine_calls() {
  scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  for (const char* name : kAllowedCalls) allow(filter, name);
  if (kSanitized) {
    allow(filter, "pipe");
    allow(filter, "pipe2");
  }
  // New threads, but no new processes. clone3 hides its flags from a filter; the C library falls
  // back on clone where there is none.
  const scmp_arg_cmp is_thread{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD};
  ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, is_thread);
  ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  // Is this a terminal?
  const scmp_arg_cmp asks_terminal{1, SCMP_CMP_EQ, TCGETS, 0};
  ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, asks_terminal);
  // abort() signals this very process; names of threads and of memory.
  const scmp_arg_cmp is_self{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0};
  const scmp_arg_cmp names_thread{0, SCMP_CMP_EQ, PR_SET_NAME, 0};
  ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, is_self);
  ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, names_thread);
  const bool confined = ::seccomp_load(filter) == 0;
  ::seccomp_release(filter);
  return confined;
}

}  // namespace

std::vector<std::string> confine(const Limits& limits, const std::filesystem::path& scratch) {
  std::vector<std::string> missing;
  bool limited = limit(RLIMIT_CORE, 0);
  limited = limit(RLIMIT_FSIZE, limits.file_bytes) && limited;
  limited = limit(RLIMIT_NOFILE, static_cast<std::uint64_t>(limits.open_files)) && limited;
  if (!kSanitized) limited = limit(RLIMIT_AS, limits.memory_bytes) && limited;
  if (!limited) missing.emplace_back("limits on memory and files (setrlimit)");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) missing.emplace_back("no_new_privs");
  if (!confine_files(limits, scratch))
    missing.emplace_back("confinement to some folders (Landlock)");
  if (!confine_calls()) missing.emplace_back("confinement to some system calls (seccomp)");
  return missing;
}

void allow_processor_time(int seconds) {
  rusage used{};
  rlimit now{};
  if (::getrusage(RUSAGE_SELF, &used) != 0 || ::getrlimit(RLIMIT_CPU, &now) != 0) return;
  const auto so_far = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
  now.rlim_cur = std::min<rlim_t>(so_far + static_cast<rlim_t>(seconds), now.rlim_max);
  ::setrlimit(RLIMIT_CPU, &now);
}

}  // namespace siffra::tools
