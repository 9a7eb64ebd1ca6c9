// A PC/SC program as anybody writes one, on the raw SCard calls; and the words in which it tells what it saw.
#pragma once

#include <winscard.h>

#include <map>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "sim/blueprint/card_spec.hpp"

namespace karimen::faults {

/// "REMOVED_CARD" for SCARD_W_REMOVED_CARD; "ok" for success.
[[nodiscard]] std::string name_of(LONG code);

class PcscClient {
 public:
  explicit PcscClient(std::string reader);
  ~PcscClient();
  PcscClient(const PcscClient&) = delete;
  PcscClient& operator=(const PcscClient&) = delete;

  std::string connect();
  std::string reset();
  std::string atr();
  /// Waits until pcscd sees a card or sees none.
  std::string wait(bool present);
  /// The response in hexadecimal, "n bytes" without the blank for less than a status word, or the code.
  std::string send(ByteView command);

 private:
  std::string reader_;
  SCARDCONTEXT context_ = 0;
  SCARDHANDLE card_ = 0;
  bool connected_ = false;
};

/// The commands that the tables name: "J" → SELECT of the JPKI application of a card of `spec`, ...
[[nodiscard]] std::map<std::string, Bytes> commands_for(const sim::blueprint::CardSpec& spec);

/// One line of faults.txt.
struct Row {
  int line = 0;
  std::string fault;
  bool unlicensed = false;  ///< the card has no licence application
  std::vector<std::string> before;
  std::vector<std::pair<std::string, std::vector<std::string>>> client;  ///< word, what may be seen
};
[[nodiscard]] std::vector<Row> read_table(const std::string& path);

/// `seen` as the table writes it: what is longer than 16 bytes is compared with `sound`.
[[nodiscard]] std::string told(const std::string& seen, const std::string& sound);

}  // namespace karimen::faults
