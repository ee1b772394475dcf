// What reading scanned pages leaves behind for asking their figures again (second_look.h): the
// print of each figure, cut out of its prepared page, and the recogniser itself.
//
//   KeptPrint kept;
//   options.kept = &kept;
//   read_document(file, options);
//   SecondLook::open(file, options);  // takes from `kept` what it can
//
// A page is some twenty times the size of its figures, and drawing and preparing it takes longer
// than a question. What is kept is bounded; what did not fit is prepared anew, so that answers are
// the same with it and without.
#pragma once

#include <memory>

namespace siffra::extract {

class KeptPrint {
 public:
  KeptPrint();
  KeptPrint(KeptPrint&&) noexcept;
  KeptPrint& operator=(KeptPrint&&) noexcept;
  ~KeptPrint();

  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace siffra::extract
