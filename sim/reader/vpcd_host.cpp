#include "sim/reader/vpcd_host.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/diagnostic.hpp"
#include "sim/reader/occupant.hpp"
#include "sim/reader/vpcd_frame.hpp"

namespace karimen::sim::reader {
namespace {

/// What the presence poll is told before the first power-on: any non-empty answer means "a card is there".
const Bytes not_yet_powered{0x3B, 0x00};
/// Longer than any ATR: the driver refuses it, and pcscd takes the card for unresponsive. An empty answer
/// would block it for ever.
const Bytes mute_answer(34, 0x00);
/// Shorter than a status word: how a chip that died in a command shows, without waiting for the removal poll.
const Bytes dead_answer{0x00};

[[noreturn]] void no_answer(const std::string& host, std::uint16_t port, const std::string& reason) {
  throw DiagnosticError(
      {.what = "no vpcd reader answers on " + host + ":" + std::to_string(port) + " (" + reason + ")",
       .fix = "start a private PC/SC service with 'karimen reader up', or the machine's pcscd",
       .exit_code = ExitCode::environment});
}

/// 0, or what connect(2) says. vpcd keeps one card waiting beside the one that is in; whoever comes third
/// waits for as long as both stay.
int connect_soon(int socket, const addrinfo& to) {
  constexpr int limit_ms = 5000;
  if (::connect(socket, to.ai_addr, to.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd ready{.fd = socket, .events = POLLOUT, .revents = 0};
  if (::poll(&ready, 1, limit_ms) <= 0) return ETIMEDOUT;
  int error = 0;
  socklen_t length = sizeof error;
  return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

int open_socket(const std::string& host, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_family = AF_INET;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
      error != 0)
    no_answer(host, port, ::gai_strerror(error));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int error = socket < 0 ? errno : connect_soon(socket, *found);
  if (error != 0) {
    if (socket >= 0) ::close(socket);
    if (error == ETIMEDOUT) throw DiagnosticError(occupied(port));
    no_answer(host, port, std::strerror(error));
  }
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) & ~O_NONBLOCK);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

}  // namespace

VpcdHost::~VpcdHost() {
  disconnect();
}

void VpcdHost::connect() {
  const std::lock_guard life(life_);
  if (serving_) return;
  stop();
  const int socket = open_socket(host_, port_);
  {
    const std::lock_guard state(state_);
    diagnosis_.clear();
  }
  socket_ = socket;
  asked_ = powered_ = false;
  serving_ = true;
  thread_ = std::thread([this, socket] { serve(socket); });
}

// The socket is shut down first and without waiting, so that a command in progress gets no answer.
void VpcdHost::disconnect() {
  if (on_own_thread()) {
    serving_ = false;
    ::shutdown(socket_, SHUT_RDWR);
    return;
  }
  const std::lock_guard life(life_);
  stop();
}

void VpcdHost::stop() {
  if (!thread_.joinable()) return;
  ::shutdown(socket_, SHUT_RDWR);
  thread_.join();
  ::close(socket_);
  socket_ = -1;
}

bool VpcdHost::wait_until_asked(std::chrono::milliseconds limit) const {
  return wait_until(asked_, limit);
}

bool VpcdHost::wait_until_powered(std::chrono::milliseconds limit) const {
  return wait_until(powered_, limit);
}

bool VpcdHost::wait_until(const std::atomic<bool>& happened, std::chrono::milliseconds limit) const {
  constexpr std::chrono::milliseconds look{5};
  for (auto waited = look; !happened && serving_ && waited < limit; waited += look)
    std::this_thread::sleep_for(look);
  return happened;
}

void VpcdHost::put(CardEndpoint* card) {
  if (on_own_thread()) {  // pulled out in mid-command; state_ is held by our caller
    card_ = card;
    return;
  }
  const std::lock_guard state(state_);
  if (card_ != nullptr && card_ != card) card_->power_off();
  card_ = card;
  spoken_to_ = true;
  power_unseen();
}

// pcscd takes the card behind the link for the one that it has powered.
void VpcdHost::power_unseen() {
  if (!power_on_ || card_ == nullptr || !card_->resets_are_alike()) return;
  if (card_->power_on() == atr_)
    spoken_to_ = false;
  else
    card_->power_off();
}

bool VpcdHost::at_rest() const {
  const std::lock_guard state(state_);
  return card_ != nullptr && !spoken_to_ && card_->resets_are_alike() && card_->powered();
}

Bytes VpcdHost::answer_to_reset() const {
  const std::lock_guard state(state_);
  return atr_;
}

bool VpcdHost::occupied() const {
  const std::lock_guard state(state_);
  return card_ != nullptr;
}

std::string VpcdHost::diagnosis() const {
  const std::lock_guard state(state_);
  return diagnosis_;
}

void VpcdHost::rethrow() {
  std::exception_ptr thrown;
  {
    const std::lock_guard state(state_);
    std::swap(thrown, thrown_);
  }
  if (thrown) std::rethrow_exception(thrown);
}

void VpcdHost::serve(int socket) {
  serving_thread_ = std::this_thread::get_id();
  try {
    FrameStream frames(socket);
    while (const auto frame = frames.next()) {
      asked_ = true;
      const Bytes reply = answer(*frame);
      if (!reply.empty() && !send_frame(socket, reply)) break;
    }
    lose_power("");
  } catch (const FrameError& error) {
    lose_power(error.what());
  } catch (...) {
    const std::lock_guard state(state_);
    thrown_ = std::current_exception();
  }
  // Not connected any more before the other side can see it: a card that is put in next needs a new link.
  serving_ = false;
  ::shutdown(socket, SHUT_RDWR);
  serving_thread_ = std::thread::id();
}

void VpcdHost::lose_power(const std::string& diagnosis) {
  const std::lock_guard state(state_);
  diagnosis_ = diagnosis;
  atr_.clear();
  power_on_ = false;
  if (card_ != nullptr) card_->power_off();
}

Bytes VpcdHost::answer(ByteView frame) {
  const std::lock_guard state(state_);
  if (frame.size() == 1) return control(frame[0]);
  spoken_to_ = true;
  if (card_ == nullptr) return dead_answer;
  CardEndpoint* const card = card_;
  std::optional<Bytes> response = card->transmit(frame);
  if (card_ != card) card->power_off();  // it was pulled out meanwhile
  if (!response || response->size() < 2) return dead_answer;
  return std::move(*response);
}

Bytes VpcdHost::control(std::uint8_t code) {
  switch (static_cast<VpcdControl>(code)) {
    case VpcdControl::power_off:
      power_on_ = false;
      if (card_ != nullptr) card_->power_off();
      return {};
    case VpcdControl::power_on:
      atr_ = card_ != nullptr ? card_->power_on() : Bytes{};
      spoken_to_ = false;
      power_on_ = !atr_.empty();
      if (atr_.empty()) atr_ = mute_answer;
      return {};
    case VpcdControl::reset:
      atr_ = card_ != nullptr ? card_->reset() : Bytes{};
      if (atr_.empty()) atr_ = mute_answer;
      return {};
    case VpcdControl::get_atr:
      if (!atr_.empty()) powered_ = true;
      return atr_.empty() ? not_yet_powered : atr_;
  }
  return {0x67, 0x00};  // a command APDU of one byte cannot be anything else
}

}  // namespace karimen::sim::reader
