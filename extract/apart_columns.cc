#include "extract/apart_columns.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/apart_figures.h"
#include "extract/internal/apart_follow_up.h"
#include "extract/internal/apart_layout.h"
#include "extract/internal/apart_rows.h"

namespace siffra::extract {
namespace {

constexpr double kColumn = 190;
constexpr std::size_t kLongestLabel = 75;  // characters

struct DumpLine {
  double top = 0;
  std::string text;
  std::vector<std::size_t> words;
};

std::vector<DumpLine> lines_of(const Page& page) {
  std::map<double, DumpLine> lines;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    DumpLine& line = lines[page.words[i].box.y0];
    line.top = page.words[i].box.y0;
    line.text += (line.text.empty() ? "" : " ") + page.words[i].text;
    line.words.push_back(i);
  }
  std::vector<DumpLine> ordered;
  ordered.reserve(lines.size());
  for (auto& [top, line] : lines) ordered.push_back(std::move(line));
  return ordered;
}

std::size_t longest_run_of_letters(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    const bool letter = (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    run = letter || code >= 0x80 ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_follow_up(rules::StatementKind kind) {
  return kind == rules::StatementKind::kBudgetFollowUp ||
         kind == rules::StatementKind::kOperatingAccount || kind == rules::StatementKind::kOverview;
}

// A statement whose figures have not been met yet.
struct Block {
  rules::StatementKind kind = rules::StatementKind::kOther;
  std::vector<std::size_t> labels;  // lines
  std::vector<std::string> dates;   // of its heads, in order
  std::vector<std::size_t> date_words, head_words;
  bool notes = false;
  // Of a follow-up:
  std::vector<ApartHead> heads;
  std::map<std::size_t, std::vector<ApartLine>> beside;  // figures on a label's line, by line
  std::optional<double> below;                           // where its rows go on from
};

// Letters in place of digits, and groups that do not fit, tell recognised text from typed text.
class Joiner {
 public:
  Joiner(Page& page, const rules::RuleBook& book, Settle settle)
      : page_(page), book_(book), settle_(settle), lines_(lines_of(page)), layout_(page) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) take(i);
    finish_figures();
    if (joined_) layout_.finish(trouble_);
  }

 private:
  void take(std::size_t at) {
    const DumpLine& line = lines_[at];
    if (take_title(line)) return;
    if (blocks_.empty()) return;
    if (take_head(at)) return;
    const bool notes = waiting() != nullptr && waiting()->notes;
    if (auto figure = read_apart_figure(line.text, notes)) {
      figures_.push_back(std::move(*figure));
      figure_lines_.push_back(at);
      return;
    }
    finish_figures();
    const bool label = longest_run_of_letters(line.text) >= 3 &&
                       line.text.size() <= kLongestLabel && !line.text.ends_with('.') &&
                       !ends_in_figure(line);
    if (begins_section(line.text)) return;
    if (label) {
      add_label(at);
    } else if (take_label_with_figures(at)) {
      return;
    } else {
      blocks_.clear();  // running text or a table as it should be
    }
  }

  bool take_title(const DumpLine& line) {
    constexpr double kTitle = 0.85;
    const auto title = book_.statement_title(line.text);
    const bool main = title && (title->kind == rules::StatementKind::kIncomeStatement ||
                                title->kind == rules::StatementKind::kBalanceSheet ||
                                title->kind == rules::StatementKind::kCashFlowStatement ||
                                is_follow_up(title->kind));
    const bool note = title && title->kind == rules::StatementKind::kNote && !title->note.empty();
    // A label within a statement is no title ("Årets kassaflöde").
    if (!note && (!main || title->coverage < kTitle)) return false;
    if (main && !blocks_.empty() && !blocks_.back().labels.empty()) {
      const Block& open = blocks_.back();
      const bool row = is_follow_up(title->kind) && !open.heads.empty();  // "2001 Uppföljning"
      if (open.kind == title->kind || row) return false;
    }
    if (!blocks_.empty() && blocks_.back().labels.empty()) blocks_.pop_back();
    blocks_.push_back({});
    blocks_.back().kind = title->kind;
    return true;
  }

  bool take_head(std::size_t at) {
    const DumpLine& line = lines_[at];
    if (is_follow_up(blocks_.back().kind)) return take_follow_up_head(line);
    std::vector<std::string> dates;
    std::vector<std::size_t> words, rest;
    std::string others;
    bool notes = false;
    for (const std::size_t word : line.words) {
      const std::string& text = page_.words[word].text;
      if (auto date = read_apart_date(text)) {
        dates.push_back(std::move(*date));
        words.push_back(word);
      } else {
        notes = notes || book_.column_head(text).is_note_column;
        others += (others.empty() ? "" : " ") + text;
        rest.push_back(word);
      }
    }
    const bool head = others.empty() || book_.unit_scale(others).has_value() || notes;
    constexpr std::size_t kLongestHead = 30;
    if (!head || others.size() > kLongestHead || (dates.empty() && others.empty())) return false;
    if (dates.empty() && book_.concept_for(others, blocks_.back().kind)) return false;
    Block& block = blocks_.back();
    block.notes = block.notes || notes;
    block.dates.insert(block.dates.end(), dates.begin(), dates.end());
    block.date_words.insert(block.date_words.end(), words.begin(), words.end());
    block.head_words.insert(block.head_words.end(), rest.begin(), rest.end());
    return true;
  }

  // What stands above the heads is the caption of the labels; what comes below them, the first.
  bool take_follow_up_head(const DumpLine& line) {
    Block& block = blocks_.back();
    if (!block.heads.empty() && !block.labels.empty()) return false;
    if (!take_apart_head(line.text, book_, block.heads)) return false;
    block.date_words.insert(block.date_words.end(), line.words.begin(), line.words.end());
    for (const std::size_t caption : block.labels) {
      const auto& words = lines_[caption].words;
      block.head_words.insert(block.head_words.end(), words.begin(), words.end());
    }
    block.labels.clear();
    return true;
  }

  // A row of a follow-up that kept its first figures.
  bool take_label_with_figures(std::size_t at) {
    Block& block = blocks_.back();
    if (block.heads.empty()) return false;
    DumpLine& line = lines_[at];
    std::vector<std::string> words;
    for (const std::size_t word : line.words) words.push_back(page_.words[word].text);
    auto trailing = trailing_figures(words);
    if (!trailing) return false;
    const auto behind = line.words.begin() + static_cast<std::ptrdiff_t>(trailing->label_words);
    block.date_words.insert(block.date_words.end(), behind, line.words.end());
    line.words.erase(behind, line.words.end());
    block.labels.push_back(at);
    block.beside[at] = std::move(trailing->figures);
    return true;
  }

  // "7. Övriga upplysningar"
  static bool begins_section(std::string_view text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    return digits != std::string_view::npos && digits > 0 && digits <= 2 &&
           text.substr(digits).starts_with(". ");
  }

  // A label over two lines becomes one where only the whole of it is known.
  void add_label(std::size_t at) {
    Block& block = blocks_.back();
    const std::string& text = lines_[at].text;
    const bool small = !text.empty() && text.front() >= 'a' && text.front() <= 'z';
    if (small && !block.labels.empty() && block.labels.back() + 1 == at) {
      DumpLine& above = lines_[block.labels.back()];
      const std::string whole = above.text + " " + text;
      const auto found = book_.concept_for(whole, block.kind);
      const auto alone = book_.concept_for(above.text, block.kind);
      if (found && !(alone && alone->concept_found == found->concept_found)) {
        const double shift = page_.words[above.words.back()].box.x1 + kApartCharacter -
                             page_.words[lines_[at].words.front()].box.x0;
        for (const std::size_t word : lines_[at].words) {
          Box& box = page_.words[word].box;
          box = {box.x0 + shift, above.top, box.x1 + shift, above.top + box.height()};
          above.words.push_back(word);
        }
        above.text = whole;
        return;
      }
    }
    block.labels.push_back(at);
  }

  // "Su m ma": recognition parts words, too.
  [[nodiscard]] bool says_sum(const DumpLine& line) const {
    if (book_.has_word(line.text, rules::LabelWord::kSum)) return true;
    constexpr std::size_t kMostParts = 5;
    std::string joined;
    for (std::size_t i = 0; i < line.words.size() && i < kMostParts; ++i) {
      joined += page_.words[line.words[i]].text;
      if (i > 0 && book_.has_word(joined, rules::LabelWord::kSum)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_result(const std::string& concept_id) const {
    return std::any_of(book_.identities().begin(), book_.identities().end(),
                       [&](const rules::Identity& identity) {
                         if (identity.terms.size() < 2) return false;
                         const auto& names = identity.terms.front().concepts;
                         return std::find(names.begin(), names.end(), concept_id) != names.end();
                       });
  }

  [[nodiscard]] bool ends_in_figure(const DumpLine& line) const {
    const std::string& last = page_.words[line.words.back()].text;
    return line.words.size() > 1 && longest_run_of_letters(last) < 3 &&
           std::count_if(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; }) > 1;
  }

  // The block whose figures come next: the first that has labels.
  Block* waiting() {
    const auto found = std::find_if(blocks_.begin(), blocks_.end(), [](const Block& block) {
      return !block.labels.empty() && (!is_follow_up(block.kind) || !block.heads.empty());
    });
    return found == blocks_.end() ? nullptr : &*found;
  }

  void finish_figures() {
    constexpr std::size_t kFew = 4;
    Block* block = waiting();
    if (block != nullptr && figures_.size() >= kFew) {
      Block next;
      if (is_follow_up(block->kind)) {
        next = join_follow_up(*block);
      } else {
        join(*block);
      }
      blocks_.erase(blocks_.begin() + (block - &blocks_.front()));
      if (blocks_.empty()) blocks_.push_back(std::move(next));
    }
    figures_.clear();
    figure_lines_.clear();
  }

  // Heads of the columns: one date each, or a beginning and an end.
  static std::vector<std::string> heads_of(const Block& block) {
    std::vector<std::string> heads;
    const auto& dates = block.dates;
    bool spans = dates.size() >= 4 && dates.size() % 2 == 0;
    for (std::size_t i = 0; spans && i + 1 < dates.size(); i += 2) {
      spans = dates[i].ends_with("-01-01") && dates[i].substr(0, 4) == dates[i + 1].substr(0, 4);
    }
    if (!spans) return dates;
    for (std::size_t i = 0; i + 1 < dates.size(); i += 2) {
      heads.push_back(dates[i] + " " + dates[i + 1]);
    }
    return heads;
  }

  [[nodiscard]] std::vector<ApartLabel> labels_of(const Block& block) const {
    std::vector<ApartLabel> labels;
    for (const std::size_t line : block.labels) {
      ApartLabel label;
      label.text = rules::fold(lines_[line].text);
      label.sum = says_sum(lines_[line]);
      const auto found = book_.concept_for(lines_[line].text, block.kind);
      if (found && found->concept_found != nullptr) label.concept_id = found->concept_found->id;
      label.total = !label.concept_id.empty() && is_result(label.concept_id);
      const auto title = book_.statement_title(lines_[line].text);
      label.heading = title && title->kind == block.kind && label.concept_id.empty();
      labels.push_back(std::move(label));
    }
    return labels;
  }

  void join(const Block& block) {
    const std::vector<std::string> heads = heads_of(block);
    if (heads.empty() || block.labels.size() < 2) return;
    const auto placing = place_figures(labels_of(block), figures_, heads.size(), book_,
                                       settle_ == Settle::kByArithmeticToo);
    if (!placing) return;
    joined_ = true;
    for (const std::size_t line : figure_lines_) layout_.drop(lines_[line].words);
    layout_.drop(block.date_words);
    lay_out(block, heads, *placing);
    for (const std::size_t index : placing->left_over) {
      trouble_ += (trouble_.empty() ? "" : "; ") + ("\"" + figures_[index].raw + "\"") +
                  " has no place in its table";
    }
  }

  // Gives the block that the next rows of the same table belong to.
  Block join_follow_up(const Block& block) {
    std::vector<std::vector<ApartLine>> beside;
    for (const std::size_t line : block.labels) {
      const auto found = block.beside.find(line);
      beside.push_back(found == block.beside.end() ? std::vector<ApartLine>() : found->second);
    }
    const auto placing =
        place_in_order(beside, figures_, block.heads, settle_ == Settle::kByArithmeticToo);
    if (!placing) return {};
    joined_ = true;
    for (const auto& row : beside) figures_.insert(figures_.end(), row.begin(), row.end());
    for (const std::size_t line : figure_lines_) layout_.drop(lines_[line].words);
    layout_.drop(block.date_words);
    Block next;
    next.kind = block.kind;
    next.heads = block.heads;
    next.below = lay_out_follow_up(block, *placing);
    return next;
  }

  // The rows of a table go on below one another. Gives where the next one would stand.
  double lay_out_follow_up(const Block& block, const ApartPlacing& placing) {
    const double first = block.below.value_or(lines_[block.labels.front()].top);
    const auto edge = [](std::size_t column) {
      return kApartCharacter * kLongestLabel + kColumn * static_cast<double>(column + 1);
    };
    if (!block.below) {
      for (const std::size_t word : block.head_words) layout_.move(word, first);
      for (std::size_t c = 0; c < block.heads.size(); ++c)
        layout_.add(block.heads[c].text, edge(c), first, 1, {});
    }
    const double top = block.below ? first : first + kApartLine;
    for (std::size_t i = 0; i < block.labels.size(); ++i) {
      for (const std::size_t word : lines_[block.labels[i]].words)
        layout_.move(word, top + kApartLine * static_cast<double>(i));
    }
    for (const PlacedFigure& placed : placing.figures) {
      layout_.add_figure(placed, figures_, 0, edge(placed.column),
                         top + kApartLine * static_cast<double>(placed.label));
    }
    return top + kApartLine * static_cast<double>(block.labels.size());
  }

  void lay_out(const Block& block, const std::vector<std::string>& heads,
               const ApartPlacing& placing) {
    double right = 0;
    for (const std::size_t line : block.labels) {
      for (const std::size_t word : lines_[line].words) {
        right = std::max(right, page_.words[word].box.x1);
      }
    }
    constexpr double kNotes = 40, kLeast = 11;
    // The head takes the first line's place, and the labels move down within theirs.
    const double first = lines_[block.labels.front()].top;
    const double room = lines_[block.labels.back()].top - first;
    const double pitch =
        std::clamp(room / static_cast<double>(block.labels.size()), kLeast, kApartLine);
    const auto top_of = [&](std::size_t label) {
      return first + pitch * static_cast<double>(label + 1);
    };
    for (std::size_t i = 0; i < block.labels.size(); ++i) {
      for (const std::size_t word : lines_[block.labels[i]].words) layout_.move(word, top_of(i));
    }
    for (const std::size_t word : block.head_words) layout_.move(word, first);
    const auto edge = [&](std::size_t column) {
      return right + kNotes + kColumn * static_cast<double>(column + 1);
    };
    for (std::size_t c = 0; c < heads.size(); ++c) layout_.add(heads[c], edge(c), first, 1, {});
    for (const PlacedFigure& placed : placing.figures) {
      layout_.add_figure(placed, figures_, right + kNotes, edge(placed.column),
                         top_of(placed.label));
    }
  }

  Page& page_;
  const rules::RuleBook& book_;
  Settle settle_;
  std::vector<DumpLine> lines_;
  std::vector<Block> blocks_;
  std::vector<ApartLine> figures_;
  std::vector<std::size_t> figure_lines_;
  ApartLayout layout_;
  std::string trouble_;
  bool joined_ = false;
};

}  // namespace

void join_apart_columns(Document& document, const rules::RuleBook& book, Settle settle) {
  if (document.media_type != "text/plain") return;
  for (Page& page : document.pages) Joiner(page, book, settle).run();
}

}  // namespace siffra::extract
