// Frames: the one thing said between the program and its workers. A frame is a kind and some bytes;
// a request of the program may carry an open file.
//
//   send_frame(socket, FrameKind::kPart, bytes);
//   FrameReader reader(limit); reader.append(received); while (auto frame = reader.next()) …
//
// What a worker sends is not trusted: lengths are bounded, and a kind that is not known breaks the
// stream.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siffra::tools {

enum class FrameKind : std::uint32_t {
  kHello = 1,  // worker: ready; what of its confinement is not in force
  kRead,       // program: read this file (its descriptor comes along)
  kPart,       // worker: a named piece of the answer
  kDone,       // worker: that was all
  kGivenUp,    // worker: out of memory; it ends after this
};

struct Frame {
  FrameKind kind = FrameKind::kHello;
  std::string bytes;
};

// False when the other side is gone. A descriptor of −1 sends none.
bool send_frame(int socket, FrameKind kind, std::string_view bytes, int descriptor = -1);

struct Received {
  Frame frame;
  int descriptor = -1;  // the receiver's to close
};
// Waits for one whole frame; nullopt when the other side is gone.
std::optional<Received> receive_frame(int socket);

class FrameReader {
 public:
  explicit FrameReader(std::uint64_t longest) : longest_(longest) {}
  void append(std::string_view bytes) { buffer_.append(bytes); }
  std::optional<Frame> next();
  // Something came that is no frame; nothing more is read from this stream.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  std::string buffer_;
  std::uint64_t longest_;
  bool broken_ = false;
};

}  // namespace siffra::tools
