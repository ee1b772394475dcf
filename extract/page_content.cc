#include "extract/page_content.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <exception>
#include <memory>
#include <new>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <utility>

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr int kDeepest = 6;                  // forms within forms
constexpr std::size_t kMostTokens = 400000;  // operands and operators of one page
constexpr std::size_t kMostPictures = 256;   // of one page; patterns are drawn in thousands

// Throws what qpdf throws.
std::unique_ptr<QPDF> open(std::string_view bytes, const ReadOptions& options) {
  auto pdf = std::make_unique<QPDF>();
  pdf->setSuppressWarnings(true);
  const std::string password = options.password.value_or("");
  pdf->processMemoryFile("report", bytes.data(), bytes.size(), password.c_str());
  return pdf;
}

std::int64_t pixels_of(QPDFObjectHandle image) {
  QPDFObjectHandle dictionary = image.getDict();
  long long width = 0;
  long long height = 0;
  if (!dictionary.getKey("/Width").getValueAsInt(width)) return 0;
  if (!dictionary.getKey("/Height").getValueAsInt(height)) return 0;
  constexpr long long kMost = 1 << 20;
  if (width <= 0 || height <= 0 || width > kMost || height > kMost) return 0;
  return width * height;
}

bool is_subtype(QPDFObjectHandle object, const char* name) {
  if (!object.isStream()) return false;
  QPDFObjectHandle subtype = object.getDict().getKey("/Subtype");
  return subtype.isName() && subtype.getName() == name;
}

// Pixels of the pictures a page can draw, forms included.
std::int64_t pixels_in(QPDFObjectHandle resources, int depth) {
  if (depth > kDeepest || !resources.isDictionary()) return 0;
  QPDFObjectHandle objects = resources.getKey("/XObject");
  if (!objects.isDictionary()) return 0;
  std::int64_t pixels = 0;
  for (const std::string& key : objects.getKeys()) {
    QPDFObjectHandle object = objects.getKey(key);
    if (is_subtype(object, "/Image")) pixels += pixels_of(object);
    if (is_subtype(object, "/Form")) {
      pixels += pixels_in(object.getDict().getKey("/Resources"), depth + 1);
    }
  }
  return pixels;
}

// The part of the page that pictures cover, as a grid of cells.
class Coverage {
 public:
  static constexpr std::size_t kSide = 64;

  // Corners in parts of the page, 0 to 1.
  void add(double x0, double y0, double x1, double y1) {
    const auto cell = [](double part) {
      return static_cast<std::size_t>(std::lround(std::clamp(part, 0.0, 1.0) * kSide));
    };
    for (std::size_t y = cell(y0); y < cell(y1); ++y) {
      for (std::size_t x = cell(x0); x < cell(x1); ++x) covered_.set(y * kSide + x);
    }
  }
  [[nodiscard]] double share() const {
    return static_cast<double>(covered_.count()) / (kSide * kSide);
  }

 private:
  std::bitset<kSide * kSide> covered_;
};

struct PageFrame {
  double x = 0, y = 0, width = 0, height = 0;  // points, before the page's rotation
  int quarter_turns = 0;                       // of that rotation, clockwise
};

// From one edge of the page, in points.
struct Span {
  double from = 0, to = 0;

  [[nodiscard]] Span from_the_other_end(double side) const { return {side - to, side - from}; }
};

int side_of(QPDFObjectHandle image, const char* key) {
  QPDFObjectHandle side = image.getDict().getKey(key);
  return side.isInteger() ? side.getIntValueAsInt() : 0;
}

bool is_black_and_white(QPDFObjectHandle image) {
  QPDFObjectHandle mask = image.getDict().getKey("/ImageMask");
  return side_of(image, "/BitsPerComponent") == 1 || (mask.isBool() && mask.getBoolValue());
}

