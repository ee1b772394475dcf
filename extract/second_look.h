// Asking the page again: which of several texts is printed in one cell of a scanned page?
//
//   Result<SecondLook> look = SecondLook::open("report.pdf", {});
//   Result<std::vector<double>> heard = look->weigh(3, cell.box, {"341 902", "344 902"});
//   // {0, -9.3}: the picture speaks for the first
//
// Goes back to the pixels of that cell alone, several times under different conditions, and asks
// how well each text explains them; it does not search for further texts. What it says is evidence
// about the picture and knows nothing of sums.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

class SecondLook {
 public:
  // Opens a PDF or a picture file; fails as its reader would, and where no language model is
  // installed. Belongs to one thread.
  static rules::Result<SecondLook> open(const std::filesystem::path& file,
                                        const ReadOptions& options);
  SecondLook(SecondLook&&) noexcept;
  SecondLook& operator=(SecondLook&&) noexcept;
  ~SecondLook();

  // The log-likelihood of each text relative to the best of them, which has 0: −2.3 is ten times
  // less likely. `page` counts from 1, `box` is the cell's in points. Spaces, and whether thousands
  // are parted by stops, do not count. Fails where the page has no such picture or nothing is
  // printed in the box. Asking about one page after the other is quicker than to and fro: only the
  // last page prepared is kept, and what ReadOptions::kept holds.
  rules::Result<std::vector<double>> weigh(int page, const Box& box,
                                           std::span<const std::string> texts);

 private:
  struct State;
  explicit SecondLook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace siffra::extract
