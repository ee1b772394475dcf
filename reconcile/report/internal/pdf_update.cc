#include "reconcile/report/internal/pdf_update.h"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>

namespace siffra::reconcile::internal {
namespace {

// Where the newest table of contents of the file begins, as its end says.
std::optional<std::size_t> start_of_contents(std::string_view bytes) {
  constexpr std::string_view kKeyword = "startxref";
  const std::size_t keyword = bytes.rfind(kKeyword);
  if (keyword == std::string_view::npos) return std::nullopt;
  std::size_t begin = keyword + kKeyword.size();
  while (begin < bytes.size() &&
         (bytes[begin] == '\r' || bytes[begin] == '\n' || bytes[begin] == ' ')) {
    ++begin;
  }
  std::size_t value = 0;
  const auto read = std::from_chars(bytes.data() + begin, bytes.data() + bytes.size(), value);
  if (read.ec != std::errc() || value == 0 || value >= keyword) return std::nullopt;
  return value;
}

bool is_table_at(std::string_view bytes, std::size_t place) {
  return bytes.substr(place, 4) == "xref";
}

std::string unparsed(QPDFObjectHandle& object) {
  if (!object.isStream()) return object.unparseResolved();
  const auto data = object.getRawStreamData();
  QPDFObjectHandle dictionary = object.getDict().shallowCopy();
  dictionary.replaceKey("/Length",
                        QPDFObjectHandle::newInteger(static_cast<long long>(data->getSize())));
  std::string text = dictionary.unparseResolved() + "\nstream\n";
  text.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  return text + "\nendstream";
}

using Offsets = std::map<int, std::pair<std::size_t, int>>;  // object → place, generation

// Runs of consecutive object numbers: first and count.
std::vector<std::pair<int, int>> runs_of(const Offsets& offsets) {
  std::vector<std::pair<int, int>> runs;
  for (const auto& [object, place] : offsets) {
    if (!runs.empty() && runs.back().first + runs.back().second == object) {
      ++runs.back().second;
    } else {
      runs.emplace_back(object, 1);
    }
  }
  return runs;
}

std::string zero_filled(std::size_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string table_of(const Offsets& offsets) {
  std::string text = "xref\n";
  for (const auto& [first, count] : runs_of(offsets)) {
    text += std::to_string(first) + " " + std::to_string(count) + "\n";
    for (int object = first; object < first + count; ++object) {
      const auto& [place, generation] = offsets.at(object);
      text += zero_filled(place, 10) + " " + zero_filled(static_cast<std::size_t>(generation), 5) +
              " n \n";
    }
  }
  return text;
}

// The entries of a table kept as a stream: type 1, eight bytes of place, two of generation.
std::string stream_entries(const Offsets& offsets) {
  std::string data;
  for (const auto& [object, entry] : offsets) {
    const auto& [place, generation] = entry;
    data += '\x01';
    for (int shift = 56; shift >= 0; shift -= 8) {
      data += static_cast<char>((static_cast<std::uint64_t>(place) >> shift) & 0xFFU);
    }
    data += static_cast<char>((static_cast<unsigned>(generation) >> 8U) & 0xFFU);
    data += static_cast<char>(static_cast<unsigned>(generation) & 0xFFU);
  }
  return data;
}

QPDFObjectHandle trailer_for(QPDF& pdf, int size, std::size_t previous) {
  QPDFObjectHandle old = pdf.getTrailer();
  QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
  for (const char* key : {"/Root", "/Info", "/ID"}) {
    if (old.hasKey(key)) made.replaceKey(key, old.getKey(key));
  }
  made.replaceKey("/Size", QPDFObjectHandle::newInteger(size));
  made.replaceKey("/Prev", QPDFObjectHandle::newInteger(static_cast<long long>(previous)));
  return made;
}

}  // namespace

PdfUpdate::PdfUpdate(std::string_view original) : original_(original) {
  pdf_.setSuppressWarnings(true);
  pdf_.processMemoryFile("report", original.data(), original.size());
  const std::size_t objects = pdf_.getObjectCount();
  pages_ = pdf_.getAllPages();
  // Finding the pages may mend the tree of pages; then there is more to write than was added here.
  sound_ = !pdf_.anyWarnings() && pdf_.getObjectCount() == objects;
}

QPDFObjectHandle PdfUpdate::add(const QPDFObjectHandle& object) {
  QPDFObjectHandle made = pdf_.makeIndirectObject(object);
  touched_.insert(made.getObjGen());
  return made;
}

QPDFObjectHandle PdfUpdate::add_stream(const std::string& dictionary, const std::string& data) {
  QPDFObjectHandle made = QPDFObjectHandle::newStream(&pdf_, data);
  QPDFObjectHandle entries = QPDFObjectHandle::parse(dictionary);
  for (const auto& key : entries.getKeys()) made.getDict().replaceKey(key, entries.getKey(key));
  touched_.insert(made.getObjGen());
  return made;
}

void PdfUpdate::changed(const QPDFObjectHandle& object) {
  if (object.getObjGen().isIndirect()) touched_.insert(object.getObjGen());
}

bool PdfUpdate::can_append() const {
  return sound_ && original_.substr(0, 5) == "%PDF-" && start_of_contents(original_).has_value();
}

std::string PdfUpdate::write() { return can_append() ? appended() : rewritten(); }

std::string PdfUpdate::appended() {
  const std::size_t previous = start_of_contents(original_).value_or(0);
  std::string bytes(original_);
  if (bytes.back() != '\n') bytes += '\n';
  Offsets offsets;
  for (const QPDFObjGen& id : touched_) {
    offsets[id.getObj()] = {bytes.size(), id.getGen()};
    QPDFObjectHandle object = pdf_.getObject(id);
    bytes += std::to_string(id.getObj()) + " " + std::to_string(id.getGen()) + " obj\n" +
             unparsed(object) + "\nendobj\n";
  }
  const int next = static_cast<int>(pdf_.getObjectCount()) + 1;
  const std::size_t contents = bytes.size();
  // A file keeps its contents either as a table or as a stream; an update does as the file does.
  if (is_table_at(original_, previous)) {
    bytes += table_of(offsets) + "trailer\n" + trailer_for(pdf_, next, previous).unparseResolved() +
             "\n";
  } else {
    offsets[next] = {contents, 0};
    QPDFObjectHandle dictionary = trailer_for(pdf_, next + 1, previous);
    const std::string entries = stream_entries(offsets);
    std::string index;
    for (const auto& [first, count] : runs_of(offsets)) {
      index += std::to_string(first) + " " + std::to_string(count) + " ";
    }
    dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XRef"));
    dictionary.replaceKey("/W", QPDFObjectHandle::parse("[1 8 2]"));
    dictionary.replaceKey("/Index", QPDFObjectHandle::parse("[" + index + "]"));
    dictionary.replaceKey("/Length",
                          QPDFObjectHandle::newInteger(static_cast<long long>(entries.size())));
    bytes += std::to_string(next) + " 0 obj\n" + dictionary.unparseResolved() + "\nstream\n" +
             entries + "\nendstream\nendobj\n";
  }
  return bytes + "startxref\n" + std::to_string(contents) + "\n%%EOF\n";
}

std::string PdfUpdate::rewritten() {
  QPDFWriter writer(pdf_);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setDeterministicID(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace siffra::reconcile::internal
