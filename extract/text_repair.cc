#include "extract/text_repair.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "extract/internal/minus_spellings.h"
#include "extract/internal/recognised_words.h"
#include "extract/internal/unicode.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kShortestKnown = 5;  // letters; shorter words fit too much by chance
constexpr std::size_t kFewestWords = 2;    // different words that must ask for the same mapping
constexpr std::size_t kMostPieces = 4;     // of a word broken at its ligatures

constexpr std::u32string_view kLetters[] = {U"å", U"ä", U"ö", U"é"};
constexpr std::u32string_view kLigatures[] = {U"ti", U"tf", U"ft", U"tt",  U"fi",
                                              U"fl", U"ff", U"fj", U"ffi", U"ffl"};

using Vocabulary = std::set<std::u32string>;
// What each symbol of one word would have to stand for.
using Assignment = std::map<char32_t, std::u32string>;

// The words in which concepts are named, folded: what labels are made of.
Vocabulary vocabulary_of(const rules::RuleBook& book) {
  Vocabulary words;
  for (const rules::Concept& known : book.concepts()) {
    std::u32string word;
    for (const char32_t c : from_utf8(rules::fold(known.name_sv)) + U" ") {
      if (is_letter(c)) {
        word.push_back(c);
        continue;
      }
      if (word.size() >= kShortestKnown) words.insert(word);
      word.clear();
    }
  }
  return words;
}

bool is_swedish_letter(char32_t c) {
  const std::u32string_view others = U"åäöéüÅÄÖÉÜ";
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         others.find(c) != std::u32string_view::npos;
}

// Joins words or parts of them in ordinary print: never a symbol for a letter.
bool is_word_mark(char32_t c) {
  const std::u32string_view marks = U"-–/.,:;()&'’”“";
  return marks.find(c) != std::u32string_view::npos;
}

// Letters with at least one symbol among them, no digit, no ordinary mark.
bool has_strange_symbol(std::u32string_view word) {
  std::size_t letters = 0, symbols = 0;
  for (const char32_t c : word) {
    if (is_digit(c) || is_word_mark(c)) return false;
    (is_swedish_letter(c) ? letters : symbols) += 1;
  }
  return symbols > 0 && letters >= 3;
}

char32_t lower(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  return c >= 0xC0 && c <= 0xDE ? c + 32 : c;
}

// Whether `known` is `word` with each symbol put back to some letters, the same symbol to the same
// ones; fills `assignment` if so. Tries candidates left to right; words are short.
bool fits(std::u32string_view word, std::u32string_view known, Assignment& assignment) {
  if (word.empty()) return known.empty();
  const char32_t c = word.front();
  if (is_swedish_letter(c)) {
    return !known.empty() && lower(c) == known.front() &&
           fits(word.substr(1), known.substr(1), assignment);
  }
  if (const auto given = assignment.find(c); given != assignment.end()) {
    return known.starts_with(given->second) &&
           fits(word.substr(1), known.substr(given->second.size()), assignment);
  }
  const auto attempt = [&](std::u32string_view letters) {
    if (!known.starts_with(letters)) return false;
    assignment.emplace(c, letters);
    if (fits(word.substr(1), known.substr(letters.size()), assignment)) return true;
    assignment.erase(c);
    return false;
  };
  return std::any_of(std::begin(kLigatures), std::end(kLigatures), attempt) ||
         std::any_of(std::begin(kLetters), std::end(kLetters), attempt);
}

std::set<std::u32string> strange_words(const Document& document) {
  constexpr std::size_t kMostWords = 2000;
  std::set<std::u32string> words;
  for (const Page& page : document.pages) {
    for (const Word& word : page.words) {
      std::u32string text = from_utf8(word.text);
      if (has_strange_symbol(text) && words.size() < kMostWords) words.insert(std::move(text));
    }
  }
  return words;
}

// For every symbol the letters that most words ask for, if they are enough and agree.
Assignment find_mapping(const std::set<std::u32string>& words, const Vocabulary& vocabulary) {
  std::map<char32_t, std::map<std::u32string, std::set<std::u32string>>> votes;
  for (const std::u32string& word : words) {
    for (const std::u32string& known : vocabulary) {
      Assignment assignment;
      if (!fits(word, known, assignment)) continue;
      for (const auto& [symbol, letters] : assignment) votes[symbol][letters].insert(known);
    }
  }
  Assignment mapping;
  for (const auto& [symbol, choices] : votes) {
    const auto by_words = [](const auto& a, const auto& b) {
      return a.second.size() < b.second.size();
    };
    const auto best = std::max_element(choices.begin(), choices.end(), by_words);
    std::size_t others = 0;
    for (const auto& [letters, known] : choices)
      others += letters == best->first ? 0 : known.size();
    if (best->second.size() >= kFewestWords && others * 4 <= best->second.size()) {
      mapping.emplace(symbol, best->first);
    }
  }
  return mapping;
}

// The word with its symbols put back; capitals follow the word: all capitals, or the first letter.
std::optional<std::u32string> mapped(std::u32string_view word, const Assignment& mapping) {
  const bool capitals = std::none_of(
      word.begin(), word.end(), [](char32_t c) { return is_swedish_letter(c) && lower(c) == c; });
  std::u32string out;
  bool changed = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto letters = mapping.find(word[i]);
    if (letters == mapping.end()) {
      out.push_back(word[i]);
      continue;
    }
    changed = true;
    for (std::size_t k = 0; k < letters->second.size(); ++k) {
      const char32_t c = letters->second[k];
      const bool upper = capitals && lower(c) == c && c != U'ß';
      out.push_back(upper ? c - 32 : c);
    }
  }
  return changed ? std::optional(out) : std::nullopt;
}

