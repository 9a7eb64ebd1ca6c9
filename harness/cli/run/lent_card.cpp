#include "harness/cli/run/lent_card.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace karimen::harness::cli {
namespace {

// OpenSC takes the first reader with a card. Cards here change behind their numbers: a cache would be stale.
std::string opensc_configuration(const sim::reader::ServiceState& service, const std::string& reader) {
  std::string others;
  for (const auto& each : service.readers)
    if (each.name != reader) others += (others.empty() ? "" : ", ") + ('"' + each.name + '"');
  return "app default {\n" + (others.empty() ? "" : "  ignored_readers = " + others + ";\n") +
         "  framework pkcs15 {\n    use_file_caching = no;\n  }\n}\n";
}

}  // namespace

std::map<std::string, std::string> environment_of(const sim::reader::ServiceState& service,
                                                  const std::string& reader) {
  std::map<std::string, std::string> all{{"PCSCLITE_CSOCK_NAME", service.socket().string()}};
  if (std::getenv("OPENSC_CONF") != nullptr) return all;
  auto name = "opensc-" + reader + ".conf";
  std::ranges::replace(name, ' ', '-');
  const auto file = service.directory / name;
  std::ofstream(file) << opensc_configuration(service, reader);
  all.emplace("OPENSC_CONF", file.string());
  return all;
}

}  // namespace karimen::harness::cli
