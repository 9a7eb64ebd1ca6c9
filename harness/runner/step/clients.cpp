#include "harness/runner/step/clients.hpp"

#include <string.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "base/duration.hpp"
#include "base/pattern.hpp"
#include "base/process/program.hpp"
#include "base/visible.hpp"

namespace karimen::harness {
namespace {

using Environment = std::map<std::string, std::string>;

// Which package of Debian's has a program that is not there.
constexpr std::array packages{
    std::pair{"opensc-tool", "opensc"},       std::pair{"pkcs15-tool", "opensc"},
    std::pair{"pkcs15-crypt", "opensc"},      std::pair{"pkcs11-tool", "opensc"},
    std::pair{"openssl", "openssl"},          std::pair{"python3", "python3"},
    std::pair{"/usr/bin/python3", "python3"},
};

std::string not_started(const std::string& program, const std::system_error& error) {
  const auto reason = error.code().message();
  const auto known = std::ranges::find_if(packages, [&](const auto& each) { return program == each.first; });
  if (known == packages.end())
    return "the client '" + program + "' cannot be started (" + reason +
           "): install it, or leave out scenarios with clients: -t '!client'";
  return "the client '" + program + "' cannot be started (" + reason + "): apt-get install " + known->second +
         ", or leave out scenarios with clients: -t '!client'";
}

// A moment in Japan, as clocks of computers count.
std::string epoch_of(Moment at) {
  constexpr std::chrono::hours japan{9};
  return std::to_string((at.time_since_epoch() - japan).count());
}

Environment environment_of(const Step& step, const LentCard& lent, const std::filesystem::path& scratch) {
  auto all = lent.environment;
  all["KARIMEN_READER"] = lent.reader;
  all["KARIMEN_CARD"] = lent.serial.empty() ? "none" : step.client->card;
  all["KARIMEN_CARD_SERIAL"] = lent.serial;
  all["KARIMEN_AT"] = to_string(step.at);
  all["KARIMEN_AT_EPOCH"] = epoch_of(step.at);
  all["KARIMEN_SCRATCH"] = scratch.string();
  for (const auto* secret : {"authentication_pin", "signature_password", "card_text_pin", "licence_pin"}) {
    std::string name = "KARIMEN_";
    for (const char* c = secret; *c != 0; ++c)
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(*c)));
    const auto value = lent.secrets.find(secret);
    all[name] = value == lent.secrets.end() ? "" : value->second;
  }
  return all;
}

std::string filled(const std::string& word, const Environment& environment) {
  if (!word.starts_with("$KARIMEN_")) return word;
  const auto found = environment.find(word.substr(1));
  return found == environment.end() ? word : found->second;
}

Launch launch_of(const Scenario& scenario, const Step& step, const Environment& own) {
  const std::filesystem::path file = scenario.once ? "" : scenario.spot.file();  // streams lie nowhere
  Launch launch{.command = {}, .folder = file.parent_path().string(), .environment = own};
  for (const auto& word : step.client->command) launch.command.push_back(filled(word, own));
  for (const auto& [name, value] : step.client->environment) launch.environment[name] = filled(value, own);
  return launch;
}

// What a scenario's own time limit leaves, in whole milliseconds and at least one.
std::chrono::milliseconds left_until(std::optional<Deadline> moment) {
  using std::chrono::milliseconds;
  if (!moment) return milliseconds::max();
  return std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(*moment - Clock::now()));
}

std::string ending_of(const ProgramEnd& end, std::chrono::milliseconds limit) {
  switch (end.kind) {
    case ProgramEnd::Kind::exited:
      return std::to_string(end.number);
    case ProgramEnd::Kind::killed_by_signal: {
      const char* name = ::sigabbrev_np(end.number);
      return "signal " + std::to_string(end.number) + (name == nullptr ? "" : " (" + std::string(name) + ")");
    }
    case ProgramEnd::Kind::out_of_time:
      return "killed after " + karimen::to_string(limit);
    case ProgramEnd::Kind::stopped:
      break;
  }
  return "interrupted";
}

bool as_expected(const ExpectedExit& expected, const ProgramEnd& end) {
  if (end.kind != ProgramEnd::Kind::exited) return false;
  if (expected.nonzero) return end.number != 0;
  return !expected.code || *expected.code == end.number;
}

std::vector<Difference> differences_of(const Step& step, const ProgramEnd& end, const std::string& ending) {
  std::vector<Difference> found;
  const auto differs = [&](const char* name, std::string expected, std::string observed, const Spot& spot) {
    found.push_back({.failure = Failure::expectation,
                     .name = name,
                     .expected = std::move(expected),
                     .observed = std::move(observed),
                     .spot = spot});
  };
  const auto& client = *step.client;
  if (!as_expected(client.exit, end))
    differs("client.exit", client.exit.text, ending, client.exit.spot.value_or(client.spot));
  for (const auto& [in_error, pattern, spot] : client.texts) {
    const auto& text = in_error ? end.error.text : end.output.text;
    if (!is_found(pattern, text))
      differs(in_error ? "client.error" : "client.output", pattern,
              text.empty() ? "nothing was written" : "does not match", spot);
  }
  return found;
}

}  // namespace

ClientVisit Clients::visit(const Step& step) {
  ClientVisit visit;
  visit.told.command = step.client->command;
  const auto loan = system_.lend({.procedure = step.procedure,
                                  .inputs = {{"presents", step.client->card}},
                                  .at = step.at,
                                  .who = step.who,
                                  .place = step.place,
                                  .faults = step.faults},
                                 [&](const LentCard& lent) { run(step, lent, visit); });
  visit.told.run = loan.made && visit.trouble.empty();
  visit.faults_struck = loan.faults_struck;
  return visit;
}

void Clients::run(const Step& step, const LentCard& lent, ClientVisit& visit) {
  for (const auto& [name, value] : lent.secrets) visit.told.secrets.push_back(value);
  try {
    const auto own = environment_of(step, lent, scratch_.path());
    const auto limit = std::min(step.client->limit, left_until(end_));
    const auto end = run_program(
        {.launch = launch_of(scenario_, step, own), .input = step.client->input, .limit = limit}, stop_);
    visit.stopped = end.kind == ProgramEnd::Kind::stopped;
    visit.late = limit < step.client->limit && end.kind == ProgramEnd::Kind::out_of_time;
    visit.told.ending =
        visit.late ? "killed at the time limit of the scenario" : ending_of(end, step.client->limit);
    visit.told.output = {visible(end.output.text), end.output.left_out};
    visit.told.error = {visible(end.error.text), end.error.left_out};
    visit.differences = differences_of(step, end, visit.told.ending);
  } catch (const std::system_error& error) {
    visit.trouble = not_started(step.client->command.front(), error);
  }
}

}  // namespace karimen::harness
