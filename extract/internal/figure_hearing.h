// What several readings of one figure say of it together.
//
//   Hearing hearing(sign.minus, count_ink(page, run, sign.rest));
//   hearing.add(witness_of(words, box));        // as often as it takes
//   hearing.verdict().front();                  // the figure, with its probability
//
// Each reading (a witness) puts forward the figures it likes best and is asked about those of the
// others; beliefs are multiplied, none of them trusted beyond the share of readings that are wrong
// altogether.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/internal/comma_marks.h"
#include "extract/internal/figure_lattice.h"
#include "extract/internal/read_run.h"
#include "extract/internal/sign_audit.h"

namespace siffra::extract {

// How well the text is formed as a figure: 2 = thousands parted in threes, 1 = an amount without
// them, 0 = neither ("2.997 335" is 2 997 335 with a speck before it, or badly misread).
int form_of(const std::string& text);

// A skeleton without the stops at its edges that specks and frayed edges are read as, and without
// the sign where that has been found in the pixels.
std::string trimmed(std::string_view skeleton, bool without_sign);

// How many characters the ink can hold. Specks and strokes that touch make it inexact: every
// character too many or too few costs belief.
struct InkCount {
  double height = 0;
  int least = 0, most = 0;
  CommaMark comma;
  int decimals = 0;             // characters after it, where it is no dirt by itself; 0 = none
  bool comma_expected = false;  // the column asks for the comma that was seen
  bool last_apart = false;  // the last character stands a space away: a digit would not, "%" does
  bool last_far = false;    // so wide a space that all looks together are not believed in a digit
  std::vector<InkSpan> spans;

  [[nodiscard]] double belief_in(std::string_view skeleton) const;
};

InkCount count_ink(const PreparedPage& page, const InkRun& run, const PixelBox& box);

// One look at the figure under its own conditions.
struct Witness {
  LineReading words;
  FigureLattice lattice;
  PixelBox box;
  int copies = 1;  // how often the print was set side by side
};

Witness witness_of(LineReading words, const PixelBox& box);

// One way to write the figure, and how each witness takes it.
struct Candidate {
  std::string skeleton;
  std::string key;
  std::vector<double> heard;  // log-likelihood by witness
  double ink = 0;             // what the count of characters makes of it
  double score = 0;
};

class Hearing {
 public:
  Hearing(MinusPlace minus, InkCount ink)
      : minus_(minus), sign_found_(minus != MinusPlace::kNone), ink_(std::move(ink)) {}

  // A figure to be asked about, whoever puts it forward.
  void propose(const std::string& skeleton);

  // With a witness's own proposals, or to be asked only about those made before.
  void add(Witness witness);
  void ask(Witness witness);

  // Where the likeliest figures differ in several digits, those that mix them: "71" and "17" may be
  // two doubtful sevens, which no witness's best figures show.
  void propose_mixtures();

  [[nodiscard]] const InkCount& ink() const { return ink_; }
  [[nodiscard]] const std::vector<Witness>& witnesses() const { return witnesses_; }
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }

  // Best first, their scores logarithms of probabilities; those that differ only in how thousands
  // are parted are one.
  [[nodiscard]] const std::vector<Candidate>& verdict() const { return verdict_; }

  // Witnesses whose own best reading is this figure, given how many characters there can be.
  [[nodiscard]] std::size_t votes(const Candidate& candidate) const;

 private:
  void propose_shorter(const std::string& skeleton);
  void propose_decimals(const std::string& skeleton);
  void propose_percent(const std::string& skeleton);
  void hear_all();
  [[nodiscard]] double hear(const Witness& witness, const std::string& skeleton) const;
  void weigh();
  void merge();

  MinusPlace minus_;  // found in the pixels
  bool sign_found_;
  InkCount ink_;
  std::vector<Witness> witnesses_;
  std::vector<Candidate> candidates_;
  std::vector<Candidate> verdict_;
};

}  // namespace siffra::extract
