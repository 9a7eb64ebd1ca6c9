// The table of routes, and which of them a request takes.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "harness/port/fields.hpp"
#include "harness/serve/api/answers.hpp"
#include "harness/serve/api/service.hpp"

namespace karimen::harness::serve {

/// A request on its route.
struct Call {
  Service& service;
  const Request& request;
  const port::Fields& body;             ///< an object; empty where there was none
  std::vector<std::string> parameters;  ///< what stands at the places in braces
  Language language = Language::en;

  /// The reader of the first parameter. Throws Station::Gone.
  [[nodiscard]] std::shared_ptr<Station> station() const;
};

struct Route {
  const char* method;
  const char* path;  ///< "/readers/{reader}"
  /// Throws DiagnosticError, port::FieldError, Station::Gone, LinkError.
  std::function<Response(const Call&)> run;
  bool open = false;  ///< without the token: it tells nothing of anybody
};

[[nodiscard]] std::span<const Route> routes();

/// What a path leads to.
struct Found {
  const Route* route = nullptr;         ///< nullptr: none
  std::vector<std::string> parameters;  ///< of the route
  std::string allow;                    ///< where the path is there, but not with this method: "GET, POST"
};
/// `more`: routes beside those of the table.
[[nodiscard]] Found find_route(const std::string& method, const std::string& path,
                               std::span<const Route> more = {});

// The rows' actions, by subject.
[[nodiscard]] Response get_service(const Call& call);
[[nodiscard]] Response get_personas(const Call& call);
[[nodiscard]] Response get_faults(const Call& call);
[[nodiscard]] Response get_words(const Call& call);
[[nodiscard]] Response get_readers(const Call& call);
[[nodiscard]] Response open_reader(const Call& call);
[[nodiscard]] Response get_reader(const Call& call);
[[nodiscard]] Response close_reader(const Call& call);
[[nodiscard]] Response insert_card(const Call& call);
[[nodiscard]] Response remove_card(const Call& call);
[[nodiscard]] Response fork_card(const Call& call);
[[nodiscard]] Response say_word(const Call& call);
[[nodiscard]] Response get_card(const Call& call);
[[nodiscard]] Response get_events(const Call& call);

}  // namespace karimen::harness::serve
