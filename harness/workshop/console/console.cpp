#include "harness/workshop/console/console.hpp"

#include <algorithm>
#include <array>

#include "base/process/file_trouble.hpp"
#include "base/text.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr std::array commands{
    ConsoleCommand{"show", WordKind::look, "", {"the card as it is", "カードの状態"}, 0, 0, console_show},
    ConsoleCommand{"explain",
                   WordKind::look,
                   "[SW]",
                   {"why it answered so, or a status word", "直前の応答、またはSWの理由"},
                   0,
                   1,
                   console_explain,
                   false},
    ConsoleCommand{"watch",
                   WordKind::terminal,
                   "on|off",
                   {"the traffic in words, live", "通信を言葉で表示する"},
                   0,
                   1,
                   console_watch,
                   false},
    ConsoleCommand{"tries",
                   WordKind::change,
                   "KEY N|unlimited",
                   {"tries left of a key", "残り回数を変える"},
                   0,
                   2,
                   console_tries},
    ConsoleCommand{
        "pin", WordKind::change, "KEY VALUE|unset", {"another PIN", "暗証番号を変える"}, 2, 2, console_pin},
    ConsoleCommand{"expire",
                   WordKind::change,
                   "signature|authentication DATE",
                   {"a certificate with another last day", "電子証明書の有効期限を変える"},
                   2,
                   2,
                   console_expire},
    ConsoleCommand{"licence",
                   WordKind::change,
                   "[CHANGE [VALUE]]",
                   {"the licence on the chip", "免許情報を変える"},
                   0,
                   99,
                   console_licence},
    ConsoleCommand{"defect",
                   WordKind::change,
                   "[NAME on|off]",
                   {"a named defect", "名前付きの不具合"},
                   0,
                   2,
                   console_defect},
    ConsoleCommand{"fault",
                   WordKind::change,
                   "[NAME [KEY=VALUE...]|off]",
                   {"a named fault, armed", "名前付きの障害を仕掛ける"},
                   0,
                   9,
                   console_fault,
                   false},
    ConsoleCommand{
        "out", WordKind::move, "", {"take the card out", "カードを抜く"}, 0, 0, console_out, false},
    ConsoleCommand{"in", WordKind::move, "", {"put it in again", "カードを入れる"}, 0, 0, console_in, false},
    ConsoleCommand{
        "blink", WordKind::move, "[MS]", {"out and in again", "抜いて入れ直す"}, 0, 1, console_blink, false},
    ConsoleCommand{"interface",
                   WordKind::move,
                   "contact|contactless",
                   {"how it lies on the reader", "接触・非接触の切替え"},
                   1,
                   1,
                   console_interface},
    ConsoleCommand{
        "reset", WordKind::move, "", {"as it was put in", "挿入時の状態に戻す"}, 0, 0, console_reset},
    ConsoleCommand{"snapshot",
                   WordKind::look,
                   "NAME",
                   {"remember it as it is", "現在の状態を覚える"},
                   1,
                   1,
                   console_snapshot},
    ConsoleCommand{
        "restore", WordKind::move, "NAME", {"as remembered", "覚えた状態に戻す"}, 1, 1, console_restore},
    ConsoleCommand{"save",
                   WordKind::look,
                   "FILE",
                   {"into a file, keys included", "ファイルに保存（鍵を含む）"},
                   1,
                   1,
                   console_save},
    ConsoleCommand{"load",
                   WordKind::move,
                   "PERSONA|FILE",
                   {"another card in its place", "別のカードに替える"},
                   1,
                   1,
                   console_load},
    ConsoleCommand{"record",
                   WordKind::look,
                   "FILE|off",
                   {"what passes, into a file", "通信をファイルに記録する"},
                   1,
                   1,
                   console_record,
                   false},
    ConsoleCommand{"replay",
                   WordKind::move,
                   "RECORDING",
                   {"the recorded card in its place", "記録したカードに替える"},
                   1,
                   1,
                   console_replay,
                   false},
    ConsoleCommand{"compare",
                   WordKind::look,
                   "RECORDING",
                   {"what it answers now, beside a recording", "今の応答を記録と比べる"},
                   1,
                   1,
                   console_compare},
    ConsoleCommand{"language",
                   WordKind::terminal,
                   "en|ja",
                   {"of what is shown", "表示の言語"},
                   1,
                   1,
                   console_language,
                   false},
    ConsoleCommand{
        "help", WordKind::terminal, "", {"this table", "この一覧"}, 0, 0, console_help_command, false},
    ConsoleCommand{"quit",
                   WordKind::terminal,
                   "",
                   {"take the card out and end", "カードを抜いて終了"},
                   0,
                   0,
                   console_quit,
                   false},
};

