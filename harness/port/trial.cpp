#include "harness/port/trial.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/diagnostic.hpp"

namespace karimen::harness::port {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience{2000};  // for an answer to a message that may have none
constexpr Bilingual an_answer{"an answer", "応答"}, an_error{"an error", "エラー応答"};
constexpr Bilingual an_error_or_end{"an error, or the end of the connection", "エラー応答か切断"};
constexpr Bilingual no_answer{"no answer, and it goes on", "応答なしで続行"};
constexpr Bilingual passed_over{"an answer: what is not known is passed over",
                                "応答（未知のものは読み飛ばす）"};

/// What a message that is no good call may lead to.
enum class Wanted { answer, error, error_or_end, nothing };

struct BadMessage {
  const char* message;
  std::string bytes;  ///< as they are sent, after a good initialize and reset
  Wanted wanted;
  int code = 0;  ///< of the error; 0: any
};

constexpr int trial_id = 9000;

std::string call_with(const std::string& method, const Json& params) {
  return framed(call_text(trial_id, method, params));
}

std::vector<BadMessage> bad_messages_of(const Json& reset) {
  Json more = reset, longer = reset;
  more["not_known_yet"] = {{"a", 1}};
  constexpr std::size_t much = 600000;
  longer["seed"] = std::string(much, 'x');
  const auto good = call_text(trial_id, "reset", reset);
  return {
      {"an unknown method", call_with("walk", Json::object()), Wanted::error, -32601},
      {"a perform of an unknown procedure",
       call_with("perform", {{"procedure", "fly"},
                             {"inputs", Json::object()},
                             {"at", "2026-05-01T09:00"},
                             {"who", "holder"},
                             {"place", "tokyo"},
                             {"cards", Json::array()},
                             {"readers", Json::array()}}),
       Wanted::error},
      {"a perform without params", framed(R"({"jsonrpc":"2.0","id":9000,"method":"perform"})"),
       Wanted::error},
      {"an observe of somebody unknown",
       call_with("observe", {{"who", "nobody"}, {"facts", {"licence.expires"}}, {"at", "2026-05-01T09:00"}}),
       Wanted::error},
      {"an array as params", framed(R"({"jsonrpc":"2.0","id":9000,"method":"reset","params":[1]})"),
       Wanted::error_or_end},
      {"no JSON", framed("{'jsonrpc': '2.0'"), Wanted::error_or_end},
      {"another JSON-RPC", framed(R"({"jsonrpc":"1.0","id":9000,"method":"observe"})"), Wanted::error_or_end},
      {"no method", framed(R"({"jsonrpc":"2.0","id":9000})"), Wanted::error_or_end},
      {"a header without length", "Content-Type: application/json\r\n\r\n", Wanted::error_or_end},
      {"an unknown notification", framed(R"({"jsonrpc":"2.0","method":"weather","params":{}})"),
       Wanted::nothing},
      {"an unknown member", call_with("reset", more), Wanted::answer},
      {"an unknown header line",
       "Content-Type: application/json; charset=utf-8\r\nContent-Length: " + std::to_string(good.size()) +
           "\r\n\r\n" + good,
       Wanted::answer},
      {"a message of 600,000 bytes", call_with("reset", longer), Wanted::answer},
  };
}

Bilingual words_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::answer:
      return passed_over;
    case Wanted::error:
      return an_error;
    case Wanted::error_or_end:
      return an_error_or_end;
    case Wanted::nothing:
      break;
  }
  return no_answer;
}

std::string shown(const std::optional<Message>& heard) {
  if (!heard) return "nothing";
  if (heard->kind == MessageKind::result) return "result";
  if (heard->kind != MessageKind::error) return "a call of its own";
  const auto code = heard->content.find("code");
  return "error " + (code == heard->content.end() ? std::string("without a code") : code->dump());
}

bool fits(const BadMessage& bad, const std::optional<Message>& heard) {
  if (!heard) return bad.wanted == Wanted::nothing;
  if (bad.wanted == Wanted::answer) return heard->kind == MessageKind::result;
  if (bad.wanted == Wanted::nothing || heard->kind != MessageKind::error) return false;
  const auto code = heard->content.find("code");
  return code != heard->content.end() && code->is_number_integer() && (bad.code == 0 || *code == bad.code);
}

// A person of whom nothing but the name is known: what bad messages go around.
Json empty_reset() {
  return {{"at", "2026-05-01T00:00"},
          {"people", {{"holder", Json::object()}}},
          {"pins", {{"holder", Json::object()}}},
          {"assumptions", Json::object()},
          {"seed", "trial"}};
}

