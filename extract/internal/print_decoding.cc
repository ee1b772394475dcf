#include "extract/internal/print_decoding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "extract/internal/print_explanation.h"
#include "extract/internal/print_strip.h"

namespace siffra::extract {

namespace {

std::string digits_in(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (is_printed_digit(c)) digits.push_back(c);
  }
  return digits;
}

// The figure however its thousands are parted: not at all, with spaces, with stops.
std::array<std::string, 3> spellings_of(const std::string& text) {
  std::array<std::string, 3> spellings;
  const std::size_t mark = text.find_last_of(".,");
  const bool decimals = mark != std::string::npos && text.size() - mark <= 3;
  const std::string digits = digits_in(text);
  const std::size_t whole = digits.size() - (decimals ? text.size() - mark - 1 : 0);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (std::size_t kind = 0; kind < spellings.size(); ++kind) {
      std::string& spelling = spellings[kind];
      if (i == whole) spelling.push_back(',');
      if (i > 0 && i < whole && (whole - i) % 3 == 0 && kind > 0)
        spelling.push_back(kind == 1 ? ' ' : '.');
      spelling.push_back(digits[i]);
    }
  }
  return spellings;
}

double share_of(const PrintExplanation& explanation, const std::string& text, double all) {
  const std::array<std::string, 3> spellings = spellings_of(text);
  double share = 0;
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    if (!spellings[i].empty() && (i == 0 || spellings[i] != spellings[0]))
      share += std::exp(explanation.all(spellings[i]) - all);
  }
  return share;
}

DecodedFigure explained(const PrintExplanation& explanation, const PrintExplanation::Path& path,
                        const PrintType& type) {
  DecodedFigure decoded;
  const PrintStrip& strip = explanation.strip();
  double ink = 0;
  for (const float dark : strip.dark) ink += dark;
  bool begins = true;
  for (const auto& token : path.tokens) {
    if (token.c == '_') continue;
    decoded.text.push_back(token.c);
    begins = begins || token.c == ' ';
    if (token.c == ' ') continue;
    if (is_printed_digit(token.c))
      decoded.misfit = std::max(decoded.misfit, explanation.misfit(token) / type.misfit);
    for (int x = token.x; x < token.x + token.width; ++x) {
      for (int y = 0; y < strip.height; ++y) ink -= strip.column(x)[y];
    }
    const PixelBox box{strip.left + token.x, strip.top + PrintType::kAbove, token.width,
                       type.height};
    if (begins) decoded.words.push_back({"", box});
    begins = false;
    decoded.words.back().text.push_back(token.c);
    decoded.words.back().box = united(decoded.words.back().box, box);
  }
  decoded.left_over = ink / type.ink;
  return decoded;
}

}  // namespace

PrintDecoder::PrintDecoder(const PreparedPage& page, const std::vector<PrintSample>& figures,
                           const std::vector<PrintSample>& sure)
    : page_(page), types_(learn_types(page, figures)) {
  constexpr std::size_t kMost = 60;
  // Where hardly any can be tested, most of what was learned is right.
  constexpr double kPassed = 3, kAll = 3.4;
  std::vector<std::pair<double, double>> tests(types_.size(), {kPassed, kAll});
  for (std::size_t i = 0; i < std::min(kMost, sure.size()); ++i) {
    const auto decoded = decode(sure[i].box, "");
    const auto stand = stand_of(page_, sure[i].box);
    // What takes another room than its text asks for was not read surely.
    if (!decoded || !types_[decoded->type].fits(sure[i].text, stand->width())) continue;
    auto& [passed, all] = tests[decoded->type];
    if (digits_in(decoded->text) == digits_in(sure[i].text)) ++passed;
    ++all;
  }
  for (std::size_t i = 0; i < types_.size(); ++i)
    types_[i].trust = tests[i].first / tests[i].second;
}

std::optional<DecodedFigure> PrintDecoder::decode(const PixelBox& box,
                                                  const std::string& other) const {
  constexpr int kHeights = 4;  // pixels that may be broken away
  const auto stand = stand_of(page_, box);
  if (!stand) return std::nullopt;
  std::optional<PrintExplanation> best;
  PrintExplanation::Path best_path;
  std::size_t best_type = 0;
  double most = PrintExplanation::kNever;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const int less = types_[i].height - stand->height();
    if (std::abs(less) > kHeights) continue;
    // Set by the foot of the print, or by its top, where the other is broken away.
    std::vector<int> shifts = {0, -1, 1};
    if (std::abs(less) > 1) shifts.insert(shifts.end(), {less, less - 1, less + 1});
    for (const int down : shifts) {
      PrintExplanation explanation(page_, types_[i], *stand, down);
      PrintExplanation::Path path = explanation.best("");
      const double gain = explanation.gain(path);
      if (gain <= most) continue;
      most = gain;
      best_path = std::move(path);
      best_type = i;
      best.emplace(std::move(explanation));
    }
  }
  if (!best || best_path.tokens.empty()) return std::nullopt;
  DecodedFigure decoded = explained(*best, best_path, types_[best_type]);
  decoded.type = best_type;
  const double all = best->all("");
  decoded.share = share_of(*best, decoded.text, all);
  if (!other.empty()) decoded.other = share_of(*best, other, all);
  return decoded;
}

}  // namespace siffra::extract
