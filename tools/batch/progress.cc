#include "tools/batch/progress.h"

#include <unistd.h>
#include <cmath>

#include <algorithm>
#include <iostream>

#include "tools/batch/batch_texts.h"

namespace siffra::tools {
namespace {

std::string clock_text(double seconds) {
  const auto whole = std::lround(seconds);
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  if (whole >= 3600) {
    return std::to_string(whole / 3600) + ":" + two(whole / 60 % 60) + ":" + two(whole % 60);
  }
  return std::to_string(whole / 60) + ":" + two(whole % 60);
}

}  // namespace

Progress::Progress(std::size_t all, reconcile::Language language)
    : all_(all),
      language_(language),
      terminal_(::isatty(STDERR_FILENO) == 1),
      begun_(std::chrono::steady_clock::now()) {}

void Progress::clear() const {
  if (terminal_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::draw(std::size_t done, const RunTotals& totals) const {
  constexpr std::size_t kWidth = 20;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begun_;
  const double rate = elapsed.count() > 0 ? static_cast<double>(done) / elapsed.count() : 0;
  const double left = rate > 0 ? static_cast<double>(all_ - std::min(done, all_)) / rate : 0;
  const std::size_t full = all_ == 0 ? kWidth : kWidth * done / all_;
  std::cerr << "\r\x1b[K[" << std::string(full, '#') << std::string(kWidth - full, '-') << "] "
            << say(BatchText::kProgress, language_,
                   {std::to_string(done), std::to_string(all_), std::to_string(totals.disagree),
                    std::to_string(totals.unreadable + totals.failed),
                    std::to_string(static_cast<long>(rate * 60)), clock_text(left)})
            << std::flush;
}

void Progress::report(std::size_t done, const RunTotals& totals, const std::string& line) {
  if (terminal_) {
    draw(done, totals);
  } else {
    std::cerr << done << "/" << all_ << " " << line << "\n";
  }
}

void Progress::tick(std::size_t done, const RunTotals& totals) {
  if (terminal_) draw(done, totals);
}

}  // namespace siffra::tools
