#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "sim/blueprint/certificate_text.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/licence/era.hpp"

namespace karimen::sim::blueprint {
namespace {

/// Collects what is wrong, so that all of it is reported together.
class Complaints {
 public:
  std::vector<Complaint> all;

  void unless(bool fine, std::string path, std::string what, std::string fix = "") {
    if (!fine) all.push_back({std::move(path), std::move(what), std::move(fix)});
  }
  void digits(const std::string& text, std::size_t count, std::string path, const char* name) {
    unless(text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }),
           std::move(path), fmt::format("{} must be {} digits, not \"{}\"", name, count, text));
  }
};

void check_flags(Complaints& complaints, const std::string& flags, const std::string& text,
                 const char* name) {
  const bool bits = std::ranges::all_of(flags, [](char c) { return c == '0' || c == '1'; });
  const std::size_t characters = certificate_text(text).flags.size();
  complaints.unless(flags.empty() || (bits && flags.size() == characters), std::string("person.") + name,
                    fmt::format("{} must be one 0 or 1 for each of the {} characters", name, characters));
}

/// Only where a certificate says it: the register and the other applications know more characters.
void check_characters(Complaints& complaints, const std::string& text, const std::string& path) {
  for (const auto& [at, original, substitute] : certificate_text(text).substitutions) {
    if (!substitute.empty()) continue;
    complaints.unless(
        false, path,
        fmt::format("{} (U+{:04X}) is in neither JIS X 0208 nor JIS X 0212, and no substitute is "
                    "known: no certificate can hold it",
                    original, static_cast<std::uint32_t>(to_code_points(original).front())),
        "write the character that the certificate is to have instead");
    complaints.all.back().character = at;
  }
}

void check_certificate_texts(Complaints& complaints, const Person& person) {
  const bool own_name = person.certificate_name.empty(), own_address = person.certificate_address.empty();
  check_characters(complaints, own_name ? person.name : person.certificate_name,
                   own_name ? "person.name" : "person.certificate_name");
  check_characters(complaints, own_address ? person.address : person.certificate_address,
                   own_address ? "person.address" : "person.certificate_address");
}

void check_individual_number(Complaints& complaints, const std::string& number) {
  complaints.digits(number, 12, "person.individual_number", "the individual number");
  if (number.size() != 12 || number.find_first_not_of("0123456789") != std::string::npos) return;
  const char check = individual_number_check_digit(std::string_view(number).substr(0, 11));
  complaints.unless(number.back() == check, "person.individual_number",
                    fmt::format("the check digit of the individual number {} is wrong", number),
                    fmt::format("it must end in {}", check));
}

void check_person(Complaints& complaints, const Person& person) {
  complaints.unless(person.birth_date.ok() && licence::era_year_of(person.birth_date).has_value(),
                    "person.birth_date", "the date of birth must exist and lie in an era",
                    "the eras begin on 1868-01-25");
  complaints.unless(!person.name.empty() && person.name.size() <= 240, "person.name",
                    "the name must have 1 to 240 bytes of UTF-8");
  complaints.unless(!person.address.empty() && to_code_points(person.address).size() <= 200, "person.address",
                    "the address must have 1 to 200 characters");
  complaints.digits(person.municipality, 5, "person.municipality", "the municipality code");
  check_individual_number(complaints, person.individual_number);
  check_flags(complaints, person.name_substitutions,
              person.certificate_name.empty() ? person.name : person.certificate_name, "name_substitutions");
  check_flags(complaints, person.address_substitutions,
              person.certificate_address.empty() ? person.address : person.certificate_address,
              "address_substitutions");
}

