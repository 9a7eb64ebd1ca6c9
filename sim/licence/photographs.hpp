// The drawn photographs of fixtures/photographs: small monochrome JPEG 2000 files, all fictitious.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace karimen::sim::licence {

/// Photographs by id: "photo-01", ... Those of a licence record have at most 2000 bytes.
class Photographs {
 public:
  Photographs() = default;
  /// Reads every *.jp2 of the folder. Throws DiagnosticError (environment) if there is none.
  explicit Photographs(const std::filesystem::path& folder);
  /// Throws DiagnosticError with the nearest known id.
  [[nodiscard]] const Bytes& bytes(const std::string& id) const;
  /// The id of these bytes, "" if they are none of ours.
  [[nodiscard]] std::string id_of(ByteView bytes) const;
  [[nodiscard]] std::vector<std::string> ids() const;

 private:
  std::map<std::string, Bytes> photographs_;
};

}  // namespace karimen::sim::licence
