#include "extract/internal/worker_threads.h"

#include <thread>
#include <vector>

namespace siffra::extract {

namespace {

// The thread limit of a league of one team holds for everything called inside it (OpenMP 5.1,
// thread-limit-var): other libraries' parallel regions included.
void with_one_openmp_thread(const std::function<void()>& work) {
#pragma omp teams num_teams(1) thread_limit(1)
  work();
}

}  // namespace

void run_workers(std::size_t workers, const std::function<void()>& work) {
  if (workers <= 1) {
    with_one_openmp_thread(work);
    return;
  }
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < workers; ++i) {
    threads.emplace_back([&work] { with_one_openmp_thread(work); });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace siffra::extract
