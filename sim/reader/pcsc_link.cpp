#include "sim/reader/pcsc_link.hpp"

#include <reader.h>

#include <array>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace karimen::sim::reader {
namespace {

struct Meaning {
  LONG code;
  LinkFailure failure;
};

// Everything that is not listed is the service's failure: nothing a card can cause.
constexpr Meaning meanings[] = {
    {SCARD_E_NO_SMARTCARD, LinkFailure::no_card},   {SCARD_W_REMOVED_CARD, LinkFailure::card_gone},
    {SCARD_W_RESET_CARD, LinkFailure::card_gone},   {SCARD_E_NOT_TRANSACTED, LinkFailure::card_gone},
    {SCARD_W_UNRESPONSIVE_CARD, LinkFailure::mute}, {SCARD_W_UNPOWERED_CARD, LinkFailure::mute},
    {SCARD_E_PROTO_MISMATCH, LinkFailure::mute},
};

/// The largest answer a vpcd message holds.
constexpr std::size_t largest_answer = 0xFFFF;
constexpr std::size_t largest_command = 0xFFFF;

/// libpcsclite keeps the states of all readers in one array for the whole process and fills it without a lock
/// in SCardStatus, SCardListReaders and SCardGetStatusChange: two threads would read each other's old ATR.
std::mutex& reader_states() {
  static std::mutex mutex;
  return mutex;
}

constexpr std::chrono::milliseconds look_again{5};
/// How often pcscd looks for cards. Of a card that did not answer to reset SCardGetStatusChange sleeps as
/// long, with the states of all readers locked: it is asked afterwards.
constexpr std::chrono::milliseconds pcscd_poll{400};
/// For another program's transaction: longer than the longest exchange with a card takes.
constexpr std::chrono::seconds transaction_patience{5};

}  // namespace

LinkFailure failure_of(LONG code) {
  for (const Meaning& meaning : meanings) {
    if (meaning.code == code) return meaning.failure;
  }
  return LinkFailure::service_gone;
}

PcscLink::~PcscLink() {
  close();
}

void PcscLink::close() noexcept {
  disconnect();
  if (has_context_) SCardReleaseContext(context_);
  has_context_ = false;
}

// The card is left as it is: to unpower one that was just pulled out confuses pcscd, which then takes the
// reader for empty before its own poll has seen the removal, and never sees the next card.
void PcscLink::disconnect() noexcept {
  if (connected_) SCardDisconnect(card_, SCARD_LEAVE_CARD);
  connected_ = false;
}

void PcscLink::check(LONG code, const char* call) {
  if (code == SCARD_S_SUCCESS) return;
  const LinkFailure failure = failure_of(code);
  const std::string text = reader_ + ": " + call + ": " + pcsc_stringify_error(code);
  if (failure == LinkFailure::service_gone) close();
  throw LinkError(failure, text);
}

void PcscLink::open_context() {
  if (has_context_) return;
  check(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context_), "SCardEstablishContext");
  has_context_ = true;
}

// A reader whose last card was mute refuses the next one's connection until the power went off and on. Where
// the card is mute indeed, the connection stands without it: the reset will tell, as it does of a card that
// falls silent later.
void PcscLink::connect() {
  open_context();
  if (connected_) return;
  DWORD protocol = 0;
  LONG code =
      SCardConnect(context_, reader_.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, &card_, &protocol);
  if (code != SCARD_S_SUCCESS && failure_of(code) == LinkFailure::mute) {
    code = SCardConnect(context_, reader_.c_str(), SCARD_SHARE_DIRECT, 0, &card_, &protocol);
    if (code == SCARD_S_SUCCESS) {
      code = SCardReconnect(card_, SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, SCARD_UNPOWER_CARD, &protocol);
      if (code != SCARD_S_SUCCESS) SCardDisconnect(card_, SCARD_LEAVE_CARD);
      if (code != SCARD_S_SUCCESS && failure_of(code) == LinkFailure::mute)
        code = SCardConnect(context_, reader_.c_str(), SCARD_SHARE_DIRECT, 0, &card_, &protocol);
    }
  }
  check(code, "SCardConnect");
  connected_ = true;
}

Bytes PcscLink::cold_reset() {
  reset(SCARD_UNPOWER_CARD);
  return answer_to_reset();
}
Bytes PcscLink::warm_reset() {
  reset(SCARD_RESET_CARD);
  return answer_to_reset();
}

void PcscLink::reset(DWORD how) {
  connect();
  DWORD protocol = 0;
  const LONG done = SCardReconnect(card_, SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, how, &protocol);
  no_answer_known_ = done != SCARD_S_SUCCESS && failure_of(done) == LinkFailure::mute;
  check(done, "SCardReconnect");
}

