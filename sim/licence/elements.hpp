// The elements of WEF02 and WEF03, listed once (chip.md F.3): encoder and decoder are two visitors of the
// same list. Inside sim/licence only.
#pragma once

#include "sim/licence/wef.hpp"

namespace karimen::sim::licence {

/// Calls, in file order, one of
///   visitor.date(tag, optional<Date>), .driver_class(tag, optional<DriverClass>), .category(tag, Categories,
///   Category), .japanese(tag, maximum, string) for JIS X 0208, .ascii(tag, maximum, string) for JIS X 0201
///   and .binary(tag, maximum, Bytes); `maximum` is in bytes.
template <typename Record, typename Visitor>
void visit_wef02(Record& record, Visitor& visitor) {
  const auto texts = [&](int tag, auto& list, std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) visitor.japanese(tag + static_cast<int>(i), 80, list[from + i]);
  };
  const auto bytes = [&](int tag, std::size_t maximum, auto& list, std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      visitor.binary(tag + static_cast<int>(i), maximum, list[from + i]);
  };
  visitor.date(0xC2, record.history_recorded);
  visitor.driver_class(0xC3, record.driver_class);
  visitor.japanese(0xC4, 6, record.colour);
  visitor.date(0xC5, record.expires);
  texts(0xC6, record.conditions, 0, 4);
  bytes(0xCA, 256, record.missing_glyphs, 0, 2);
  texts(0xCC, record.conditions, 4, 8);
  bytes(0xD4, 256, record.missing_glyphs, 2, 3);
  texts(0xD7, record.remarks, 0, 8);
  texts(0xDF, record.spare, 0, 8);
  visitor.ascii(0xE7, 12, record.record_number);
  visitor.ascii(0xE8, 12, record.history_number);
  visitor.date(0xE9, record.obtained_small);
  visitor.date(0xEA, record.obtained_other);
  visitor.date(0xEB, record.obtained_second);
  for (std::size_t i = 0; i < category_count; ++i)
    visitor.category(0xEC + static_cast<int>(i), record.categories, static_cast<Category>(i));
  bytes(0xFB, 7, record.reserved, 0, 12);
  visitor.binary(0x107, 2000, record.photograph);
}

/// As `visit_wef02`, for a SignatureRecord.
template <typename Record, typename Visitor>
void visit_wef03(Record& record, Visitor& visitor) {
  visitor.binary(0x108, 256, record.signature);
  visitor.ascii(0x109, 16, record.certificate_serial);
  visitor.ascii(0x10A, 48, record.reserved);
  visitor.ascii(0x10B, 80, record.issuer);
  visitor.ascii(0x10C, 130, record.subject);
  visitor.binary(0x10D, 32, record.subject_key_identifier);
}

}  // namespace karimen::sim::licence
