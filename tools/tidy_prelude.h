// Read before qpdf's headers by Clang and clang-tidy only (tools/tidy says why): vectors whose
// destructors are not constexpr. One function declared with that word before <vector> is kept out
// of its way.
#pragma once

#include <memory>
#include <string>

#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 fill_bits_without_constexpr
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
