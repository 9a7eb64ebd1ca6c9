// libmicrohttpd, taken in when a service starts: with it come GnuTLS and what that needs, which would double
// the time in which every other command starts.
#pragma once

#include <microhttpd.h>

namespace karimen::harness::serve {

struct MicroHttpd {
  decltype(&MHD_start_daemon) start_daemon;
  decltype(&MHD_stop_daemon) stop_daemon;
  decltype(&MHD_run) run;
  decltype(&MHD_add_connection) add_connection;
  decltype(&MHD_get_connection_info) get_connection_info;
  decltype(&MHD_get_connection_values) get_connection_values;
  decltype(&MHD_lookup_connection_value) lookup_connection_value;
  decltype(&MHD_create_response_from_buffer) create_response_from_buffer;
  decltype(&MHD_create_response_from_callback) create_response_from_callback;
  decltype(&MHD_add_response_header) add_response_header;
  decltype(&MHD_queue_response) queue_response;
  decltype(&MHD_destroy_response) destroy_response;
};

/// Its functions, without MHD_. The first call loads it, and throws DiagnosticError where it is not
/// installed.
[[nodiscard]] const MicroHttpd& mhd();

}  // namespace karimen::harness::serve
