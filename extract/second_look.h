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
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// A figure that was surely read: its print shows how its digits look on that page.
struct PrintedFigure {
  int page = 0;  // from 1
  Box box;
  std::string text;
};

class SecondLook {
 public:
  // Opens a PDF, a picture file, or another recogniser's file with its pages' pictures beside it;
  // fails as its reader would, and where no language model is
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

  // What compare_shapes() lays the print in doubt upon; replaces what was learned before.
  void learn(std::vector<PrintedFigure> figures);

  // By the shapes of the digits, or by the place of the minus or the decimal comma, which no model
  // has judged: the logarithm of how many times likelier the print is `text` than `other`, at most
  // 8 either way. Nothing where shapes cannot tell (see extract/internal/digit_shapes.h); fails as
  // weigh() does.
  rules::Result<std::optional<double>> compare_shapes(int page, const Box& box,
                                                      const std::string& text,
                                                      const std::string& other);

  // Whether a run of print as high as figures reaches into the area, and the boxes that were read
  // do not cover it from side to side: a figure that was overlooked, or read in part. Also where
  // the grey picture shows a digit right beside a figure of the area that is in no run at all.
  // Points, as all boxes; fails as weigh() does.
  rules::Result<bool> has_unread_print(int page, const Box& area, std::span<const Box> read);

 private:
  struct State;
  explicit SecondLook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace siffra::extract
