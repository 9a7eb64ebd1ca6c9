// karimen card revocation: the certificates of a card, revocation lists and status responses, as files for
// programs that check certificates.
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <ostream>

#include "base/process/shell_word.hpp"
#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/pki/revocation.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;
using namespace sim;
using pki::CertificateKind;
using pki::RevocationReason;

// The day of the personas (fixtures/personas/README.md).
constexpr auto default_day = "2026-06-10";

/// A certificate of the card and what its file names begin with.
struct Subject {
  const char* name;
  CertificateKind kind;
  std::uint16_t file;  ///< of the JPKI application
  std::optional<blueprint::CertificateSpec> blueprint::CardSpec::*spec;
  RevocationReason usual;  ///< where the command line names none
};
// chip.md E.5: a signature certificate is revoked when one of the four attributes changes.
constexpr Subject subjects[] = {{"signature", CertificateKind::signature, 0x0001,
                                 &blueprint::CardSpec::signature, RevocationReason::affiliation_changed},
                                {"authentication", CertificateKind::authentication, 0x000A,
                                 &blueprint::CardSpec::authentication, RevocationReason::superseded}};

const Subject& subject_of(const std::string& name) {
  for (const auto& subject : subjects)
    if (name == subject.name) return subject;
  const std::vector<std::string> known{"signature", "authentication"};
  throw bad_command_line("no certificate is called '" + name + "'", suggestion(name, known));
}

RevocationReason reason_of(const std::string& word) {
  if (const auto reason = pki::revocation_reason_of(word)) return *reason;
  const auto words = pki::revocation_reason_words();
  throw bad_command_line("there is no reason '" + word + "'",
                         suggestion(word, std::vector<std::string>(words.begin(), words.end())));
}

/// What --revoke says: certificate → reason.
std::map<std::string, RevocationReason> revoked_by(const Invocation& invocation) {
  std::map<std::string, RevocationReason> revoked;
  for (const auto& each : invocation.all("revoke")) {
    const auto colon = each.find(':');
    const auto& subject = subject_of(each.substr(0, colon));
    revoked[subject.name] = colon == std::string::npos ? subject.usual : reason_of(each.substr(colon + 1));
  }
  return revoked;
}

Moment moment_of(const std::string& text) {
  if (const auto moment = parse_moment(text)) return *moment;
  if (const auto date = parse_date(text)) return at_midnight(*date) + std::chrono::hours{10};
  throw bad_command_line("--at takes a date, not '" + text + "'", "2026-06-10 or 2026-06-10T10:00");
}

blueprint::CardFile card_file(const Invocation& invocation, const blueprint::IssuerMaterial& material) {
  const auto name = invocation.arguments.empty() ? "hanako" : invocation.arguments.front();
  return fs::is_regular_file(name) ? blueprint::load_card_file(name, material)
                                   : blueprint::load_persona(name, material);
}

Bytes certificate_on(const chip::Personalisation& card, std::uint16_t file) {
  for (const auto& each : card.files)
    if (each.application == chip::ApplicationId::jpki && each.file == file) return each.content;
  return {};
}

/// Everything about one certificate, in files of `folder`.
class Writer {
 public:
  Writer(const pki::Authorities& authorities, fs::path folder, Moment at, Language language,
         std::ostream& out)
      : authorities_(authorities), folder_(std::move(folder)), at_(at), language_(language), out_(out) {}

  void write(const Subject& subject, const blueprint::CardSpec& spec, const Bytes& certificate,
             std::optional<RevocationReason> reason) const {
    const std::string name = subject.name;
    const auto& serial = (spec.*subject.spec)->serial;
    const Moment today = at_midnight(date_of(at_));
    const pki::Revocation revocation{serial, today, reason.value_or(RevocationReason::unspecified)};
    pki::RevocationList list{
        subject.kind, spec.person.prefecture, spec.person.city, 1, today, today + list_lasts, {}};
    if (reason) list.revoked.push_back(revocation);
    const pki::CertificateStatusAnswer answer{
        subject.kind, serial, reason ? pki::StatusKind::revoked : pki::StatusKind::good,
        revocation,   today,  today + list_lasts,
        at_,          {}};
    const auto& authority = authorities_.authority(subject.kind).certificate;
    save(name + "-ca.pem", pki::to_pem("CERTIFICATE", authority));
    save(name + ".pem", pki::to_pem("CERTIFICATE", certificate));
    save(name + "-crl.pem", pki::to_pem("X509 CRL", pki::make_revocation_list(authorities_, list)));
    save(name + "-ocsp.der", to_text(pki::make_status_response(authorities_, answer)));
    constexpr Bilingual good{"good", "有効"}, revoked{"revoked, {}", "失効（{}）"};
    print_checks(name, reason ? say(revoked, language_, {std::string(pki::to_word(revocation.reason))})
                              : good.in(language_));
  }

 private:
  // emulator-defined: how long a list and an answer are good for.
  static constexpr std::chrono::hours list_lasts{48};

  void save(const std::string& name, const std::string& content) const {
    report::OutputFile file(folder_ / name);
    file.stream() << content;
    file.commit();
  }
  void print_checks(const std::string& name, const std::string& status) const {
    const auto epoch = (at_ - std::chrono::hours{9}).time_since_epoch().count();  // UTC
    constexpr Bilingual heading{"# {} certificate: {}\n", "# {}: {}\n"};
    constexpr Bilingual signature{"signature", "署名用電子証明書"},
        authentication{"authentication", "利用者証明用電子証明書"};
    out_ << say(heading, language_,
                {(name == signature.en ? signature : authentication).in(language_), status})
         << fmt::format(
                "openssl verify -attime {1} -crl_check -CAfile {0}-ca.pem -CRLfile {0}-crl.pem {0}.pem\n"
                "openssl crl -in {0}-crl.pem -CAfile {0}-ca.pem -verify -noout -text\n"
                "openssl ocsp -respin {0}-ocsp.der -issuer {0}-ca.pem -cert {0}.pem -CAfile {0}-ca.pem "
                "-no_nonce -attime {1} -validity_period 2000000000\n",
                name, epoch);
  }

  const pki::Authorities& authorities_;
  fs::path folder_;
  Moment at_;
  Language language_;
  std::ostream& out_;
};

fs::path folder_of(const Invocation& invocation) {
  fs::path folder = invocation.get("out");
  if (folder.empty()) throw bad_command_line("--out says where the files go", "for example --out pki");
  std::error_code failed;
  fs::create_directories(folder, failed);
  return folder;
}

}  // namespace

ExitCode card_revocation(const Invocation& invocation, const Streams& streams) {
  const auto at = moment_of(invocation.get("at", default_day));
  const auto revoked = revoked_by(invocation);
  const auto folder = folder_of(invocation);
  const blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  const auto spec = card_file(invocation, material).spec;
  auto pool = material.new_pool();
  const auto card = blueprint::make_personalisation(spec, material, pool);
  const Writer writer(material.authorities(), folder, at, invocation.language, streams.out);
  streams.out << "cd " << shell_path(folder.string()) << '\n';
  for (const auto& subject : subjects) {
    const auto found = revoked.find(subject.name);
    const auto reason = found == revoked.end() ? std::nullopt : std::optional(found->second);
    if (spec.*subject.spec)
      writer.write(subject, spec, certificate_on(card, subject.file), reason);
    else if (reason)
      throw bad_command_line(std::string("this card has no ") + subject.name + " certificate to revoke");
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
