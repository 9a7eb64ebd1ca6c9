#include "harness/scenario/reading/text_digest.hpp"

#include <fmt/format.h>

#include "base/checksum.hpp"

namespace karimen::harness {

std::string_view document_text(const yaml::Source& source, int line) {
  const auto& lines = source.lines;
  const auto at = [&](int number) { return lines[static_cast<std::size_t>(number - 1)]; };
  const auto parts = [&](int number) { return at(number).starts_with("---"); };
  const auto count = static_cast<int>(lines.size());
  int first = line, last = line;
  while (first > 1 && !parts(first - 1)) --first;
  while (last < count && !parts(last + 1)) ++last;
  while (last > first && at(last).empty()) --last;
  return {at(first).data(), at(last).data() + at(last).size()};
}

std::uint64_t TextDigests::of(const Scenario& scenario, const yaml::Node& document) {
  // The thousand cases of a matrix are one text.
  if (source_ != document.source.get() || line_ != document.line) {
    source_ = document.source.get();
    line_ = document.line;
    of_document_ = spelled_digest(stable_number(document_text(*source_, line_)));
    if (uses_sequences(document)) {
      if (of_sequences_.empty()) {
        std::string all;
        for (const auto& [name, each] : sequences_.by_name)
          all += spelled_digest(stable_number(document_text(*each.name.source, each.name.line)));
        of_sequences_ = spelled_digest(stable_number(all));
      }
      of_document_ += of_sequences_;
    }
  }
  auto all = of_document_;
  for (const auto& [who, persona] : scenario.personas)
    all += ' ' + who + ' ' + spelled_digest(lexicon_.personas->text_digest(persona));
  return stable_number(all);
}

std::string spelled_digest(std::uint64_t digest) {
  return digest == 0 ? "" : fmt::format("{:016x}", digest);
}

}  // namespace karimen::harness
