// Text and bytes as they stand in an HTML file.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace siffra::reconcile::internal {

// JSON that may stand in a script element: nothing in it can end the element or open a comment.
std::string script_safe(std::string_view json);

void append_base64(std::string_view bytes, std::string& into);

// The template with each {{name}} replaced by its value, which is not looked at again.
std::string filled_template(std::string_view text,
                            const std::map<std::string, std::string>& values);

}  // namespace siffra::reconcile::internal
