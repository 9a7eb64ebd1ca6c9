// The card's own cost through PC/SC, against an empty card behind the same pcscd and an ordinary one:
//   reader_ratios EMPTY_CARD
// One line a measure: name value bound ok|short. Ratios only; medians of interleaved batches.
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"

namespace {

using namespace karimen;
using namespace karimen::sim;
using Clock = std::chrono::steady_clock;

constexpr int pairs = 50, batch = 200, ordinary_batch = 20;

/// Seconds for one call, over a batch.
double timed(int count, auto call) {
  const auto begin = Clock::now();
  for (int i = 0; i < count; ++i) call();
  return std::chrono::duration<double>(Clock::now() - begin).count() / count;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

/// An empty card in a reader, in a process of its own.
class EmptyCard {
 public:
  EmptyCard(const char* program, const reader::VpcdReader& at, int size, const char* mode = "quick")
      : link(at.name) {
    const std::string port = std::to_string(at.port), bytes = std::to_string(size);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::execl(program, program, port.c_str(), bytes.c_str(), mode, nullptr);
      ::_exit(127);
    }
    if (!link.wait_for_card(true, std::chrono::seconds(5)))
      throw std::runtime_error("the empty card was not seen");
    link.cold_reset();
  }
  ~EmptyCard() {
    link.close();
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  reader::PcscLink link;

 private:
  pid_t pid_ = 0;
};

void report(const char* name, double value, double bound, bool at_least) {
  const bool ok = at_least ? value >= bound : value <= bound;
  std::printf("%s %.3f %s%.2f %s\n", name, value, at_least ? ">=" : "<=", bound, ok ? "ok" : "short");
}

double openssl_signing_time(EVP_PKEY* key) {
  const Bytes message(32, 0x5A);
  return timed(20, [&] {
    Bytes signature(256);
    std::size_t size = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(context, signature.data(), &size, message.data(), message.size());
    EVP_MD_CTX_free(context);
  });
}

void compare(const char* name, reader::Link& ours, reader::Link& empty, const Bytes& command) {
  if (ours.transmit(command).size() != empty.transmit(command).size())
    throw std::runtime_error("unequal answers");
  std::vector<double> ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    const double ours_time = timed(batch, [&] { ours.transmit(command); });
    ratios.push_back(ours_time / timed(batch, [&] { empty.transmit(command); }));
  }
  report(name, median(ratios), 1.25, false);
}

void compare_signing(reader::Link& ours, reader::Link& empty, const Bytes& command) {
  EVP_PKEY* key = EVP_RSA_gen(2048);
  std::vector<double> ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    const double ours_time = timed(20, [&] { ours.transmit(command); });
    const double empty_time = timed(20, [&] { empty.transmit(command); });
    ratios.push_back(ours_time / (empty_time + openssl_signing_time(key)));
  }
  EVP_PKEY_free(key);
  report("pcsc.sign_over_empty_card_and_openssl", median(ratios), 1.25, false);
}

void compare_ordinary(reader::Link& ours, reader::Link& ordinary, const Bytes& command) {
  std::vector<double> ratios;
  for (int pair = 0; pair < 3; ++pair) {
    const double slow = timed(ordinary_batch, [&] { ordinary.transmit(command); });
    ratios.push_back(slow / timed(batch, [&] { ours.transmit(command); }));
  }
  report("pcsc.ordinary_card_over_read_binary", median(ratios), 200, true);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) return 2;
  const blueprint::Workshop workshop(KARIMEN_SOURCE_DIR "/fixtures");
  auto pool = workshop.new_pool();
  chip::Card card(
      blueprint::make_personalisation(blueprint::load_persona("hanako", workshop).spec, workshop, pool));
  reader::ChipEndpoint endpoint(card);
  reader::PrivateService service(5);
  const auto& readers = service.readers();
  EmptyCard token(arguments[1], readers[1], 160), status(arguments[1], readers[2], 0);
  EmptyCard signature(arguments[1], readers[3], 256), ordinary(arguments[1], readers[4], 160, "ordinary");
  reader::VpcdSlot slot(readers[0]);
  slot.insert(endpoint);
  reader::PcscLink ours(readers[0].name);
  ours.cold_reset();
  ours.transmit(from_hex("00A4040C0AD392F000260100000001"));
  const Bytes read = from_hex("00B0860000"), verify = from_hex("002000980431333537");
  compare("pcsc.read_binary_over_empty_card", ours, token.link, read);
  compare("pcsc.verify_over_empty_card", ours, status.link, verify);
  Bytes sign = from_hex("802A029720");
  sign.insert(sign.end(), 32, 0x5A);
  sign.push_back(0x00);
  compare_signing(ours, signature.link, sign);
  compare_ordinary(ours, ordinary.link, read);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 6;
}
