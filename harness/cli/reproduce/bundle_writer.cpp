#include "harness/cli/reproduce/bundle_writer.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/process/shell_word.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/cli/reproduce/bundle_file.hpp"
#include "harness/report/words/typed_options.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view numbered = "replay-";

// A text as YAML has it on one line, whatever is in it: JSON's spelling.
std::string yaml_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <class Texts>
std::string yaml_list(const Texts& texts) {
  std::string all;
  for (const auto& each : texts) all += (all.empty() ? "" : ", ") + yaml_text(each);
  return '[' + all + ']';
}

std::string yaml_facts(const Facts& facts) {
  std::string all;
  for (const auto& [name, value] : facts)
    all += (all.empty() ? "" : ", ") + name + ": " + yaml_text(to_string(value));
  return '{' + all + '}';
}

// The N of replay-N, or 0.
int number_of(const fs::path& folder) {
  const auto name = folder.filename().string();
  int number = 0;
  if (name.starts_with(numbered))
    std::from_chars(name.data() + numbered.size(), name.data() + name.size(), number);
  return number;
}

// The next one in a folder of bundles; the oldest go. Two runs at once take different ones.
fs::path next_bundle(const fs::path& parent) {
  fs::create_directories(parent);
  std::vector<int> numbers;
  for (const auto& each : fs::directory_iterator(parent))
    if (const auto number = number_of(each.path()); number > 0) numbers.push_back(number);
  std::ranges::sort(numbers);
  for (std::size_t i = 0; i + BundleWriter::kept <= numbers.size(); ++i)
    fs::remove_all(parent / (std::string(numbered) + std::to_string(numbers[i])));
  auto number = numbers.empty() ? 1 : numbers.back() + 1;
  for (;; ++number) {
    auto folder = parent / (std::string(numbered) + std::to_string(number));
    if (fs::create_directory(folder)) return folder;
  }
}

// How a text that came on a stream is called as a file, wherever it may be kept: "<stdin>" is stdin.yaml.
std::string name_for_stream(const Scenario& scenario, std::span<const Scenario> all) {
  std::string name;
  for (const char c : scenario.file)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  name += ".yaml";
  while (std::ranges::find(all, name, &Scenario::file) != all.end()) name.insert(0, "_");
  return name;
}

// Whether a name of a file stays inside of the folder under which it is put.
bool stays_inside(const fs::path& name) {
  return name.is_relative() && std::ranges::none_of(name, [](const fs::path& part) { return part == ".."; });
}

}  // namespace

fs::path bundles_folder() {
  const auto state = state_folder();
  return state.empty() ? fs::path{} : state / "bundles";
}

fs::path newest_bundle() {
  fs::path newest;
  std::error_code error;
  for (fs::directory_iterator each(bundles_folder(), error), end; !error && each != end;
       each.increment(error))
    if (number_of(each->path()) > number_of(newest)) newest = each->path();
  return newest;
}

BundlePlace bundle_place(const Invocation& invocation) {
  if (!invocation.has("bundle")) return {.folder = bundles_folder()};
  const fs::path folder = invocation.get("bundle");
  if (folder == "none") return {};
  std::error_code error;
  if (fs::exists(folder / bundle_names.list, error)) {
    for (const auto* part :
         {bundle_names.list, bundle_names.files, bundle_names.personas, bundle_names.events})
      fs::remove_all(folder / part);
  } else if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    throw bad_command_line("--bundle " + folder.string() + ": there is something else",
                           "name a folder that does not exist yet, or a bundle");
  }
  return {.folder = folder, .named = true};
}

BundleWriter::BundleWriter(std::vector<std::string> line, const RunContext& context,
                           const DataFolders& folders, std::span<const Scenario> scenarios, BundlePlace place,
                           bool masked)
    : line_(std::move(line)),
      context_(context),
      folders_(folders),
      scenarios_(scenarios),
      place_(std::move(place)),
      masked_(masked) {}

void BundleWriter::take(const Event& event, std::ostream& err, Language language) {
  if (place_.folder.empty() || gave_up_) return;
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    started_ = *started;
    return;
  }
  if (const auto* ended = std::get_if<RunFinished>(&event)) {
    try {
      if (written_ > 0) end(*ended);
    } catch (const fs::filesystem_error& error) {
      give_up(error, err, language);
    }
    return;
  }
  events_.push_back(event);
  const auto* finished = std::get_if<ScenarioFinished>(&event);
  if (finished == nullptr) return;
  unread_ += finished->unread;
  if (finished->verdict >= Verdict::flaky && !finished->unread) {
    try {
      written_ < most ? add(*finished) : void(++left_out_);
      if (finished->internal) tell_bug(*finished, err, language);
    } catch (const fs::filesystem_error& error) {
      give_up(error, err, language);
    }
  }
  events_.clear();
}

void BundleWriter::give_up(const fs::filesystem_error& error, std::ostream& err, Language language) {
  constexpr Bilingual broken{"warning: no bundle for karimen replay: {}\n",
                             "警告: karimen replay 用のバンドルを残せない: {}\n"};
  err << say(broken, language, {error.what()});
  gave_up_ = true;
}

void BundleWriter::require(bool works) const {
  if (!works) throw fs::filesystem_error("cannot write", bundle_, std::make_error_code(std::errc::io_error));
}

