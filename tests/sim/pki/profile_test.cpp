// The certificates against the lines of chip.md E, one by one.
#include "sim/pki/profile.hpp"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/pki/der.hpp"
#include "tests/sim/pki/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::pki;
using der::DerParser;
using pki::test::authorities;
using pki::test::request;
namespace data = boost::unit_test::data;

namespace {

/// The four certificates of a card.
enum class Which : std::uint8_t { authentication, signature, authentication_ca, signature_ca };
constexpr Which all[] = {Which::authentication, Which::signature, Which::authentication_ca,
                         Which::signature_ca};
constexpr const char* words[] = {"authentication", "signature", "authentication CA", "signature CA"};
std::ostream& operator<<(std::ostream& out, Which which) {
  return out << words[static_cast<std::size_t>(which)];
}

CertificateKind kind_of(Which which) {
  const bool signing = which == Which::signature || which == Which::signature_ca;
  return signing ? CertificateKind::signature : CertificateKind::authentication;
}
bool is_authority(Which which) {
  return which == Which::authentication_ca || which == Which::signature_ca;
}

const Bytes& certificate_of(Which which) {
  static const Bytes leaves[] = {issue_certificate(authorities(), request(CertificateKind::authentication)),
                                 issue_certificate(authorities(), request(CertificateKind::signature))};
  return is_authority(which) ? authorities().authority(kind_of(which)).certificate
                             : leaves[static_cast<std::size_t>(which)];
}

/// The elements inside TBSCertificate: version, serial, algorithm, issuer, validity, subject, key,
/// extensions.
std::vector<der::Element> fields(Which which) {
  const auto outer = DerParser(certificate_of(which)).next(der::sequence).value();
  const auto body = DerParser(outer.content).next(der::sequence).value();
  std::vector<der::Element> found;
  for (DerParser rest(body.content); !rest.empty();) found.push_back(rest.next().value());
  BOOST_REQUIRE(found.size() == 8U);
  return found;
}

struct Extension {
  Bytes type;  ///< the OBJECT IDENTIFIER, header included
  bool critical = false;
  ByteView value;
};

std::vector<Extension> extensions(Which which) {
  std::vector<Extension> found;
  DerParser list(DerParser(fields(which)[7].content).next(der::sequence).value().content);
  while (const auto each = list.next(der::sequence)) {
    DerParser parts(each->content);
    const auto type = parts.next(der::object_identifier).value();
    const bool critical = parts.next(der::boolean).has_value();
    found.push_back({Bytes(type.whole.begin(), type.whole.end()), critical,
                     parts.next(der::octet_string).value().content});
  }
  return found;
}

ByteView value_of(Which which, const char* type) {
  for (const auto& each : extensions(which))
    if (each.type == der::oid(type)) return each.value;
  BOOST_FAIL("no extension " << type);
  return {};
}

/// "2.5.4.6:13:JP" of each RDN: type, tag of the value, value.
std::vector<std::string> attributes(ByteView name) {
  static const std::pair<const char*, const char*> types[] = {
      {"2.5.4.6", "C"}, {"2.5.4.10", "O"}, {"2.5.4.11", "OU"}, {"2.5.4.7", "L"}, {"2.5.4.3", "CN"}};
  std::vector<std::string> found;
  DerParser rdns(name);
  while (const auto rdn = rdns.next(der::set)) {
    DerParser set(rdn->content);
    DerParser pair(set.next(der::sequence).value().content);
    BOOST_TEST(set.empty());  // one attribute in each RDN
    const auto type = pair.next(der::object_identifier).value();
    const auto value = pair.next().value();
    for (const auto& [oid, shown] : types)
      if (std::ranges::equal(type.whole, der::oid(oid)))
        found.push_back(std::string(shown) + (value.tag == der::printable_string ? "!" : "=") +
                        to_text(value.content));
  }
  return found;
}

/// As `attributes`, of a directoryName behind a path of tags.
std::vector<std::string> attributes_behind(ByteView value, std::initializer_list<std::uint8_t> path) {
  for (const auto tag : path) value = DerParser(value).next(tag).value().content;
  return attributes(value);
}

const std::string service = "公的個人認証サービス", agency = "地方公共団体情報システム機構";

// E.2, E.3, E.4: which extensions, in which order, and the values that are the same on every card.
struct Line {
  Which which;
  std::size_t place;
  const char *type, *name;
  bool critical;
  const char* value;  ///< hexadecimal; "" = looked at elsewhere
};
std::ostream& operator<<(std::ostream& out, const Line& line) {
  return out << line.which << ' ' << line.place << ' ' << line.name;
}
const Line lines[] = {
    {Which::authentication, 1, "2.5.29.15", "keyUsage", true, "03020780"},
    {Which::authentication, 2, "2.5.29.37", "extendedKeyUsage", false, "300A06082B06010505070302"},
    {Which::authentication, 3, "2.5.29.32", "certificatePolicies", true,
     "303D303B060B2A83088C9B55080501031E302C302A06082B06010505070201161E687474703A2F2F7777772E6A706B692E676F2"
     "E"
     "6A702F6370732E68746D6C"},
    {Which::authentication, 4, "2.5.29.18", "issuerAltName", false, ""},
    {Which::authentication, 5, "2.5.29.31", "cRLDistributionPoints", false, ""},
    {Which::authentication, 6, "1.3.6.1.5.5.7.1.1", "authorityInfoAccess", false, ""},
    {Which::authentication, 7, "2.5.29.35", "authorityKeyIdentifier", false, ""},
    {Which::authentication, 8, "2.5.29.14", "subjectKeyIdentifier", false, ""},
    {Which::signature, 1, "2.5.29.15", "keyUsage", true, "030206C0"},
    {Which::signature, 2, "2.5.29.17", "subjectAltName", false, ""},
    {Which::signature, 3, "2.5.29.32", "certificatePolicies", true,
     "303D303B060B2A83088C9B550805010114302C302A06082B06010505070201161E687474703A2F2F7777772E6A706B692E676F2"
     "E"
     "6A702F6370732E68746D6C"},
    {Which::signature, 4, "2.5.29.18", "issuerAltName", false, ""},
    {Which::signature, 5, "2.5.29.31", "cRLDistributionPoints", false, ""},
    {Which::signature, 6, "2.5.29.35", "authorityKeyIdentifier", false, ""},
    {Which::signature, 7, "2.5.29.14", "subjectKeyIdentifier", false, ""},
    {Which::authentication_ca, 1, "2.5.29.15", "keyUsage", true, "03020106"},
    {Which::authentication_ca, 2, "2.5.29.17", "subjectAltName", false, ""},
    {Which::authentication_ca, 3, "2.5.29.19", "basicConstraints", true, "30030101FF"},
    {Which::authentication_ca, 4, "2.5.29.31", "cRLDistributionPoints", false, ""},
    {Which::authentication_ca, 5, "2.5.29.14", "subjectKeyIdentifier", false, ""},
    {Which::signature_ca, 1, "2.5.29.15", "keyUsage", true, "03020106"},
    {Which::signature_ca, 2, "2.5.29.17", "subjectAltName", false, ""},
    {Which::signature_ca, 3, "2.5.29.19", "basicConstraints", true, "30030101FF"},
    {Which::signature_ca, 4, "2.5.29.31", "cRLDistributionPoints", false, ""},
    {Which::signature_ca, 5, "2.5.29.14", "subjectKeyIdentifier", false, ""},
};

// E.2, E.3, E.4: names, in their order; ! is a PrintableString, = a UTF8String.
struct NameLine {
  Which which;
  std::vector<std::string> issuer, subject;
};
std::ostream& operator<<(std::ostream& out, const NameLine& line) {
  return out << line.which;
}
const std::string organisation = "O=JPKI-EMU",
                  unit = "OU=Japan Agency for Local Authority Information Systems",
                  for_authentication = "OU=JPKI for user authentication",
                  for_signature = "OU=JPKI for digital signature";
const std::vector<std::string> authentication_issuer{"C!JP", organisation, for_authentication, unit};
const std::vector<std::string> signature_issuer{"C!JP", organisation, for_signature, unit};
const NameLine name_lines[] = {
    {Which::authentication, authentication_issuer, {"C!JP", "CN=000001A00AAAAA13101003A"}},
    {Which::signature,
     signature_issuer,
     {"C!JP", "L=Tokyo-to", "L=Chiyoda-ku", "CN=202510011030010000113101001A"}},
    {Which::authentication_ca, authentication_issuer, authentication_issuer},
    {Which::signature_ca, signature_issuer, signature_issuer}};

// E.4: the holder's six names.
struct HolderLine {
  std::size_t place;
  const char* type;
  std::string Subject::*content;
};
std::ostream& operator<<(std::ostream& out, const HolderLine& line) {
  return out << line.type;
}
const HolderLine holder_lines[] = {{0, "1.2.392.200149.8.5.5.1", &Subject::name},
                                   {1, "1.2.392.200149.8.5.5.4", &Subject::birth},
                                   {2, "1.2.392.200149.8.5.5.3", &Subject::sex},
                                   {3, "1.2.392.200149.8.5.5.5", &Subject::address},
                                   {4, "1.2.392.200149.8.5.5.2", &Subject::name_substitutions},
                                   {5, "1.2.392.200149.8.5.5.6", &Subject::address_substitutions}};

}  // namespace

