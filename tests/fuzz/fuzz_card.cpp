// Sequences of commands, resets and cuts on a whole card. First byte: which card. What must hold is said by
// the witness (tests/hostile/witness.hpp): a status word always, no counter up, no file without its key.
#include "tests/fuzz/play.hpp"

namespace karimen::fuzz {

void try_input(ByteView bytes) {
  using sim::chip::Interface;
  static const hostile::Victim victims[] = {hostile::victim(true), hostile::victim(false),
                                            hostile::victim(true, Interface::contactless)};
  Input input(bytes);
  hostile::Intruder intruder(victims[input.byte() % std::size(victims)]);
  play(input, intruder);
}

}  // namespace karimen::fuzz
