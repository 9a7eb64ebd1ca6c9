#include "harness/cli/reproduce/event_difference.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace karimen::harness::cli {
namespace {

using EventJson = nlohmann::json;

// What says when, where in a file, or why in words: neither what happened nor what was judged.
constexpr std::array<std::string_view, 16> beside{
    "measured_ms", "spot",       "file",        "line",           "title", "title_ja",
    "because",     "because_ja", "explanation", "explanation_ja", "cause", "cause_ja",
    "mistakes",    "digest",     "transcript",  "text_digest"};

bool is_beside(std::string_view key) {
  return std::ranges::find(beside, key) != beside.end();
}

struct Place {
  std::string path;
  std::string before, now;
};

std::string spelled(const EventJson& value) {
  return value.dump(-1, ' ', false, EventJson::error_handler_t::replace);
}

std::string under(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + '.' + key;
}

std::optional<Place> first_place(const EventJson& before, const EventJson& now, const std::string& path);

std::optional<Place> in_objects(const EventJson& before, const EventJson& now, const std::string& path) {
  for (const auto& [key, value] : before.items()) {
    if (is_beside(key)) continue;
    const auto other = now.find(key);
    if (other == now.end()) return Place{under(path, key), spelled(value), ""};
    if (auto place = first_place(value, *other, under(path, key))) return place;
  }
  for (const auto& [key, value] : now.items())
    if (!is_beside(key) && !before.contains(key)) return Place{under(path, key), "", spelled(value)};
  return std::nullopt;
}

std::optional<Place> in_arrays(const EventJson& before, const EventJson& now, const std::string& path) {
  for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i)
    if (auto place = first_place(before[i], now[i], path + ' ' + std::to_string(i + 1))) return place;
  if (before.size() == now.size()) return std::nullopt;
  const auto more = std::min(before.size(), now.size());
  return Place{path + ' ' + std::to_string(more + 1), before.size() > more ? spelled(before[more]) : "",
               now.size() > more ? spelled(now[more]) : ""};
}

std::optional<Place> first_place(const EventJson& before, const EventJson& now, const std::string& path) {
  if (before.is_object() && now.is_object()) return in_objects(before, now, path);
  if (before.is_array() && now.is_array()) return in_arrays(before, now, path);
  if (before == now) return std::nullopt;
  return Place{path, spelled(before), spelled(now)};
}

// What a step did before its own event: exchanges, papers.
struct StepLines {
  std::string id;
  std::vector<EventJson> all;
};

std::vector<StepLines> steps_of(const std::vector<std::string>& lines) {
  std::vector<StepLines> steps(1);
  for (const auto& line : lines) {
    auto json = EventJson::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    const bool ends = json.value("event", "") == "step";
    if (ends) steps.back().id = json.value("id", "");
    steps.back().all.push_back(std::move(json));
    if (ends) steps.emplace_back();
  }
  return steps;
}

std::string called(const EventJson& event, std::size_t number) {
  const auto kind = event.value("event", "");
  if (kind == "apdu" || kind == "reset") return "exchange " + std::to_string(number);
  return kind == "paper" ? "paper " + event.value("kind", "") : "";
}

std::optional<Place> first_place(const StepLines& before, const StepLines& now) {
  std::size_t exchange = 0;
  for (std::size_t i = 0; i < std::max(before.all.size(), now.all.size()); ++i) {
    const auto& some = i < before.all.size() ? before.all[i] : now.all[i];
    const auto kind = some.value("event", "");
    if (kind == "apdu" || kind == "reset") ++exchange;
    const auto name = called(some, exchange);
    if (i >= before.all.size()) return Place{name.empty() ? kind : name, "", spelled(some)};
    if (i >= now.all.size()) return Place{name.empty() ? kind : name, spelled(some), ""};
    if (auto place = first_place(before.all[i], now.all[i], "")) {
      if (!name.empty()) place->path = name + ' ' + place->path;
      return place;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Parting> parting_of(const std::vector<std::string>& before,
                                  const std::vector<std::string>& now) {
  const auto old_steps = steps_of(before), new_steps = steps_of(now);
  for (std::size_t i = 0; i < std::max(old_steps.size(), new_steps.size()); ++i) {
    static const StepLines none;
    const auto& old_step = i < old_steps.size() ? old_steps[i] : none;
    const auto& new_step = i < new_steps.size() ? new_steps[i] : none;
    if (const auto place = first_place(old_step, new_step)) {
      const auto& id = old_step.id.empty() ? new_step.id : old_step.id;
      return Parting{.number = id.empty() ? 0 : i + 1,
                     .step = id,
                     .what = place->path,
                     .before = place->before,
                     .now = place->now};
    }
  }
  return std::nullopt;
}

}  // namespace karimen::harness::cli
