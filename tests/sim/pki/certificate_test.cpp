#include "sim/pki/certificate.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/pki/der.hpp"
#include "tests/sim/pki/fixture.hpp"
#include "tests/sim/shell.hpp"
#include "tests/sim/vectors.hpp"

using namespace karimen;
using namespace karimen::sim;
using pki::CertificateKind;
using pki::CertificateStatus;
using pki::test::authorities;
using pki::test::moment;
using pki::test::request;
using shell::Folder;
using shell::output_of;

namespace {

const auto kinds =
    boost::unit_test::data::make({CertificateKind::authentication, CertificateKind::signature});

}  // namespace

BOOST_AUTO_TEST_SUITE(certificate)

BOOST_AUTO_TEST_CASE(all_four_fixture_certificates_have_the_bytes_of_appendix_h4) {
  const auto issued = [](CertificateKind kind) {
    return to_hex(pki::issue_certificate(authorities(), request(kind)));
  };
  const auto& ca = [](CertificateKind kind) { return to_hex(authorities().authority(kind).certificate); };
  BOOST_TEST(issued(CertificateKind::authentication) == to_hex(vectors::get("jpki_000A")));
  BOOST_TEST(issued(CertificateKind::signature) == to_hex(vectors::get("jpki_0001")));
  BOOST_TEST(ca(CertificateKind::authentication) == to_hex(vectors::get("jpki_000B")));
  BOOST_TEST(ca(CertificateKind::signature) == to_hex(vectors::get("jpki_0002")));
}

BOOST_AUTO_TEST_CASE(holder_names_have_the_worked_bytes) {
  BOOST_TEST(to_hex(pki::holder_names(request(CertificateKind::signature).subject)) ==
             to_hex(vectors::get("signature_san")));
}

BOOST_DATA_TEST_CASE(openssl_accepts_the_chain, kinds, kind) {
  const Folder folder;
  const auto leaf = folder.write("leaf.der", pki::issue_certificate(authorities(), request(kind)));
  const auto ca = folder.write("ca.der", authorities().authority(kind).certificate);
  for (const auto& file : {leaf, ca})
    BOOST_TEST(output_of("openssl x509 -inform DER -in " + file + " -out " + file + ".pem") == "");
  BOOST_TEST(output_of("openssl verify -attime 1780000000 -CAfile " + ca + ".pem " + leaf + ".pem")
                 .ends_with(": OK\n"));
  BOOST_TEST(output_of("openssl verify -attime 1950000000 -CAfile " + ca + ".pem " + leaf + ".pem")
                 .find("expired") != std::string::npos);
}

BOOST_DATA_TEST_CASE(openssl_reads_what_the_reader_reads, kinds, kind) {
  const Folder folder;
  const auto der = pki::issue_certificate(authorities(), request(kind));
  const auto text = output_of("openssl x509 -inform DER -noout -text -in " + folder.write("leaf.der", der));
  BOOST_TEST(text.find("Not Before: Oct  1 01:30:00 2025 GMT") != std::string::npos, text);
  BOOST_TEST(text.find("Not After : Jul  8 14:59:59 2030 GMT") != std::string::npos);
  BOOST_TEST(text.find("CN = " + pki::parse_certificate(der).value().subject.back()) != std::string::npos);
}

// RFC 5280 4.1.2.5: two digits of a year reach from 1950 to 2049.
BOOST_AUTO_TEST_CASE(a_day_of_another_century_is_read_as_it_was_written) {
  const Folder folder;
  auto wanted = request(CertificateKind::signature);
  for (const auto& [begin, end, words] :
       {std::tuple{"1945-01-01T09:00", "1949-12-31T23:59", "Not After : Dec 31 14:59:00 1949 GMT"},
        std::tuple{"1949-12-31T09:00", "1950-01-02T23:59", "Not Before: Dec 31 00:00:00 1949 GMT"},
        std::tuple{"2049-12-31T09:00", "2050-01-02T09:00", "Not After : Jan  2 00:00:00 2050 GMT"},
        std::tuple{"2025-01-01T09:00", "9999-12-31T23:59", "Not After : Dec 31 14:59:00 9999 GMT"}}) {
    wanted.not_before = *parse_moment(begin);
    wanted.not_after = *parse_moment(end);
    const auto der = pki::issue_certificate(authorities(), wanted);
    const auto text = output_of("openssl x509 -inform DER -noout -text -in " + folder.write("leaf.der", der));
    BOOST_TEST(text.find(words) != std::string::npos, text);
    const auto read = pki::parse_certificate(der).value();
    BOOST_TEST((read.not_before == wanted.not_before && read.not_after == wanted.not_after));
  }
}

