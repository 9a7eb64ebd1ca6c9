// karimen card diff: a recording, answer by answer, beside the emulator or beside another recording.
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/trace/mask.hpp"
#include "harness/workshop/card/loaded_card.hpp"
#include "harness/workshop/comparison/chip_comparison.hpp"
#include "harness/workshop/comparison/comparison_words.hpp"
#include "harness/workshop/comparison/recorded_card.hpp"
#include "sim/chip/atr.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::cli {
namespace {

using trace::RecordingFile;
using workshop::Comparison;
using workshop::ComparisonOptions;

// Programs read JSON.
Language language_of_causes(const Invocation& invocation) {
  return invocation.has("json") ? Language::en : invocation.language;
}

Comparison with_recording(const RecordingFile& recording, const std::string& other, bool unmasked,
                          Language language, const ComparisonOptions& options) {
  const auto card = workshop::load_replay(other);
  std::size_t told = 0;
  const auto why = [&]() -> std::string {
    if (told == card->mismatches().size()) return "";
    const auto& mismatch = card->mismatches()[told++];
    return translated(unmasked ? to_string(mismatch) : workshop::masked_words(mismatch), language);
  };
  auto comparison = workshop::compare(
      recording, {.card = *card, .why = why, .masked = trace::load_recording(other).header.masked}, options);
  comparison.unasked = card->unasked();
  return comparison;
}

// The interface whose ATR was recorded; the contact one if neither was.
sim::chip::Interface interface_of(const RecordingFile& recording, sim::chip::Card& card) {
  const auto atr = sim::chip::atr(sim::chip::Editor(card).knobs(), sim::chip::Interface::contactless);
  for (const auto& each : recording.events)
    if (each.event.kind != CardEvent::Kind::apdu && !each.event.response.empty())
      return std::ranges::equal(each.event.response, atr) ? sim::chip::Interface::contactless
                                                          : sim::chip::Interface::contact;
  return sim::chip::Interface::contact;
}

Comparison with_emulator(const RecordingFile& recording, const std::string& name,
                         const Invocation& invocation, const ComparisonOptions& options) {
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  auto card = workshop::load_card(name, material).card;
  card.power_off();
  card.set_interface(interface_of(recording, card));
  return workshop::compare_with_chip(recording, std::move(card), language_of_causes(invocation), options);
}

}  // namespace

ExitCode card_diff(const Invocation& invocation, const Streams& streams) {
  const auto& arguments = invocation.arguments;
  if (arguments.empty() || arguments.size() > 2)
    throw bad_command_line("card diff takes a recording, and a card or another recording",
                           "'karimen card insert --trace FILE' and 'karimen card record' make recordings");
  const auto recording = trace::load_recording(arguments.front());
  const auto title = recording.header.title.empty() ? "hanako" : recording.header.title;
  const auto other = arguments.size() == 2 ? arguments.back() : title;
  const ComparisonOptions options{.strict = invocation.has("strict"),
                                  .status_only = invocation.has("status-only")};
  const auto comparison = trace::is_recording(other)
                              ? with_recording(recording, other, invocation.has("unmasked"),
                                               language_of_causes(invocation), options)
                              : with_emulator(recording, other, invocation, options);
  const bool unmasked = invocation.has("unmasked");
  if (invocation.has("json")) {
    streams.out << workshop::comparison_json(comparison, unmasked) << '\n';
  } else {
    const auto language = invocation.language;
    for (const auto& each : comparison.differences)
      streams.out << workshop::difference_words(each, unmasked, language) << '\n';
    streams.out << workshop::summary_words(comparison, language) << '\n';
  }
  const bool same = comparison.differences.empty() && comparison.unasked == 0;
  return same ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
