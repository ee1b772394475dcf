// A value or an Error: the only way a function of this project reports that it could not do its
// work.
//
//   Result<Money> total = sum(parts);
//   if (!total) return total.error();
//   use(*total);
//
// Spelled like std::expected (C++23) so that it can be replaced by it one day. Nothing here throws;
// reading the value of a failed Result is a bug in the caller and ends the program.
#pragma once

#include <cstdlib>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace siffra::rules {

// What went wrong, for programs. Closed: a new code needs a new exit status or message to be worth
// it.
enum class ErrorCode {
  kInvalidArgument,  // the caller asked for something that cannot be
  kNotFound,         // no such file, pack or language model
  kUnreadable,       // the file is there but may not be read
  kWrongFormat,      // the bytes are not what the reader takes
  kMalformed,        // the right format, but damaged or contradictory
  kEncrypted,        // needs a password that was not given
  kEmpty,            // nothing in it to read
  kOverflow,         // a figure does not fit 64 bits of öre
  kLimitExceeded,    // more pages, pixels, bytes or time than allowed
  kIo,               // writing failed
};

// Where the input stood that could not be used. Empty parts are left out of messages.
struct Location {
  std::string file;
  int page = 0;  // counted from 1; 0 = not about one page
  int line = 0;  // counted from 1; 0 = not about one line

  friend bool operator==(const Location&, const Location&) = default;
};

struct Error {
  ErrorCode code = ErrorCode::kInvalidArgument;
  std::string message;  // English, lower case, no full stop
  Location where;

  friend bool operator==(const Error&, const Error&) = default;
};

// `report.pdf: page 3: line 7: message`, with the parts that are known.
std::string to_string(const Error& error);

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Both convert on purpose, so that `return value;` and `return error;` read as they should.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  [[nodiscard]] const T& value() const& { return *checked(); }
  [[nodiscard]] T& value() & { return *checked(); }
  [[nodiscard]] T&& value() && { return std::move(*checked()); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return checked(); }
  T* operator->() { return checked(); }

  [[nodiscard]] const Error& error() const {
    if (has_value()) std::abort();
    return *std::get_if<1>(&state_);
  }

  template <typename U>
  [[nodiscard]] T value_or(U&& fallback) const& {
    return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
  }

  // Result<U> with f applied to the value; the error passes through.
  template <typename F>
  [[nodiscard]] auto transform(F&& f) const& -> Result<std::invoke_result_t<F, const T&>> {
    if (!has_value()) return error();
    return std::forward<F>(f)(value());
  }

  // f returns a Result itself.
  template <typename F>
  [[nodiscard]] auto and_then(F&& f) const& -> std::invoke_result_t<F, const T&> {
    if (!has_value()) return error();
    return std::forward<F>(f)(value());
  }

 private:
  const T* checked() const {
    if (!has_value()) std::abort();
    return std::get_if<0>(&state_);
  }
  T* checked() {
    if (!has_value()) std::abort();
    return std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

// The outcome of work that has no value to give.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};

}  // namespace siffra::rules
