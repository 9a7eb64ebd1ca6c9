#include "harness/workshop/card/lint.hpp"

#include <fmt/format.h>

#include <functional>

#include "base/yaml/place.hpp"
#include "sim/blueprint/certificate_text.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/chip/atr.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::blueprint::CardFile;
using sim::blueprint::CardSpec;
using sim::blueprint::Secret;

/// Where it stands in the file, what it is, and a way out.
struct Remark {
  std::string path, what, fix;
  std::optional<std::size_t> character{};  ///< of the value, from 0
};
using Remarks = std::vector<Remark>;

void about_days(const CardFile& file, std::optional<Date> day_asked, Remarks& remarks) {
  if (!day_asked) return;
  const auto& spec = file.spec;
  const auto at = *day_asked;
  const auto day = to_string(at);
  if (spec.expires < at)
    remarks.push_back({"card.expires", "the card ended before " + day, "--at takes another day"});
  const auto certificate = [&](const auto& each, const std::string& name) {
    if (!each) return;
    const auto path = "card." + name + "_certificate";
    if (each->not_after < at)
      remarks.push_back({path, "the " + name + " certificate ended before " + day, "--at takes another day"});
    if (date_of(each->not_before) > at)
      remarks.push_back({path, "the " + name + " certificate begins after " + day, "--at takes another day"});
  };
  certificate(spec.signature, "signature");
  certificate(spec.authentication, "authentication");
  if (spec.licence && spec.licence->record.expires && *spec.licence->record.expires < at)
    remarks.push_back(
        {"card.licence_record.expires", "the licence ended before " + day, "--at takes another day"});
}

void about_secrets(const CardFile& file, std::optional<Date>, Remarks& remarks) {
  const auto& secrets = file.spec.secrets;
  const std::pair<const char*, const Secret*> all[] = {{"authentication", &secrets.authentication},
                                                       {"signature", &secrets.signature},
                                                       {"text", &secrets.text},
                                                       {"common", &secrets.common},
                                                       {"residence", &secrets.residence},
                                                       {"licence", &file.licence_pin}};
  for (const auto& [name, secret] : all) {
    const auto path = std::string("pins.") + name;
    if (secret->tries_left == 0)
      remarks.push_back({path, std::string("the ") + name + " PIN is blocked", "tries_left: 1 or more"});
    else if (secret->tries_left == 1)
      remarks.push_back({path, std::string("the ") + name + " PIN has one try left", "leave tries_left out"});
    else if (secret == &file.licence_pin && secret->value.empty())
      remarks.push_back(
          {path, "no licence PIN is set: the record opens with the DPIN ****", "give it one of 4 digits"});
    else if (secret->value.empty())
      remarks.push_back(
          {path, std::string("the ") + name + " PIN is delivered without a value", "give it one"});
  }
}

void about_contents(const CardFile& file, std::optional<Date>, Remarks& remarks) {
  const auto& spec = file.spec;
  if (!spec.signature)
    remarks.push_back({"card.signature_certificate", "there is no signature certificate", ""});
  if (!spec.authentication)
    remarks.push_back({"card.authentication_certificate", "there is no authentication certificate", ""});
  if (!spec.licence)
    remarks.push_back(
        {"card.licence_record", "there is no licence on the card", "'licence present' at the console"});
  const bool room = spec.extension_capacity >= spec.extension_used + sim::chip::licence_application_size;
  if (!spec.licence && !room)
    remarks.push_back({"card.extension", "a licence will not find room on the chip",
                       fmt::format("it takes {} bytes", sim::chip::licence_application_size)});
  if (!spec.content_defects.empty() ||
      (spec.licence && (spec.licence->tampered_record || spec.licence->foreign_signer)))
    remarks.push_back({"card.defects", "the card has defects", "leave them out for a sound card"});
  // 公的個人認証: nobody under fifteen is given a signature certificate (chip.md C.6).
  const auto fifteen = spec.person.birth_date + std::chrono::years{15};
  if (spec.signature && date_of(spec.signature->not_before) < fifteen)
    remarks.push_back({"card.signature_certificate",
                       "the holder was under fifteen when the signature certificate began", "none"});
}

/// What the factory writes otherwise in the signature certificate, where the file does not say so itself.
void about_characters(const CardFile& file, std::optional<Date>, Remarks& remarks) {
  const auto& person = file.spec.person;
  if (!file.spec.signature) return;
  const auto about = [&](const std::string& path, const std::string& text) {
    for (const auto& [at, original, substitute] : sim::blueprint::certificate_text(text).substitutions)
      remarks.push_back(
          {path, fmt::format("the signature certificate says {} for {}", substitute, original),
           "certificates hold JIS X 0208 and 0212 only; certificate_name and certificate_address say "
           "what they are to have",
           at});
  };
  const auto either = [&](const std::string& own, const std::string& path, const std::string& text) {
    own.empty() ? about("person." + path, text) : about("person.certificate_" + path, own);
  };
  either(person.certificate_name, "name", person.name);
  either(person.certificate_address, "address", person.address);
}

void about_atrs(const CardFile& file, std::optional<Date>, Remarks& remarks) {
  const auto about = [&](const std::string& path, ByteView atr) {
    if (atr.empty()) return;
    for (const auto& [offset, what, fix] : sim::chip::faults_of_atr(atr))
      remarks.push_back(
          {path, fmt::format("byte {} of the answer to reset: {}", offset, what), fix, 2 * offset});
  };
  about("card.knobs.contact_atr", file.spec.knobs.contact_atr);
  about("card.knobs.contactless_atr", file.spec.knobs.contactless_atr);
}

constexpr void (*all_rules[])(const CardFile&, std::optional<Date>, Remarks&){
    about_days, about_secrets, about_contents, about_characters, about_atrs};

}  // namespace

std::vector<Diagnostic> lint_card(const std::filesystem::path& path,
                                  const sim::blueprint::IssuerMaterial& material, std::optional<Date> at) {
  std::vector<Diagnostic> found;
  collect(found, [&] {
    const bool persona = path.parent_path() == material.fixtures() / "personas";
    const auto file = persona ? sim::blueprint::load_persona(path.stem().string(), material)
                              : sim::blueprint::load_card_file(path, material);
    const auto documents = yaml::load_file(path);
    Remarks remarks;
    for (const auto rule : all_rules) rule(file, at, remarks);
    for (const auto& remark : remarks) {
      const auto& node = documents.front().nearest(remark.path);
      auto diagnostic = node.is_scalar() && remark.character
                            ? yaml::diagnostic_at(node, *remark.character, remark.what, remark.fix)
                            : node.diagnostic(remark.what, remark.fix);
      diagnostic.severity = Severity::warning;
      found.push_back(std::move(diagnostic));
    }
  });
  return found;
}

}  // namespace karimen::harness::workshop
