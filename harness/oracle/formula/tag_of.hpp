// What a fact of a type holds while formulas are evaluated.
#pragma once

#include "harness/fact/type.hpp"
#include "harness/oracle/formula/datum.hpp"

namespace karimen::harness::rules {

/// The kind of datum that a value of `base` is; whatever is neither a number nor a time is a word.
[[nodiscard]] inline Tag tag_of(Base base) {
  switch (base) {
    case Base::integer:
      return Tag::integer;
    case Base::date:
      return Tag::date;
    case Base::moment:
      return Tag::moment;
    case Base::time:
      return Tag::time;
    default:
      return Tag::word;
  }
}

}  // namespace karimen::harness::rules
