#include "tools/eval/kept_extraction.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace siffra::evaluation {
namespace {

using Json = nlohmann::json;

// One description of each struct serves both ways: a Writer makes an array of its fields, a Reader
// takes them from one.
class Writer {
 public:
  template <typename Value>
  void operator()(const Value& value);
  Json json = Json::array();
};

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}
  template <typename Value>
  void operator()(Value& value);

 private:
  const Json& json_;
  std::size_t next_ = 0;
};

template <typename Value, typename Wanted>
constexpr bool kIs = std::is_same_v<std::remove_const_t<Value>, Wanted>;

// Lists the fields of a struct; `false` for what is no struct known here.
template <typename Value, typename Visit>
void visit(Value& value, Visit&& field) {
  if constexpr (kIs<Value, extract::Box>) {
    field(value.x0), field(value.y0), field(value.x1), field(value.y1);
  } else if constexpr (kIs<Value, rules::ReportedAmount>) {
    field(value.raw), field(value.digits), field(value.decimals), field(value.sign);
    field(value.thousands), field(value.unit), field(value.is_nil), field(value.stated_scale);
  } else if constexpr (kIs<Value, extract::CellCandidate>) {
    field(value.raw), field(value.amount), field(value.log_likelihood), field(value.layout);
  } else if constexpr (kIs<Value, extract::StatementCell>) {
    field(value.column), field(value.raw), field(value.amount), field(value.unit);
    field(value.confidence), field(value.page), field(value.box), field(value.source);
    field(value.candidates);
  } else if constexpr (kIs<Value, extract::StatementRow>) {
    field(value.id), field(value.kind), field(value.label), field(value.code), field(value.note);
    field(value.concept_id), field(value.indent), field(value.bold), field(value.page);
    field(value.box), field(value.cells);
  } else if constexpr (kIs<Value, extract::StatementColumn>) {
    field(value.id), field(value.header), field(value.role), field(value.period_start);
    field(value.period_end), field(value.scope), field(value.prior), field(value.scale);
  } else if constexpr (kIs<Value, extract::Statement>) {
    field(value.id), field(value.kind), field(value.title), field(value.note), field(value.scale);
    field(value.scale_inferred), field(value.scope), field(value.set), field(value.pages);
    field(value.columns), field(value.rows);
  } else if constexpr (kIs<Value, extract::Entity>) {
    field(value.name), field(value.org_number);
  } else if constexpr (kIs<Value, extract::Extraction>) {
    field(value.entity), field(value.report_kind), field(value.period_start);
    field(value.period_end), field(value.statements);
  } else if constexpr (kIs<Value, extract::Page>) {
    field(value.number), field(value.width), field(value.height), field(value.content);
    field(value.reading), field(value.rotation_deg), field(value.trouble);
  } else if constexpr (kIs<Value, extract::Document>) {
    field(value.file), field(value.sha256), field(value.bytes), field(value.media_type);
    field(value.pages);
  } else {
    static_assert(kIs<Value, Kept>);
    field(value.document), field(value.extraction);
  }
}

template <typename Value>
Json written(const Value& value) {
  if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    return value;
  } else if constexpr (std::is_enum_v<Value>) {
    return static_cast<int>(value);
  } else {
    Writer writer;
    visit(value, writer);
    return std::move(writer.json);
  }
}

Json written(const rules::Date& date) {
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

template <typename Value>
Json written(const std::optional<Value>& value) {
  return value ? Json::array({written(*value)}) : Json::array();
}

template <typename Value>
Json written(const std::vector<Value>& values) {
  Json json = Json::array();
  for (const Value& value : values) json.push_back(written(value));
  return json;
}

template <typename Value>
void read(const Json& json, Value& value) {
  if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    value = json.get<Value>();
  } else if constexpr (std::is_enum_v<Value>) {
    value = static_cast<Value>(json.get<int>());
  } else {
    visit(value, Reader(json));
  }
}

void read(const Json& json, rules::Date& date) {
  date = rules::Date(std::chrono::year(json.at(0).get<int>()),
                     std::chrono::month(json.at(1).get<unsigned>()),
                     std::chrono::day(json.at(2).get<unsigned>()));
}

template <typename Value>
void read(const Json& json, std::optional<Value>& value) {
  if (json.empty()) return;
  value.emplace();
  read(json.at(0), *value);
}

template <typename Value>
void read(const Json& json, std::vector<Value>& values) {
  for (const Json& item : json) read(item, values.emplace_back());
}

template <typename Value>
void Writer::operator()(const Value& value) {
  json.push_back(written(value));
}

template <typename Value>
void Reader::operator()(Value& value) {
  read(json_.at(next_++), value);
}

}  // namespace

std::string to_text(const Kept& kept) {
  return written(kept).dump(-1, ' ', false, Json::error_handler_t::replace);
}

rules::Result<Kept> kept_from(std::string_view text) {
  try {
    Kept kept;
    read(Json::parse(text), kept);
    return kept;
  } catch (const Json::exception&) {
    return rules::Error{rules::ErrorCode::kMalformed, "is not a kept extraction", {}};
  }
}

}  // namespace siffra::evaluation
