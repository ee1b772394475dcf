#include "extract/alto_writer.h"

#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/internal/alto_names.h"
#include "extract/lines.h"

namespace siffra::extract {
namespace {

std::string number(double value) {
  char digits[40];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  return error == std::errc() ? std::string(digits, end) : "0";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (code >= 0x20) {
      out += c;  // other controls have no place in XML
    }
  }
  return out;
}

std::string box_attributes(const Box& box) {
  constexpr double kPerPoint = 1200 / 72.0;
  return " HPOS=\"" + number(box.x0 * kPerPoint) + "\" VPOS=\"" + number(box.y0 * kPerPoint) +
         "\" WIDTH=\"" + number(box.width() * kPerPoint) + "\" HEIGHT=\"" +
         number(box.height() * kPerPoint) + "\"";
}

using StyleKey = std::pair<double, bool>;

// Styles by size and weight, named in order of size.
std::map<StyleKey, std::string> styles_of(const Document& document) {
  std::map<StyleKey, std::string> styles;
  for (const Page& page : document.pages) {
    for (const Word& word : page.words) styles[{word.font_size, word.bold}];
  }
  std::size_t count = 0;
  for (auto& [key, name] : styles) name = "S" + std::to_string(++count);
  return styles;
}

class AltoWriter {
 public:
  explicit AltoWriter(const Document& document)
      : document_(document), styles_(styles_of(document)) {}

  std::string write() {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://www.loc.gov/standards/alto/ns-v4# "
        "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd\">\n";
    write_description();
    write_styles();
    out_ += "<Layout>\n";
    for (const Page& page : document_.pages) write_page(page);
    out_ += "</Layout>\n</alto>\n";
    return std::move(out_);
  }

 private:
  void write_description() {
    const std::string name = std::filesystem::path(document_.file).filename().string();
    out_ += "<Description>\n<MeasurementUnit>inch1200</MeasurementUnit>\n<sourceImageInformation>";
    out_ += "<fileName>" + escaped(name) + "</fileName></sourceImageInformation>\n";
    out_ += "<Processing ID=\"P1\"><processingSoftware><softwareName>" +
            std::string(kAltoSoftware) +
            "</softwareName></processingSoftware></Processing>\n</Description>\n";
  }

  void write_styles() {
    out_ += "<Styles>\n";
    for (const auto& [key, name] : styles_) {
      out_ += "<TextStyle ID=\"" + name + "\" FONTSIZE=\"" + number(key.first) + "\"";
      if (key.second) out_ += " FONTSTYLE=\"bold\"";
      out_ += "/>\n";
    }
    out_ += "</Styles>\n<Tags>\n<OtherTag ID=\"T1\" LABEL=\"" + std::string(kAltoTextLayer) +
            "\"/>\n</Tags>\n";
  }

  void write_page(const Page& page) {
    prefix_ = "p" + std::to_string(page.number);
    blocks_ = lines_ = words_ = 0;
    constexpr double kPerPoint = 1200 / 72.0;
    const std::string size = " WIDTH=\"" + number(page.width * kPerPoint) + "\" HEIGHT=\"" +
                             number(page.height * kPerPoint) + "\"";
    out_ += "<Page ID=\"" + prefix_ + "\" PHYSICAL_IMG_NR=\"" + std::to_string(page.number) + "\"" +
            size + ">\n<PrintSpace HPOS=\"0\" VPOS=\"0\"" + size + ">\n";
    write_upright(page);
    write_turned(page);
    for (const Ruling& line : page.rulings) {
      out_ += "<GraphicalElement ID=\"" + prefix_ + "_g" + std::to_string(++blocks_) + "\"" +
              box_attributes({line.x0, line.y0, std::max(line.x1, line.x0 + 0.5),
                              std::max(line.y1, line.y0 + 0.5)}) +
              "/>\n";
    }
    out_ += "</PrintSpace>\n</Page>\n";
  }

  void write_upright(const Page& page) {
    int block = -1;
    for (const TextLine& line : build_lines(page)) {
      std::vector<std::size_t> words;
      for (const Chunk& chunk : line.chunks) {
        words.insert(words.end(), chunk.words.begin(), chunk.words.end());
      }
      if (words.empty()) continue;
      if (line.block != block) {
        close_block();
        open_block(block_box(page, words), 0);
        block = line.block;
      }
      write_line(page, words);
    }
    close_block();
  }

  // Words that stand on their side have no lines: each is its own.
  void write_turned(const Page& page) {
    for (std::size_t i = 0; i < page.words.size(); ++i) {
      if (page.words[i].rotation == 0) continue;
      open_block(page.words[i].box, page.words[i].rotation);
      write_line(page, {i});
      close_block();
    }
  }

  static Box block_box(const Page& page, const std::vector<std::size_t>& words) {
    Box box;
    for (const std::size_t i : words) box = united(box, page.words[i].box);
    return box;
  }

  void open_block(const Box& box, int rotation) {
    out_ += "<TextBlock ID=\"" + prefix_ + "_b" + std::to_string(++blocks_) + "\"" +
            box_attributes(box);
    if (rotation != 0) out_ += " ROTATION=\"" + std::to_string(360 - rotation) + "\"";
    out_ += ">\n";
    open_ = true;
  }

  void close_block() {
    if (open_) out_ += "</TextBlock>\n";
    open_ = false;
  }

  void write_line(const Page& page, const std::vector<std::size_t>& words) {
    out_ += "<TextLine ID=\"" + prefix_ + "_l" + std::to_string(++lines_) + "\"" +
            box_attributes(block_box(page, words)) + ">\n";
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) out_ += "<SP/>\n";
      write_word(page.words[words[i]]);
    }
    out_ += "</TextLine>\n";
  }

  void write_word(const Word& word) {
    out_ += "<String ID=\"" + prefix_ + "_w" + std::to_string(++words_) + "\" STYLEREFS=\"" +
            styles_.at({word.font_size, word.bold}) + "\"";
    if (word.source == Source::kTextLayer) out_ += " TAGREFS=\"T1\"";
    out_ += box_attributes(word.box) + " CONTENT=\"" + escaped(word.text) + "\" WC=\"" +
            number(word.confidence) + "\"";
    if (word.readings.empty()) {
      out_ += "/>\n";
      return;
    }
    out_ += ">";
    for (const Reading& reading : word.readings) {
      const bool layer = reading.source == Source::kTextLayer;
      out_ += "<ALTERNATIVE PURPOSE=\"" +
              (layer ? std::string(kAltoTextLayer) + " " : std::string()) +
              std::string(kAltoProbability) + number(std::exp(reading.log_likelihood)) + "\">" +
              escaped(reading.text) + "</ALTERNATIVE>";
    }
    out_ += "</String>\n";
  }

  const Document& document_;
  std::map<StyleKey, std::string> styles_;
  std::string out_, prefix_;
  std::size_t blocks_ = 0, lines_ = 0, words_ = 0;
  bool open_ = false;
};

}  // namespace

std::string to_alto(const Document& document) { return AltoWriter(document).write(); }

}  // namespace siffra::extract
