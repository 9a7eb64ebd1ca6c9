// karimen card show: a card as a person would want to see it, as JSON, as a picture.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"
#include "harness/workshop/card/card_picture.hpp"
#include "harness/workshop/card/key_names.hpp"
#include "harness/workshop/card/loaded_card.hpp"
#include "harness/workshop/card/show_words.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::harness::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<sim::pki::Certificate>& certificate, sim::pki::CertificateStatus status) {
  if (!certificate) return nullptr;
  char serial[9];
  std::snprintf(serial, sizeof serial, "%08X", certificate->serial);
  return {{"serial", serial},
          {"not_before", to_string(certificate->not_before)},
          {"not_after", to_string(certificate->not_after)},
          {"subject", certificate->subject},
          {"chain", to_word(status)}};
}

Json json_of(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}

Json texts(const auto& all) {
  Json list = Json::array();
  for (const auto& each : all)
    if (!each.empty()) list.push_back(each);
  return list;
}

Json json_of(const sim::licence::LicenceRecord& record) {
  Json categories = Json::array();
  for (std::size_t i = 0; i < sim::licence::category_count; ++i)
    if (const auto category = static_cast<sim::licence::Category>(i); record.categories.holds(category))
      categories.push_back(to_word(category));
  return {{"record_number", record.record_number},
          {"expires", json_of(record.expires)},
          {"driver_class", record.driver_class ? Json(to_word(*record.driver_class)) : Json()},
          {"colour", record.colour},
          {"categories", categories},
          {"obtained",
           {{"small", json_of(record.obtained_small)},
            {"other", json_of(record.obtained_other)},
            {"second", json_of(record.obtained_second)}}},
          {"conditions", texts(record.conditions)},
          {"remarks", texts(record.remarks)},
          {"history_number", record.history_number},
          {"history_recorded", json_of(record.history_recorded)},
          {"photograph_bytes", record.photograph.size()}};
}

Json json_of(const std::optional<workshop::LicenceFacts>& licence) {
  if (!licence) return nullptr;
  const auto* record = licence->readable();
  return {{"pin_set", licence->pin_set},
          {"signature", to_word(licence->signature)},
          {"record", record == nullptr ? Json() : json_of(*record)}};
}

Json json_of(const workshop::CardFacts& facts, const workshop::ShowOptions& options) {
  const auto& holder = facts.holder;
  Json keys = Json::array();
  for (const auto& key : facts.keys)
    keys.push_back({{"key", workshop::key_word(key.application, key.file)},
                    {"tries_left", key.tries},
                    {"limit", key.limit},
                    {"has_value", key.has_value}});
  Json knobs = Json::array();
  for (const auto& [name, value] : workshop::unusual_knobs(facts.knobs))
    knobs.push_back(name + " = " + value);
  return {{"number", facts.serial},
          {"municipality", facts.municipality},
          {"expires", json_of(facts.expires)},
          {"holder",
           {{"name", holder.name},
            {"address", holder.address},
            {"birth_date", json_of(holder.birth_date)},
            {"sex", std::string(1, holder.sex)},
            {"individual_number", workshop::masked_number(holder.individual_number, options.unmasked)}}},
          {"certificates",
           {{"authentication", json_of(facts.authentication, facts.authentication_status)},
            {"signature", json_of(facts.signature, facts.signature_status)}}},
          {"keys", keys},
          {"licence", json_of(facts.licence)},
          {"free_space", facts.free_space},
          {"interface", facts.interface == sim::chip::Interface::contact ? "contact" : "contactless"},
          {"knobs", knobs},
          {"defects", options.defects}};
}

// Defects that a card file names; those of a saved card are in its bytes only.
std::vector<std::string> defects_of(const workshop::LoadedCard& loaded) {
  std::vector<std::string> names;
  if (!loaded.file) return names;
  const auto& spec = loaded.file->spec;
  if (spec.licence && spec.licence->tampered_record) names.emplace_back("tampered_record");
  if (spec.licence && spec.licence->foreign_signer) names.emplace_back("foreign_signer");
  for (const auto& each : sim::blueprint::defects()) {
    sim::blueprint::CardSpec probe = spec;
    if (!suits(each, spec) || std::ranges::find(names, each.name) != names.end()) continue;
    each.apply(probe);
    if (probe == spec) names.emplace_back(each.name);
  }
  return names;
}

}  // namespace

ExitCode card_show(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() > 1) throw bad_command_line("card show takes one card");
  must_not_be_read(invocation.get("face"), invocation.arguments);
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  auto loaded =
      workshop::load_card(invocation.arguments.empty() ? "hanako" : invocation.arguments.front(), material);
  const auto facts = workshop::read_facts(loaded.card, material.authorities());
  const workshop::ShowOptions options{
      .language = invocation.language, .unmasked = invocation.has("unmasked"), .defects = defects_of(loaded)};
  if (invocation.has("face")) {
    report::OutputFile file(invocation.get("face"));
    file.stream() << workshop::card_svg(facts);
    file.commit();
    constexpr Bilingual written{"the card's face: {}\n", "券面: {}\n"};
    streams.err << say(written, invocation.language, {invocation.get("face")});
  }
  if (invocation.has("json"))
    streams.out << json_of(facts, options).dump(2) << '\n';
  else
    streams.out << workshop::show_words(facts, options);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
