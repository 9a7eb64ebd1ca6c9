#include "harness/cli/sut/hybrid_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/sut/procedure_effects.hpp"
#include "harness/cli/sut/sut_file.hpp"
#include "harness/scenario/selection/file_names.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {
namespace {

constexpr auto builtin = "builtin", by_hand = "manual";
constexpr auto socket_variable = "PCSCLITE_CSOCK_NAME";

// Upward from what is run; where there is none, from where we are.
std::filesystem::path karimen_toml_for(std::span<const std::string> paths, const Vocabulary& vocabulary) {
  namespace fs = std::filesystem;
  std::set<fs::path> found;
  for (const auto& each : paths) {
    std::error_code ignored;
    const auto path = fs::absolute(split_path(each).path).lexically_normal();
    auto file = find_karimen_toml(fs::is_directory(path, ignored) ? path : path.parent_path());
    if (!file.empty() && fs::exists(path, ignored)) found.insert(std::move(file));
  }
  if (found.empty()) return find_karimen_toml(fs::current_path());
  const auto names_a_system = [&](const fs::path& file) {
    return read_sut_file(file, "", vocabulary).address.has_value();
  };
  if (found.size() > 1 && std::ranges::any_of(found, names_a_system))
    throw bad_command_line(
        found.begin()->string() + " and " + found.rbegin()->string() + " would both say which system it is",
        "run their scenarios one after the other");
  return *found.begin();
}

}  // namespace

std::optional<port::Setup> setup_of(const Invocation& invocation, const Vocabulary& vocabulary,
                                    std::span<const std::string> paths) {
  const auto said = invocation.get("sut");
  // A variable that is not set must not end in a run of the built-in system, all passed.
  if (invocation.has("sut") && is_blank(said))
    throw bad_command_line("--sut names no system",
                           "write a command, tcp:127.0.0.1:PORT, unix:PATH, manual or builtin");
  if (said == builtin) return std::nullopt;
  if (invocation.has("answers") && said != by_hand)
    throw bad_command_line("--answers are those of --sut manual", "add --sut manual");
  const auto profile = invocation.get("profile");
  if (invocation.has("profile") && profile.empty())
    throw bad_command_line("--profile names no profile", "name one of karimen.toml, or leave it out");
  const auto file = karimen_toml_for(paths, vocabulary);
  if (file.empty() && !profile.empty())
    throw bad_command_line("--profile is about karimen.toml, and there is none here or above");
  const auto from_file = file.empty() ? SutFile{} : read_sut_file(file, profile, vocabulary);
  auto setup = from_file.setup;
  if (said == by_hand) {
    setup.address = {.kind = port::Address::Kind::manual,
                     .path = invocation.get("answers", "karimen.answers")};
  } else if (!said.empty()) {
    setup.address = port::read_address(said);
    if (from_file.address) setup.address.environment = from_file.address->environment;
  } else if (from_file.address) {
    setup.address = *from_file.address;
  } else {
    return std::nullopt;
  }
  setup.language = invocation.language;
  return setup;
}

port::Words port_words(const Rulebook& rulebook, const DataFolders& folders) {
  port::Words words{.vocabulary = rulebook.vocabulary(),
                    .derived = rulebook.derived_facts(),
                    .codes = {},
                    .changed_by = {},
                    .facilities = {}};
  for (auto& [name, effects] : effects_of(rulebook)) {
    words.codes.emplace(name, std::pair(std::move(effects.obstacles), std::move(effects.warnings)));
    words.changed_by.emplace(name, std::move(effects.changed));
  }
  for (const auto& [name, facility] : load_facilities(folders.facilities()))
    words.facilities.emplace(name, std::pair(facility.kind, facility.prefecture));
  return words;
}

HybridRun::HybridRun(HostFactory hosts, port::Words words, port::Setup setup)
    : hosts_(std::move(hosts)), words_(std::move(words)), setup_(std::move(setup)) {
  if (const char* socket = std::getenv(socket_variable); socket != nullptr && setup_.transport == "pcsc")
    setup_.environment[socket_variable] = socket;
  auto first = start(0);
  introduction_ = first->introduction();
  first_ = std::move(first);
}

std::unique_ptr<port::HybridSystem> HybridRun::start(unsigned worker) {
  return std::make_unique<port::HybridSystem>(hosts_(worker), words_, setup_,
                                              [this](const std::string& what) {
                                                const std::scoped_lock lock(mutex_);
                                                complaints_.push_back(what);
                                              });
}

SystemFactory HybridRun::factory() {
  return [this](unsigned worker) -> std::unique_ptr<System> {
    if (worker == 0) {
      const std::scoped_lock lock(mutex_);
      if (first_) return std::move(first_);
    }
    return start(worker);
  };
}

bool HybridRun::finish(Language language, std::ostream& err) {
  first_.reset();
  constexpr Bilingual ended{"the system under test did not end well: {}\n",
                            "検証対象のシステムの終わり方が正しくない: {}\n"};
  for (const auto& each : complaints_) err << say(ended, language, {translated(each, language)});
  return complaints_.empty();
}

void tell_introduction(const HybridRun& run, Language language, std::ostream& err) {
  const auto& who = run.introduction();
  constexpr Bilingual does{"{} {} does: {}\n", "{} {} が行う手続: {}\n"};
  constexpr Bilingual does_nothing{"{} {} takes no procedure over\n", "{} {} はどの手続も引き受けない\n"};
  constexpr Bilingual rest{"the built-in institutions do the rest; facts observed by it: {}\n",
                           "残りは内蔵の機関が行う。この側で観測する事実: {}\n"};
  constexpr Bilingual refused{"it was offered and does not take over: {}\n", "引き受けを断った手続: {}\n"};
  constexpr Bilingual left{"it would do, but is not asked to: {}\n",
                           "引き受けを申し出たが任せない手続: {}\n"};
  constexpr Bilingual none{"none", "なし"};
  if (who.procedures.empty())
    err << say(does_nothing, language, {who.name, who.version});
  else
    err << say(does, language, {who.name, who.version, joined(who.procedures)});
  err << say(rest, language, {who.observes.empty() ? none.in(language) : joined(who.observes)});
  if (!who.refused.empty()) err << say(refused, language, {joined(who.refused)});
  if (!who.left.empty()) err << say(left, language, {joined(who.left)});
}

}  // namespace karimen::harness::cli
