#include "harness/cli/reproduce/bundle_writer.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "tests/harness/runner/stub_system.hpp"
#include "tests/support/folder.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

using testing::Folder;

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Runs one step against a system with `defects`; what was said.
std::string run_into(const std::filesystem::path& folder, const Defects& defects) {
  auto context = tiny_context();
  context.seed = "7";
  context.assumptions["A-60"] = std::string("free");
  std::ostringstream words;
  const cli::DataFolders folders{.root = folder, .rulebook = folder};
  cli::BundleWriter bundles({"run", "it's here.yaml", "--seed", "7"}, context, folders, {},
                            {.folder = folder}, true);
  const auto ran = run_steps("  - {do: record, at: 2026-05-01T09:00}\n", defects, context);
  for (const auto& event : ran.events) bundles.take(event, words, Language::en);
  return words.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(replay_bundles)

BOOST_AUTO_TEST_CASE(a_bug_of_ours_leaves_what_is_needed_to_see_it_again) {
  const Folder folder;
  const auto words = run_into(folder.path, {.throws = true});
  const auto bundle = folder.path / "replay-1";
  BOOST_TEST(words.find(bundle.string()) != std::string::npos);
  const auto list = text_of(bundle / "bundle.yaml");
  for (const char* line : {"\ncommand: [\"run\", \"it's here.yaml\", \"--seed\", \"7\"]\n",
                           "\n  - scenario: \"s.yaml#S\"\n", "\n    step: \"record\"\n", "\nseed: \"7\"\n",
                           "\nassume: {A-60: \"free\"}\n", "\n    detail: \"a bug\"\n"})
    BOOST_TEST(list.find(line) != std::string::npos, "no " << line << " in " << list);
  const auto events = text_of(bundle / "events.ndjson");
  BOOST_TEST(events.find("\"verdict\":\"error\"") != std::string::npos);
  // the next one does not write over it
  BOOST_TEST(run_into(folder.path, {.throws = true}).find("replay-2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_fails_leaves_a_bundle_without_a_word_and_what_passes_none) {
  const Folder folder;
  BOOST_TEST(run_into(folder.path, Defects{}) == "");
  BOOST_TEST(std::filesystem::is_empty(folder.path));
  for (const auto& defects : {Defects{.forgets_record = true}, Defects{.crashes = true}})
    BOOST_TEST(run_into(folder.path, defects) == "");
  BOOST_TEST(std::filesystem::exists(folder.path / "replay-2" / "bundle.yaml"));
}

BOOST_AUTO_TEST_SUITE_END()
