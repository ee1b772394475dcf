#include "extract/internal/worker_threads.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace siffra::extract {

namespace {

// The thread limit of a league of one team holds for everything called inside it (OpenMP 5.1,
// thread-limit-var): other libraries' parallel regions included. What is thrown may not leave such
// a region, nor a thread: it is handed on.
std::exception_ptr with_one_openmp_thread(const std::function<void()>& work) {
  std::exception_ptr thrown;
#pragma omp teams num_teams(1) thread_limit(1)
  {
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
    }
  }
  return thrown;
}

}  // namespace

void run_workers(std::size_t workers, const std::function<void()>& work) {
  std::vector<std::exception_ptr> thrown(std::max<std::size_t>(1, workers));
  std::vector<std::thread> threads;
  threads.reserve(workers);
  try {
    for (std::size_t i = 1; i < workers; ++i) {
      threads.emplace_back([&work, &mine = thrown[i]] { mine = with_one_openmp_thread(work); });
    }
  } catch (const std::system_error&) {
    // Fewer threads do the same work.
  }
  thrown[0] = with_one_openmp_thread(work);
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : thrown) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace siffra::extract
