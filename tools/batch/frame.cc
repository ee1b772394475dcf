#include "tools/batch/frame.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace siffra::tools {
namespace {

// Both ends are the same program on the same machine: the bytes of the struct are the format.
struct Header {
  std::uint32_t kind;
  std::uint32_t unused;
  std::uint64_t length;
};

bool send_bytes(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// The descriptor travels with the first byte of the header.
bool send_with_descriptor(int socket, std::string_view bytes, int descriptor) {
  iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(head), &descriptor, sizeof(int));
  ssize_t sent = -1;
  do {
    sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent <= 0) return false;
  return send_bytes(socket, bytes.substr(static_cast<std::size_t>(sent)));
}

int descriptor_of(msghdr& message) {
  for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr;
       head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    int descriptor = -1;
    std::memcpy(&descriptor, CMSG_DATA(head), sizeof(int));
    return descriptor;
  }
  return -1;
}

bool receive_bytes(int socket, char* into, std::size_t count, int& descriptor) {
  while (count > 0) {
    iovec piece{into, count};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    if (const int found = descriptor_of(message); found >= 0) descriptor = found;
    into += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

bool known(std::uint32_t kind) {
  return kind >= static_cast<std::uint32_t>(FrameKind::kHello) &&
         kind <= static_cast<std::uint32_t>(FrameKind::kGivenUp);
}

}  // namespace

bool send_frame(int socket, FrameKind kind, std::string_view bytes, int descriptor) {
  const Header header{static_cast<std::uint32_t>(kind), 0, bytes.size()};
  const std::string_view head(reinterpret_cast<const char*>(&header), sizeof(header));
  const bool begun =
      descriptor < 0 ? send_bytes(socket, head) : send_with_descriptor(socket, head, descriptor);
  return begun && send_bytes(socket, bytes);
}

std::optional<Received> receive_frame(int socket) {
  Header header{};
  Received received;
  if (!receive_bytes(socket, reinterpret_cast<char*>(&header), sizeof(header),
                     received.descriptor) ||
      !known(header.kind)) {
    return std::nullopt;
  }
  received.frame.kind = static_cast<FrameKind>(header.kind);
  received.frame.bytes.resize(header.length);
  if (!receive_bytes(socket, received.frame.bytes.data(), header.length, received.descriptor)) {
    return std::nullopt;
  }
  return received;
}

std::optional<Frame> FrameReader::next() {
  Header header{};
  if (broken_ || buffer_.size() < sizeof(header)) return std::nullopt;
  std::memcpy(&header, buffer_.data(), sizeof(header));
  if (!known(header.kind) || header.length > longest_) {
    broken_ = true;
    return std::nullopt;
  }
  if (buffer_.size() - sizeof(header) < header.length) {
    // Room for the whole frame at once, rather than by doubling.
    buffer_.reserve(sizeof(header) + header.length);
    return std::nullopt;
  }
  Frame frame;
  frame.kind = static_cast<FrameKind>(header.kind);
  frame.bytes = buffer_.substr(sizeof(header), header.length);
  buffer_.erase(0, sizeof(header) + header.length);
  // A large answer does not stay in memory after it was handed on.
  if (buffer_.empty()) std::string().swap(buffer_);
  return frame;
}

}  // namespace siffra::tools
