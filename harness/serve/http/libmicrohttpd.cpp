#include "harness/serve/http/libmicrohttpd.hpp"

#include <dlfcn.h>

#include <string>
#include <type_traits>

#include "base/diagnostic.hpp"

namespace karimen::harness::serve {
namespace {

constexpr const char* http_library = "libmicrohttpd.so.12";

DiagnosticError no_library() {
  return DiagnosticError(
      Diagnostic{.where = {},
                 .what = std::string("the library of the HTTP service cannot be loaded: ") + http_library,
                 .fix = "apt-get install libmicrohttpd12",
                 .exit_code = ExitCode::environment});
}

MicroHttpd loaded() {
  void* const library = ::dlopen(http_library, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw no_library();
  const auto find = [&](auto& function, const char* symbol) {
    void* const found = ::dlsym(library, symbol);
    if (found == nullptr) throw no_library();
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
  };
  MicroHttpd all{};
  find(all.start_daemon, "MHD_start_daemon");
  find(all.stop_daemon, "MHD_stop_daemon");
  find(all.run, "MHD_run");
  find(all.add_connection, "MHD_add_connection");
  find(all.get_connection_info, "MHD_get_connection_info");
  find(all.get_connection_values, "MHD_get_connection_values");
  find(all.lookup_connection_value, "MHD_lookup_connection_value");
  find(all.create_response_from_buffer, "MHD_create_response_from_buffer");
  find(all.create_response_from_callback, "MHD_create_response_from_callback");
  find(all.add_response_header, "MHD_add_response_header");
  find(all.queue_response, "MHD_queue_response");
  find(all.destroy_response, "MHD_destroy_response");
  return all;
}

}  // namespace

const MicroHttpd& mhd() {
  static const auto all = loaded();
  return all;
}

}  // namespace karimen::harness::serve
