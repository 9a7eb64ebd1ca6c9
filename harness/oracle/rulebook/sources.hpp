// The documents that rules quote. They are not part of the project: a catalogue (docs/sources.yaml) keeps
// what tells them apart.
#pragma once

#include <cstddef>
#include <string>

#include "base/yaml.hpp"
#include "harness/fact/vocabulary.hpp"

namespace karimen::harness::rules {

struct SourceDocument {
  std::string name;  ///< by which rules and reports name it: tokyo_faq
  BilingualText issuer;
  BilingualText title;
  Date date{};           ///< the document's own, or the last day that it speaks of
  bool dated = false;    ///< `date` is its own
  std::string file;      ///< under which we had it: a hint where to look
  std::size_t length{};  ///< characters of its normalised text
  std::string sha256;    ///< of its normalised text in UTF-8, lower-case hexadecimal
  Position where;        ///< of its checksum in the catalogue
};

/// An entry of `sources:`. Throws DiagnosticError.
[[nodiscard]] SourceDocument read_source_document(const yaml::Entry& entry);

/// "tokyo_faq: ISSUER, TITLE, 2025-09-22", the day of an undated document with "or later".
[[nodiscard]] std::string describe(const SourceDocument& document, Language language = Language::en);

}  // namespace karimen::harness::rules
