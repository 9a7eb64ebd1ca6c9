#include "harness/cli/explore/findings/ground.hpp"

#include <algorithm>

#include "harness/cli/defect/defects.hpp"
#include "harness/cli/explore/findings/finding_lines.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/run/history/run_origin.hpp"

namespace karimen::harness::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What stands in the first line, and what says it on a command line.
struct Key {
  enum Kind { text, number, texts };
  const char* name;
  Kind kind;
  const char* option = "";  ///< with what stands between it and its value; "": nothing says it
  unsigned least = 0;       ///< of a number
};
const std::vector<Key>& keys_of_all() {
  static const std::vector<Key> all{{"version", Key::text},
                                    {"rulebook", Key::text},
                                    {"fixtures", Key::text},
                                    {"assume", Key::texts, "--assume "},
                                    {"defects", Key::texts, "--defect "},
                                    {"system", Key::text, "--sut "}};
  return all;
}

/// A way of exploring.
struct WayGround {
  std::string name;
  const char* command;
  std::vector<Key> own;
  Found (*nothing)();
};
template <typename Report>
Found nothing() {
  return Report{};
}
const std::vector<WayGround>& grounds() {
  static const std::vector<Key> walking{{"walks", Key::number, "--walks ", 1},
                                        {"seed", Key::text, "--seed "},
                                        {"depth", Key::number, "--depth ", 1}};
  static const std::vector<WayGround> all{
      {"walks", "", walking, nothing<explore::Explored>},
      {"defects", " --defect all", walking, nothing<HuntReport>},
      {"breadth",
       "",
       {{"steps", Key::number, "--breadth=", 1},
        {"limit", Key::number, "--limit "},
        {"holders", Key::texts, "--holder "}},
       nothing<explore::BreadthReport>},
      {"stuck",
       "",
       {{"steps", Key::number, "--stuck="}, {"holders", Key::texts, "--holder "}},
       nothing<explore::StuckReport>},
      {"boundaries",
       " --at-all-boundaries PATH...",
       {{"scenarios", Key::text}},
       nothing<explore::BoundaryReport>}};
  return all;
}
const WayGround& way_called(const std::string& name) {
  return *std::ranges::find(grounds(), name, &WayGround::name);
}

void check(const Key& key, const trace::JsonLine& line) {
  if (key.kind == Key::text) (void)line.text(key.name);
  if (key.kind == Key::texts) (void)texts_in(line, key.name);
  if (key.kind == Key::number) (void)cli::number_in(line, key.name, key.least);
}

void add_option(const Key& key, const Json& ground, std::string& command) {
  if (*key.option == '\0') return;
  const auto& value = ground.at(key.name);
  const auto add = [&](const std::string& text) {
    if (!text.empty()) command += std::string(" ") + key.option + text;
  };
  if (key.kind == Key::number) add(value.dump());
  if (key.kind == Key::text) add(value.get<std::string>());
  if (key.kind == Key::texts)
    for (const auto& each : value) add(each.get<std::string>());
}

}  // namespace

Json ground_of(const char* way, Json own, const Exploring& all, const Invocation& invocation) {
  Json ground{{"way", way},
              {"version", KARIMEN_VERSION},
              {"rulebook", digest_of_files(all.folders.rulebook)},
              {"fixtures", digest_of_files(all.folders.fixtures())}};
  ground.update(own);
  auto assumed = invocation.all("assume");
  std::ranges::sort(assumed);
  auto defects = Json::array();
  const auto erring = all_defects(invocation) ? sim::world::Defects{} : defects_of(invocation);
  for (const auto& row : sim::world::defects())
    if (erring(row.defect)) defects.push_back(row.name);
  ground["assume"] = std::move(assumed);
  ground["defects"] = std::move(defects);
  ground["system"] = all.system;
  return ground;
}

Json ground_in(const trace::JsonLine& line, std::initializer_list<const char*> own) {
  const auto name = line.text("way");
  const auto way = std::ranges::find(grounds(), name, &WayGround::name);
  if (way == grounds().end()) line.refuse(line.place("way"), "there is no way of exploring '" + name + "'");
  std::vector<std::string> known{"way"};
  known.insert(known.end(), own.begin(), own.end());
  for (const auto* keys : {&keys_of_all(), &way->own})
    for (const auto& key : *keys) known.emplace_back(key.name);
  line.only(known);
  for (const auto* keys : {&keys_of_all(), &way->own})
    for (const auto& key : *keys) check(key, line);
  auto ground = line.json();
  for (const auto* key : own) ground.erase(key);
  return ground;
}

Found nothing_found(const Json& ground) {
  return way_called(ground.at("way")).nothing();
}

std::string command_of(const Json& ground) {
  const auto& way = way_called(ground.at("way"));
  auto command = std::string("karimen explore") + way.command;
  for (const auto* keys : {&way.own, &keys_of_all()})
    for (const auto& key : *keys) add_option(key, ground, command);
  return command;
}

}  // namespace karimen::harness::cli
