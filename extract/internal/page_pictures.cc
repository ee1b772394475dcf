#include "extract/internal/page_pictures.h"

// qpdf asks its users to say that they know its smart pointers have become the standard ones.
#define POINTERHOLDER_TRANSITION 4

#include <exception>
#include <new>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>

namespace siffra::extract {

namespace {

bool is_large(QPDFObjectHandle image) {
  constexpr long long kPixels = 600;
  QPDFObjectHandle dictionary = image.getDict();
  const auto size = [&](const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isInteger() ? value.getIntValue() : 0;
  };
  return size("/Width") >= kPixels && size("/Height") >= kPixels;
}

}  // namespace

std::vector<bool> pages_with_large_images(std::string_view bytes, const ReadOptions& options) {
  std::vector<bool> large;
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    const std::string password = options.password.value_or("");
    document.processMemoryFile("report", bytes.data(), bytes.size(), password.c_str());
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(document).getAllPages()) {
      bool found = false;
      page.forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, const std::string&) {
        found = found || is_large(image);
      });
      large.push_back(found);
    }
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    large.clear();
  }
  return large;
}

}  // namespace siffra::extract
