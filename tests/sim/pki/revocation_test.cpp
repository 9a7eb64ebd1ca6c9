// Revocation lists and status responses, judged by the openssl binary.
#include "sim/pki/revocation.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/pki/certificate.hpp"
#include "tests/sim/pki/fixture.hpp"
#include "tests/sim/shell.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::pki;
using pki::test::authorities;
using pki::test::moment;
using pki::test::request;
using shell::Folder;
using shell::output_of;
namespace data = boost::unit_test::data;

namespace {

constexpr auto in_june_2026 = " -attime 1781053200";  // 2026-06-10T10:00 JST

const auto revocable = data::make({CertificateKind::authentication, CertificateKind::signature});

RevocationList list_of(CertificateKind kind, std::vector<Revocation> revoked) {
  return {.kind = kind,
          .number = 300,
          .this_update = moment("2026-06-10T03:00"),
          .next_update = moment("2026-06-12T03:00"),
          .revoked = std::move(revoked)};
}

CertificateStatusAnswer answer_of(CertificateKind kind, StatusKind status) {
  return {.kind = kind,
          .serial = request(kind).serial,
          .status = status,
          .revocation = {0, moment("2026-06-01T12:00"), RevocationReason::superseded},
          .this_update = moment("2026-06-10T03:00"),
          .next_update = moment("2026-06-10T15:00"),
          .produced_at = moment("2026-06-10T10:00"),
          .nonce = {}};
}

/// Certificates of one kind in a folder.
struct Files {
  explicit Files(CertificateKind kind) {
    write("ca.pem", "CERTIFICATE", authorities().authority(kind).certificate);
    write("leaf.pem", "CERTIFICATE", issue_certificate(authorities(), request(kind)));
  }
  void write(const std::string& name, const char* label, const Bytes& der) const {
    (void)folder.write(name, to_bytes(to_pem(label, der)));
  }
  [[nodiscard]] std::string openssl(const std::string& command) const {
    return output_of("cd " + folder.path.string() + " && openssl " + command);
  }
  /// Of the leaf, against a list that was written before.
  [[nodiscard]] std::string verify(const std::string& options) const {
    return openssl("verify -CAfile ca.pem " + options + " leaf.pem");
  }
  /// Of the leaf, against a list with these revocations.
  [[nodiscard]] std::string verify_revoked(CertificateKind kind, std::vector<Revocation> revoked) const {
    write("list.pem", "X509 CRL", make_revocation_list(authorities(), list_of(kind, std::move(revoked))));
    return verify("-crl_check -CRLfile list.pem" + std::string(in_june_2026));
  }
  [[nodiscard]] std::string ask(const CertificateStatusAnswer& answer) const {
    (void)folder.write("answer.der", make_status_response(authorities(), answer));
    return openssl(
        "ocsp -respin answer.der -issuer ca.pem -cert leaf.pem -CAfile ca.pem -no_nonce -validity_period "
        "2000000000" +
        std::string(in_june_2026));
  }
  Folder folder;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(revocation)

BOOST_DATA_TEST_CASE(openssl_verifies_a_list_and_reads_it, revocable, kind) {
  const Files files(kind);
  const auto serial = request(kind).serial;
  files.write("list.pem", "X509 CRL",
              make_revocation_list(
                  authorities(),
                  list_of(kind, {{serial, moment("2026-06-01T12:00"), RevocationReason::affiliation_changed},
                                 {serial + 1, moment("2026-06-02T00:00"), RevocationReason::unspecified}})));
  const auto text = files.openssl("crl -in list.pem -CAfile ca.pem -verify -noout -text");
  BOOST_TEST(has(text, "verify OK"), text);
  BOOST_TEST(has(text, "Last Update: Jun  9 18:00:00 2026 GMT"), text);
  BOOST_TEST(has(text, "Next Update: Jun 11 18:00:00 2026 GMT"), text);
  BOOST_TEST(has(text, "Affiliation Changed"), text);
  BOOST_TEST(has(text, "Revocation Date: Jun  1 03:00:00 2026 GMT"), text);
  BOOST_TEST(has(text, "X509v3 CRL Number: \n                300"), text);
  BOOST_TEST(has(text, "Chiyoda-ku CRLDP"), text);
}

BOOST_DATA_TEST_CASE(openssl_refuses_a_revoked_certificate_and_no_other, revocable, kind) {
  const Files files(kind);
  const auto serial = request(kind).serial;
  BOOST_TEST(files.verify_revoked(kind, {}) == "leaf.pem: OK\n");
  BOOST_TEST(files.verify_revoked(kind, {{serial + 1, moment("2026-06-01T12:00"),
                                          RevocationReason::superseded}}) == "leaf.pem: OK\n");
  BOOST_TEST(has(
      files.verify_revoked(kind, {{serial, moment("2026-06-01T12:00"), RevocationReason::certificate_hold}}),
      "certificate revoked"));
}

BOOST_AUTO_TEST_CASE(a_list_of_another_municipality_does_not_answer_for_a_certificate) {
  const Files files(CertificateKind::signature);
  auto list = list_of(CertificateKind::signature, {});
  list.city = "Minato-ku";
  files.write("list.pem", "X509 CRL", make_revocation_list(authorities(), list));
  const auto text = files.openssl("verify -crl_check -CAfile ca.pem -CRLfile list.pem" +
                                  std::string(in_june_2026) + " leaf.pem");
  BOOST_TEST(has(text, "different CRL scope"), text);
}

BOOST_DATA_TEST_CASE(openssl_sees_when_a_certificate_and_a_list_end, revocable, kind) {
  const Files files(kind);
  files.write("list.pem", "X509 CRL", make_revocation_list(authorities(), list_of(kind, {})));
  BOOST_TEST(
      files.verify("-attime 1909753198") ==
      "leaf.pem: OK\n");  // a second before 2030-07-08T23:59:59 JST: openssl takes the last one for the end
  BOOST_TEST(has(files.verify("-attime 1909753199"), "certificate has expired"));
  BOOST_TEST(
      has(files.verify("-attime 1759282199"), "not yet valid"));  // a second before 2025-10-01T10:30 JST
  BOOST_TEST(has(files.verify("-crl_check -CRLfile list.pem -attime 1781200801"), "CRL has expired"));
}

BOOST_DATA_TEST_CASE(openssl_accepts_what_the_responder_says, revocable, kind) {
  const Files files(kind);
  const auto good = files.ask(answer_of(kind, StatusKind::good)),
             revoked = files.ask(answer_of(kind, StatusKind::revoked)),
             unknown = files.ask(answer_of(kind, StatusKind::unknown));
  for (const auto& text : {good, revoked, unknown}) {
    BOOST_TEST(has(text, "Response verify OK"), text);
    BOOST_TEST(has(text, "This Update: Jun  9 18:00:00 2026 GMT"), text);
  }
  BOOST_TEST(has(good, "leaf.pem: good"), good);
  BOOST_TEST(has(revoked, "leaf.pem: revoked"), revoked);
  BOOST_TEST(has(revoked, "Reason: superseded"), revoked);
  BOOST_TEST(has(revoked, "Revocation Time: Jun  1 03:00:00 2026 GMT"), revoked);
  BOOST_TEST(has(unknown, "leaf.pem: unknown"), unknown);
}

BOOST_AUTO_TEST_CASE(a_forged_answer_and_another_authority_s_answer_are_refused) {
  const auto kind = CertificateKind::signature;
  const Files files(kind);
  Bytes forged = make_status_response(authorities(), answer_of(kind, StatusKind::good));
  forged[80] ^= 0x01;
  const auto verify = [&](const Bytes& answer) {
    (void)files.folder.write("answer.der", answer);
    return files.openssl("ocsp -respin answer.der -issuer ca.pem -cert leaf.pem -CAfile ca.pem -no_nonce" +
                         std::string(in_june_2026));
  };
  BOOST_TEST(!has(verify(forged), "Response verify OK"));
  const auto other = answer_of(CertificateKind::authentication, StatusKind::good);
  BOOST_TEST(!has(verify(make_status_response(authorities(), other)), "Response verify OK"));
}

BOOST_AUTO_TEST_CASE(a_nonce_comes_back) {
  const Files files(CertificateKind::authentication);
  auto answer = answer_of(CertificateKind::authentication, StatusKind::good);
  answer.nonce = from_hex("00112233445566778899AABBCCDDEEFF");
  (void)files.folder.write("answer.der", make_status_response(authorities(), answer));
  const auto text = files.openssl("ocsp -respin answer.der -resp_text -noverify");
  BOOST_TEST(has(text, "OCSP Nonce"), text);
  BOOST_TEST(has(text, "00112233445566778899AABBCCDDEEFF"), text);
}

BOOST_DATA_TEST_CASE(the_same_question_has_the_same_bytes_for_an_answer, revocable, kind) {
  const Authorities fresh(authorities().keys());
  BOOST_TEST((make_revocation_list(fresh, list_of(kind, {})) ==
              make_revocation_list(authorities(), list_of(kind, {}))));
  BOOST_TEST((make_status_response(fresh, answer_of(kind, StatusKind::revoked)) ==
              make_status_response(authorities(), answer_of(kind, StatusKind::revoked))));
}

BOOST_DATA_TEST_CASE(a_terminal_reads_what_the_authority_wrote, revocable, kind) {
  const auto& authority = authorities().authority(kind);
  const auto serial = request(kind).serial;
  auto wanted = list_of(kind, {{serial, moment("2026-06-01T12:00"), RevocationReason::superseded},
                               {serial + 1, moment("2026-06-02T00:00"), RevocationReason::unspecified}});
  const Bytes der = make_revocation_list(authorities(), wanted);
  const auto read = read_revocation_list(der, authority).value();
  BOOST_TEST((read.kind == kind));
  BOOST_TEST(read.number == 300U);
  BOOST_TEST((read.this_update == wanted.this_update));
  BOOST_TEST((read.next_update == wanted.next_update));
  BOOST_TEST((read.revoked == wanted.revoked));
  const Bytes leaf = issue_certificate(authorities(), request(kind));
  const auto status = [&](const char* at) { return check_certificate(leaf, authority, moment(at), read); };
  BOOST_TEST(status("2026-06-01T11:59:59") == CertificateStatus::valid);
  BOOST_TEST(status("2026-06-01T12:00") == CertificateStatus::revoked);
  BOOST_TEST(status("2031-01-01T00:00") == CertificateStatus::expired);
}

BOOST_AUTO_TEST_CASE(a_terminal_refuses_lists_that_are_forged_foreign_or_broken_off) {
  const auto& authority = authorities().authority(CertificateKind::signature);
  Bytes list = make_revocation_list(authorities(), list_of(CertificateKind::signature, {}));
  for (std::size_t size = 0; size < list.size(); ++size)
    BOOST_TEST(!read_revocation_list(ByteView(list).first(size), authority).has_value());
  BOOST_TEST(
      !read_revocation_list(list, authorities().authority(CertificateKind::authentication)).has_value());
  list[60] ^= 0x01;
  BOOST_TEST(!read_revocation_list(list, authority).has_value());
}

BOOST_AUTO_TEST_CASE(reasons_have_words) {
  for (const auto word : revocation_reason_words())
    BOOST_TEST(to_word(revocation_reason_of(word).value()) == word);
  BOOST_TEST(!revocation_reason_of("lost").has_value());
}

BOOST_AUTO_TEST_CASE(pem_is_what_openssl_writes) {
  const Files files(CertificateKind::signature);
  const auto written = files.openssl("x509 -in ca.pem");
  BOOST_TEST(written ==
             to_pem("CERTIFICATE", authorities().authority(CertificateKind::signature).certificate));
}

BOOST_AUTO_TEST_SUITE_END()