// A drawing program gives a picture every pixel of the page that it touches, so that it must end
// a little before the next begins, or all of it is scaled to one pixel more.
double exact_resolution(const Span& span, int pixels) {
  constexpr double kLeast = 0.3, kFarthest = 2;  // pixels
  constexpr double kStep = 0.05;
  if (!(span.to - span.from > 1) || pixels <= 0) return 0;
  for (int step = 0; kLeast + step * kStep < kFarthest; ++step) {
    const double less = kLeast + step * kStep;
    const double scale = (pixels - less) / (span.to - span.from);
    const double drawn = std::floor(span.to * scale) + 1 - std::floor(span.from * scale);
    if (drawn == pixels) return 72 * scale;
  }
  return 0;
}

// On the page as it is seen: within its frame, turned with it, from the top left.
Box as_seen(const QPDFObjectHandle::Rectangle& on_page, const PageFrame& frame) {
  Span across{on_page.llx - frame.x, on_page.urx - frame.x};
  Span down{frame.y + frame.height - on_page.ury, frame.y + frame.height - on_page.lly};
  const int turns = frame.quarter_turns;
  if (turns == 1 || turns == 2) down = down.from_the_other_end(frame.height);
  if (turns == 2 || turns == 3) across = across.from_the_other_end(frame.width);
  if (turns % 2 == 1) std::swap(across, down);
  return {across.from, down.from, across.to, down.to};
}

// Pictures that touch are parts of one: programs cut large ones into strips.
std::vector<Box> put_together(std::vector<Box> parts) {
  constexpr double kTouching = 1;  // points
  const auto touch = [](const Box& a, const Box& b) {
    return a.x0 <= b.x1 + kTouching && b.x0 <= a.x1 + kTouching && a.y0 <= b.y1 + kTouching &&
           b.y0 <= a.y1 + kTouching;
  };
  for (std::size_t i = 0; i < parts.size();) {
    const auto other = std::find_if(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts.end(),
                                    [&](const Box& part) { return touch(parts[i], part); });
    if (other == parts.end()) {
      ++i;
      continue;
    }
    parts[i] = united(parts[i], *other);
    parts.erase(other);
    i = 0;
  }
  return parts;
}

struct GraphicsState {
  QPDFMatrix matrix;
  int render_mode = 0;
};

// Follows what a page draws: matrices, pictures, forms and the mode of its text.
class Tracer : public QPDFObjectHandle::ParserCallbacks {
 public:
  Tracer(PageMake& make, const PageFrame& frame, const QPDFObjectHandle& resources)
      : make_(make), frame_(frame), resources_(resources) {}

  void handleObject(QPDFObjectHandle object) override {
    if (++tokens_ > kMostTokens) {
      make_.trouble = "its content is too long to be followed to the end";
      terminateParsing();
    }
    if (!object.isOperator()) {
      if (operands_.size() < 32) operands_.push_back(object);
      return;
    }
    apply(object.getOperatorValue());
    operands_.clear();
  }
  void handleEOF() override {
    make_.picture_share = coverage_.share();
    make_.pictures = put_together(pictures_);
  }

 private:
  [[nodiscard]] double number(std::size_t at) const {
    if (at >= operands_.size()) return 0;
    QPDFObjectHandle operand = operands_[at];
    return operand.isNumber() ? operand.getNumericValue() : 0;
  }

