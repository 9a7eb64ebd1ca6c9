// fixtures/keys/signatures.bin: exactly the signatures that the personas' cards need, made again here.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/sim/blueprint/fixture.hpp"
#include "tests/sim/shell.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
namespace fs = std::filesystem;

namespace {

const fs::path fixtures = KARIMEN_SOURCE_DIR "/fixtures";
const fs::path file = fixtures / "keys/signatures.bin";

/// The fixtures, but for the file.
struct WithoutFile {
  WithoutFile() {
    fs::create_directory(folder.path / "keys");
    for (const char* name : {"keys/keys.der", "keys/keys.idx", "personas", "photographs"})
      fs::create_symlink(fixtures / name, folder.path / name);
  }
  shell::Folder folder;
};

void make_every_card(const IssuerMaterial& shop) {
  for (const auto& name : persona_names(shop)) {
    auto pool = shop.new_pool();
    (void)make_personalisation(load_persona(name, shop).spec, shop, pool);
  }
}

Bytes content_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signature_file)

BOOST_AUTO_TEST_CASE(it_holds_what_would_be_signed_and_nothing_else) {
  const WithoutFile without;
  const IssuerMaterial slow(without.folder.path);
  make_every_card(slow);
  const Bytes made = slow.authorities().signature_file();
  if (std::getenv("KARIMEN_WRITE_SIGNATURES") != nullptr)
    std::ofstream(file, std::ios::binary) << to_text(made);
  BOOST_TEST((made == content_of(file)),
             "the personas' cards changed: KARIMEN_WRITE_SIGNATURES=1 test_blueprint "
             "--run_test=signature_file writes fixtures/keys/signatures.bin");
}

BOOST_AUTO_TEST_CASE(with_it_no_card_of_a_persona_is_signed) {
  const IssuerMaterial quick(fixtures);
  make_every_card(quick);
  BOOST_TEST(quick.authorities().remembered() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
