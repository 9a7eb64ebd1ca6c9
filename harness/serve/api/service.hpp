// The API: requests in, answers out. Knows nothing of sockets; docs/schema/serve.yaml describes every route.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "harness/serve/api/seat.hpp"
#include "harness/serve/api/stations.hpp"
#include "harness/serve/http/gate.hpp"
#include "harness/serve/http/server.hpp"

namespace karimen::harness::serve {

struct Route;

class Service {
 public:
  /// `variables`: of the environment, by which programs find the readers. `witness`: who sees what happens,
  /// and outlives the service; nullptr: nobody.
  Service(const workshop::IssuerMaterial& material, std::vector<sim::reader::VpcdReader> readers,
          std::map<std::string, std::string> variables, Gate gate, bool unmasked, Witness* witness = nullptr);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Routes beside its own. Before it answers.
  void add(std::vector<Route> routes);
  [[nodiscard]] std::span<const Route> more() const;

  /// Never throws: whatever is wrong is an answer.
  [[nodiscard]] Response answer(const Request& request) noexcept;
  /// Before the body is read: who may not come in, or asks for what is not there.
  [[nodiscard]] std::optional<Response> look(const Request& request) noexcept;
  /// Both, for an HttpServer, which must not outlive the service.
  [[nodiscard]] Answering answering();

  CardShelf shelf;
  Stations stations;
  const std::map<std::string, std::string> environment;
  Witness* const witness;

 private:
  [[nodiscard]] Response with_seat(Response response, Language language);

  Gate gate_;
  std::vector<Route> more_;
  std::shared_ptr<std::atomic<unsigned>> streams_ = std::make_shared<std::atomic<unsigned>>(0);
};

}  // namespace karimen::harness::serve