// A system that cannot be introduced is told with its last messages below the way out.
std::vector<std::string> last_messages(const DiagnosticError& error) {
  std::vector<std::string> lines;
  std::istringstream fix(error.diagnostics().front().fix);
  std::string line;
  for (std::getline(fix, line); std::getline(fix, line);)
    lines.push_back(line.substr(std::min(line.size(), line.find_first_not_of(' '))));
  return lines;
}

}  // namespace

void Trial::add(std::string message, const Bilingual& wanted, std::string answered, bool good,
                std::vector<std::string> transcript) {
  tried_.push_back(
      {std::move(message), {wanted.en, wanted.ja}, std::move(answered), good, std::move(transcript)});
}

std::vector<Tried> Trial::run() {
  tried_.clear();
  good_messages();
  if (!tried_.empty() && tried_.front().good) bad_messages();
  return std::move(tried_);
}

void Trial::perform(HybridSystem& system, const std::string& procedure) {
  const auto found = examples_.find(procedure);
  if (found == examples_.end()) return;
  const auto& [start, step] = found->second;
  system.reset(start);
  const auto result = system.perform(step);
  add("perform " + procedure, an_answer, to_string(result.outcome), true);
}

void Trial::good_messages() {
  std::unique_ptr<HybridSystem> system;
  std::string end;
  const auto complain = [&end](const std::string& what) { end = what; };
  std::set<std::string> procedures;
  try {
    system = std::make_unique<HybridSystem>(host_(), words_, setup_, complain);
    procedures = system->introduction().procedures;
    const auto& who = system->introduction();
    add("initialize", an_answer, who.name + " " + who.version, true);
  } catch (const DiagnosticError& error) {
    return add("initialize", an_answer, error.diagnostics().front().what, false, last_messages(error));
  }
  const auto attempt = [&](const std::string& message, const std::function<void()>& work) {
    try {
      if (!system) system = std::make_unique<HybridSystem>(host_(), words_, setup_, complain);
      work();
    } catch (const EnvironmentError& error) {
      add(message, an_answer, error.what(), false, error.transcript());
      system.reset();
    } catch (const DiagnosticError& error) {
      add(message, an_answer, error.diagnostics().front().what, false, last_messages(error));
      system.reset();
    }
  };
  if (examples_.empty()) return;
  const auto& start = examples_.begin()->second.start;
  attempt("reset", [&] {
    system->reset(start);
    add("reset", an_answer, "result", true);
  });
  for (const auto& name : procedures) attempt("perform " + name, [&] { perform(*system, name); });
  attempt("changed, observe", [&] {
    system->reset(start);
    // What the institutions do is told before the next question.
    const std::vector<std::string> names(system->introduction().observes.begin(),
                                         system->introduction().observes.end());
    if (const auto found = examples_.find("suspend_licence");
        found != examples_.end() && !procedures.contains(found->first)) {
      system->reset(found->second.start);
      (void)system->perform(found->second.step);
    }
    const auto facts = system->observe("holder", names);
    add("changed, observe", an_answer,
        std::to_string(facts.size()) + " of " + std::to_string(names.size()) + " facts", true);
  });
  system.reset();
  constexpr Bilingual ended{"an answer, and the end", "応答して終了"};
  add("shutdown", ended, end.empty() ? "ended" : end, end.empty());
}

void Trial::bad_messages() {
  const auto reset = empty_reset();
  const auto host = host_();
  for (const auto& bad : bad_messages_of(reset)) {
    std::string answered;
    bool good = false, sent = false;
    try {
      Peer peer(open_connection(setup_.address), setup_.limits, true);
      (void)peer.call("initialize", initialize_params(setup_, words_, *host));
      (void)peer.call("reset", reset);
      peer.send_bytes(bad.bytes);
      sent = true;
      const auto heard = peer.heard(patience);
      answered = shown(heard);
      good = fits(bad, heard);
      // Whoever has answered, or need not, is there for the next message.
      if (good && bad.wanted != Wanted::error_or_end) (void)peer.call("reset", reset);
    } catch (const PeerGone& failure) {
      answered = failure.what();
      good = sent && bad.wanted == Wanted::error_or_end;
    } catch (const PeerFailure& failure) {
      answered = failure.what();
      good = false;
    } catch (const DiagnosticError& error) {
      answered = error.diagnostics().front().what;
      good = false;
    }
    add(bad.message, words_of(bad.wanted), answered, good);
  }
}

}  // namespace karimen::harness::port
