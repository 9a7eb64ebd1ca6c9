// Keeps a card in a reader of a private PC/SC service while another program runs:
//   card_host [--contactless] PERSONA|FILE.yaml COMMAND [ARGUMENT...]
// COMMAND finds the service by $PCSCLITE_CSOCK_NAME. The exit status is the command's.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "base/diagnostic.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"

namespace {

using namespace karimen::sim;

chip::Card make(const std::string& name, chip::Interface interface) {
  const blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  auto pool = material.new_pool();
  const auto file = name.ends_with(".yaml") ? blueprint::load_card_file(name, material)
                                            : blueprint::load_persona(name, material);
  return chip::Card(blueprint::make_personalisation(file.spec, material, pool), interface);
}

int run(char** command) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(command[0], command);
    std::perror(command[0]);
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}

}  // namespace

int main(int count, char** arguments) try {
  const bool contactless = count > 1 && std::string_view(arguments[1]) == "--contactless";
  if (contactless) {
    ++arguments;
    --count;
  }
  if (count < 3) {
    std::cerr << "usage: card_host [--contactless] PERSONA|FILE.yaml COMMAND [ARGUMENT...]\n";
    return 2;
  }
  chip::Card card = make(arguments[1], contactless ? chip::Interface::contactless : chip::Interface::contact);
  reader::ChipEndpoint endpoint(card);
  reader::PrivateService service(1);
  reader::VpcdSlot slot(service.readers().front());
  slot.insert(endpoint, reader::Insertion::hot);
  return run(arguments + 2);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 6;
}
