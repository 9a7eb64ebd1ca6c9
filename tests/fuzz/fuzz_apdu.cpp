// The APDU parser, and one command to a card in each application. First byte: the application.
#include "base/apdu.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/hostile/intruder.hpp"

namespace karimen::fuzz {

using namespace sim::chip;

namespace {

void put_word(Bytes& out, std::uint32_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8));
  out.push_back(static_cast<std::uint8_t>(value));
}

/// ISO/IEC 7816-4, 5.1, written the other way round.
Bytes encode(const Apdu& apdu) {
  Bytes out{apdu.cla, apdu.ins, apdu.p1, apdu.p2};
  const bool lc = !apdu.data.empty(), le = apdu.le != 0;
  if (apdu.extended) out.push_back(0x00);
  if (lc && apdu.extended) put_word(out, static_cast<std::uint32_t>(apdu.data.size()));
  if (lc && !apdu.extended) out.push_back(static_cast<std::uint8_t>(apdu.data.size()));
  out.insert(out.end(), apdu.data.begin(), apdu.data.end());
  if (le && apdu.extended) put_word(out, apdu.le);
  if (le && !apdu.extended) out.push_back(static_cast<std::uint8_t>(apdu.le));
  return out;
}

void check_parser(ByteView command) {
  const auto apdu = parse_apdu(command);
  const bool inside =
      apdu.data.empty() || (apdu.data.data() >= command.data() &&
                            apdu.data.data() + apdu.data.size() <= command.data() + command.size());
  require(inside, "the data field lies in the command");
  if (apdu.body == BodyCase::malformed) return require(apdu.data.empty(), "a malformed body has no data");
  const bool carries = apdu.body == BodyCase::lc || apdu.body == BodyCase::lc_le;
  const bool wants = apdu.body == BodyCase::le || apdu.body == BodyCase::lc_le;
  require(carries == !apdu.data.empty(), "the body's case says whether there is data");
  require(wants == (apdu.le != 0), "the body's case says whether there is a length expected");
  require(apdu.le <= (apdu.extended ? 65536U : 256U), "Le is in its range");
  require(encode(apdu) == Bytes(command.begin(), command.end()), "what was parsed is what came");
}

}  // namespace

void try_input(ByteView bytes) {
  static const hostile::Victim victim = hostile::victim(true);
  Input input(bytes);
  const auto application = static_cast<ApplicationId>(input.byte() % application_count);
  const auto command = input.rest();
  if (command.size() >= 4) check_parser(command);
  hostile::Intruder intruder(victim);
  intruder.select(application);
  intruder.send(command);
}

}  // namespace karimen::fuzz
