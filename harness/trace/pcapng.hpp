// A capture that Wireshark dissects: pcapng with two interfaces.
//
//   gsmtap   link type 101 (raw IP): each exchange as GSMTAP type SIM over UDP 4729, command and response in
//   one
//            packet as on a T=0 line; a command of four bytes gets the P3 = 00 that T=0 would send. Wireshark
//            names SELECT, READ BINARY, VERIFY and the others (dissector gsm_sim)
//   card     link type 252 (upper PDU), which names its dissector: the ATR (iso7816.atr), a command without
//   an
//            answer (gsm_sim.command), and exchanges too long for a UDP datagram (gsm_sim)
//
// Each packet carries a comment in English with what Wireshark cannot know: which file, which key, what the
// status word means here and why. A power-off is no packet. Time is a counter, one millisecond an event from
// 1970 on: the same events make the same bytes.
#pragma once

#include <ostream>

#include "harness/trace/narrator.hpp"
#include "harness/trace/recording_file.hpp"

namespace karimen::harness::trace {

/// Writes as the events come, without flushing. What is masked is up to the caller.
class PcapngWriter {
 public:
  /// Writes the section and its interfaces.
  PcapngWriter(std::ostream& out, const RecordingHeader& header);

  void take(const RecordedEvent& event);

 private:
  void packet(std::uint32_t interface, ByteView content, const std::string& comment);

  std::ostream& out_;
  Narrator narrator_;
  std::uint64_t milliseconds_ = 0;
};

}  // namespace karimen::harness::trace
