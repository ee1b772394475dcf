#include "tools/corpus/make_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "tools/corpus/drawn_house.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/library.h"
#include "tools/corpus/make_document.h"
#include "tools/corpus/truth.h"

namespace siffra::corpus {
namespace {

using Json = nlohmann::ordered_json;

rules::Error cannot_write(const std::string& path) {
  return {rules::ErrorCode::kIo, "cannot be written", {path, 0, 0}};
}

bool write_file(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  return static_cast<bool>(out.flush());
}

// Bodies made from models take new figures; the others stand as they are.
rules::Result<std::vector<Report>> bodies_of(const SetPlan& plan) {
  rules::Result<std::vector<Report>> bodies = read_bodies(plan.corpus);
  if (!bodies || !plan.fresh) return bodies;
  const rules::Result<std::vector<Model>> models = read_models(plan.corpus);
  if (!models) return models.error();
  for (const Model& model : *models) {
    rules::Result<Report> made = make_report(model, plan.seed);
    if (!made) return made.error();
    for (Report& body : *bodies)
      if (body.id == made->id) body = *made;
  }
  return bodies;
}

class SetMaker {
 public:
  SetMaker(const SetPlan& plan, std::vector<FillerSection> filler, Wordings wordings)
      : plan_(plan), filler_(std::move(filler)), wordings_(std::move(wordings)) {}

  rules::Result<int> make(const std::vector<Report>& bodies) {
    for (const char* folder : {"/documents", "/truth", "/planted"}) {
      std::error_code trouble;
      std::filesystem::create_directories(plan_.out + folder, trouble);
      if (trouble) return cannot_write(plan_.out + folder);
    }
    for (const Report& body : bodies) {
      if (!wanted(plan_.bodies, body.id)) continue;
      for (const HouseStyle& style : houses_of(body))
        for (const std::string& level : plan_.levels)
          if (const auto written = add(body, {style, level, plan_.seed, next_errors()}); !written)
            return written.error();
    }
    const bool fine =
        write_file(plan_.out + "/set.json", Json{{"documents", documents_}}.dump(1)) &&
        write_file(plan_.out + "/truth/known.json", known_.dump(1));
    if (!fine) return cannot_write(plan_.out + "/set.json");
    return static_cast<int>(documents_.size());
  }

 private:
  static bool wanted(const std::vector<std::string>& names, const std::string& name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
  }

  // The styles asked for, or houses drawn for this body alone.
  [[nodiscard]] std::vector<HouseStyle> houses_of(const Report& body) const {
    std::vector<HouseStyle> houses;
    for (int i = 1; i <= plan_.houses; ++i) {
      const std::string name = "house" + std::to_string(i);
      houses.push_back(
          drawn_house(name, wordings_, Random(plan_.seed).fork("house." + body.id + "." + name)));
    }
    if (plan_.houses > 0) return houses;
    for (const HouseStyle& style : house_styles())
      if (wanted(plan_.styles, style.name)) houses.push_back(style);
    return houses;
  }

  [[nodiscard]] bool write_pictures(const MadeDocument& made) const {
    const std::string folder = plan_.out + "/documents/" + made.id;
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    bool fine = !trouble;
    for (std::size_t i = 0; i < made.files.size(); ++i) {
      const std::string number = std::to_string(101 + i).substr(1);
      std::string path = folder;
      path.append("/page-").append(number).append(".").append(made.extension);
      fine = fine && write_file(path, made.files[i]);
    }
    return fine;
  }

  std::vector<ErrorKind> next_errors() {
    const std::vector<ErrorKind>& all = plan_.kinds.empty() ? error_kinds() : plan_.kinds;
    std::vector<ErrorKind> kinds;
    for (int i = 0; i < plan_.errors; ++i) kinds.push_back(all[next_kind_++ % all.size()]);
    return kinds;
  }

  rules::Result<bool> add(const Report& body, const DocumentPlan& plan) {
    const rules::Result<MadeDocument> made = make_document(body, plan, filler_, measure_);
    if (!made) return made.error();
    const bool pictures = made->files.size() != 1;
    const std::string file = "documents/" + made->id + (pictures ? "" : "." + made->extension);
    const bool fine =
        (pictures ? write_pictures(*made) : write_file(plan_.out + "/" + file, made->files[0])) &&
        write_file(plan_.out + "/truth/" + made->id + ".json",
                   truth_json(made->printed, made->id)) &&
        write_file(plan_.out + "/planted/" + made->id + ".json",
                   planted_json(made->printed, made->planted));
    if (!fine) return cannot_write(plan_.out + "/" + file);
    known_[made->id] = Json::parse(known_json(made->printed, made->planted));
    documents_.push_back({{"id", made->id},
                          {"file", file},
                          {"truth", "truth/" + made->id + ".json"},
                          {"planted", "planted/" + made->id + ".json"},
                          {"body", body.id},
                          {"style", plan.style.name},
                          {"level", plan.level},
                          {"errors", made->planted.size()}});
    return true;
  }

  const SetPlan& plan_;
  std::vector<FillerSection> filler_;
  Wordings wordings_;
  TextMeasure measure_;
  Json documents_ = Json::array();
  Json known_ = Json::object();
  std::size_t next_kind_ = 0;
};

}  // namespace

rules::Result<int> make_set(const SetPlan& plan) {
  for (const std::string& name : plan.styles)
    if (find_house_style(name) == nullptr)
      return rules::Error{rules::ErrorCode::kInvalidArgument, "unknown style: " + name, {}};
  const rules::Result<std::vector<Report>> bodies = bodies_of(plan);
  if (!bodies) return bodies.error();
  rules::Result<std::vector<FillerSection>> filler = read_filler(plan.corpus);
  if (!filler) return filler.error();
  rules::Result<Wordings> wordings = read_wordings(plan.corpus);
  if (!wordings) return wordings.error();
  return SetMaker(plan, std::move(*filler), std::move(*wordings)).make(*bodies);
}

}  // namespace siffra::corpus
