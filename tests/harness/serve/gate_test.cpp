// Who comes in.
#include "harness/serve/http/gate.hpp"

#include <boost/test/unit_test.hpp>

namespace karimen::harness::serve {
namespace {

// 200: let in.
int status_of(const Gate& gate, const Request& request) {
  const auto refusal = gate.refused(request);
  return refusal ? refusal->status : 200;
}

Request request(const std::string& host, const std::string& authorization = "Bearer secret") {
  Request made;
  made.host = host;
  made.authorization = authorization;
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gate)

BOOST_AUTO_TEST_CASE(a_host_is_this_machine_with_this_port) {
  const Gate gate("secret", 7700);
  for (const auto* host : {"127.0.0.1:7700", "localhost:7700"})
    BOOST_TEST(status_of(gate, request(host)) == 200, host);
  for (const auto* host : {"127.0.0.1", "localhost:77000", "localhost:", "localhost:7700x", "example:7700",
                           "127.0.0.1.example:7700", "[::1]:7700", "", ":7700"})
    BOOST_TEST(status_of(gate, request(host)) == 403, host);
  BOOST_TEST(status_of(gate, {}) == 403);
}

BOOST_AUTO_TEST_CASE(over_a_unix_socket_any_port_will_do_and_no_other_name) {
  const Gate gate("secret", 0);
  for (const auto* host : {"localhost", "localhost:80", "127.0.0.1:1"})
    BOOST_TEST(status_of(gate, request(host)) == 200, host);
  BOOST_TEST(status_of(gate, request("example")) == 403);
}

BOOST_AUTO_TEST_CASE(an_origin_is_the_service_itself) {
  const Gate gate("secret", 7700);
  auto asked = request("localhost:7700");
  for (const auto& [origin, status] : {std::pair("http://localhost:7700", 200),
                                       {"http://127.0.0.1:7700", 403},
                                       {"https://localhost:7700", 403},
                                       {"null", 403},
                                       {"", 403}}) {
    asked.origin = origin;
    BOOST_TEST(status_of(gate, asked) == status, origin);
  }
}

BOOST_AUTO_TEST_CASE(a_token_is_the_whole_token) {
  const Gate gate("secret", 0);
  for (const auto* given : {"", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "Bearer  secret",
                            "bearer secret", "secret", "Bearer Secret"})
    BOOST_TEST(status_of(gate, request("localhost", given)) == 401, given);
  BOOST_TEST(same_secret("", ""));
  BOOST_TEST(!same_secret("a", ""));
  const auto token = new_token();
  BOOST_TEST(token.size() == 32U);
  BOOST_TEST(token != new_token());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::serve