void replace(Word& word, const std::u32string& text) {
  word.readings.insert(word.readings.begin(), {word.text, 0, word.source});
  word.text = to_utf8(text);
}

// ---- words broken where a ligature was lost ----------------------------------------------------

bool only_letters(std::u32string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_swedish_letter);
}

// Whether `known` is the pieces with a lost ligature between each two.
bool bridges(const std::vector<std::u32string>& pieces, std::size_t index,
             std::u32string_view known) {
  const std::u32string& piece = pieces[index];
  if (known.size() < piece.size()) return false;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (lower(piece[i]) != known[i]) return false;
  }
  known.remove_prefix(piece.size());
  if (index + 1 == pieces.size()) return known.empty();
  return std::any_of(std::begin(kLigatures), std::end(kLigatures),
                     [&](std::u32string_view ligature) {
                       return known.starts_with(ligature) &&
                              bridges(pieces, index + 1, known.substr(ligature.size()));
                     });
}

struct BrokenWord {
  std::size_t page = 0, first = 0, pieces = 0;
  std::u32string whole;
};

std::optional<BrokenWord> broken_word_at(const Page& page, std::size_t first,
                                         const Vocabulary& vocabulary) {
  std::vector<std::u32string> pieces;
  std::u32string start;  // the first piece in lower case: only words that begin so can fit
  for (std::size_t i = first; i < page.words.size() && pieces.size() < kMostPieces; ++i) {
    const Word& word = page.words[i];
    std::u32string text = from_utf8(word.text);
    if (!only_letters(text)) break;
    if (!pieces.empty()) {
      const Word& before = page.words[i - 1];
      const double gap = word.box.x0 - before.box.x1;
      const bool same_line =
          std::abs(word.box.center_y() - before.box.center_y()) < before.box.height() / 2;
      if (!same_line || gap < -1 || gap > before.box.height()) break;
    }
    pieces.push_back(std::move(text));
    if (pieces.size() < 2) {
      std::transform(pieces[0].begin(), pieces[0].end(), std::back_inserter(start), lower);
      continue;
    }
    for (auto known = vocabulary.lower_bound(start);
         known != vocabulary.end() && known->starts_with(start); ++known) {
      if (bridges(pieces, 0, *known)) return BrokenWord{0, first, pieces.size(), *known};
    }
  }
  return std::nullopt;
}

std::vector<BrokenWord> find_broken_words(const Document& document, const Vocabulary& vocabulary) {
  std::vector<BrokenWord> found;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    for (std::size_t i = 0; i + 1 < page.words.size(); ++i) {
      if (auto broken = broken_word_at(page, i, vocabulary)) {
        broken->page = p;
        found.push_back(*broken);
        i += broken->pieces - 1;
      }
    }
  }
  return found;
}

void join(Page& page, const BrokenWord& broken) {
  Word& whole = page.words[broken.first];
  const bool capital = lower(from_utf8(whole.text).front()) != from_utf8(whole.text).front();
  std::string printed = whole.text;
  for (std::size_t i = 1; i < broken.pieces; ++i) {
    const Word& piece = page.words[broken.first + i];
    printed += " " + piece.text;
    whole.box = united(whole.box, piece.box);
  }
  std::u32string text = broken.whole;
  if (capital) text.front() -= 32;
  whole.text = printed;
  replace(whole, text);
  const auto begin = page.words.begin() + static_cast<std::ptrdiff_t>(broken.first);
  page.words.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(broken.pieces));
}

std::size_t join_broken_words(Document& document, const Vocabulary& vocabulary) {
  const std::vector<BrokenWord> found = find_broken_words(document, vocabulary);
  std::set<std::u32string> different;
  for (const BrokenWord& broken : found) different.insert(broken.whole);
  if (different.size() < kFewestWords) return 0;
  for (auto broken = found.rbegin(); broken != found.rend(); ++broken) {
    join(document.pages[broken->page], *broken);
  }
  return found.size();
}

}  // namespace

RepairedText repair_text(Document& document, const rules::RuleBook& book) {
  RepairedText done;
  internal::settle_recognised_words(document, book);
  internal::spell_minus_signs(document);
  const Vocabulary vocabulary = vocabulary_of(book);
  const Assignment mapping = find_mapping(strange_words(document), vocabulary);
  for (const auto& [symbol, letters] : mapping) {
    done.mappings.push_back({to_utf8(std::u32string(1, symbol)), to_utf8(letters)});
  }
  if (!mapping.empty()) {
    for (Page& page : document.pages) {
      for (Word& word : page.words) {
        const std::u32string text = from_utf8(word.text);
        if (std::any_of(text.begin(), text.end(), is_digit)) continue;
        if (std::none_of(text.begin(), text.end(), is_swedish_letter)) continue;
        if (const auto repaired = mapped(text, mapping)) {
          replace(word, *repaired);
          ++done.words_changed;
        }
      }
    }
  }
  done.words_changed += join_broken_words(document, vocabulary);
  return done;
}

}  // namespace siffra::extract
