// Routes that say what there is.
#include "harness/serve/api/routes.hpp"
#include "sim/fault/catalogue.hpp"

namespace karimen::harness::serve {
namespace {

constexpr const char* kinds[] = {"look", "change", "move"};

}  // namespace

Response get_service(const Call& call) {
  auto& service = call.service;
  Json paths = Json::array();
  for (const auto all : {routes(), service.more()})
    for (const auto& each : all) paths.push_back(std::string(each.method) + ' ' + each.path);
  return answer_of({{"name", "karimen"},
                    {"version", KARIMEN_VERSION},
                    {"environment", service.environment},
                    {"readers", {{"all", service.stations.count()}, {"free", service.stations.free()}}},
                    {"routes", paths}});
}

Response get_personas(const Call& call) {
  const auto& material = call.service.shelf.material();
  Json list = Json::array();
  std::vector<Diagnostic> problems;  // one file with a mistake keeps nobody from the others
  for (const auto& name : sim::blueprint::persona_names(material))
    collect(problems, [&] {
      const auto file = sim::blueprint::load_persona(name, material);
      list.push_back({{"name", name}, {"holder", file.spec.person.name}, {"catches", json_of(file.catches)}});
    });
  return answer_of({{"personas", list}, {"broken", json_in_both(problems)}});
}

Response get_faults(const Call&) {
  Json list = Json::array();
  for (const auto& each : sim::fault::catalogue())
    if (each.scriptable() && each.means != sim::fault::Means::insertion)
      list.push_back(
          {{"name", each.name}, {"layer", sim::fault::to_string(each.layer)}, {"what", json_of(each.what)}});
  return answer_of({{"faults", list}});
}

Response get_words(const Call&) {
  Json list = Json::array();
  for (const auto& each : workshop::console_commands())
    if (each.kind != workshop::WordKind::terminal)
      list.push_back({{"word", each.name},
                      {"arguments", each.arguments},
                      {"kind", kinds[static_cast<std::size_t>(each.kind)]},
                      {"what", json_of(each.help)}});
  return answer_of({{"words", list}});
}

}  // namespace karimen::harness::serve
