// Workers that have no page left help those that have one with its runs: the last page of a report
// would else be read by one worker alone while the others wait.
//
//   SharedRuns sharing;                 // one for all workers
//   SharedRuns::Member member(sharing); // in each
//   sharing.read(page, layout, count, engines, read); // each run by whoever is free
//   member.help(engines);               // no page left: until nobody has one
//
// Every run is read once, into a place of its own, so that the outcome is the same whoever reads
// it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"

namespace siffra::extract {

struct Engines;

class SharedRuns {
 public:
  // Reads run `index`; called from several threads, each with a copy of the page and engines of its
  // own.
  using Read = std::function<void(const PreparedPage& page, const InkLayout& layout,
                                  Engines& engines, std::size_t index)>;

  // A worker that may have pages to read: others wait for it until it is gone or helps.
  class Member {
   public:
    explicit Member(SharedRuns& sharing);
    ~Member();
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    void help(Engines& engines);

   private:
    void leave();

    SharedRuns& sharing_;
    bool busy_ = true;
  };

  // Returns when all `count` runs are read. What `read` throws anywhere is thrown here.
  void read(const PreparedPage& page, const InkLayout& layout, std::size_t count, Engines& engines,
            const Read& read);

 private:
  struct Job {
    const PreparedPage* page;
    const InkLayout* layout;
    const Read* read;
    std::size_t count;
    std::atomic<std::size_t> next = 0;
    std::size_t helpers = 0;
    std::exception_ptr failure;
  };

  void work_on(Job& job, const PreparedPage& page, const InkLayout& layout, Engines& engines);
  Job* job_worth_help();

  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<Job*> jobs_;
  std::size_t busy_ = 0;
};

}  // namespace siffra::extract
