#include "sim/reader/recording.hpp"

namespace karimen::sim::reader {

void RecordingCard::tell(CardEvent::Kind kind, ByteView command, const Bytes& response) {
  observer_(
      {.number = ++count_, .kind = kind, .command = {command.begin(), command.end()}, .response = response});
}

Bytes RecordingCard::power_on() {
  auto atr = inner_.power_on();
  tell(CardEvent::Kind::power_on, {}, atr);
  return atr;
}

void RecordingCard::power_off() {
  inner_.power_off();
  tell(CardEvent::Kind::power_off, {}, {});
}

Bytes RecordingCard::reset() {
  auto atr = inner_.reset();
  tell(CardEvent::Kind::reset, {}, atr);
  return atr;
}

std::optional<Bytes> RecordingCard::transmit(ByteView command) {
  auto response = inner_.transmit(command);
  tell(CardEvent::Kind::apdu, command, response.value_or(Bytes{}));
  return response;
}

}  // namespace karimen::sim::reader
