#include "harness/serve/api/routes.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::serve {
namespace {

const std::array table{
    Route{"GET", "/", get_service},
    Route{"GET", "/personas", get_personas},
    Route{"GET", "/faults", get_faults},
    Route{"GET", "/words", get_words},
    Route{"GET", "/readers", get_readers},
    Route{"POST", "/readers", open_reader},
    Route{"GET", "/readers/{reader}", get_reader},
    Route{"DELETE", "/readers/{reader}", close_reader},
    Route{"POST", "/readers/{reader}/insert", insert_card},
    Route{"POST", "/readers/{reader}/remove", remove_card},
    Route{"POST", "/readers/{reader}/fork", fork_card},
    Route{"POST", "/readers/{reader}/words/{word}", say_word},
    Route{"GET", "/readers/{reader}/card", get_card},
    Route{"GET", "/readers/{reader}/events", get_events},
};

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = path.find('/');
    parts.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return parts;
    path.remove_prefix(end + 1);
  }
}

// nullopt: another path.
std::optional<std::vector<std::string>> match(const Route& route, const std::vector<std::string_view>& path) {
  const auto wanted = parts_of(route.path);
  if (wanted.size() != path.size()) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (wanted[i].starts_with('{'))
      parameters.emplace_back(path[i]);
    else if (wanted[i] != path[i])
      return std::nullopt;
  }
  return parameters;
}

}  // namespace

std::span<const Route> routes() {
  return table;
}

Found find_route(const std::string& method, const std::string& path, std::span<const Route> more) {
  const auto parts = parts_of(path);
  Found found;
  for (const auto all : {std::span<const Route>(table), more})
    for (const auto& route : all) {
      auto parameters = match(route, parts);
      if (!parameters) continue;
      if (method == route.method) return {&route, std::move(*parameters), ""};
      found.allow += (found.allow.empty() ? "" : ", ") + std::string(route.method);
    }
  return found;
}

std::shared_ptr<Station> Call::station() const {
  auto found = service.stations.find(parameters.front());
  if (!found) throw Station::Gone();
  return found;
}

}  // namespace karimen::harness::serve
