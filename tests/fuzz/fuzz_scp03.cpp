// Inside SCP03: the script begins with an open channel. First byte: bit 0 the key set, bit 1 the level, bit 2
// the application, bit 3 whether there is a licence. Plain commands are wrapped by a host with the right
// keys; bytes under the channel's class go over the line as they are.
#include "tests/fuzz/play.hpp"

namespace karimen::fuzz {

void try_input(ByteView bytes) {
  using sim::chip::ApplicationId;
  static const hostile::Victim with = hostile::victim(true), without = hostile::victim(false);
  Input input(bytes);
  const auto how = input.byte();
  hostile::Intruder intruder((how & 8) != 0 ? without : with);
  intruder.select((how & 4) != 0 ? ApplicationId::driver_licence : ApplicationId::card_manager);
  intruder.open_channel((how & 1) != 0, (how & 2) != 0);
  play(input, intruder);
}

}  // namespace karimen::fuzz
