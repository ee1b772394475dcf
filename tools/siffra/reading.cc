// How the commands read a report: their settings as options of the readers, and the line on a
// terminal that tells how far a long reading has come.
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <thread>

#include "reconcile/report/terminal_text.h"
#include "tools/siffra/commands.h"

namespace siffra::tools {
namespace {

int jobs_of(const CommonSettings& settings) {
  constexpr int kMost = 4;  // each holds language models and a page of pixels, 100 MB in all
  if (settings.jobs > 0) return settings.jobs;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMost);
}

// One line that is written over and at last taken away, so that nothing is left among results.
void show_progress(const std::string& name, std::size_t done, std::size_t all,
                   reconcile::Language language) {
  constexpr std::size_t kWorthTelling = 3;  // pages: fewer are read before a person wonders
  constexpr const char* kToStartAndClear = "\r\x1b[K";
  if (all < kWorthTelling) return;
  std::cerr << kToStartAndClear;
  if (done < all) {
    const bool swedish = language == reconcile::Language::kSwedish;
    std::cerr << name << ": " << done << (swedish ? " av " : " of ") << all
              << (swedish ? " skannade sidor lästa" : " scanned pages read");
  }
  std::cerr << std::flush;
}

}  // namespace

extract::ReadOptions reading_options(const CommonSettings& settings,
                                     const std::filesystem::path& file) {
  extract::ReadOptions options;
  options.password = settings.password;
  options.jobs = jobs_of(settings);
  options.all_pages = settings.all_pages;
  if (::isatty(STDERR_FILENO) == 1) {
    options.progress = [name = reconcile::printable(file.filename().string()),
                        language = settings.language](std::size_t done, std::size_t all) {
      show_progress(name, done, all, language);
    };
  }
  return options;
}

}  // namespace siffra::tools
