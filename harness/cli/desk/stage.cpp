#include "harness/cli/desk/stage.hpp"

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/frame/shown_card.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/html/chunk.hpp"
#include "harness/serve/api/answers.hpp"

namespace karimen::harness::cli {
namespace {

using port::Json;

// By its name below the folder of scenarios, wherever that lies.
void name_file(StepEvent& step, const Scenario& scenario) {
  const auto name = [&](Spot& spot) {
    if (spot.file() == scenario.spot.file()) spot.set_file(scenario.file);
  };
  name(step.spot);
  for (auto* list : {&step.differences, &step.notes})
    for (auto& each : *list) name(each.spot);
  for (auto& each : step.used_at) name(each);
}

std::string story_of(const Stop& stop, const Scenario& scenario, bool unmasked, std::size_t& done) {
  report::EventMasker masker;
  report::html::Chunk chunk;
  done = 0;
  const auto take = [&](const auto& each) {
    using Told = std::decay_t<decltype(each)>;
    if constexpr (std::is_same_v<Told, StepEvent>) ++done;
    if constexpr (std::is_same_v<Told, StepEvent> || std::is_same_v<Told, ApduEvent> ||
                  std::is_same_v<Told, PaperEvent>)
      chunk.take(each);
  };
  for (auto event : stop.events) {
    if (auto* step = std::get_if<StepEvent>(&event)) name_file(*step, scenario);
    std::visit(take, report::plain(unmasked ? std::move(event) : masker.masked(std::move(event))));
  }
  chunk.take(ScenarioFinished());
  return chunk.finish();
}

Json steps_of(const Scenario& scenario) {
  Json steps = Json::array();
  for (const auto& each : scenario.steps)
    steps.push_back({{"id", each.id}, {"procedure", each.procedure}, {"at", to_string(each.at)}});
  return steps;
}

}  // namespace

Stage::~Stage() {
  close();
}

void Stage::open(const std::string& id) {
  const auto& scenario = library_.get().scenario(id);
  close();
  const std::lock_guard alone(using_);
  std::unique_lock lock(mutex_);
  left_ = false;
  scenario_ = &scenario;
  target_ = 0;
  settled_ = false;
  broken_ = {};
  place_ = {};
  player_ = std::thread([this, &scenario] { play(scenario); });
  wait_until_settled(lock);
}

void Stage::go_to(std::size_t steps) {
  const std::lock_guard alone(using_);
  std::unique_lock lock(mutex_);
  if (scenario_ == nullptr) throw bad_command_line("no scenario is open");
  if (!broken_.empty() || steps == place_.done || (place_.over && steps > place_.done)) return;
  target_ = steps;
  settled_ = false;
  changed_.notify_all();
  wait_until_settled(lock);
}

void Stage::close() {
  const std::lock_guard alone(using_);
  left_ = true;
  changed_.notify_all();
  if (player_.joinable()) player_.join();
  {
    const std::lock_guard lock(mutex_);
    if (scenario_ == nullptr) return;
    scenario_ = nullptr;
  }
  told_();
}

void Stage::wait_until_settled(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [this] { return settled_ || !broken_.empty(); });
}

void Stage::play(const Scenario& scenario) {
  BilingualText broken;
  try {
    const auto system = system_();
    ScenarioRunner runner(library_.get().context);
    runner.stop_at([&](const Stop& stop) { return at_stop(stop, scenario, *system); });
    for (bool system_broken = false; !left_ && !system_broken;) {
      (void)runner.run(scenario, *system, left_, system_broken);
      if (system_broken && !left_) broken = in_both_languages("the reader or its service broke");
    }
  } catch (const std::exception& error) {
    broken = trouble_of(error);
  }
  {
    const std::lock_guard lock(mutex_);
    if (!left_) broken_ = broken;
    place_.lent.reset();
  }
  changed_.notify_all();
  if (!left_) told_();
}

bool Stage::at_stop(const Stop& stop, const Scenario& scenario, System& system) {
  Place place{.over = stop.over, .why = in_both_languages(stop.why), .lent = {}};
  place.story = story_of(stop, scenario, unmasked_, place.done);
  {
    const std::lock_guard lock(mutex_);
    if (!stop.over && place.done < target_) return !left_;
  }
  bool on = false, asked = false;
  system.lend(card_shown_after(scenario, place.done), [&](const LentCard& lent) {
    asked = true;
    auto lying = place;
    lying.lent = lent;
    on = stay(std::move(lying), stop.over);
  });
  return asked ? on : stay(std::move(place), stop.over);
}

// Until somebody wants it elsewhere. Whether the run goes on; otherwise it begins again, or ends.
bool Stage::stay(Place place, bool over) {
  std::unique_lock lock(mutex_);
  const auto done = place.done;
  place_ = std::move(place);
  target_ = done;
  settled_ = true;
  changed_.notify_all();
  lock.unlock();
  told_();
  lock.lock();
  changed_.wait(lock, [&] { return left_ || target_ != done; });
  place_.lent.reset();
  return !left_ && !over && target_ > done;
}

Json Stage::state() {
  const std::lock_guard lock(mutex_);
  if (scenario_ == nullptr) return {{"scenario", nullptr}};
  Json json{{"scenario", scenario_->identity()},
            {"title", {{"en", scenario_->title.en}, {"ja", scenario_->title.ja}}},
            {"steps", steps_of(*scenario_)},
            {"done", place_.done},
            {"over", place_.over},
            {"why", serve::json_of(broken_.empty() ? place_.why : broken_)},
            {"reader", place_.lent ? Json(place_.lent->reader) : Json()},
            {"secrets", Json::object()},
            {"story", Json::parse(place_.story)}};
  if (place_.lent)
    for (const auto& [name, value] : place_.lent->secrets) json["secrets"][name] = value;
  return json;
}

}  // namespace karimen::harness::cli