Bytes PcscLink::answer_to_reset() {
  std::array<std::uint8_t, MAX_ATR_SIZE> atr;
  DWORD size = atr.size(), state = 0, name_size = 0, protocol = 0;
  LONG code = SCARD_S_SUCCESS;
  {
    const std::lock_guard lock(reader_states());
    code = SCardStatus(card_, nullptr, &name_size, &state, &protocol, atr.data(), &size);
  }
  check(code, "SCardStatus");
  return {atr.begin(), atr.begin() + size};
}

Bytes PcscLink::transmit(ByteView command) {
  if (command.size() < 2 || command.size() > largest_command) {
    throw std::invalid_argument("a command of " + std::to_string(command.size()) + " bytes cannot pass vpcd");
  }
  connect();
  buffer_.resize(largest_answer);
  DWORD size = buffer_.size();
  check(SCardTransmit(card_, SCARD_PCI_T1, command.data(), command.size(), nullptr, buffer_.data(), &size),
        "SCardTransmit");
  if (size == 0) throw LinkError(LinkFailure::card_gone, reader_ + ": the card was removed in a command");
  if (size < 2) throw LinkError(LinkFailure::chip_died, reader_ + ": the chip stopped in a command");
  return {buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(size)};
}

// SCardBeginTransaction waits for another program's transaction without limit, and inside pcscd; a question
// about the card is refused meanwhile, at once.
void PcscLink::await_other_programs() {
  const auto deadline = std::chrono::steady_clock::now() + transaction_patience;
  DWORD size = 0;
  while (SCardGetAttrib(card_, SCARD_ATTR_ATR_STRING, nullptr, &size) == SCARD_E_SHARING_VIOLATION) {
    if (std::chrono::steady_clock::now() >= deadline)
      throw LinkError(LinkFailure::service_gone,
                      reader_ + ": another program keeps its transaction with the card open");
    std::this_thread::sleep_for(look_again);
  }
}

// Between two transactions the card may have been reset by another program, or exchanged: a new connection
// then.
void PcscLink::begin_transaction() {
  connect();
  await_other_programs();
  LONG code = SCardBeginTransaction(card_);
  if (code != SCARD_S_SUCCESS && failure_of(code) != LinkFailure::service_gone) {
    disconnect();
    connect();
    code = SCardBeginTransaction(card_);
  }
  check(code, "SCardBeginTransaction");
}

// After the reset of a mute card pcscd refuses to end the transaction and keeps the reader locked, so that
// another program's SCardConnect waits for ever; a connection that is given up takes its lock with it.
void PcscLink::end_transaction() noexcept {
  if (connected_ && SCardEndTransaction(card_, SCARD_LEAVE_CARD) != SCARD_S_SUCCESS) disconnect();
}

bool PcscLink::wait_for_card(bool present, std::chrono::milliseconds limit) {
  return wait_for(SCARD_STATE_PRESENT, present, limit);
}

bool PcscLink::wait_for(DWORD state_bit, bool set, std::chrono::milliseconds limit) {
  open_context();
  const auto deadline = std::chrono::steady_clock::now() + limit;
  if (std::exchange(no_answer_known_, false) && limit > pcscd_poll) std::this_thread::sleep_for(pcscd_poll);
  for (;;) {
    SCARD_READERSTATE state{};
    state.szReader = reader_.c_str();
    LONG code = SCARD_S_SUCCESS;
    {
      const std::lock_guard lock(reader_states());
      code = SCardGetStatusChange(context_, 0, &state, 1);
    }
    check(code, "SCardGetStatusChange");
    if (((state.dwEventState & state_bit) != 0) == set) return true;
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(look_again);
  }
}

bool PcscLink::wait_until_unused(std::chrono::milliseconds limit) {
  return wait_for(SCARD_STATE_INUSE, false, limit);
}

std::vector<std::string> list_readers() {
  const std::lock_guard lock(reader_states());
  SCARDCONTEXT context = 0;
  if (const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
      code != SCARD_S_SUCCESS) {
    throw LinkError(LinkFailure::service_gone,
                    std::string("SCardEstablishContext: ") + pcsc_stringify_error(code));
  }
  std::vector<char> names(64 * PCSCLITE_MAX_READERS_CONTEXTS * 2);
  DWORD size = names.size();
  const LONG code = SCardListReaders(context, nullptr, names.data(), &size);
  SCardReleaseContext(context);
  std::vector<std::string> readers;
  if (code != SCARD_S_SUCCESS) return readers;
  for (const char* name = names.data(); *name != '\0'; name += readers.back().size() + 1)
    readers.emplace_back(name);
  return readers;
}

}  // namespace karimen::sim::reader
