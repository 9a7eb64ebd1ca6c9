#include "tests/fuzz/play.hpp"

namespace karimen::fuzz {

namespace {

constexpr int longest_script = 200;

ByteView run_of(Input& input) {
  const auto size = input.byte();
  return input.run(size == 0xFF ? input.word() : size);
}

/// What can be wrapped has a header.
Bytes command_of(Input& input) {
  const auto run = run_of(input);
  Bytes command(run.begin(), run.end());
  if (command.size() < 4) command.resize(4);
  return command;
}

void do_one(Input& input, hostile::Intruder& intruder) {
  const auto deed = static_cast<Deed>(input.byte() % static_cast<int>(Deed::count));
  switch (deed) {
    case Deed::send:
    case Deed::count:
      intruder.send(run_of(input));
      break;
    case Deed::send_in_channel:
      intruder.send_in_channel(command_of(input));
      break;
    case Deed::send_in_session:
      intruder.send_in_session(command_of(input));
      break;
    case Deed::select:
      intruder.select(static_cast<sim::chip::ApplicationId>(input.byte() % sim::chip::application_count));
      break;
    case Deed::present: {
      const auto which = input.byte();
      intruder.present(which & 0x7F, (which & 0x80) == 0);
      break;
    }
    case Deed::open_channel: {
      const auto how = input.byte();
      intruder.open_channel((how & 1) != 0, (how & 2) != 0);
      break;
    }
    case Deed::open_session:
      intruder.open_session();
      break;
    case Deed::power_cycle:
      intruder.power_cycle();
      break;
    case Deed::warm_reset:
      intruder.warm_reset();
      break;
    case Deed::cut:
      intruder.cut_after(input.byte());
      break;
    case Deed::save:
      intruder.save_and_restore();
      break;
  }
}

}  // namespace

void play(Input& input, hostile::Intruder& intruder) {
  for (int deeds = 0; !input.empty() && deeds < longest_script; ++deeds) do_one(input, intruder);
}

}  // namespace karimen::fuzz