BOOST_AUTO_TEST_CASE(the_reader_finds_every_field) {
  const auto wanted = request(CertificateKind::signature);
  Bytes file = pki::issue_certificate(authorities(), wanted);
  file.resize(2500);  // filler of the EF
  const auto read = pki::parse_certificate(file).value();
  BOOST_TEST(read.serial == wanted.serial);
  BOOST_TEST((read.not_before == wanted.not_before));
  BOOST_TEST((read.not_after == wanted.not_after));
  BOOST_TEST((read.key == wanted.key));
  const std::vector<std::string> subject{"JP", "Tokyo-to", "Chiyoda-ku", "202510011030010000113101001A"};
  const std::vector<std::string> holder{"試験　花子", "419910708",      "2", "東京都千代田区架空町１－２－３",
                                        "00000",      "000000000000000"};
  BOOST_TEST(read.subject == subject, boost::test_tools::per_element());
  BOOST_TEST(read.holder == holder, boost::test_tools::per_element());
  BOOST_TEST(pki::parse_certificate(vectors::get("jpki_000A")).value().holder.empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_is_valid_from_its_first_to_its_last_second) {
  const auto status = [](const char* at) {
    return pki::check_certificate(vectors::get("jpki_000A"),
                                  authorities().authority(CertificateKind::authentication), moment(at));
  };
  BOOST_TEST(status("2025-10-01T10:29:59") == CertificateStatus::not_yet_valid);
  BOOST_TEST(status("2025-10-01T10:30") == CertificateStatus::valid);
  BOOST_TEST(status("2030-07-08T23:59:59") == CertificateStatus::valid);
  BOOST_TEST(status("2030-07-09T00:00") == CertificateStatus::expired);
}

BOOST_AUTO_TEST_CASE(a_forged_certificate_is_recognised) {
  const auto& authority = authorities().authority(CertificateKind::authentication);
  const Moment today = moment("2026-06-10T10:00");
  Bytes forged = vectors::get("jpki_000A");
  forged[230] ^= 0x01;  // in the common name
  BOOST_TEST(pki::check_certificate(forged, authority, today) == CertificateStatus::wrong_signature);
  BOOST_TEST(pki::check_certificate(vectors::get("jpki_0001"), authority, today) ==
             CertificateStatus::foreign_issuer);
  BOOST_TEST(pki::check_certificate(Bytes(1900), authority, today) == CertificateStatus::malformed);
}

BOOST_AUTO_TEST_CASE(no_truncated_certificate_is_read_as_one) {
  const Bytes der = vectors::get("jpki_0001");
  for (std::size_t size = 0; size < der.size(); ++size)
    BOOST_TEST(!pki::parse_certificate(ByteView(der).first(size)).has_value(), "read " << size << " bytes");
}

BOOST_AUTO_TEST_CASE(a_card_verifiable_certificate_has_the_worked_bytes) {
  const auto made = pki::card_verifiable_certificate(authorities(), pki::key_id("7000033", "001"),
                                                     pki::key_id("1310121", "000"),
                                                     authorities().municipality().public_key());
  BOOST_TEST(to_hex(made) == to_hex(vectors::get("card_text_0004")));
}

BOOST_AUTO_TEST_CASE(a_remembered_signature_is_the_one_that_would_be_made) {
  const pki::Authorities fresh(authorities().keys());
  const Bytes message = to_bytes("twice");
  const Bytes first = fresh.sign(fresh.root(), message);
  BOOST_TEST((fresh.sign(fresh.root(), message) == first));
  BOOST_TEST((fresh.sign(fresh.municipality(), message) != first));
  BOOST_TEST(fresh.root().public_key().verifies(message, first));
}

BOOST_AUTO_TEST_CASE(only_so_many_signatures_are_remembered_and_all_are_right) {
  const pki::Authorities forgetful(authorities().keys(), 3);
  for (const char* text : {"one", "two", "three", "four", "one", "two"}) {
    const Bytes message = to_bytes(text);
    BOOST_TEST(forgetful.root().public_key().verifies(message, forgetful.sign(forgetful.root(), message)));
    BOOST_TEST(forgetful.remembered() <= 3U);
    BOOST_TEST(forgetful.remembered() >= 1U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
