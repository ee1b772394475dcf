// What a document may do to its worker, and what that may cost the run: nothing but the document.
#include "tools/batch/worker_pool.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace siffra::tools {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

// An open file with the given content, for the pool to hand on and close.
int file_with(const std::string& content) {
  char pattern[] = "/tmp/siffra_pool_XXXXXX";
  const int descriptor = ::mkstemp(pattern);
  ::unlink(pattern);
  EXPECT_EQ(::write(descriptor, content.data(), content.size()),
            static_cast<ssize_t>(content.size()));
  return descriptor;
}

Limits small_limits() {
  Limits limits;
  limits.wall_seconds = 3;
  limits.memory_bytes = std::uint64_t{300} << 20;
  return limits;
}

std::map<std::string, WorkOutcome> run_all(WorkerPool& pool,
                                           const std::vector<std::string>& contents) {
  std::map<std::string, WorkOutcome> outcomes;
  for (std::size_t next = 0; next < contents.size() || pool.busy();) {
    while (next < contents.size() && pool.has_room()) {
      pool.start({next, contents[next], file_with(contents[next])});
      ++next;
    }
    if (auto outcome = pool.wait(10s)) outcomes[contents[outcome->index]] = std::move(*outcome);
  }
  return outcomes;
}

// Does to its process what the document says.
std::vector<WorkPart> obey(const WorkRequest& request) {
  const std::string& order = request.content;
  if (order == "crash") {
    std::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
    std::abort();
  }
  if (order == "hang") {
    for (;;) std::this_thread::sleep_for(1s);
  }
  if (order == "devour") {
    std::vector<std::string> pieces;
    for (int i = 0; i < 100; ++i) pieces.emplace_back(std::size_t{1} << 22, 'x');
    // Under a sanitizer, address space is not limited.
    if (pieces.size() > 1) throw std::bad_alloc();
  }
  if (order == "crash once" && !request.careful) std::_Exit(7);
  return {{"said", order + (request.careful ? " carefully" : "")},
          {"process", std::to_string(::getpid())}};
}

TEST(WorkerPool, ACrashAHangAndAMemoryBombCostOneDocumentEach) {
  WorkerPool pool(2, small_limits(), obey);
  const auto outcomes = run_all(pool, {"a", "crash", "b", "hang", "c", "devour", "d"});
  ASSERT_EQ(outcomes.size(), 7U);
  for (const std::string sound : {"a", "b", "c", "d"}) {
    SCOPED_TRACE(sound);
    EXPECT_EQ(outcomes.at(sound).failure, WorkFailure::kNone);
    ASSERT_FALSE(outcomes.at(sound).parts.empty());
    EXPECT_EQ(outcomes.at(sound).parts.front().bytes, sound);
  }
  EXPECT_EQ(outcomes.at("crash").failure, WorkFailure::kCrash);
  EXPECT_EQ(outcomes.at("hang").failure, WorkFailure::kOutOfTime);
  EXPECT_EQ(outcomes.at("devour").failure, WorkFailure::kOutOfMemory);
  EXPECT_THAT(outcomes.at("hang").reason, HasSubstr("3 seconds"));
  for (const std::string bad : {"crash", "hang", "devour"}) EXPECT_EQ(outcomes.at(bad).attempts, 2);
}

TEST(WorkerPool, ASecondAttemptIsMadeWithCare) {
  WorkerPool pool(1, small_limits(), obey);
  const auto outcomes = run_all(pool, {"crash once"});
  const WorkOutcome& outcome = outcomes.at("crash once");
  EXPECT_EQ(outcome.failure, WorkFailure::kNone);
  EXPECT_EQ(outcome.first_failure, WorkFailure::kCrash);
  EXPECT_EQ(outcome.attempts, 2);
  EXPECT_EQ(outcome.parts.front().bytes, "crash once carefully");
}

