// The card's own cost through PC/SC, plain and with its traffic traced, against an empty card behind the same
// pcscd and an ordinary one:
//   reader_ratios EMPTY_CARD
// All on one core.
// One line a measure: name value bound ok|short. Ratios only; medians of interleaved batches. Ends with 1 if
// one is short.
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "bench/one_core.hpp"
#include "bench/timing.hpp"
#include "harness/workshop/console/recorder.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/recording.hpp"
#include "sim/reader/service/private_service.hpp"

namespace {

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::bench;

/// An ordinary card takes 48 ms a command: two commands a batch tell enough.
constexpr int pairs = 51, batch = 200, ordinary_batch = 2;
constexpr double most_over_empty = 1.25, least_under_ordinary = 200;

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using OpensslKey = std::unique_ptr<EVP_PKEY, KeyFree>;

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

/// A card whose traffic is masked, put into words in both languages and written to a file, as `card insert
/// --trace` does it.
class Tracing {
 public:
  explicit Tracing(reader::CardEndpoint& card)
      : card_(card, [this](const CardEvent& event) { recorder_.take(event, {}); }) {}
  ~Tracing() { ::unlink(path_.c_str()); }
  reader::CardEndpoint& card() { return card_; }

 private:
  std::string path_ = "/tmp/karimen-bench-" + std::to_string(::getpid()) + ".ndjson";
  harness::workshop::Recorder recorder_{path_, "bench", false};
  reader::RecordingCard card_;
};

/// The key with which the card signs after the authentication PIN, as OpenSSL has it.
OpensslKey signing_key(const chip::Personalisation& content) {
  constexpr std::uint16_t authentication_key = 0x0017;
  for (const auto& each : content.private_keys) {
    if (each.application != chip::ApplicationId::jpki || each.file != authentication_key) continue;
    const Bytes der = each.key.to_der();
    const std::uint8_t* at = der.data();
    return OpensslKey(d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size())));
  }
  throw std::runtime_error("the card has no authentication key");
}

void sign_with_openssl(EVP_PKEY* key) {
  const Bytes message(32, 0x5A);
  Bytes signature(256);
  std::size_t size = signature.size();
  const std::unique_ptr<EVP_MD_CTX, KeyFree> context(EVP_MD_CTX_new());
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
    throw std::runtime_error("OpenSSL does not sign");
}

void require_equal_answers(reader::Link& ours, reader::Link& empty, const Bytes& command) {
  const Bytes answer = ours.transmit(command);
  if (answer.size() != empty.transmit(command).size() || answer[answer.size() - 2] != 0x90)
    throw std::runtime_error("the two cards do not answer the same");
}

/// `beside`: what the card has to compute, done here without it; empty for nothing.
bool compare(const char* name, reader::Link& ours, reader::Link& empty, const Bytes& command, auto beside) {
  require_equal_answers(ours, empty, command);
  std::vector<double> ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    const double our_time = timed(batch, [&] { ours.transmit(command); });
    const double empty_time = timed(batch, [&] { empty.transmit(command); });
    ratios.push_back(our_time / (empty_time + timed(batch, beside)));
  }
  return at_most(name, median(ratios), most_over_empty);
}

bool compare_ordinary(reader::Link& ours, reader::Link& ordinary, const Bytes& command) {
  require_equal_answers(ours, ordinary, command);
  std::vector<double> ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    const double slow = timed(ordinary_batch, [&] { ordinary.transmit(command); });
    ratios.push_back(slow / timed(batch, [&] { ours.transmit(command); }));
  }
  return at_least("pcsc.ordinary_card_over_read_binary", median(ratios), least_under_ordinary);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) return 2;
  stay_on_one_core();
  const blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  auto pool = material.new_pool();
  const auto content =
      blueprint::make_personalisation(blueprint::load_persona("hanako", material).spec, material, pool);
  chip::Card card(content), recorded_card(content);
  reader::ChipEndpoint endpoint(card), recorded_endpoint(recorded_card);
  Tracing tracing(recorded_endpoint);
  reader::PrivateService service(6);
  const auto& readers = service.readers();
  EmptyCard token(arguments[1], readers[1], 160), status(arguments[1], readers[2], 0);
  EmptyCard signature(arguments[1], readers[3], 256), ordinary(arguments[1], readers[4], 160, "ordinary");
  reader::VpcdSlot slot(readers[0]), traced_slot(readers[5]);
  slot.insert(endpoint);
  traced_slot.insert(tracing.card());
  const Bytes read = from_hex("00B0860000"), verify = from_hex("002000980431333537");
  Bytes sign = from_hex("802A029720");
  sign.insert(sign.end(), 32, 0x5A);
  sign.push_back(0x00);
  const auto key = signing_key(content);

  bool good = true;
  const auto compare_all = [&](const reader::VpcdReader& at, const std::string& subject) {
    reader::PcscLink ours(at.name);
    ours.cold_reset();
    ours.transmit(from_hex("00A4040C0AD392F000260100000001"));
    good &= compare((subject + "read_binary_over_empty_card").c_str(), ours, token.link, read, [] {});
    good &= compare((subject + "verify_over_empty_card").c_str(), ours, status.link, verify, [] {});
    good &= compare((subject + "sign_over_empty_card_and_openssl").c_str(), ours, signature.link, sign,
                    [&] { sign_with_openssl(key.get()); });
    if (subject == "pcsc.") good &= compare_ordinary(ours, ordinary.link, read);
  };
  compare_all(readers[0], "pcsc.");
  compare_all(readers[5], "pcsc.traced_");
  return good ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 6;
}
