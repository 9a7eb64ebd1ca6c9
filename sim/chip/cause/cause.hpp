// Why a command was answered as it was: an index into the chip's table of clauses and two integers.
// Bilingual are made when asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"

namespace karimen::sim::chip {

/// One row of the table in cause_table.cpp each, in the same order. New ones go to the end: saved cards hold
/// their numbers. The status word belongs to the clause.
enum class Clause : std::uint16_t {
  done,
  wrong_length,
  body_malformed,
  logical_channel,
  unknown_class,
  messaging_not_provided,
  messaging_no_session,
  messaging_header_not_supported,
  messaging_object_wrong,
  messaging_padding_wrong,
  unknown_instruction,
  wrong_parameters,
  function_not_provided,
  application_not_found,
  no_application_selected,
  file_not_found,
  no_current_file,
  not_transparent,
  not_records,
  not_reference_data,
  not_private_key,
  not_terminal_root,
  read_not_allowed,
  write_not_allowed,
  offset_outside,
  record_not_found,
  tries_left,
  wrong_value,
  no_retry_limit,
  wrong_value_no_limit,
  reference_blocked,
  change_not_allowed,
  change_not_verified,
  change_format,
  key_not_verified,
  key_use,
  key_missing,
  default_key_missing,
  scheme_input,
  challenge_too_long,
  object_not_found,
  object_longer_than_le,
  session_key_environment,
  session_key_never,
  session_key_not_verified,
  session_key_too_large,
  session_key_not_opened,
  session_key_structure,
  external_key_unknown,
  terminal_function_missing,
  terminal_certificate_wrong,
  nothing_to_fetch,
  issuance_function,
  channel_required,
  channel_not_configured,
  channel_key_set_unknown,
  channel_not_initialised,
  channel_cryptogram_wrong,
  channel_mac_wrong,
  channel_not_entitled,
  install_names_wrong,
  install_already_present,
  install_no_space,
  delete_not_found,
  delete_not_allowed,
  store_out_of_order,
  store_groups_malformed,
  store_target_unknown,
  store_too_long,
  store_sequence_too_long,
  store_value_wrong,
  status_nothing_found,
  first_command_lost,
  chip_broken,
  reference_not_set,
  count_,
};

struct Cause {
  Clause clause = Clause::done;
  std::int32_t first = 0;   ///< meaning by clause
  std::int32_t second = 0;  ///< meaning by clause
  bool operator==(const Cause&) const = default;
};

/// The status word that a cause is answered with.
[[nodiscard]] std::uint16_t status_word(const Cause& cause);

/// What happened, in one sentence without a full stop.
[[nodiscard]] std::string explain(const Cause& cause, Language language);

/// What the client should have sent instead, or does next. One sentence without a full stop.
[[nodiscard]] std::string advice(const Cause& cause, Language language);

/// The sentence of `explain` for a clause without a case of its own: "…" in place of every number.
[[nodiscard]] std::string rule_of(Clause clause, Language language);

/// The same of `advice`.
[[nodiscard]] std::string advice_of(Clause clause, Language language);

/// The clause as it is spelt in the enumeration.
[[nodiscard]] std::string_view name(Clause clause);

/// Where the clause comes from: a section of the fact sheet, or "emulator-defined".
[[nodiscard]] std::string_view source(const Cause& cause);

/// All clauses that answer a status word, in the order of the enumeration; 63C0 … 63CF are one. Empty: the
/// card never answers it.
[[nodiscard]] std::vector<Clause> clauses_of(std::uint16_t status_word);

}  // namespace karimen::sim::chip
