// ALTO 4: the words of a document with their places, confidences and other readings, for archives
// and for other programs.
#pragma once

#include <string>

#include "extract/document.h"

namespace siffra::extract {

// In 1200ths of an inch. Reading it again (readers.h) gives the same words.
std::string to_alto(const Document& document);

}  // namespace siffra::extract
