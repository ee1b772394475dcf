// Houses that nobody designed: every trait drawn by chance, so that what is read well is not only
// what somebody thought of.
#pragma once

#include <string>

#include "tools/corpus/house_style.h"
#include "tools/corpus/random.h"
#include "tools/corpus/wordings.h"

namespace siffra::corpus {

// A house with traits that go together on a page a person would print: no rulings doubled with
// leaders, no white heads without a ground to stand on. The same generator gives the same house.
HouseStyle drawn_house(const std::string& name, const Wordings& wordings, Random random);

}  // namespace siffra::corpus
