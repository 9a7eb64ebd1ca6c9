#include "harness/serve/http/server.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "base/diagnostic.hpp"
#include "harness/serve/http/deadlines.hpp"
#include "harness/serve/http/libmicrohttpd.hpp"

namespace karimen::harness::serve {
namespace {

constexpr std::size_t thread_stack = 512 * 1024;  // bytes
constexpr std::size_t spare_connections = 64;     // that those who are cut off still hold for a moment
constexpr std::size_t stream_block = 16384;       // bytes

std::optional<std::string> field_of(MHD_Connection* connection, const char* name) {
  const char* value = mhd().lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

MHD_Result take_query(void* request, MHD_ValueKind, const char* name, const char* value) {
  static_cast<Request*>(request)->query[name] = value == nullptr ? "" : value;
  return MHD_YES;
}

// libmicrohttpd keeps it from the head to the answer.
std::unique_ptr<Request> begun(MHD_Connection* connection, const char* path, const char* method) {
  auto begun = std::make_unique<Request>();
  auto& request = *begun;
  request.method = method;
  request.path = path;
  request.host = field_of(connection, MHD_HTTP_HEADER_HOST);
  request.origin = field_of(connection, MHD_HTTP_HEADER_ORIGIN);
  request.authorization = field_of(connection, MHD_HTTP_HEADER_AUTHORIZATION);
  request.language = field_of(connection, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
  request.last_event = field_of(connection, "Last-Event-ID");
  mhd().get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_query, &request);
  return begun;
}

/// Hands a stream to the library, piece by piece.
struct Tap {
  std::shared_ptr<Stream> stream;
  std::string rest;
};

ssize_t pour(void* self, std::uint64_t, char* room, std::size_t size) {
  auto& tap = *static_cast<Tap*>(self);
  if (tap.rest.empty()) {
    auto piece = tap.stream->next();
    if (!piece) return MHD_CONTENT_READER_END_OF_STREAM;
    tap.rest = std::move(*piece);
  }
  const auto count = std::min(size, tap.rest.size());
  std::copy_n(tap.rest.data(), count, room);
  tap.rest.erase(0, count);
  return static_cast<ssize_t>(count);
}

MHD_Response* content_of(const Response& response) {
  if (!response.stream)
    return mhd().create_response_from_buffer(response.body.size(), const_cast<char*>(response.body.data()),
                                             MHD_RESPMEM_MUST_COPY);
  return mhd().create_response_from_callback(MHD_SIZE_UNKNOWN, stream_block, pour,
                                             new Tap{response.stream, {}},
                                             [](void* tap) { delete static_cast<Tap*>(tap); });
}

MHD_Result send(MHD_Connection* connection, const Response& response) {
  auto* content = content_of(response);
  if (content == nullptr) return MHD_NO;
  if (response.status != MHD_HTTP_NO_CONTENT)
    mhd().add_response_header(content, MHD_HTTP_HEADER_CONTENT_TYPE, response.type);
  mhd().add_response_header(content, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  if (response.status == MHD_HTTP_UNAUTHORIZED)
    mhd().add_response_header(content, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
  if (!response.allow.empty())
    mhd().add_response_header(content, MHD_HTTP_HEADER_ALLOW, response.allow.c_str());
  for (const auto& [name, value] : response.fields) mhd().add_response_header(content, name, value);
  const auto sent = mhd().queue_response(connection, static_cast<unsigned>(response.status), content);
  mhd().destroy_response(content);
  return sent;
}

// Counted while it comes, whatever its Content-Length says; what is too long is passed over, for a while.
MHD_Result take_body(Request& request, const char* data, std::size_t& size) {
  request.too_large = request.too_large || request.body.size() + size > largest_body;
  if (!request.too_large) request.body.append(data, size);
  size = 0;
  return MHD_YES;
}

}  // namespace

class HttpServer::Daemon {
 public:
  Daemon(unsigned flags, int listening, Answering answering) : answering_(std::move(answering)) {
    daemon_ = mhd().start_daemon(
        flags | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, nullptr, nullptr, handle, this,
        MHD_OPTION_CONNECTION_LIMIT, most_connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, largest_head,
        MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(seconds_between), MHD_OPTION_THREAD_STACK_SIZE,
        thread_stack, MHD_OPTION_NOTIFY_COMPLETED, completed, this, MHD_OPTION_NOTIFY_CONNECTION,
        came_or_went, this, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        listening < 0 ? MHD_OPTION_END : MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_END);
    if (daemon_ == nullptr)
      throw DiagnosticError(Diagnostic{.where = {},
                                       .what = "the HTTP service does not start",
                                       .fix = "raise the limits of open files and threads (ulimit)",
                                       .exit_code = ExitCode::environment});
  }
  ~Daemon() { mhd().stop_daemon(daemon_); }
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  void adopt(int socket) {
    sockaddr_in nobody{};
    nobody.sin_family = AF_INET;
    mhd().add_connection(daemon_, socket, reinterpret_cast<const sockaddr*>(&nobody), sizeof nobody);
  }
  void run() { mhd().run(daemon_); }

 private:
  static int socket_of(MHD_Connection* connection) {
    return mhd().get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  }

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* path, const char* method,
                           const char*, const char* data, std::size_t* size, void** kept) {
    return static_cast<Daemon*>(self)->take(connection, path, method, data, *size, *kept);
  }

  // Called with the head, then with each piece of the body, then with none.
  MHD_Result take(MHD_Connection* connection, const char* path, const char* method, const char* data,
                  std::size_t& size, void*& kept) {
    auto* request = static_cast<Request*>(kept);
    if (request == nullptr) {
      request = begun(connection, path, method).release();
      kept = request;
      deadlines_.set(connection, socket_of(connection), Deadlines::Seconds(seconds_for_body));
      if (const auto refused = answering_.look(*request)) return send(connection, *refused);
      return MHD_YES;
    }
    if (size > 0) return take_body(*request, data, size);
    deadlines_.lift(connection);
    return send(connection, answering_.answer(*request));
  }

  static void completed(void* self, MHD_Connection* connection, void** kept, MHD_RequestTerminationCode) {
    delete static_cast<Request*>(*kept);
    *kept = nullptr;
    static_cast<Daemon*>(self)->deadlines_.set(connection, socket_of(connection),
                                               Deadlines::Seconds(seconds_between));
  }

  static void came_or_went(void* self, MHD_Connection* connection, void**,
                           MHD_ConnectionNotificationCode what) {
    auto& deadlines = static_cast<Daemon*>(self)->deadlines_;
    if (what != MHD_CONNECTION_NOTIFY_STARTED) return deadlines.forget(connection);
    deadlines.set(connection, socket_of(connection), Deadlines::Seconds(seconds_for_head));
    deadlines.make_room(most_connections - spare_connections);
  }

  Answering answering_;
  Deadlines deadlines_;
  MHD_Daemon* daemon_ = nullptr;
};

HttpServer::HttpServer(int listening, Answering answering)
    : daemon_(std::make_unique<Daemon>(
          MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC,
          listening, std::move(answering))) {}

HttpServer::HttpServer(Answering answering)
    : daemon_(std::make_unique<Daemon>(MHD_USE_NO_LISTEN_SOCKET, -1, std::move(answering))) {}

HttpServer::~HttpServer() = default;

void HttpServer::adopt(int connection) {
  daemon_->adopt(connection);
}

void HttpServer::run() {
  daemon_->run();
}

}  // namespace karimen::harness::serve
