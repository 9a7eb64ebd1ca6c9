// Hanako's card against every worked example of chip.md.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/licence/wef.hpp"
#include "sim/pki/profile.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
using chip::ApplicationId;
namespace data = boost::unit_test::data;

namespace {

const chip::Personalisation& hanako() {
  static const auto card = personalised("hanako");
  return card;
}

struct Example {
  const char* name;
  ApplicationId application;
  std::uint16_t file;
};
std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.name;
}

const Example examples[] = {{"card_face_0001", ApplicationId::card_face, 0x0001},
                            {"card_face_0003", ApplicationId::card_face, 0x0003},
                            {"card_face_0005", ApplicationId::card_face, 0x0005},
                            {"card_text_0002", ApplicationId::card_text, 0x0002},
                            {"card_text_0003", ApplicationId::card_text, 0x0003},
                            {"card_text_0004", ApplicationId::card_text, 0x0004},
                            {"card_text_0005", ApplicationId::card_text, 0x0005},
                            {"card_text_0006", ApplicationId::card_text, 0x0006},
                            {"card_text_0007", ApplicationId::card_text, 0x0007},
                            {"jpki_0001", ApplicationId::jpki, 0x0001},
                            {"jpki_0002", ApplicationId::jpki, 0x0002},
                            {"jpki_0006", ApplicationId::jpki, 0x0006},
                            {"jpki_000A", ApplicationId::jpki, 0x000A},
                            {"jpki_000B", ApplicationId::jpki, 0x000B}};

Bytes object(std::uint16_t tag) {
  for (const auto& entry : hanako().data_objects)
    if (entry.tag == tag) return entry.value;
  return {};
}

std::size_t u16(ByteView bytes, std::size_t at) {
  return std::size_t{bytes[at]} << 8 | bytes[at + 1];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(worked_card)

BOOST_DATA_TEST_CASE(a_file_has_the_bytes_of_the_sheet, data::make(examples), example) {
  BOOST_TEST(to_hex(content(hanako(), example.application, example.file)) ==
             to_hex(vectors::get(example.name)));
}

BOOST_AUTO_TEST_CASE(small_files_have_the_bytes_of_the_sheet) {
  BOOST_TEST(to_hex(content(hanako(), ApplicationId::card_text, 0x0001)) ==
             "FF100C313233343536373839303138FFFF");
  BOOST_TEST(to_hex(content(hanako(), ApplicationId::jpki, 0x0008)) == "8F8F00");
  BOOST_TEST((content(hanako(), ApplicationId::card_text, 0x0008) == Bytes(16, 0xFF)));
  BOOST_TEST((content(hanako(), ApplicationId::card_face, 0x0006) == Bytes(16, 0xFF)));
}

BOOST_AUTO_TEST_CASE(card_manager_objects_have_the_bytes_of_the_sheet) {
  BOOST_TEST(to_text(object(0x00F0)) == "13101");
  BOOST_TEST(to_text(object(0x00F2)) == "20350708");
  BOOST_TEST(to_hex(object(0x0042)) == "373030303032300805303031000000A8");
  BOOST_TEST(to_hex(object(0x00F7)) == "373030303032310805303031000000A8");
  BOOST_TEST(object(0x0066).size() == 48U);
  BOOST_TEST(object(0x00F8).size() == 563U);
  BOOST_TEST(object(0x7F21).size() == 563U);
}

BOOST_AUTO_TEST_CASE(the_common_record_has_the_bytes_of_the_sheet) {
  BOOST_TEST(to_hex(hanako().records[0].record) ==
             "011C34303030303030393837363534333231333130313230333530373038");
  BOOST_TEST((hanako().records[1].record == hanako().records[2].record));
}

BOOST_AUTO_TEST_CASE(secrets_are_those_of_the_sheet) {
  BOOST_TEST(secret(hanako(), ApplicationId::card_face, 0x0011) == "030708");
  BOOST_TEST(secret(hanako(), ApplicationId::card_face, 0x0012) == "03070820352468");
  BOOST_TEST(secret(hanako(), ApplicationId::card_face, 0x0013) == "123456789018");
  BOOST_TEST(secret(hanako(), ApplicationId::card_text, 0x0015) == "03070820352468");
  BOOST_TEST(secret(hanako(), ApplicationId::jpki, 0x0018) == "1357");
  BOOST_TEST(secret(hanako(), ApplicationId::jpki, 0x001B) == "ABC123DEF");
  BOOST_TEST(secret(hanako(), ApplicationId::driver_licence, 0x0006) == "-");
}

BOOST_AUTO_TEST_CASE(keys_are_the_fixture_keys) {
  for (const auto& [application, file, key] : hanako().private_keys)
    if (application == ApplicationId::card_text && file == 0x0010)
      BOOST_TEST(to_hex(key.public_key().modulus()) == to_hex(vectors::get("K5")));
  BOOST_TEST(hanako().private_keys.size() == 6U);
}

BOOST_AUTO_TEST_CASE(the_card_face_begins_and_is_laid_out_as_the_sheet_says) {
  const Bytes face = content(hanako(), ApplicationId::card_face, 0x0002);
  BOOST_TEST(u16(face, 3) == face.size() - 5);
  BOOST_TEST(to_hex(ByteView(face).subspan(5, 11)) == "DF2112001A002500290137");
  for (std::uint8_t i = 0; i < 9; ++i) {
    const std::size_t offset = u16(face, 8 + 2 * i);
    BOOST_TEST(face[offset] == 0xDF);
    BOOST_TEST(face[offset + 1] == 0x22 + i);
  }
  BOOST_TEST(face.size() < 0x2000U);
}

BOOST_AUTO_TEST_CASE(the_face_signature_covers_three_digests) {
  const Bytes face = content(hanako(), ApplicationId::card_face, 0x0002);
  const auto at = [&](std::size_t index) { return u16(face, 8 + 2 * index); };
  const ByteView view(face);
  Bytes info = from_hex("3071300D060960864801650304020105000460");
  for (const auto& part : {view.subspan(at(0), at(3) - at(0)), view.subspan(at(3), at(5) - at(3)),
                           view.subspan(at(5), at(6) - at(5))}) {
    const auto digest = crypto::sha256(part);
    info.insert(info.end(), digest.begin(), digest.end());
  }
  const auto opened = material().authorities().municipality().public_key().raw(view.subspan(at(6) + 5, 256));
  BOOST_TEST(to_hex(opened.value()) == to_hex(crypto::pkcs1_type1(info)));
}

BOOST_AUTO_TEST_CASE(basic_items_of_128_bytes_grow_the_header_and_every_offset) {
  auto spec = load_persona("hanako", material()).spec;
  spec.person.address =
      "東京都千代田区架空町１－２－３　架空住宅第十二号棟八百四十二号室　試験様方気付担当係";
  const Bytes file = content(personalised(spec), ApplicationId::card_text, 0x0002);
  BOOST_TEST(to_hex(ByteView(file).first(2)) == "FF20");
  BOOST_TEST(file[2] == 0x82);
  BOOST_TEST(u16(file, 3) == file.size() - 5);
  BOOST_TEST(to_hex(ByteView(file).subspan(5, 7)) == "DF210800100022");
  BOOST_TEST(to_hex(ByteView(file).subspan(u16(file, 12), 3)) == "DF2408");
}

BOOST_AUTO_TEST_SUITE_END()