BOOST_AUTO_TEST_SUITE(profile)

BOOST_DATA_TEST_CASE(an_extension_stands_in_its_place, data::make(lines), line) {
  const auto found = extensions(line.which);
  BOOST_REQUIRE(line.place <= found.size());
  const auto& extension = found[line.place - 1];
  BOOST_TEST(to_hex(extension.type) == to_hex(der::oid(line.type)));
  BOOST_TEST(extension.critical == line.critical);
  if (*line.value != '\0') BOOST_TEST(to_hex(extension.value) == line.value);
}

BOOST_DATA_TEST_CASE(there_are_no_other_extensions, data::make(all), which) {
  const auto wanted = std::ranges::count(lines, which, &Line::which);
  BOOST_TEST(extensions(which).size() == static_cast<std::size_t>(wanted));
}

BOOST_DATA_TEST_CASE(it_is_x509_v3_with_sha256_and_a_2048_bit_key, data::make(all), which) {
  const auto parts = fields(which);
  BOOST_TEST(to_hex(parts[0].whole) == "A003020102");
  BOOST_TEST(parts[1].content.size() == 4U);
  BOOST_TEST(parts[1].content[0] < 0x80);
  BOOST_TEST(to_hex(parts[2].whole) == "300D06092A864886F70D01010B0500");
  BOOST_TEST(to_hex(parts[6].content.first(15)) == "300D06092A864886F70D0101010500");
  BOOST_TEST(to_hex(parts[6].content.last(5)) == "0203010001");
  const auto outer = DerParser(certificate_of(which)).next(der::sequence).value();
  BOOST_TEST(to_hex(outer.content.subspan(outer.content.size() - 261 - 15, 15)) == to_hex(parts[2].whole));
}

