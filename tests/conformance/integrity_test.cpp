// Integrity records and certificates: which bytes a signature or digest covers, found by changing every byte.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <boost/test/data/test_case.hpp>

#include "sim/chip/making/editor.hpp"
#include "tests/conformance/profiles.hpp"
#include "tests/support/chip_fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::chip;
using crypto::RsaPublicKey;

namespace {

struct Range {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] bool contains(std::size_t at) const { return begin <= at && at < end; }
};

/// An object of chip.md C.0.1: two bytes of tag, one byte of length or 82 hh ll.
struct Object {
  std::uint16_t tag = 0;
  Range whole, value;
};

Object object_at(ByteView file, std::size_t at) {
  const auto tag = static_cast<std::uint16_t>(file[at] << 8 | file[at + 1]);
  const bool longer = file[at + 2] == 0x82;
  const auto head = longer ? 5U : 3U;
  const std::size_t size = longer ? file[at + 3] << 8 | file[at + 4] : file[at + 2];
  return {tag, {at, at + head + size}, {at + head, at + head + size}};
}

/// An object inside the outer one of a file.
Object inner(ByteView file, std::uint16_t tag) {
  for (auto at = object_at(file, 0).value.begin;; at = object_at(file, at).whole.end) {
    const auto object = object_at(file, at);
    if (object.tag == tag) return object;
  }
}

ByteView part(ByteView file, Range range) {
  return file.subspan(range.begin, range.end - range.begin);
}

Bytes content_of(ApplicationId application, std::uint16_t file, const std::string& knobs = "") {
  auto card = conformance::card_of_profile(knobs);
  return Editor(card).content(application, file);
}

RsaPublicKey key_in(ByteView object_value) {
  return RsaPublicKey(object_value.subspan(9, 256));  // 90 03 010001 91 82 0100
}

/// 5F4E and 5F37 of a card-verifiable certificate without its 7F21 header.
struct Certificate {
  Range body{5, 302}, signature{307, 563};
  [[nodiscard]] bool verifies(ByteView bytes, const RsaPublicKey& issuer) const {
    return issuer.verifies(part(bytes, body), part(bytes, signature));
  }
  [[nodiscard]] RsaPublicKey key(ByteView bytes) const { return key_in(part(bytes, body).subspan(32)); }
};

RsaPublicKey root() {
  return fixture::key("K1").public_key();
}
RsaPublicKey issuer() {
  return fixture::key("K2").public_key();
}

/// A signature over digests of parts of a file.
struct Signed {
  const char* name;
  ApplicationId application;
  std::uint16_t file;
  std::vector<std::vector<std::uint16_t>> digests;  ///< objects under each digest
  std::uint16_t signature;
};
std::ostream& operator<<(std::ostream& out, const Signed& row) {
  return out << row.name;
}

const Signed signed_files[] = {
    {"age record", ApplicationId::card_face, 0x0001, {{0xDF11, 0xDF12}}, 0xDF13},
    {"card face",
     ApplicationId::card_face,
     0x0002,
     {{0xDF22, 0xDF23, 0xDF24}, {0xDF25, 0xDF26}, {0xDF27}},
     0xDF28},
    {"number image", ApplicationId::card_face, 0x0005, {{0xDF41, 0xDF42}}, 0xDF43},
    {"integrity record", ApplicationId::card_text, 0x0003, {{0xDF31, 0xDF32}}, 0xDF33},
    {"signed public key", ApplicationId::card_text, 0x0007, {{0xDF51}}, 0xDF52},
};

/// The parts of a file as they lie in the original, so that only what is hashed decides.
struct Layout {
  std::vector<Range> digests;
  Range signature;

  Layout(ByteView file, const Signed& row) : signature(inner(file, row.signature).value) {
    for (const auto& objects : row.digests) {
      digests.push_back({inner(file, objects.front()).whole.begin, inner(file, objects.back()).whole.end});
    }
  }
  [[nodiscard]] bool covers(std::size_t at) const {
    return signature.contains(at) ||
           std::ranges::any_of(digests, [at](const Range& range) { return range.contains(at); });
  }
  [[nodiscard]] bool holds(ByteView file) const {
    // SHA-256 DigestInfo of 32 bytes for one digest, of 96 for the card face's three (chip.md C.4).
    Bytes info = from_hex(digests.size() == 1 ? "3031300D060960864801650304020105000420"
                                              : "3071300D060960864801650304020105000460");
    for (const auto& range : digests) {
      const auto digest = crypto::sha256(part(file, range));
      info.insert(info.end(), digest.begin(), digest.end());
    }
    const auto opened = issuer().raw(part(file, signature));
    return opened && *opened == crypto::pkcs1_type1(info);
  }
};

/// A line for every byte whose change is noticed and should not be, or the other
/// way round.
std::string try_every_byte(Bytes file, auto covers, auto holds) {
  std::string wrong;
  for (std::size_t at = 0; at < file.size(); ++at) {
    file[at] ^= 0x01;
    if (holds(file) == covers(at)) wrong += "byte " + std::to_string(at) + "\n";
    file[at] ^= 0x01;
  }
  return wrong;
}

