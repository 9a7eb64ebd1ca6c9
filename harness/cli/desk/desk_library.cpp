#include "harness/cli/desk/desk_library.hpp"

#include <algorithm>

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/run/system_factory.hpp"

namespace karimen::harness::cli {
namespace {

ReadFiles all_scenarios(const DeskLibrary& library) {
  const Invocation nothing{.command = "desk", .arguments = {}, .options = {}, .line = {}};
  auto read = load_scenarios(selection_of(nothing, library.folders), library.lexicon);
  admit(read, library.context, library.folders);
  return read;
}

}  // namespace

DeskLibrary::DeskLibrary(DataFolders where)
    : folders(std::move(where)),
      rulebook(load_rulebook(folders)),
      lexicon(lexicon_of(rulebook, folders)),
      context(plain_context(rulebook, folders)) {
  auto read = all_scenarios(*this);
  scenarios = std::move(read.scenarios);
  problems = problems_of(read.unread);
}

const Scenario& DeskLibrary::scenario(const std::string& id) const {
  const auto found = std::ranges::find_if(scenarios, [&](const auto& each) { return each.identity() == id; });
  if (found == scenarios.end()) throw bad_command_line("there is no scenario '" + id + "'");
  return *found;
}

BilingualText trouble_of(const std::exception& error) {
  if (const auto* told = dynamic_cast<const DiagnosticError*>(&error)) return render_all(told->diagnostics());
  return in_both_languages(error.what());
}

const DeskLibrary& LazyLibrary::get() {
  const std::lock_guard lock(mutex_);
  if (!read_) read_ = std::make_unique<DeskLibrary>(folders_);
  return *read_;
}

}  // namespace karimen::harness::cli