  void apply(const std::string& name) {
    if (name == "q") {
      if (stack_.size() < 256) stack_.push_back(state_);
    } else if (name == "Q") {
      if (!stack_.empty()) {
        state_ = stack_.back();
        stack_.pop_back();
      }
    } else if (name == "cm") {
      state_.matrix.concat(
          QPDFMatrix(number(0), number(1), number(2), number(3), number(4), number(5)));
    } else if (name == "Tr") {
      state_.render_mode = static_cast<int>(number(0));
    } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
      show();
    } else if (name == "Do") {
      draw();
    } else if (name == "EI") {
      add_picture({});
    }
  }

  void show() {
    if (operands_.empty()) return;
    QPDFObjectHandle last = operands_.back();
    std::size_t length = 0;
    if (last.isString()) length = last.getStringValue().size();
    if (last.isArray()) {
      for (auto& part : last.getArrayAsVector()) {
        if (part.isString()) length += part.getStringValue().size();
      }
    }
    constexpr int kInvisible = 3;
    (state_.render_mode == kInvisible ? make_.hidden_text : make_.seen_text) += length;
  }

  void draw() {
    if (operands_.empty() || !operands_.back().isName()) return;
    QPDFObjectHandle objects = resources_.getKey("/XObject");
    if (!objects.isDictionary()) return;
    QPDFObjectHandle object = objects.getKey(operands_.back().getName());
    if (is_subtype(object, "/Image")) add_picture(object);
    if (is_subtype(object, "/Form")) draw_form(object);
  }

  void draw_form(QPDFObjectHandle form) {
    if (depth_ >= kDeepest) return;
    const QPDFObjectHandle outer_resources = resources_;
    const GraphicsState outer = state_;
    const auto outer_stack = std::exchange(stack_, {});
    const auto outer_operands = std::exchange(operands_, {});
    QPDFObjectHandle dictionary = form.getDict();
    if (dictionary.getKey("/Resources").isDictionary()) {
      resources_ = dictionary.getKey("/Resources");
    }
    if (QPDFObjectHandle matrix = dictionary.getKey("/Matrix"); matrix.isMatrix()) {
      state_.matrix.concat(QPDFMatrix(matrix.getArrayAsMatrix()));
    }
    ++depth_;
    Inner inner(*this);
    form.parseAsContents(&inner);
    --depth_;
    resources_ = outer_resources;
    state_ = outer;
    stack_ = outer_stack;
    operands_ = outer_operands;
  }

  void add_picture(QPDFObjectHandle image) {
    const QPDFObjectHandle::Rectangle on_page =
        state_.matrix.transformRectangle(QPDFObjectHandle::Rectangle(0, 0, 1, 1));
    const double width = on_page.urx - on_page.llx;
    const double height = on_page.ury - on_page.lly;
    if (width <= 0 || height <= 0 || frame_.width <= 0 || frame_.height <= 0) return;
    coverage_.add((on_page.llx - frame_.x) / frame_.width, (on_page.lly - frame_.y) / frame_.height,
                  (on_page.urx - frame_.x) / frame_.width,
                  (on_page.ury - frame_.y) / frame_.height);
    if (pictures_.size() < kMostPictures) pictures_.push_back(as_seen(on_page, frame_));
    constexpr double kSmallPicture = 0.02;  // of the page: a logo's resolution says nothing
    const double share = width * height / (frame_.width * frame_.height);
    if (image.isStream() && share >= kSmallPicture) {
      const auto pixels = static_cast<double>(pixels_of(image));
      const double resolution = 72 * std::sqrt(pixels / (width * height));
      if (resolution > make_.dots_per_inch) {
        make_.dots_per_inch = resolution;
        make_.dots_across = make_.dots_down = 0;
        if (is_black_and_white(image)) set_exact_resolution(image, on_page);
      }
    }
    constexpr double kWholePage = 0.9;
    const bool stencil = image.isStream() && image.getDict().getKey("/ImageMask").isBool() &&
                         image.getDict().getKey("/ImageMask").getBoolValue();
    if (share >= kWholePage && !stencil) {
      // What was written before lies beneath it.
      make_.hidden_text += std::exchange(make_.seen_text, 0);
    }
  }

  // Where the picture lies square on the page: the resolutions at which its grid of pixels is that
  // of the page drawn.
  void set_exact_resolution(const QPDFObjectHandle& image,
                            const QPDFObjectHandle::Rectangle& on_page) {
    const QPDFMatrix& at = state_.matrix;
    const double askew = 0.001 * (std::abs(at.a) + std::abs(at.b));
    const bool lying = std::abs(at.a) < askew && std::abs(at.d) < askew;
    const bool upright = std::abs(at.b) < askew && std::abs(at.c) < askew;
    if (!lying && !upright) return;
    int columns = side_of(image, "/Width");
    int rows = side_of(image, "/Height");
    if (lying) std::swap(columns, rows);
    const Box seen = as_seen(on_page, frame_);
    if (frame_.quarter_turns % 2 == 1) std::swap(columns, rows);
    make_.dots_across = exact_resolution({seen.x0, seen.x1}, columns);
    make_.dots_down = exact_resolution({seen.y0, seen.y1}, rows);
    if (make_.dots_across == 0 || make_.dots_down == 0) make_.dots_across = make_.dots_down = 0;
  }

  // The content of a form, read by the same rules.
  class Inner : public QPDFObjectHandle::ParserCallbacks {
   public:
    explicit Inner(Tracer& tracer) : tracer_(tracer) {}
    void handleObject(QPDFObjectHandle object) override {
      if (tracer_.tokens_ > kMostTokens) terminateParsing();
      tracer_.handleObject(object);
    }
    void handleEOF() override {}

   private:
    Tracer& tracer_;
  };

  PageMake& make_;
  PageFrame frame_;
  QPDFObjectHandle resources_;
  std::vector<QPDFObjectHandle> operands_;
  std::vector<GraphicsState> stack_;
  GraphicsState state_;
  Coverage coverage_;
  std::vector<Box> pictures_;
  std::size_t tokens_ = 0;
  int depth_ = 0;
};

