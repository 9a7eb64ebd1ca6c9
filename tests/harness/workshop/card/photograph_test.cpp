// The photograph of a card as a picture, against OpenJPEG's own program.
#include "harness/workshop/card/photograph.hpp"
#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace karimen::harness::workshop {
namespace {

const std::filesystem::path photographs = KARIMEN_SOURCE_DIR "/fixtures/photographs";

Bytes bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What opj_decompress makes of a photograph: a PGM of eight bits.
sim::blueprint::GreyImage by_opj_decompress(const std::filesystem::path& photograph) {
  const testing::Folder folder;
  const auto pgm = folder.path / "photograph.pgm";
  const auto command =
      "opj_decompress -i '" + photograph.string() + "' -o '" + pgm.string() + "' >/dev/null 2>&1";
  BOOST_TEST_REQUIRE(std::system(command.c_str()) == 0);
  std::istringstream content(to_text(bytes_of(pgm)));
  std::string line;
  std::getline(content, line);
  BOOST_TEST_REQUIRE(line == "P5");
  while (content.peek() == '#') std::getline(content, line);
  sim::blueprint::GreyImage image;
  int brightest = 0;
  content >> image.width >> image.height >> brightest;
  BOOST_TEST_REQUIRE(brightest == 255);
  content.get();
  image.pixels.assign(std::istreambuf_iterator<char>(content), {});
  return image;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(photograph)

BOOST_AUTO_TEST_CASE(every_one_of_the_fixtures_is_decoded_as_by_openjpegs_own_program) {
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(photographs)) {
    if (entry.path().extension() != ".jp2") continue;
    const auto decoded = decode_photograph(bytes_of(entry.path()));
    BOOST_TEST_REQUIRE(decoded.has_value(), entry.path());
    const auto expected = by_opj_decompress(entry.path());
    BOOST_TEST(decoded->width == expected.width);
    BOOST_TEST(decoded->height == expected.height);
    BOOST_TEST((decoded->pixels == expected.pixels), entry.path());
    ++seen;
  }
  BOOST_TEST(seen >= 20);
}

BOOST_AUTO_TEST_CASE(what_is_none_or_is_damaged_has_no_picture) {
  BOOST_TEST(!decode_photograph({}).has_value());
  BOOST_TEST(!decode_photograph(to_bytes("no photograph")).has_value());
  const Bytes whole = bytes_of(photographs / "photo-01.jp2");
  BOOST_TEST(!decode_photograph(ByteView(whole).first(60)).has_value());
  for (std::size_t at = 0; at < whole.size(); at += 7) {  // nothing worse than no picture, or another one
    Bytes changed = whole;
    changed[at] ^= 0xFF;
    (void)decode_photograph(changed);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::workshop
