// Exchanges for people: hexadecimal and words, in one language.
//
//   # record_licence                                    the step, where it changes
//   = power on, ATR 3BE000FF8131FE4514
//   > 00200080  VERIFY authentication PIN, asking for the tries left
//   < 63C3  63C3: 3 tries left
//     why: ...                                           where the chip gave a reason
#pragma once

#include <string>

#include "harness/trace/narrator.hpp"
#include "harness/trace/recording_file.hpp"

namespace karimen::harness::trace {

class TextTrace {
 public:
  explicit TextTrace(Language language = Language::en) : language_(language), narrator_(language) {}

  /// The lines of one event, each with its end. What is masked is up to the caller.
  [[nodiscard]] std::string lines(const RecordedEvent& event);

 private:
  Language language_;
  Narrator narrator_;
  std::string step_;
};

}  // namespace karimen::harness::trace
