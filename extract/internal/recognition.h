// Pages read from their pictures, several at a time.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "extract/document.h"
#include "extract/internal/page_recognition.h"
#include "extract/internal/pdf_pictures.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// Why a page of prose was passed over, which is no trouble with its picture.
inline constexpr std::string_view kOnlyRunningText =
    "running text without tables: only its headings were read";

// The picture of document.pages[index]. Called from several threads.
using PictureSource = std::function<rules::Result<PagePicture>(std::size_t index)>;

// Fills in the words of these pages, which keep those they have where nothing was recognised in
// their place (a stamp in the text layer). Of a born-digital page only tables are read, from what
// its source leaves of it. A page that cannot be read says so in its trouble; only
// a missing language model fails the whole. The result does not depend on the number of workers.
rules::Result<rules::Done> recognise_pages(Document& document, std::span<const std::size_t> pages,
                                           const PictureSource& source, const ReadOptions& options);

struct PreparedLayout {
  PreparedPage page;
  InkLayout layout;
};

// Prepares a picture, turned upright if it lies on its side or stands on its head.
rules::Result<PreparedLayout> prepare_upright(const PagePicture& picture, TextEngine& engine);

}  // namespace siffra::extract