std::string usage(const ConsoleCommand& command) {
  return std::string(command.name) + (*command.arguments == '\0' ? "" : " ") + command.arguments;
}

}  // namespace

std::span<const ConsoleCommand> console_commands() {
  return commands;
}

const ConsoleCommand& command_called(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& each : commands) {
    if (each.name == name) return each;
    known.emplace_back(each.name);
  }
  throw console_error("no command is called '" + name + "'", suggestion(name, known));
}

DiagnosticError console_error(std::string what, std::string fix) {
  return DiagnosticError(Diagnostic{.where = {}, .what = std::move(what), .fix = std::move(fix)});
}

std::string console_help(Language language) {
  std::string text;
  for (const auto& each : commands)
    text += "  " + padded(usage(each), 38) + ' ' + each.help.in(language) + '\n';
  return text;
}

Arguments split_line(const std::string& line) {
  Arguments words;
  std::string word;
  bool quoted = false, begun = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      begun = true;
    } else if (!quoted && (c == ' ' || c == '\t')) {
      if (begun) words.push_back(std::exchange(word, ""));
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  if (begun) words.push_back(word);
  return words;
}

void run_command(Desk& desk, const ConsoleCommand& command, const Arguments& arguments) {
  if (arguments.size() < command.least || arguments.size() > command.most)
    throw console_error(
        std::string(command.name) + " does not take " + std::to_string(arguments.size()) + " arguments",
        usage(command));
  // Another card ends a replay.
  const bool ends_replay = desk.replaying && (command.run == console_load || command.run == console_reset ||
                                              command.run == console_restore);
  if (command.needs_chip && !ends_replay && desk.card.bare_chip() == nullptr)
    throw console_error("a recording has no chip", "insert a persona or a card file");
  command.run(desk, arguments);
}

bool run_line(Desk& desk, const std::string& line) {
  try {
    auto words = split_line(line);
    if (words.empty() || words.front().starts_with('#')) return true;
    const auto& command = command_called(words.front());
    words.erase(words.begin());
    run_command(desk, command, words);
    return true;
  } catch (const DiagnosticError& error) {
    desk.screen.complain(error, desk.watcher.language());
  } catch (const std::filesystem::filesystem_error& error) {
    desk.screen.complain(DiagnosticError(file_trouble(error)), desk.watcher.language());
  }
  return false;
}

void run_console(Desk& desk, LineInput& lines) {
  constexpr int patience = 15;  // looks: a card that blinks is back by then
  lines.while_idle([&desk, looks = 0]() mutable {
    looks = desk.place.lost() ? looks + 1 : 0;
    if (looks == patience)
      desk.say({"the card is no longer in the reader: a fault took it, or the PC/SC service ended",
                "カードがリーダーにない。障害で抜けたか、PC/SCサービスが終了した"});
  });
  while (!desk.finished) {
    desk.screen.ask();
    const auto line = lines.next();
    desk.screen.asked();
    if (!line) return;
    run_line(desk, *line);
  }
}

}  // namespace karimen::harness::workshop
