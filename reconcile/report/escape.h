// Text from outside, made safe to stand in a page: what every HTML writer uses.
#pragma once

#include <string>
#include <string_view>

namespace siffra::reconcile {

// For text and for attributes in quotes of either kind: & < > " ' become references.
std::string html_escaped(std::string_view text);

// A relative link: every byte that is not plain is escaped, whatever the name is made of. A
// fragment ("#page=3") is put after it by the caller.
std::string url_escaped(std::string_view path);

}  // namespace siffra::reconcile
