#include "harness/serve/api/service.hpp"

#include <array>

#include "base/process/file_trouble.hpp"
#include "harness/serve/api/routes.hpp"
#include "sim/reader/link.hpp"

namespace karimen::harness::serve {
namespace {

Language language_of(const Request& request) {
  return request.language && request.language->starts_with("ja") ? Language::ja : Language::en;
}

Response no_such_route(const Found& found, Language language) {
  if (found.allow.empty())
    return error_of(404, "there is no such path", "GET / lists them, docs/schema/serve.yaml describes them",
                    language);
  auto response = error_of(405, "this path takes another method", found.allow, language);
  response.allow = found.allow;
  return response;
}

Response run(Service& service, const Request& request, const Found& found, Language language) {
  const auto json = request.body.empty() ? Json::object() : port::read_json(request.body);
  const port::Fields body(json);
  return found.route->run({service, request, body, found.parameters, language});
}

}  // namespace

Service::Service(const workshop::IssuerMaterial& material, std::vector<sim::reader::VpcdReader> readers,
                 std::map<std::string, std::string> variables, Gate gate, bool unmasked, Witness* seeing)
    : shelf(material),
      stations(std::move(readers), shelf, unmasked, seeing),
      environment(std::move(variables)),
      witness(seeing),
      gate_(std::move(gate)) {}

Service::~Service() = default;

void Service::add(std::vector<Route> routes) {
  for (auto& each : routes) more_.push_back(std::move(each));
}

std::span<const Route> Service::more() const {
  return more_;
}

std::optional<Response> Service::look(const Request& request) noexcept {
  const auto language = language_of(request);
  const auto found = find_route(request.method, request.path, more_);
  if (const auto refusal = gate_.refused(request, found.route != nullptr && found.route->open))
    return error_of(refusal->status, refusal->what, refusal->fix, language);
  if (found.route == nullptr) return no_such_route(found, language);
  return std::nullopt;
}

// Whoever vanished is noticed when the next piece is written: until then his stream counts.
Response Service::with_seat(Response response, Language language) {
  if (!response.stream) return response;
  auto seat = std::make_unique<Seat>(streams_);
  if (seat->number() > most_streams)
    return error_of(503, "there are " + std::to_string(most_streams) + " streams of events already",
                    "close one of them, or wait until one that was left is noticed", language);
  response.stream = std::make_shared<Seated>(std::move(response.stream), std::move(seat));
  return response;
}

Response Service::answer(const Request& request) noexcept {
  const auto language = language_of(request);
  try {
    if (request.too_large)
      return error_of(413, "the body has more than " + std::to_string(largest_body) + " bytes",
                      "a larger card can be read from a file: card takes its name", language);
    const auto found = find_route(request.method, request.path, more_);
    if (found.route == nullptr) return no_such_route(found, language);
    return with_seat(run(*this, request, found, language), language);
  } catch (const port::MessageError& error) {
    return error_of(400, error.what(), "the body is a JSON object", language);
  } catch (const port::FieldError& error) {
    return error_of(400, error.what(), "docs/schema/serve.yaml has the members", language, error.field());
  } catch (const Station::Gone&) {
    return error_of(404, "nobody has such a reader", "POST /readers gives one", language);
  } catch (const DiagnosticError& error) {
    return error_of(error.diagnostics(), language);
  } catch (const std::filesystem::filesystem_error& error) {
    return error_of(std::array{file_trouble(error)}, language);
  } catch (const sim::reader::LinkError& error) {
    return error_of(503, error.what(), "'karimen doctor' looks for what is missing", language);
  } catch (const std::exception& error) {
    return error_of(500, std::string("a bug of ours: ") + error.what(), "", language);
  }
}

Answering Service::answering() {
  return {.look = [this](const Request& request) { return look(request); },
          .answer = [this](const Request& request) { return answer(request); }};
}

}  // namespace karimen::harness::serve
