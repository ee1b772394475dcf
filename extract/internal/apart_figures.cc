#include "extract/internal/apart_figures.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace siffra::extract {
namespace {

struct Shape {
  std::string_view letters;
  char digit;
};

// Letters that recognition puts where a digit of the same shape stood.
constexpr std::array<Shape, 7> kShapes = {{{"tlLIirjJ|!]", '1'},
                                           {"OoQDU", '0'},
                                           {"sS", '5'},
                                           {"B", '8'},
                                           {"zZ", '2'},
                                           {"b", '6'},
                                           {"A", '4'}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char digit_of(char c) {
  if (is_digit(c)) return c;
  for (const Shape& shape : kShapes) {
    if (shape.letters.find(c) != std::string_view::npos) return shape.digit;
  }
  return '\0';
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line) {
    if (c == ' ' || c == '\t') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

struct Spelled {
  bool negative = false;
  std::vector<std::string> groups;  // digits alone
  std::size_t letters = 0, digits = 0;
  std::size_t unknown = 0;  // characters of no digit's shape
};

// Signs and separators apart.
Spelled spell(const std::vector<std::string>& words) {
  Spelled spelled;
  for (std::size_t w = 0; w < words.size(); ++w) {
    std::string_view word = words[w];
    for (const std::string_view minus : {"-", "–", "−"}) {
      if (w == 0 && word.starts_with(minus)) {
        spelled.negative = true;
        word.remove_prefix(minus.size());
        break;
      }
    }
    if (w == 0 && word.starts_with('+')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == ',' || word.back() == '.' || word.back() == ')')) {
      word.remove_suffix(1);
    }
    if (word.empty()) continue;
    spelled.groups.emplace_back();
    for (std::size_t i = 0; i < word.size(); ++i) {
      const char c = word[i];
      // A point read as a comma; before two digits it is one.
      const bool thousands = c == ',' && i > 0 && word.size() - i == 4;
      if (c == '.' || c == '\'' || thousands) {
        spelled.groups.emplace_back();
        continue;
      }
      const char digit = digit_of(c);
      if (digit == '\0') {
        ++spelled.unknown;
        continue;
      }
      spelled.groups.back() += digit;
      (is_digit(c) ? spelled.digits : spelled.letters)++;
    }
  }
  std::erase_if(spelled.groups, [](const std::string& group) { return group.empty(); });
  return spelled;
}

// All digits from that group on as one figure.
std::optional<ApartFigure> regrouped(const Spelled& spelled, std::size_t first) {
  constexpr std::size_t kMostDigits = 12;
  std::string digits;
  for (std::size_t i = first; i < spelled.groups.size(); ++i) digits += spelled.groups[i];
  const bool zeros = digits.find_first_not_of('0') == std::string::npos;
  if (digits.empty() || digits.size() > kMostDigits || (zeros && digits.size() > 1)) {
    return std::nullopt;
  }
  if (digits.size() > 1 && digits.front() == '0') return std::nullopt;
  ApartFigure figure;
  figure.spelled = spelled.letters > 0;
  figure.value = std::strtoll(digits.c_str(), nullptr, 10) * (spelled.negative ? -1 : 1);
  figure.text = spelled.negative ? "-" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) figure.text += ' ';
    figure.text += digits[i];
  }
  return figure;
}

// Digits in groups of three, where those after the first could be groups that lost their spaces.
std::optional<ApartFigure> figure_of(const Spelled& spelled, std::size_t first) {
  for (std::size_t i = first + 1; i < spelled.groups.size(); ++i) {
    if (spelled.groups[i].size() % 3 != 0) return std::nullopt;
  }
  return regrouped(spelled, first);
}

}  // namespace

std::optional<ApartLine> read_apart_figure(std::string_view line, bool with_notes) {
  constexpr std::size_t kLongest = 24;
  const std::vector<std::string> words = words_of(line);
  if (words.empty() || line.size() > kLongest) return std::nullopt;
  ApartLine read;
  read.raw = line;
  if (words.size() == 1 && (words[0] == "-" || words[0] == "–" || words[0] == "−")) {
    read.readings.push_back({"", "-", 0, false});
    return read;
  }
  const Spelled spelled = spell(words);
  // Words that happen to be made of such letters are no figures.
  if (spelled.groups.empty() || spelled.digits < spelled.letters || spelled.digits == 0) {
    return std::nullopt;
  }
  if (spelled.unknown > 0) {
    // "-74 grt" is a figure that cannot be read; "3011 SG 0" names something.
    if (spelled.unknown > 1 || spelled.digits < 2 || !spelled.negative) return std::nullopt;
    return read;
  }
  const auto whole = figure_of(spelled, 0);
  if (whole) {
    read.readings.push_back(*whole);
  } else {
    read.regrouped = regrouped(spelled, 0);
  }
  const bool small_first =
      spelled.groups.size() > 1 && spelled.groups[0].size() <= 2 && !spelled.negative;
  if (with_notes && small_first) {
    auto behind_note = figure_of(spelled, 1);
    if (behind_note) {
      behind_note->note = spelled.groups[0];
      read.readings.push_back(*behind_note);
    }
  }
  return read;
}

namespace {

int two_digits(const std::string& digits, std::size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

}  // namespace

std::optional<std::string> read_apart_date(std::string_view token) {
  std::string digits;
  std::size_t dashes = 0;
  for (const char c : token) {
    if (c == '-') {
      ++dashes;
      continue;
    }
    if (c == ',' || c == '.') continue;
    const char digit = digit_of(c);
    if (digit == '\0') return std::nullopt;
    digits += digit;
  }
  const bool century = digits.starts_with("19") || digits.starts_with("20");
  if (dashes == 0 && digits.size() == 4 && century && token.size() <= 5) return digits;
  if (dashes != 2 || digits.size() != 8 || !century) return std::nullopt;
  const int month = two_digits(digits, 4);
  const int day = two_digits(digits, 6);
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  // No month has a 37th: a seven there is a one.
  if (day > 31) digits[7] = digits[7] == '7' ? '1' : digits[7];
  if (two_digits(digits, 6) > 31) return std::nullopt;
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
}

}  // namespace siffra::extract