void check_certificate(Complaints& complaints, const std::optional<CertificateSpec>& certificate,
                       const CardSpec& spec, const std::string& name) {
  if (!certificate) return;
  const std::string path = "card." + name + "_certificate";
  complaints.unless(
      certificate->serial >= 0x01000000 && certificate->serial <= 0x7FFFFFFF, path + ".serial",
      fmt::format("the serial number of the {} certificate must be 01000000 to 7FFFFFFF", name));
  complaints.unless(certificate->not_after.ok() && date_of(certificate->not_before) <= certificate->not_after,
                    path + ".until", fmt::format("the {} certificate would end before it begins", name));
  complaints.unless(certificate->not_after <= spec.expires, path + ".until",
                    fmt::format("the {} certificate would outlive the card, which ends on {}", name,
                                spec.expires.ok() ? to_string(spec.expires) : "an impossible day"),
                    "a certificate ends with the card at the latest");
  const std::size_t length = name == "signature" ? 28 : 23;  // chip.md E.3, E.4
  complaints.unless(certificate->common_name.empty() || certificate->common_name.size() == length,
                    path + ".common_name",
                    fmt::format("the common name of the {} certificate has {} characters", name, length),
                    "left out, it is made from serial number, moment and municipality");
}

void check_pin(Complaints& complaints, const Secret& secret, const std::string& name, int limit) {
  if (!secret.value.empty())
    complaints.digits(secret.value, 4, "pins." + name, ("the " + name + " PIN").c_str());
  complaints.unless(!secret.tries_left || (*secret.tries_left >= 0 && *secret.tries_left <= limit),
                    "pins." + name, fmt::format("the {} PIN has 0 to {} tries left", name, limit));
}

void check_secrets(Complaints& complaints, const Secrets& secrets) {
  check_pin(complaints, secrets.authentication, "authentication", 3);
  check_pin(complaints, secrets.text, "text", 3);
  check_pin(complaints, secrets.common, "common", 3);
  check_pin(complaints, secrets.residence, "residence", 3);
  complaints.digits(secrets.security_code, 4, "pins.security_code", "the security code");
  const std::string& password = secrets.signature.value;
  const bool alphabet =
      std::ranges::all_of(password, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  complaints.unless(password.empty() || (alphabet && password.size() >= 6 && password.size() <= 16),
                    "pins.signature", "the signature password must be 6 to 16 of A-Z and 0-9");
  const auto& tries = secrets.signature.tries_left;
  complaints.unless(!tries || (*tries >= 0 && *tries <= 5), "pins.signature",
                    "the signature password has 0 to 5 tries left");
}

}  // namespace

std::vector<Complaint> complaints_about(const CardSpec& spec) {
  Complaints complaints;
  check_person(complaints, spec.person);
  complaints.digits(spec.serial, 15, "card.serial", "the card's serial number");
  complaints.unless(spec.expires.ok(), "card.expires", "the card's last day must exist");
  complaints.unless(spec.person.birth_date < spec.expires, "card.expires",
                    "the card would end before its holder is born");
  complaints.unless(spec.generation >= 1, "card.generation", "the generation counts from 1");
  if (spec.signature) check_certificate_texts(complaints, spec.person);
  check_certificate(complaints, spec.signature, spec, "signature");
  check_certificate(complaints, spec.authentication, spec, "authentication");
  check_secrets(complaints, spec.secrets);
  if (spec.licence) check_pin(complaints, spec.licence->pin, "licence", 10);
  const std::uint32_t licence = spec.licence ? chip::licence_application_size : 0;
  complaints.unless(
      spec.extension_used + licence <= spec.extension_capacity, "card.extension.used",
      fmt::format("{} bytes of the extension area are used{}, and it has {}", spec.extension_used,
                  licence > 0 ? fmt::format(" beside {} of the licence", licence) : "",
                  spec.extension_capacity));
  return std::move(complaints.all);
}

void check_spec(const CardSpec& spec) {
  std::vector<Diagnostic> diagnostics;
  for (auto& complaint : complaints_about(spec))
    diagnostics.push_back(Diagnostic{.what = complaint.path + ": " + complaint.what, .fix = complaint.fix});
  if (!diagnostics.empty()) throw DiagnosticError(std::move(diagnostics));
}

}  // namespace karimen::sim::blueprint
