#include "extract/internal/shared_runs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "extract/internal/page_recognition.h"

namespace siffra::extract {
namespace {

struct Prepared {
  PreparedPage page{PixPtr(pixCreate(40, 40, 8)), PixPtr(pixCreate(40, 40, 1)), 200, 0, 0, {}, {}};
  InkLayout layout{PixaPtr(pixaCreate(1)), {}, {}, 20};
};

// What is read needs no models here.
Engines& no_engines() {
  alignas(Engines) static std::byte room[sizeof(Engines)];
  return *reinterpret_cast<Engines*>(room);
}

TEST(SharedRuns, EveryRunIsReadOnceByWhoeverIsFree) {
  constexpr std::size_t kRuns = 200;
  SharedRuns sharing;
  const Prepared prepared;
  std::vector<std::atomic<int>> times(kRuns);
  std::set<std::thread::id> readers;
  std::mutex lock;
  SharedRuns::Member owner(sharing);
  std::thread helper([&] {
    SharedRuns::Member member(sharing);
    member.help(no_engines());
  });
  sharing.read(prepared.page, prepared.layout, kRuns, no_engines(),
               [&](const PreparedPage&, const InkLayout&, Engines&, std::size_t index) {
                 ++times[index];
                 std::this_thread::sleep_for(std::chrono::milliseconds(1));
                 const std::lock_guard<std::mutex> guard(lock);
                 readers.insert(std::this_thread::get_id());
               });
  for (const auto& count : times) EXPECT_EQ(count, 1);
  owner.help(no_engines());
  helper.join();
  EXPECT_GE(readers.size(), 1U);
}

TEST(SharedRuns, WhatAHelperThrowsIsThrownToTheOwnerOfThePage) {
  SharedRuns sharing;
  const Prepared prepared;
  SharedRuns::Member owner(sharing);
  const auto fail = [](const PreparedPage&, const InkLayout&, Engines&, std::size_t index) {
    if (index == 3) throw std::runtime_error("no memory");
  };
  EXPECT_THROW(sharing.read(prepared.page, prepared.layout, 10, no_engines(), fail),
               std::runtime_error);
}

TEST(SharedRuns, AWorkerThatGaveUpKeepsNobodyWaiting) {
  SharedRuns sharing;
  { const SharedRuns::Member gone(sharing); }
  SharedRuns::Member member(sharing);
  member.help(no_engines());
}

}  // namespace
}  // namespace siffra::extract
