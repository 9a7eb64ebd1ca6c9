#include "harness/serve/api/stations.hpp"

#include <algorithm>

namespace karimen::harness::serve {
namespace {

template <typename Given>
auto called(Given& given, const std::string& id) {
  return std::ranges::find_if(given, [&](const auto& each) { return each.second->id() == id; });
}

DiagnosticError none_free(std::size_t count) {
  return DiagnosticError(Diagnostic{.where = {},
                                    .what = "all " + std::to_string(count) + " readers are taken",
                                    .fix = "give one back with DELETE, or start karimen serve --readers N",
                                    .exit_code = ExitCode::environment});
}

}  // namespace

std::shared_ptr<Station> Stations::open(std::chrono::seconds patience) {
  std::shared_ptr<Station> vanished;
  {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
      const auto longest =
          std::ranges::max_element(given_, {}, [](const auto& each) { return each.second->overdue(); });
      if (longest == given_.end() || longest->second->overdue() < Station::Clock::duration::zero())
        throw none_free(count_);
      vanished = longest->second;
      given_.erase(longest);
    }
  }
  if (vanished) take_back(vanished);
  const std::lock_guard lock(mutex_);
  if (free_.empty()) throw none_free(count_);
  const auto number = ++last_;
  auto station = std::make_shared<Station>("r" + std::to_string(number), free_.front(), shelf_, patience,
                                           unmasked_, witness_);
  free_.erase(free_.begin());
  given_.emplace(number, station);
  return station;
}

std::shared_ptr<Station> Stations::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = called(given_, id);
  return found == given_.end() ? nullptr : found->second;
}

bool Stations::close(const std::string& id) {
  std::shared_ptr<Station> station;
  {
    const std::lock_guard lock(mutex_);
    const auto found = called(given_, id);
    if (found == given_.end()) return false;
    station = found->second;
    given_.erase(found);
  }
  take_back(station);
  return true;
}

// The reader is free when its card has left it: another one that came sooner would go unseen.
void Stations::take_back(const std::shared_ptr<Station>& station) {
  station->close();
  const std::lock_guard lock(mutex_);
  free_.push_back(station->reader());
  std::ranges::sort(free_, {}, &sim::reader::VpcdReader::name);
}

std::vector<std::shared_ptr<Station>> Stations::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Station>> all;
  for (const auto& [number, station] : given_) all.push_back(station);
  return all;
}

std::size_t Stations::free() const {
  const std::lock_guard lock(mutex_);
  return free_.size();
}

void Stations::abandon() {
  for (const auto& station : all()) station->abandon();
}

}  // namespace karimen::harness::serve