BOOST_DATA_TEST_CASE(it_ends_with_a_day_in_japan_and_its_times_are_utctime, data::make(all), which) {
  DerParser validity(fields(which)[4].content);
  BOOST_TEST(validity.next(der::utc_time).has_value());
  BOOST_TEST(to_text(validity.next(der::utc_time).value().content).substr(6) == "145959Z");
  BOOST_TEST(validity.empty());
}

BOOST_DATA_TEST_CASE(names_have_their_order_and_their_string_types, data::make(name_lines), line) {
  const auto parts = fields(line.which);
  BOOST_TEST(attributes(parts[3].content) == line.issuer, boost::test_tools::per_element());
  BOOST_TEST(attributes(parts[5].content) == line.subject, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(the_authority_has_a_japanese_name_too, data::make(all), which) {
  const bool authority = is_authority(which), signing = kind_of(which) == CertificateKind::signature;
  const auto own = authority ? which : signing ? Which::signature_ca : Which::authentication_ca;
  const ByteView value = value_of(which, authority ? "2.5.29.17" : "2.5.29.18");
  BOOST_TEST(to_hex(value) == to_hex(value_of(own, "2.5.29.17")));
  BOOST_TEST(value.size() == (signing ? 166U : 175U));
  const std::vector<std::string> wanted{
      "C!JP", "O=" + service, "OU=" + service + (signing ? "署名用" : "利用者証明用"), "OU=" + agency};
  BOOST_TEST(attributes_behind(value, {der::sequence, der::context(4), der::sequence}) == wanted,
             boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(the_distribution_point_is_a_directory_name, data::make(all), which) {
  const std::string use = kind_of(which) == CertificateKind::signature ? for_signature : for_authentication;
  std::vector<std::string> wanted{"C!JP", organisation, use, unit};
  if (!is_authority(which))
    wanted = {"C!JP", organisation, use, "OU=CRL Distribution Points", "OU=Tokyo-to", "CN=Chiyoda-ku CRLDP"};
  const auto found = attributes_behind(
      value_of(which, "2.5.29.31"),
      {der::sequence, der::sequence, der::context(0), der::context(0), der::context(4), der::sequence});
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(key_identifiers_are_sha1_of_the_key, data::make(all), which) {
  const auto info = fields(which)[6].content;
  const auto key = crypto::sha1(DerParser(info.subspan(15)).next(der::bit_string).value().content.subspan(1));
  BOOST_TEST(to_hex(value_of(which, "2.5.29.14")) == "0414" + to_hex(key));
}

BOOST_DATA_TEST_CASE(the_authority_is_identified_by_key_name_and_serial_number,
                     data::make({Which::authentication, Which::signature}), which) {
  const auto own = which == Which::signature ? Which::signature_ca : Which::authentication_ca;
  DerParser parts(DerParser(value_of(which, "2.5.29.35")).next(der::sequence).value().content);
  const auto id = parts.next(der::context(0, false)).value(), issuer = parts.next(der::context(1)).value();
  const auto serial = parts.next(der::context(2, false)).value();
  BOOST_TEST(parts.empty());
  BOOST_TEST("0414" + to_hex(id.content) == to_hex(value_of(own, "2.5.29.14")));
  const auto name = DerParser(issuer.content).next(der::context(4)).value();
  BOOST_TEST(to_hex(name.content) == to_hex(fields(own)[5].whole));
  BOOST_TEST(to_hex(serial.content) == to_hex(fields(own)[1].content));
}

BOOST_AUTO_TEST_CASE(status_is_asked_of_a_host_that_cannot_exist) {
  DerParser access(value_of(Which::authentication, "1.3.6.1.5.5.7.1.1"));
  DerParser list(access.next(der::sequence).value().content);
  DerParser description(list.next(der::sequence).value().content);
  BOOST_TEST(list.empty());
  BOOST_TEST(to_hex(description.next(der::object_identifier).value().whole) ==
             to_hex(der::oid("1.3.6.1.5.5.7.48.1")));
  const auto place = to_text(description.next(der::context(6, false)).value().content);
  BOOST_TEST(place.starts_with("http://ocspauthnorm."));
  BOOST_TEST(place.ends_with(".invalid"));
}

BOOST_DATA_TEST_CASE(the_holder_is_named_in_this_order_and_encoding, data::make(holder_lines), line) {
  DerParser names(DerParser(value_of(Which::signature, "2.5.29.17")).next(der::sequence).value().content);
  for (std::size_t i = 0; i < line.place; ++i) BOOST_REQUIRE(names.next(der::context(0)).has_value());
  DerParser name(names.next(der::context(0)).value().content);
  BOOST_TEST(to_hex(name.next(der::object_identifier).value().whole) == to_hex(der::oid(line.type)));
  DerParser text(name.next(der::context(0)).value().content);
  BOOST_TEST(to_text(text.next(der::utf8_string).value().content) ==
             request(CertificateKind::signature).subject.*line.content);
  if (line.place == 5) BOOST_TEST(names.empty());
}

BOOST_DATA_TEST_CASE(clients_find_a_two_byte_length_in_front, data::make(all), which) {
  const Bytes& der = certificate_of(which);
  BOOST_TEST(to_hex(ByteView(der).first(2)) == "3082");
  BOOST_TEST((std::size_t{der[2]} << 8 | der[3]) + 4 == der.size());
}

BOOST_AUTO_TEST_SUITE_END()
