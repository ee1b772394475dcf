// A few workers over many pieces of work.
#pragma once

#include <cstddef>
#include <functional>

namespace siffra::extract {

// Calls `work` once in each of `workers` threads, of which this is one, and waits for all; in fewer
// where no more can be had. What a call throws (memory ran out) is thrown here when all are done.
//
// Tesseract is built to spread every line over four OpenMP threads of its own, which doubles the
// processor time of a page and gains nothing where pages are read side by side. Inside, OpenMP is
// held to one thread; the environment variable that would do the same is read before main begins.
void run_workers(std::size_t workers, const std::function<void()>& work);

}  // namespace siffra::extract
