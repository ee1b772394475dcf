#include "extract/internal/shared_runs.h"

#include <algorithm>

namespace siffra::extract {

namespace {

// Leptonica counts the owners of a picture without a lock: each thread has pictures of its own.
PreparedPage copy_of(const PreparedPage& page) {
  return {PixPtr(pixCopy(nullptr, page.grey.get())),
          PixPtr(pixCopy(nullptr, page.ink.get())),
          page.dots_per_inch,
          page.skew_degrees,
          page.quarter_turns,
          page.rulings,
          page.stamps};
}

InkLayout copy_of(const InkLayout& layout) {
  return {PixaPtr(pixaCopy(layout.pictures.get(), L_COPY)), layout.pieces, layout.runs,
          layout.letter_height};
}

}  // namespace

SharedRuns::Member::Member(SharedRuns& sharing) : sharing_(sharing) {
  const std::lock_guard<std::mutex> guard(sharing_.lock_);
  ++sharing_.busy_;
}

SharedRuns::Member::~Member() { leave(); }

void SharedRuns::Member::leave() {
  if (!busy_) return;
  busy_ = false;
  {
    const std::lock_guard<std::mutex> guard(sharing_.lock_);
    --sharing_.busy_;
  }
  sharing_.changed_.notify_all();
}

void SharedRuns::Member::help(Engines& engines) {
  leave();
  std::unique_lock<std::mutex> guard(sharing_.lock_);
  while (true) {
    Job* job = nullptr;
    sharing_.changed_.wait(guard, [&] {
      job = sharing_.job_worth_help();
      return job != nullptr || sharing_.busy_ == 0;
    });
    if (job == nullptr) return;
    ++job->helpers;
    guard.unlock();
    const PreparedPage page = copy_of(*job->page);
    const InkLayout layout = copy_of(*job->layout);
    const bool copied = page.grey && page.ink && layout.pictures;
    if (copied) sharing_.work_on(*job, page, layout, engines);
    guard.lock();
    --job->helpers;
    sharing_.changed_.notify_all();
    if (!copied) return;
  }
}

// Copying a page takes about as long as reading a run.
SharedRuns::Job* SharedRuns::job_worth_help() {
  constexpr std::size_t kFewestLeft = 8;
  const auto job = std::find_if(jobs_.begin(), jobs_.end(), [](const Job* open) {
    return open->failure == nullptr && open->next + kFewestLeft <= open->count;
  });
  return job == jobs_.end() ? nullptr : *job;
}

void SharedRuns::work_on(Job& job, const PreparedPage& page, const InkLayout& layout,
                         Engines& engines) {
  try {
    for (std::size_t at = job.next++; at < job.count; at = job.next++) {
      (*job.read)(page, layout, engines, at);
    }
  } catch (...) {
    const std::lock_guard<std::mutex> guard(lock_);
    job.failure = std::current_exception();
  }
}

void SharedRuns::read(const PreparedPage& page, const InkLayout& layout, std::size_t count,
                      Engines& engines, const Read& read) {
  Job job{&page, &layout, &read, count, 0, 0, nullptr};
  {
    const std::lock_guard<std::mutex> guard(lock_);
    jobs_.push_back(&job);
  }
  changed_.notify_all();
  work_on(job, page, layout, engines);
  std::unique_lock<std::mutex> guard(lock_);
  std::erase(jobs_, &job);
  changed_.wait(guard, [&] { return job.helpers == 0; });
  if (job.failure) std::rethrow_exception(job.failure);
}

}  // namespace siffra::extract