PageFrame frame_of(QPDFPageObjectHelper page) {
  const auto box = page.getCropBox().getArrayAsRectangle();
  QPDFObjectHandle rotation = page.getAttribute("/Rotate", false);
  const int degrees = rotation.isInteger() ? rotation.getIntValueAsInt() : 0;
  return {box.llx, box.lly, box.urx - box.llx, box.ury - box.lly, ((degrees / 90) % 4 + 4) % 4};
}

PageMake examine(QPDFPageObjectHelper page) {
  PageMake make;
  try {
    Tracer tracer(make, frame_of(page), page.getAttribute("/Resources", false));
    page.parseContents(&tracer);
    tracer.handleEOF();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    make.trouble = std::string("its content is damaged: ") + failure.what();
  }
  return make;
}

Error cannot_follow(const std::exception& failure) {
  return {ErrorCode::kMalformed,
          std::string("the structure of the PDF is damaged: ") + failure.what(),
          {}};
}

}  // namespace

Result<std::vector<bool>> pages_with_large_pictures(std::string_view bytes,
                                                    const ReadOptions& options) {
  constexpr double kCoarsestScan = 60;  // dots per inch
  try {
    const std::unique_ptr<QPDF> pdf = open(bytes, options);
    std::vector<bool> large;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*pdf).getAllPages()) {
      const PageFrame frame = frame_of(page);
      const double enough = frame.width * frame.height / (72 * 72) * kCoarsestScan * kCoarsestScan;
      const auto pixels = pixels_in(page.getAttribute("/Resources", false), 0);
      large.push_back(pixels > 0 && static_cast<double>(pixels) >= enough);
    }
    return large;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return cannot_follow(failure);
  }
}

Result<std::vector<PageMake>> examine_pages(std::string_view bytes, const ReadOptions& options,
                                            std::span<const int> pages) {
  try {
    const std::unique_ptr<QPDF> pdf = open(bytes, options);
    const std::vector<QPDFPageObjectHelper> all = QPDFPageDocumentHelper(*pdf).getAllPages();
    std::vector<PageMake> makes;
    for (const int index : pages) {
      makes.emplace_back();
      if (index < 0 || static_cast<std::size_t>(index) >= all.size()) continue;
      makes.back() = examine(all[static_cast<std::size_t>(index)]);
    }
    return makes;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return cannot_follow(failure);
  }
}

}  // namespace siffra::extract
