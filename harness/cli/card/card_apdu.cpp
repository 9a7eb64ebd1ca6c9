// karimen card apdu, karimen card explain: a card by itself, and why it answers as it does.
#include <unistd.h>

#include <iostream>

#include "base/process/standard_input.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/trace/mask.hpp"
#include "harness/workshop/card/explanation.hpp"
#include "harness/workshop/card/loaded_card.hpp"
#include "harness/workshop/console/watcher.hpp"

namespace karimen::harness::cli {
namespace {

sim::chip::Card card_of(const Invocation& invocation) {
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  const auto interface =
      invocation.has("contactless") ? sim::chip::Interface::contactless : sim::chip::Interface::contact;
  return workshop::load_card(invocation.get("card", "hanako"), material, interface).card;
}

/// Sends commands and tells of each.
class Player {
 public:
  Player(sim::chip::Card card, const Invocation& invocation, bool explains, std::ostream& out)
      : card_(std::move(card)),
        language_(invocation.language),
        unmasked_(invocation.has("unmasked")),
        explains_(explains),
        out_(out) {
    out_ << "ATR " << to_hex(card_.power_on()) << '\n';
    masker_.reset();
    follower_.reset();
  }

  void send(const std::string& text) {
    auto command = from_hex(text);
    const auto state = explains_ ? workshop::state_words(card_, language_) : "";
    auto response = card_.transmit(command);
    const auto before = follower_.situation();
    follower_.take(command, response);
    const auto hidden = unmasked_ ? trace::Masked{} : masker_.mask(command, response);
    out_ << "> " << to_hex(command, hidden.command) << "  "
         << trace::command_words(command, language_, before) << "\n< " << to_hex(response, hidden.response)
         << "  " << trace::response_words(response, language_) << '\n';
    if (explains_) out_ << workshop::explain_answer(card_.last_cause(), state, language_);
    out_.flush();
  }

  [[nodiscard]] const sim::chip::Card& card() const { return card_; }

 private:
  sim::chip::Card card_;
  trace::Masker masker_;
  trace::Follower follower_;
  const Language language_;
  const bool unmasked_, explains_;
  std::ostream& out_;
};

// One APDU a line; what follows # is a comment.
void send_lines(Player& player, std::istream& lines) {
  for (std::string line; std::getline(lines, line);) {
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(" \t\r") != std::string::npos) player.send(line);
  }
}

}  // namespace

ExitCode card_apdu(const Invocation& invocation, const Streams& streams) {
  const auto& arguments = invocation.arguments;
  const bool from_input = arguments.empty() || (arguments.size() == 1 && arguments.front() == "-");
  if (arguments.empty() && isatty(STDIN_FILENO) == 1)
    throw bad_command_line("card apdu needs APDUs in hexadecimal",
                           "for example: karimen card apdu 00A4040C0AD392F000260100000001");
  Player player(card_of(invocation), invocation, invocation.has("explain"), streams.out);
  if (from_input)
    send_lines(player, standard_input());
  else
    for (const auto& text : arguments) player.send(text);
  if (invocation.has("save")) {
    auto card = player.card();
    card.power_off();
    workshop::save_card(card, invocation.get("save"));
    constexpr Bilingual saved{"saved: {}\n", "保存した：{}\n"};
    streams.err << say(saved, invocation.language, {invocation.get("save")});
  }
  return ExitCode::ok;
}

ExitCode card_explain(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty())
    throw bad_command_line("card explain needs status words or APDUs",
                           "for example: karimen card explain 6982, or --card hanako 00A4040C00");
  std::vector<std::string> commands;
  for (const auto& each : invocation.arguments) {
    if (const auto status = workshop::status_word_of(each))
      streams.out << workshop::explain_status(*status, invocation.language);
    else
      commands.push_back(each);
  }
  if (commands.empty()) return ExitCode::ok;
  Player player(card_of(invocation), invocation, true, streams.out);
  for (const auto& each : commands) player.send(each);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
