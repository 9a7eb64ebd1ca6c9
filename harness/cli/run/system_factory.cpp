#include "harness/cli/run/system_factory.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/process/batch.hpp"
#include "harness/builtin/builtin_system.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/lent_card.hpp"
#include "harness/runner/admission.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

using sim::reader::Slot;

// What all workers share. A private service ends with the last system that uses it.
struct Site {
  std::shared_ptr<sim::reader::PrivateService> service;
  std::mutex restarting;

  // The first worker that comes after pcscd died starts it again; the others find it running. A daemon that
  // was killed closes its socket before it counts as dead, so a worker that comes back asks for an answer.
  [[nodiscard]] std::unique_ptr<Slot> slot(unsigned worker) {
    if (!service) return std::make_unique<sim::reader::DirectSlot>(static_cast<int>(worker));
    const auto& reader = service->readers().at(worker);
    const std::lock_guard lock(restarting);
    const bool comes_back = !served.insert(worker).second;
    if (comes_back && (!answers(reader.name) || is_kept(reader.name))) service->restart();
    return std::make_unique<sim::reader::VpcdSlot>(reader);
  }

  /// Whether the reader is there; without a service it always is.
  [[nodiscard]] bool answers(const std::string& reader) const {
    if (!service) return true;
    if (!service->alive()) return false;
    try {
      const auto listed = sim::reader::list_readers();
      return std::ranges::find(listed, reader) != listed.end();
    } catch (const sim::reader::LinkError&) {
      return false;
    }
  }

  /// Another program did not end its transaction with the card in this reader.
  void keep(const std::string& reader) {
    const std::lock_guard lock(restarting);
    kept.insert(reader);
  }

 private:
  // Who was a child is dead by now, and its connection goes with it; another program's stays as long as the
  // service.
  [[nodiscard]] bool is_kept(const std::string& reader) {
    constexpr std::chrono::milliseconds patience{2000};
    return kept.erase(reader) != 0 && !sim::reader::PcscLink(reader).wait_until_unused(patience);
  }

  std::set<unsigned> served;   ///< workers that had a slot before
  std::set<std::string> kept;  ///< readers with somebody's transaction
};

// Bases are made in their order: the slot before the system that works on it.
struct Housing {
  std::shared_ptr<Site> site;
  std::unique_ptr<Slot> slot;
};

// A built-in system together with the slot that it works on.
class HousedSystem final : private Housing, public BuiltinSystem {
 public:
  HousedSystem(Housing housing, const sim::world::Premises& premises, sim::world::Defects defects = {})
      : Housing(std::move(housing)), BuiltinSystem(*slot, premises, defects) {}

  void check_card_is_free() override {
    try {
      BuiltinSystem::check_card_is_free();
    } catch (const EnvironmentError&) {
      if (site) site->keep(reader());
      throw;
    }
  }
  void check_reader() override {
    if (site && !site->answers(reader())) throw EnvironmentError("the reader is lost: " + reader());
  }

  Loan lend(const PerformRequest& request, const std::function<void(const LentCard&)>& use) override {
    if (!site || !site->service) return {};
    try {
      return lend_at_counter(request, use);
    } catch (const sim::reader::LinkError& error) {
      throw EnvironmentError(error.what());
    }
  }

 private:
  Loan lend_at_counter(const PerformRequest& request, const std::function<void(const LentCard&)>& use) {
    (void)open_counter(request);
    try {
      // What lay there before is silent only, and a program would find it in the reader.
      if (!card_presented()) slot->remove(sim::reader::Insertion::hot);
      use(lent());
    } catch (...) {
      (void)close_counter();
      throw;
    }
    const Loan loan{.made = true, .faults_struck = close_counter()};
    check_reader();  // whoever lost it, what the program says of it is no answer
    return loan;
  }
  [[nodiscard]] LentCard lent() const {
    LentCard lent{.reader = reader(),
                  .environment = environment_of(site->service->state(), reader()),
                  .serial = "",
                  .secrets = {}};
    const auto card = card_presented();
    if (!card) return lent;
    lent.serial = card->first;
    const auto& [signature, authentication, text, licence] = card->second;
    for (const auto& [name, value] :
         {std::pair("signature_password", signature), std::pair("authentication_pin", authentication),
          std::pair("card_text_pin", text), std::pair("licence_pin", licence)})
      if (!value.empty() && value != "none") lent.secrets.emplace(name, value);
    return lent;
  }
};

// Of a folder's files, and of what came and went in it.
std::filesystem::file_time_type last_change(const std::filesystem::path& folder) {
  std::error_code ignored;
  auto latest = std::filesystem::last_write_time(folder, ignored);
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    latest = std::max(latest, entry.last_write_time(ignored));
  return latest;
}

// Read once for those who admit scenarios and those who run them, and again where a persona changed
// meanwhile (karimen watch).
std::shared_ptr<const sim::world::Premises> premises_of(const DataFolders& folders) {
  using Version = std::pair<std::filesystem::path, std::filesystem::file_time_type>;
  static std::map<Version, std::shared_ptr<const sim::world::Premises>> read;
  auto& premises = read[{folders.fixtures(), last_change(folders.personas())}];
  if (!premises) premises = std::make_shared<const sim::world::Premises>(folders.fixtures());
  return premises;
}

HostFactory factory_over(std::shared_ptr<Site> site, const DataFolders& folders,
                         sim::world::Defects defects) {
  return [site = std::move(site), defects,
          premises = premises_of(folders)](unsigned worker) -> std::unique_ptr<HostSystem> {
    return std::make_unique<HousedSystem>(Housing{site, site->slot(worker)}, *premises, defects);
  };
}

}  // namespace

void admit(ReadFiles& read, const RunContext& context, const DataFolders& folders) {
  const HousedSystem system({nullptr, std::make_unique<sim::reader::DirectSlot>(0)}, *premises_of(folders));
  const auto found = objections(read.scenarios, context, system);
  std::erase_if(read.scenarios, [&](const Scenario& each) { return found.contains(each.file); });
  for (const auto& [file, problems] : found) read.unread.push_back({file, problems});
  std::ranges::sort(read.unread, {}, &UnreadFile::name);
}

std::vector<Scenario> runnable_scenarios(const Selection& selection, const Lexicon& lexicon,
                                         const RunContext& context, const DataFolders& folders) {
  auto read = load_scenarios(selection, lexicon);
  admit(read, context, folders);
  if (!read.unread.empty()) throw DiagnosticError(problems_of(read.unread));
  return std::move(read.scenarios);
}

HostFactory builtin_factory(const std::string& transport, unsigned readers, const DataFolders& folders,
                            sim::world::Defects defects) {
  if (transport != "direct" && transport != "pcsc")
    throw bad_command_line("unknown transport '" + transport + "'", "one of: direct, pcsc");
  auto site = std::make_shared<Site>();
  if (transport == "pcsc") {
    run_in_batches();
    site->service = std::make_shared<sim::reader::PrivateService>(static_cast<int>(readers));
  }
  return factory_over(std::move(site), folders, defects);
}

std::unique_ptr<HostSystem> builtin_system_on(std::shared_ptr<sim::reader::PrivateService> service,
                                              unsigned reader, const DataFolders& folders) {
  auto site = std::make_shared<Site>();
  site->service = std::move(service);
  return factory_over(std::move(site), folders, {})(reader);
}

}  // namespace karimen::harness::cli
