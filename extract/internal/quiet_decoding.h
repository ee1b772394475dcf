// The decoders of pictures speak to standard error by themselves, which belongs to our diagnostics.
#pragma once

namespace siffra::extract {

// While one or more of these live, in whatever threads, nothing written to standard error is seen.
class QuietDecoding {
 public:
  QuietDecoding();
  ~QuietDecoding();
  QuietDecoding(const QuietDecoding&) = delete;
  QuietDecoding& operator=(const QuietDecoding&) = delete;
};

}  // namespace siffra::extract
