// What `karimen serve` costs, all on one core, over a Unix socket:
//   serve_bench KARIMEN
// A warm insertion beside the same one called directly, requests a second, and memory over many requests
// ($KARIMEN_SERVE_REQUESTS, 100000 unless it says otherwise). One line a measure: name value bound ok|short.
#include <fcntl.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/process/child.hpp"
#include "bench/one_core.hpp"
#include "bench/serve_client.hpp"
#include "bench/timing.hpp"
#include "harness/serve/api/service.hpp"
#include "harness/serve/http/doorstep.hpp"
#include "sim/reader/service/private_service.hpp"

namespace {

using namespace karimen;
using namespace karimen::bench;
using namespace karimen::harness;

constexpr double most_over_direct = 150;  // us
constexpr double least_requests = 5000;   // a second
constexpr double most_growth = 2;         // MiB, whatever the number of requests
constexpr int rounds = 31, batch = 20;    // of insertions
constexpr int seconds_batches = 11, asked = 2000;

/// A folder that goes with it.
struct Folder {
  Folder() {
    std::string name = "/tmp/karimen-bench-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder in /tmp");
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path;
};

bool measure_insertion(const Folder& folder) {
  const auto path = folder.path + "/own";
  const sim::blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  sim::reader::PrivateService pcsc(1);
  const serve::Doorstep doorstep("unix:" + path);
  serve::Service service(material, pcsc.readers(), {}, serve::Gate("token", 0), false);
  const serve::HttpServer server(doorstep.socket(), service.answering());
  const auto station = service.stations.open(std::chrono::seconds(600));
  const serve::WantedCard taro{.name = "yamada_taro", .text = "", .saved = {}};
  const serve::Insertion warm{.words = {"tries authentication 1"}, .warm = true};
  ServeClient client(path, "token");
  const std::string over = "POST /readers/" + station->id() + "/insert",
                    body = R"({"card":"yamada_taro","words":["tries authentication 1"],"warm":true})";
  if (client.ask(over, body) != 200) throw std::runtime_error("no insertion: " + client.body);
  sim::reader::PcscLink program(station->reader().name);  // the card has power, as in a test
  program.cold_reset();
  std::vector<double> direct, difference;
  for (int round = 0; round < rounds; ++round) {
    direct.push_back(timed(batch, [&] { (void)station->insert(taro, warm); }) * 1e6);
    difference.push_back(timed(batch, [&] { (void)client.ask(over, body); }) * 1e6 - direct.back());
  }
  program.close();
  service.stations.abandon();
  show("serve.insert_warm_direct", median(direct), "us");
  return at_most("serve.insert_warm_over_direct", median(difference), most_over_direct, "us");
}

double memory_of(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      double kib = 0;
      status >> kib;
      return kib / 1024;
    }
  throw std::runtime_error("karimen serve has ended");
}

/// `karimen serve` as its users start it.
class Program {
 public:
  Program(const char* karimen, const std::string& folder)
      : path_(folder + "/s"),
        child_({.command = {karimen, "serve", "--listen", "unix:" + path_, "--token-file", folder + "/token",
                            "--readers", "1"},
                .folder = "",
                .environment = {}}) {
    ::fcntl(child_.out.number(), F_SETFL, ::fcntl(child_.out.number(), F_GETFL) & ~O_NONBLOCK);
    std::string said;
    for (char c = 0; said.find("PCSCLITE") == std::string::npos || c != '\n'; said += c)
      if (::read(child_.out.number(), &c, 1) != 1) throw std::runtime_error("karimen serve does not start");
    std::ifstream(folder + "/token") >> token_;
  }
  ~Program() {
    ::kill(child_.pid(), SIGTERM);
    (void)child_.ended_by(Clock::now() + std::chrono::seconds(10));
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] ServeClient client() const { return {path_, token_}; }
  [[nodiscard]] double memory() const { return memory_of(child_.pid()); }

 private:
  std::string path_, token_;
  Child child_;
};

void expect(ServeClient& client, int status, const std::string& what, const std::string& content = "") {
  if (client.ask(what, content) != status)
    throw std::runtime_error(what + " is answered with " + client.body);
}

// What suites send, what is wrong with it, and connections that come and go.
void ask_much(const Program& program, ServeClient& client, int requests) {
  for (int i = 0; i < requests; i += 10) {
    for (int each = 0; each < 4; ++each) expect(client, 200, "GET /readers/r1");
    expect(client, 200, "POST /readers/r1/words/tries", R"({"arguments":["text","2"]})");
    expect(client, 200, "POST /readers/r1/insert", R"({"card":"yamada_taro","warm":true})");
    expect(client, 200, "POST /readers/r1/words/snapshot", R"({"arguments":["here"]})");
    expect(client, 400, "POST /readers/r1/insert", R"({"card":[1,2,3]})");
    expect(client, 400, "POST /readers/r1/insert", "{{{{");
    if (i % 1000 == 0) {
      auto brief = program.client();
      expect(brief, 200, "GET /readers/r1/card");
    } else {
      expect(client, 422, "POST /readers/r1/words/licence", R"({"arguments":["expires","never"]})");
    }
  }
}

bool measure_program(const char* karimen, const Folder& folder) {
  const Program program(karimen, folder.path);
  auto client = program.client();
  expect(client, 201, "POST /readers", "{}");
  expect(client, 200, "POST /readers/r1/insert", R"({"card":"sato_hanako"})");
  const auto us = median_us(seconds_batches, asked, [&] { expect(client, 200, "GET /readers/r1"); });
  bool good = at_least("serve.requests_a_second", 1e6 / us, least_requests);
  const char* wanted = std::getenv("KARIMEN_SERVE_REQUESTS");
  const int requests = wanted != nullptr ? std::atoi(wanted) : 100000;
  ask_much(program, client, requests / 10);
  const auto before = program.memory();
  ask_much(program, client, requests);
  good &= at_most("serve.memory_growth", program.memory() - before, most_growth, "MiB");
  return good;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) return 2;
  stay_on_one_core();
  const Folder folder;
  const bool quick = measure_insertion(folder);
  return measure_program(arguments[1], folder) && quick ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 6;
}
