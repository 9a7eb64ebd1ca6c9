// Who has which reader.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "harness/serve/api/station.hpp"

namespace karimen::harness::serve {

/// Gives readers out and takes them back. All members may be called from any thread.
class Stations {
 public:
  Stations(std::vector<sim::reader::VpcdReader> readers, CardShelf& shelf, bool unmasked,
           Witness* witness = nullptr)
      : shelf_(shelf),
        unmasked_(unmasked),
        witness_(witness),
        count_(readers.size()),
        free_(readers.begin(), readers.end()) {}

  /// A reader of one's own. Where none is free, the one goes that nobody has asked for longest, if that is
  /// longer than its `patience`: its suite has vanished. Throws DiagnosticError (environment).
  [[nodiscard]] std::shared_ptr<Station> open(std::chrono::seconds patience);
  /// nullptr: nobody has it.
  [[nodiscard]] std::shared_ptr<Station> find(const std::string& id) const;
  /// False: nobody has it.
  bool close(const std::string& id);
  /// In the order in which they were given out.
  [[nodiscard]] std::vector<std::shared_ptr<Station>> all() const;
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t free() const;
  /// Ends every stream and takes every card out, without waiting for anybody.
  void abandon();

 private:
  void take_back(const std::shared_ptr<Station>& station);

  CardShelf& shelf_;
  const bool unmasked_;
  Witness* const witness_;
  const std::size_t count_;
  mutable std::mutex mutex_;  ///< guards what follows
  std::vector<sim::reader::VpcdReader> free_;
  std::map<unsigned, std::shared_ptr<Station>> given_;
  unsigned last_ = 0;
};

}  // namespace karimen::harness::serve
