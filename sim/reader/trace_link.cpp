#include "sim/reader/trace_link.hpp"

namespace karimen::sim::reader {

template <class Call>
Bytes TraceLink::observed(Exchange exchange, Call call) {
  exchange.number = ++count_;
  try {
    exchange.response = call();
  } catch (const LinkError& error) {
    exchange.failure = error.failure();
    observer_(exchange);
    throw;
  }
  observer_(exchange);
  return std::move(exchange.response);
}

Bytes TraceLink::cold_reset() {
  return observed({.kind = Exchange::Kind::cold_reset}, [&] { return inner_.cold_reset(); });
}

Bytes TraceLink::transmit(ByteView command) {
  return observed({.kind = Exchange::Kind::apdu, .command = {command.begin(), command.end()}},
                  [&] { return inner_.transmit(command); });
}

}  // namespace karimen::sim::reader
