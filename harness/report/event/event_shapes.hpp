// What the lines of an event stream consist of: the reader asks it of every line, and docs/schema/events.json
// is written from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"

namespace karimen::harness::report {

enum class FieldKind {
  text,
  texts,         ///< a list of them
  pairs,         ///< a list of pairs of texts
  text_by_name,  ///< an object of texts
  count,         ///< a whole number from `least`
  count_by_name,
  shard,  ///< two counts
  number,
  truth,
  hex,  ///< digits in pairs; two asterisks stand for a byte that is masked
  digest,
  verdict,
  failure,  ///< one that it has
  undecided_or_failure,
  kept_apdus,
  facts,
  changes,  ///< facts; null: no such fact any more
  object,   ///< of the shape `of`
  objects,  ///< a list of them
  objects_or_names,
};

enum class Presence {
  always,
  maybe,
  since_schema_3,  ///< always; not in a stream of schema 2
  since_schema_4,  ///< always; not in one before
  until_schema_2,  ///< always there; not written any more
};

struct EventField {
  const char* name;
  FieldKind kind;
  Presence presence = Presence::always;
  Bilingual words = {"", ""};  ///< what it is, where its name does not say it
  std::string_view of = "";    ///< the name of another shape
  int least = 0;
  bool bilingual = false;  ///< a text in English; in Japanese under its name and `_ja`
};

struct EventShape {
  std::string_view name;
  Bilingual words;
  std::span<const EventField> fields;
  bool of_a_sweep = false;  ///< of which reports of a run say nothing
};

/// Of the lines, by their `event`, in the order of a stream.
[[nodiscard]] std::span<const EventShape> line_shapes();
/// Of what stands in them.
[[nodiscard]] std::span<const EventShape> part_shapes();
/// Of lines or parts; nullptr: there is none of that name.
[[nodiscard]] const EventShape* shape_called(std::span<const EventShape> shapes, std::string_view name);
/// Of those of `verdict`, `failure`, `undecided_or_failure` and `kept_apdus`; of another kind none.
[[nodiscard]] std::vector<std::string> words_of(FieldKind kind);

}  // namespace karimen::harness::report