void BundleWriter::begin(const fs::path& file) {
  bundle_ = place_.named ? place_.folder : next_bundle(place_.folder);
  fs::create_directories(bundle_ / bundle_names.files);
  const std::ofstream root(bundle_ / bundle_names.files /
                           "karimen.toml");  // names of scenario files are relative to it
  list_.open(bundle_ / bundle_names.list);
  stream_.open(bundle_ / bundle_names.events);
  std::error_code ignored;
  const auto& origin = started_.origin;
  list_ << "# karimen replay FOLDER\nbundle: " << bundle_schema << "\nversion: " << yaml_text(origin.version)
        << "\ncommit: " << yaml_text(origin.commit) << "\nrulebook: " << yaml_text(origin.rulebook)
        << "\ncommand: " << yaml_list(line_) << "\nfolder: " << yaml_text(fs::current_path(ignored).string())
        << "\nlies_in: " << yaml_text(fs::absolute(file, ignored).parent_path().string())
        << "\ntransport: " << yaml_text(started_.transport) << "\nsystem: " << yaml_text(started_.system)
        << "\nseed: " << yaml_text(context_.seed) << "\nmasked: " << (masked_ ? "true" : "false")
        << "\nassume: " << yaml_facts(context_.assumptions)
        << "\noracle_assume: " << yaml_facts(context_.oracle_assumptions) << "\nscenarios:\n";
  tell(started_);
}

void BundleWriter::tell(const Event& event) {
  const auto lines = writer_.lines(event);
  stream_ << lines;
  told_.add(lines);
}

void BundleWriter::copy(const fs::path& from, const fs::path& name) {
  const auto to = bundle_ / name;
  fs::create_directories(to.parent_path());
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

// Its file and those of its people; by which name that lies there, "": it does not.
std::string BundleWriter::put(const Scenario& scenario) {
  auto file = scenario.file;
  fs::path from = scenario.spot.file();
  if (scenario.once) {
    file = name_for_stream(scenario, scenarios_);
    from = from.filename();
    std::ofstream text(bundle_ / bundle_names.files / file, std::ios::binary);
    require(static_cast<bool>(text << *scenario.once << std::flush));
  } else {
    if (!stays_inside(file) || !fs::is_regular_file(from)) return "";
    copy(from, fs::path(bundle_names.files) / file);
  }
  for (const auto& included : scenario.included) {
    const auto beside =
        (fs::path(file).parent_path() / fs::path(included).lexically_relative(from.parent_path()))
            .lexically_normal();
    if (stays_inside(beside.string())) copy(included, fs::path(bundle_names.files) / beside);
  }
  for (const auto& [who, persona] : scenario.personas)
    copy(folders_.personas() / (persona + ".yaml"), persona_in_bundle(persona));
  return file;
}

void BundleWriter::add(const ScenarioFinished& finished) {
  const auto* scenario = scenario_called(std::string(identity_of(finished)), scenarios_);
  if (written_ == 0) begin(scenario == nullptr ? finished.path : scenario->spot.file());
  const auto file = scenario == nullptr ? std::string() : put(*scenario);
  Facts personas;
  if (!file.empty())
    for (const auto& [who, persona] : scenario->personas)
      personas.emplace(persona, checksum_of(bundle_ / persona_in_bundle(persona)).value_or(""));
  for (const auto& event : events_) {
    tell(event);
    tally_.take(event);
  }
  if (!finished.digest.empty()) digests_.emplace_back(finished.id, finished.digest);
  measured_ms_ += finished.measured_ms;
  list_ << "  - scenario: " << yaml_text(finished.id) << "\n    file: " << yaml_text(file)
        << (file.empty() || file == scenario->file ? "" : "\n    called: " + yaml_text(scenario->file))
        << "\n    line: " << finished.line << "\n    verdict: " << to_string(finished.verdict)
        << "\n    failure: " << yaml_text(to_string(finished.failure))
        << "\n    step: " << yaml_text(finished.step) << "\n    detail: " << yaml_text(finished.detail)
        << "\n    digest: " << yaml_text(finished.digest)
        << "\n    events: " << yaml_text(std::exchange(told_, Checksum()).finish())
        << "\n    personas: " << yaml_facts(personas) << '\n';
  require(stream_.flush() && list_.flush());
  ++written_;
}

// As of a run of these alone.
void BundleWriter::end(const RunFinished& finished) {
  stream_ << writer_.lines(RunFinished{.counts = tally_.summary().counts,
                                       .digest = run_digest(heading_digest(started_), digests_),
                                       .interrupted = finished.interrupted,
                                       .measured_ms = measured_ms_});
  require(static_cast<bool>(stream_.flush()));
}

void BundleWriter::tell_bug(const ScenarioFinished& finished, std::ostream& err, Language language) const {
  constexpr Bilingual bug{"karimen: a bug of ours: {} ({})\n", "karimen: このプログラムの不具合: {}（{}）\n"};
  constexpr Bilingual kept_words{"what is needed to see it again is in {}: please send it to us\n",
                                 "再現に必要なものは {} にある。開発者に送ってほしい\n"};
  err << say(bug, language, {finished.detail, finished.id}) << say(kept_words, language, {bundle_.string()});
}

void BundleWriter::finish(std::ostream& err, Language language) const {
  constexpr Bilingual none{"no bundle: {} files cannot be read, and nothing else went wrong\n",
                           "バンドルなし: 読めないファイルが{}件あり、他に不合格はない\n"};
  if (written_ == 0 && unread_ > 0 && place_.named && !gave_up_)
    err << say(none, language, {std::to_string(unread_)});
  if (written_ == 0) return;
  constexpr Bilingual kept_words{"to see it again: karimen replay {}{}\n",
                                 "再現するには: karimen replay {}{}\n"};
  constexpr Bilingual rest_words{"the bundle has the first {} of {} scenarios\n",
                                 "バンドルにあるのは {1} 件中、初めの {0} 件\n"};
  err << say(kept_words, language, {shell_path(bundle_.string()), report::typed_options(started_).replay});
  if (left_out_ > 0)
    err << say(rest_words, language, {std::to_string(written_), std::to_string(written_ + left_out_)});
}

}  // namespace karimen::harness::cli
