// A system under test that takes nothing over and observes some facts: it echoes what it is told of them.
// What a run takes longer with it is the port's. Writes how many calls it answered to the file of its first
// argument; the second says whether it is told "all" facts or "those"; the others are the facts it observes.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace {

using Json = nlohmann::json;

bool read_message(std::string& text) {
  std::size_t length = 0;
  for (std::string line; std::getline(std::cin, line) && line != "\r";)
    if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
  text.resize(length);
  return length > 0 && std::cin.read(text.data(), static_cast<std::streamsize>(length));
}

void answer(const Json& id, const Json& result) {
  const auto text = Json{{"jsonrpc", "2.0"}, {"id", id}, {"result", result}}.dump();
  std::cout << "Content-Length: " << text.size() << "\r\n\r\n" << text << std::flush;
}

Json observed(const Json& facts, const Json& names) {
  auto found = Json::object();
  for (const auto& name : names)
    if (const auto fact = facts.find(name.get<std::string>()); fact != facts.end()) found[fact.key()] = *fact;
  return {{"facts", found}};
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const bool told_all = std::string_view(argv[2]) == "all";
  Json people, observes(std::vector<std::string>(argv + 3, argv + argc));
  std::size_t calls = 0;
  for (std::string text; read_message(text); ++calls) {
    const auto message = Json::parse(text);
    const auto &method = message["method"], &params = message["params"], &id = message["id"];
    auto result = Json::object();
    if (method == "initialize") {
      result = {{"protocol", 1},
                {"name", "echo"},
                {"version", "1"},
                {"procedures", Json::array()},
                {"observes", observes}};
      if (!told_all) result["told"] = observes;
    } else if (method == "reset")
      people = params["people"];
    else if (method == "changed")
      for (const auto& [who, facts] : params["changed"].items()) people[who].update(facts);
    else if (method == "observe")
      result = observed(people[params["who"].get<std::string>()], params["facts"]);
    answer(id, result);
    if (method == "shutdown") break;
  }
  std::ofstream(argv[1]) << calls;
}
