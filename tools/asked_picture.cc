#include "tools/asked_picture.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "extract/second_look.h"

namespace siffra::tools {
namespace {

struct Picture {
  bool tried = false;
  std::optional<extract::SecondLook> look;  // empty: no picture there
};

}  // namespace

reconcile::SecondLook ask_picture(const std::filesystem::path& file, std::string_view media_type,
                                  const extract::ReadOptions& options) {
  const bool pictured = media_type == "application/pdf" || media_type.starts_with("image/");
  if (!options.recognise || !pictured) return {};
  auto picture = std::make_shared<Picture>();
  return [file, options, picture](const extract::StatementCell& cell, const std::string& text,
                                  const std::string& other) -> std::optional<double> {
    if (!std::exchange(picture->tried, true)) {
      auto look = extract::SecondLook::open(file, options);
      if (look) picture->look.emplace(std::move(*look));
    }
    if (!picture->look) return std::nullopt;
    const std::string texts[] = {text, other};
    const auto heard = picture->look->weigh(cell.page, cell.box, texts);
    if (!heard) return std::nullopt;
    return (*heard)[0] - (*heard)[1];
  };
}

}  // namespace siffra::tools
