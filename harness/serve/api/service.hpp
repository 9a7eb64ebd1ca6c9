// The API: requests in, answers out. Knows nothing of sockets; docs/schema/serve.yaml describes every route.
#pragma once

#include <map>
#include <string>

#include "harness/serve/api/stations.hpp"
#include "harness/serve/http/gate.hpp"
#include "harness/serve/http/server.hpp"

namespace karimen::harness::serve {

class Service {
 public:
  /// `variables`: of the environment, by which programs find the readers.
  Service(const workshop::IssuerMaterial& material, std::vector<sim::reader::VpcdReader> readers,
          std::map<std::string, std::string> variables, Gate gate, bool unmasked)
      : shelf(material),
        stations(std::move(readers), shelf, unmasked),
        environment(std::move(variables)),
        gate_(std::move(gate)) {}

  /// Never throws: whatever is wrong is an answer.
  [[nodiscard]] Response answer(const Request& request) noexcept;
  /// Before the body is read: who may not come in, or asks for what is not there.
  [[nodiscard]] std::optional<Response> look(const Request& request) noexcept;
  /// Both, for an HttpServer, which must not outlive the service.
  [[nodiscard]] Answering answering();

  CardShelf shelf;
  Stations stations;
  const std::map<std::string, std::string> environment;

 private:
  Gate gate_;
};

}  // namespace karimen::harness::serve