// A number that workers share with the test.
class SharedCount {
 public:
  SharedCount()
      : place_(static_cast<int*>(::mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE,
                                        MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~SharedCount() { ::munmap(place_, sizeof(int)); }
  SharedCount(const SharedCount&) = delete;
  SharedCount& operator=(const SharedCount&) = delete;
  int next() const { return ++*place_; }

 private:
  int* place_;
};

TEST(WorkerPool, AWorkerKilledFromOutsideIsNoFaultOfTheDocument) {
  for (const int kills : {1, 2}) {
    SCOPED_TRACE(kills);
    const SharedCount count;
    WorkerPool pool(1, small_limits(), [&count, kills](const WorkRequest& request) {
      if (count.next() <= kills) ::raise(SIGKILL);
      return std::vector<WorkPart>{{"said", request.careful ? "carefully" : "in full"}};
    });
    const auto outcomes = run_all(pool, {"a"});
    const WorkOutcome& outcome = outcomes.at("a");
    EXPECT_EQ(outcome.failure, WorkFailure::kNone);
    // Killed twice it may well be the document's doing: memory that the machine did not have.
    EXPECT_EQ(outcome.attempts, kills);
    EXPECT_EQ(outcome.parts.front().bytes, kills == 1 ? "in full" : "carefully");
  }
}

TEST(WorkerPool, WorkersAreUsedAgainAndReplacedInTime) {
  Limits limits = small_limits();
  limits.documents_per_worker = 2;
  WorkerPool pool(1, limits, obey);
  std::vector<std::string> processes;
  for (const auto& [name, outcome] : run_all(pool, {"1", "2", "3", "4"})) {
    processes.push_back(outcome.parts.back().bytes);
  }
  ASSERT_EQ(processes.size(), 4U);
  EXPECT_EQ(processes[0], processes[1]);
  EXPECT_NE(processes[1], processes[2]);
  EXPECT_EQ(processes[2], processes[3]);
}

TEST(WorkerPool, AWorkerKilledWhileIdleIsReplaced) {
  WorkerPool pool(1, small_limits(), obey);
  const auto first = run_all(pool, {"1"});
  ::kill(static_cast<pid_t>(std::stol(first.at("1").parts.back().bytes)), SIGKILL);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto second = run_all(pool, {"2"});
  EXPECT_EQ(second.at("2").failure, WorkFailure::kNone);
}

TEST(WorkerPool, LargeAnswersArriveWhole) {
  WorkerPool pool(2, small_limits(), [](const WorkRequest& request) {
    return std::vector<WorkPart>{{"big", std::string(5'000'000, request.content[0])},
                                 {"small", ""}};
  });
  const auto outcomes = run_all(pool, {"a", "b"});
  EXPECT_EQ(outcomes.at("a").parts.at(0).bytes, std::string(5'000'000, 'a'));
  EXPECT_EQ(outcomes.at("b").parts.at(0).bytes, std::string(5'000'000, 'b'));
}

TEST(WorkerPool, AnswersLargerThanAllowedAreRefused) {
  Limits limits = small_limits();
  limits.file_bytes = 1'000'000;
  WorkerPool pool(1, limits, [](const WorkRequest&) {
    return std::vector<WorkPart>{{"big", std::string(5'000'000, 'x')}};
  });
  EXPECT_EQ(run_all(pool, {"a"}).at("a").failure, WorkFailure::kTooLarge);
}

// Tries what a document that has taken over its reader would try.
std::vector<WorkPart> misbehave(const WorkRequest&) {
  std::string done;
  if (::open("/etc/../root", O_RDONLY | O_DIRECTORY) >= 0) done += "read a home folder;";
  if (::open("/tmp", O_RDONLY | O_DIRECTORY) >= 0) done += "listed /tmp;";
  if (::open("/tmp/siffra_escape", O_CREAT | O_WRONLY, 0600) >= 0) done += "wrote a file;";
  if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) done += "made a socket;";
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  if (child > 0) done += "forked;";
  if (::kill(::getppid(), 0) == 0) done += "signalled the program;";
  ::execl("/bin/true", "true", nullptr);
  const auto scratch = std::filesystem::temp_directory_path() / "scratch";
  std::ofstream(scratch) << "x";
  if (!std::filesystem::exists(scratch)) done += "could not use its scratch folder;";
  return {{"done", done}};
}

TEST(WorkerPool, WorkersCanReachNeitherFilesNorNetworkNorProcesses) {
  WorkerPool pool(1, small_limits(), misbehave);
  const auto outcomes = run_all(pool, {"x"});
  const WorkOutcome& outcome = outcomes.at("x");
  ASSERT_EQ(outcome.failure, WorkFailure::kNone) << outcome.reason;
  if (!pool.not_in_force().empty()) GTEST_SKIP() << "not in force here: " << pool.not_in_force()[0];
  EXPECT_EQ(outcome.parts.front().bytes, "");
}

TEST(WorkerPool, LeavesNoScratchFoldersBehind) {
  std::string scratch;
  {
    WorkerPool pool(1, small_limits(), [](const WorkRequest&) {
      return std::vector<WorkPart>{{"folder", std::filesystem::temp_directory_path().string()}};
    });
    scratch = run_all(pool, {"x"}).at("x").parts.front().bytes;
    EXPECT_TRUE(std::filesystem::exists(scratch));
  }
  EXPECT_FALSE(std::filesystem::exists(scratch));
}

}  // namespace
}  // namespace siffra::tools
