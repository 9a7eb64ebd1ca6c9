#include "harness/cli/run/system_factory.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "harness/builtin/builtin_system.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/runner/admission.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

using sim::reader::Slot;

// What all workers share. A private service ends with the last system that uses it.
struct Site {
  std::unique_ptr<sim::reader::PrivateService> service;
  std::mutex restarting;

  // The first worker that comes after pcscd died starts it again; the others find it running. A daemon that
  // was killed closes its socket before it counts as dead, so a worker that comes back asks for an answer.
  [[nodiscard]] std::unique_ptr<Slot> slot(unsigned worker) {
    if (!service) return std::make_unique<sim::reader::DirectSlot>(static_cast<int>(worker));
    const auto& reader = service->readers().at(worker);
    const std::lock_guard lock(restarting);
    const bool comes_back = !served.insert(worker).second;
    if (comes_back && !answers(reader.name)) service->restart();
    return std::make_unique<sim::reader::VpcdSlot>(reader);
  }

 private:
  std::set<unsigned> served;  ///< workers that had a slot before

  [[nodiscard]] bool answers(const std::string& reader) const {
    if (!service->alive()) return false;
    try {
      const auto listed = sim::reader::list_readers();
      return std::ranges::find(listed, reader) != listed.end();
    } catch (const sim::reader::LinkError&) {
      return false;
    }
  }
};

// Calls `action`; a service that went away is the environment's failure, wherever it is noticed.
auto on_service(auto action) {
  try {
    return action();
  } catch (const sim::reader::LinkError& error) {
    if (error.failure() == sim::reader::LinkFailure::service_gone) throw EnvironmentError(error.what());
    throw;
  }
}

// A built-in system together with the slot that it works on.
class HousedSystem final : public System {
 public:
  HousedSystem(std::unique_ptr<Slot> slot, const sim::world::Premises& premises)
      : slot_(std::move(slot)), system_(*slot_, premises) {}

  [[nodiscard]] bool knows(const std::string& procedure) const override { return system_.knows(procedure); }
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override {
    return system_.refuses(people);
  }
  void reset(const ResetRequest& request) override {
    on_service([&] { system_.reset(request); });
  }
  PerformResult perform(const PerformRequest& request) override {
    return on_service([&] { return system_.perform(request); });
  }
  Facts observe(const std::string& who, std::span<const std::string> names) override {
    return on_service([&] { return system_.observe(who, names); });
  }
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override {
    return on_service([&] { return system_.observe_through_reader(who, names); });
  }
  void on_exchange(std::function<void(const Exchange&)> listener) override {
    system_.on_exchange(std::move(listener));
  }
  [[nodiscard]] BilingualText explain(const Exchange& exchange) const override {
    return system_.explain(exchange);
  }

 private:
  std::unique_ptr<Slot> slot_;
  BuiltinSystem system_;
};

// Read once for those who admit scenarios and those who run them.
std::shared_ptr<const sim::world::Premises> premises_of(const DataFolders& folders) {
  static std::map<std::filesystem::path, std::shared_ptr<const sim::world::Premises>> read;
  auto& premises = read[folders.fixtures()];
  if (!premises) premises = std::make_shared<const sim::world::Premises>(folders.fixtures());
  return premises;
}

SystemFactory factory_over(std::shared_ptr<Site> site, const DataFolders& folders) {
  return
      [site = std::move(site), premises = premises_of(folders)](unsigned worker) -> std::unique_ptr<System> {
        return std::make_unique<HousedSystem>(site->slot(worker), *premises);
      };
}

}  // namespace

void admit(ReadFiles& read, const RunContext& context, const DataFolders& folders) {
  const HousedSystem system(std::make_unique<sim::reader::DirectSlot>(0), *premises_of(folders));
  const auto found = objections(read.scenarios, context, system);
  std::erase_if(read.scenarios, [&](const Scenario& each) { return found.contains(each.file); });
  for (const auto& [file, problems] : found) read.unread.push_back({file, problems});
  std::ranges::sort(read.unread, {}, &UnreadFile::name);
}

SystemFactory builtin_factory(const std::string& transport, unsigned readers, const DataFolders& folders) {
  if (transport != "direct" && transport != "pcsc")
    throw bad_command_line("unknown transport '" + transport + "'", "one of: direct, pcsc");
  auto site = std::make_shared<Site>();
  if (transport == "pcsc")
    site->service = std::make_unique<sim::reader::PrivateService>(static_cast<int>(readers));
  return factory_over(std::move(site), folders);
}

}  // namespace karimen::harness::cli