void check_the_digest_of_the_four_items(const std::string& knobs) {
  const auto items = content_of(ApplicationId::card_text, 0x0002, knobs);
  const auto record = content_of(ApplicationId::card_text, 0x0003, knobs);
  const auto digest = part(record, inner(record, 0xDF32).value);
  const Range covered{inner(items, 0xDF22).whole.begin, inner(items, 0xDF25).whole.end};
  BOOST_TEST(covered.end == object_at(items, 0).whole.end);
  BOOST_TEST(items.size() == 0x200u);
  const auto wrong = try_every_byte(
      items, [&](std::size_t at) { return covered.contains(at); },
      [&](ByteView file) { return std::ranges::equal(crypto::sha256(part(file, covered)), digest); });
  BOOST_TEST(wrong.empty(), wrong);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrity)

BOOST_DATA_TEST_CASE(a_signature_covers_exactly_its_objects, boost::unit_test::data::make(signed_files),
                     row) {
  const auto file = content_of(row.application, row.file);
  const Layout layout(file, row);
  BOOST_TEST(layout.holds(file));
  const auto wrong = try_every_byte(
      file, [&](std::size_t at) { return layout.covers(at); },
      [&](ByteView one) { return layout.holds(one); });
  BOOST_TEST(wrong.empty(), wrong);
}

BOOST_AUTO_TEST_CASE(the_number_is_digested_with_its_filler) {
  const auto number = content_of(ApplicationId::card_text, 0x0001);
  const auto record = content_of(ApplicationId::card_text, 0x0003);
  const auto digest = part(record, inner(record, 0xDF31).value);
  BOOST_TEST(number.size() == 17u);
  const auto holds = [&](ByteView file) { return std::ranges::equal(crypto::sha256(file), digest); };
  BOOST_TEST(holds(number));
  const auto wrong = try_every_byte(
      number, [](std::size_t) { return true; }, holds);
  BOOST_TEST(wrong.empty(), wrong);
}

BOOST_AUTO_TEST_CASE(the_four_items_are_digested_without_header_offsets_and_filler) {
  check_the_digest_of_the_four_items("");
  check_the_digest_of_the_four_items("long_address");
}

BOOST_AUTO_TEST_CASE(offsets_point_to_their_objects_from_the_first_byte_of_the_file) {
  for (const auto* knobs : {"", "long_address"}) {
    const auto file = content_of(ApplicationId::card_text, 0x0002, knobs);
    const auto table = inner(file, 0xDF21).value;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto offset =
          static_cast<std::size_t>(file[table.begin + 2 * i] << 8 | file[table.begin + 2 * i + 1]);
      BOOST_TEST(object_at(file, offset).tag == 0xDF22 + i);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_certificate_signs_its_body_without_header) {
  for (const auto application : {ApplicationId::card_face, ApplicationId::card_text}) {
    auto bytes = content_of(application, 0x0004);
    BOOST_TEST(to_hex(ByteView(bytes).first(5)) == "7F21820233");
    bytes.erase(bytes.begin(), bytes.begin() + 5);
    const Certificate certificate;
    BOOST_TEST(certificate.verifies(bytes, root()));
    BOOST_TEST((certificate.key(bytes) == issuer()));
    const auto wrong = try_every_byte(
        bytes,
        [&](std::size_t at) { return certificate.body.contains(at) || certificate.signature.contains(at); },
        [&](ByteView one) { return certificate.verifies(one, root()); });
    BOOST_TEST(wrong.empty(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(the_chain_of_the_card_manager_leads_from_the_root_to_the_lower_key) {
  const auto upper = content_of(ApplicationId::card_manager, 0x00F8);
  const auto lower = content_of(ApplicationId::card_manager, 0x7F21);
  const Certificate certificate;
  BOOST_TEST(certificate.verifies(upper, root()));
  BOOST_TEST(certificate.verifies(lower, certificate.key(upper)));
  BOOST_TEST(!certificate.verifies(lower, certificate.key(lower)));
  // Issuer and subject name each other: F8 is issued by 0042 to 00F7, 7F21 by 00F7.
  const auto name = [](ByteView bytes, std::size_t at) { return to_hex(bytes.subspan(5 + at, 16)); };
  BOOST_TEST(name(upper, 0) == to_hex(content_of(ApplicationId::card_manager, 0x0042)));
  BOOST_TEST(name(upper, 16) == to_hex(content_of(ApplicationId::card_manager, 0x00F7)));
  BOOST_TEST(name(lower, 0) == to_hex(content_of(ApplicationId::card_manager, 0x00F7)));
}

BOOST_AUTO_TEST_CASE(what_is_changed_on_the_card_is_noticed_by_a_reader) {
  auto card = conformance::card_of_profile("");
  Editor(card).flip_bit(ApplicationId::card_text, 0x0001, 5, 0);
  card.power_on();
  fixture::send(card, "00A4040C0AD3921000310001010408");
  fixture::send(card, "002000910432353830");
  const auto number = from_hex(fixture::send(card, "00B0810011"));
  const auto record = from_hex(fixture::send(card, "00B0830000"));
  BOOST_TEST(number.size() == 19u);
  BOOST_TEST(!std::ranges::equal(crypto::sha256(ByteView(number).first(17)),
                                 part(record, inner(record, 0xDF31).value)));
}

BOOST_AUTO_TEST_SUITE_END()
