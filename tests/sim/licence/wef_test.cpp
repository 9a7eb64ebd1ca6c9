#include "sim/licence/wef.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "sim/crypto/derived_key.hpp"
#include "sim/licence/jis.hpp"
#include "sim/licence/photographs.hpp"
#include "tests/sim/vectors.hpp"

using namespace karimen;
using namespace karimen::sim;
using licence::Category;
using licence::LicenceRecord;
using licence::Verification;
namespace data = boost::unit_test::data;

namespace {

constexpr std::size_t capacity = 5845;  // bytes of WEF02, chip.md F.1

Date day(const char* text) {
  return parse_date(text).value();
}

/// The record of chip.md F.5.
LicenceRecord worked_record() {
  LicenceRecord record;
  record.colour = licence::colour_text(licence::DriverClass::excellent);
  record.expires = day("2030-08-08");
  record.conditions[0] = "眼鏡等";
  record.record_number = "123456789012";
  record.obtained_other = day("2010-04-01");
  record.categories = {Category::ordinary, Category::moped};
  record.photograph = from_hex("0000000C6A5020200D0A870A");
  record.photograph.resize(32);
  return record;
}

/// Every element in use.
LicenceRecord full_record() {
  LicenceRecord record = worked_record();
  record.history_recorded = day("2025-04-10");
  record.driver_class = licence::DriverClass::violation;
  record.conditions.fill(std::string("準中型車（５ｔ）と普通車に限る"));
  record.missing_glyphs.fill(Bytes(32, 0xA5));
  record.remarks.fill("備考");
  record.spare.fill("予備");
  record.history_number = "999999999999";
  record.obtained_small = day("2001-01-01");
  record.obtained_second = day("2019-05-01");
  for (std::size_t i = 0; i < licence::category_count; ++i) record.categories.hold(static_cast<Category>(i));
  record.reserved.fill(Bytes(7, 0x31));
  record.photograph = licence::Photographs(KARIMEN_SOURCE_DIR "/fixtures/photographs").bytes("photo-03");
  return record;
}

licence::Signer signer_k9() {
  return licence::safety_commission_signer(crypto::derive_key("K9"));
}

std::string error_of(ByteView file) {
  const auto result = licence::decode_wef02(file);
  const auto* error = std::get_if<licence::DecodeError>(&result);
  return error ? to_hex(Bytes{static_cast<std::uint8_t>(error->tag >> 8),
                              static_cast<std::uint8_t>(error->tag)}) +
                     " " + error->what
               : "decoded";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wef)

BOOST_AUTO_TEST_CASE(the_worked_record_has_the_bytes_of_chip_f5) {
  BOOST_TEST(to_hex(licence::encode_wef02(worked_record())) == to_hex(vectors::get("wef02")));
}

BOOST_AUTO_TEST_CASE(the_worked_signature_has_the_bytes_of_chip_f5) {
  BOOST_TEST(to_hex(licence::sign_record(vectors::get("wef02"), signer_k9())) ==
             to_hex(vectors::get("wef03")));
}

BOOST_AUTO_TEST_CASE(the_worked_file_decodes_to_the_record) {
  BOOST_TEST((std::get<LicenceRecord>(licence::decode_wef02(vectors::get("wef02"))) == worked_record()));
}

BOOST_AUTO_TEST_CASE(a_record_with_every_element_round_trips) {
  const Bytes file = licence::encode_wef02(full_record());
  BOOST_TEST(file.size() <= capacity);
  BOOST_TEST((std::get<LicenceRecord>(licence::decode_wef02(file)) == full_record()));
}

BOOST_AUTO_TEST_CASE(a_record_of_maximum_size_fills_the_file_exactly) {
  LicenceRecord record = full_record();
  for (auto* texts : {&record.remarks, &record.spare})
    for (auto& text : *texts) {
      text.clear();
      for (int i = 0; i < 40; ++i) text += "字";
    }
  record.conditions.fill(record.remarks[0]);
  record.missing_glyphs.fill(Bytes(256, 1));
  record.photograph = Bytes(2000, 1);
  BOOST_TEST(licence::encode_wef02(record).size() == capacity);
}

BOOST_AUTO_TEST_CASE(every_shorter_file_is_refused) {
  const Bytes file = vectors::get("wef02");
  for (std::size_t size = 0; size < file.size(); ++size)
    BOOST_TEST(error_of(ByteView(file).first(size)) != "decoded", "accepted " << size << " bytes");
}

BOOST_AUTO_TEST_CASE(filler_behind_the_last_element_is_allowed_and_nothing_else) {
  Bytes file = vectors::get("wef02");
  file.resize(300, 0xFF);
  BOOST_TEST(error_of(file) == "decoded");
  file[260] = 0x00;
  BOOST_TEST(error_of(file) == "0000 something other than filler follows the last element");
}

BOOST_AUTO_TEST_CASE(malformed_elements_are_named) {
  const auto changed = [](std::size_t at, std::uint8_t value) {
    Bytes file = vectors::get("wef02");
    file[at] = value;
    return error_of(file);
  };
  BOOST_TEST(changed(0, 0xC3) == "00C2 expected tag C2, found C3");
  BOOST_TEST(changed(5, 0x81) == "00C4 the length is malformed");
  BOOST_TEST(changed(6, 0x7F) == "00C4 not JIS X 0208");
  BOOST_TEST(changed(14, 0x39) == "00C5 not an era date");
  BOOST_TEST(changed(219 - 32, 0x21) == "0107 the value runs past the end of the file");
}

BOOST_AUTO_TEST_CASE(a_value_too_long_for_its_element_is_refused_both_ways) {
  LicenceRecord record = worked_record();
  record.record_number = "1234567890123";
  BOOST_CHECK_THROW((void)licence::encode_wef02(record), DiagnosticError);
  Bytes file = licence::encode_wef02(worked_record());
  const Bytes number = to_bytes("123456789012");
  const auto value = std::search(file.begin(), file.end(), number.begin(), number.end());
  *(value - 1) = 13;
  file.insert(value, '0');
  BOOST_TEST(error_of(file) == "00E7 13 bytes, at most 12");
}

BOOST_AUTO_TEST_CASE(a_character_outside_jis_x_0208_is_named) {
  LicenceRecord record = worked_record();
  record.remarks[0] = "旧姓　髙橋";
  try {
    (void)licence::encode_wef02(record);
    BOOST_ERROR("encoded");
  } catch (const DiagnosticError& error) {
    BOOST_TEST(error.diagnostics().front().what == "髙 (U+9AD9) is not in JIS X 0208");
  }
}

BOOST_DATA_TEST_CASE(japanese_text_round_trips, data::make({"優良　", "新規　", "その他", "－～ー｜〓", ""}),
                     text) {
  BOOST_TEST(licence::from_jis_x0208(licence::to_jis_x0208(text)).value() == text);
}

BOOST_AUTO_TEST_CASE(the_pin_setting_says_whether_there_is_a_pin) {
  BOOST_TEST(to_hex(licence::encode_wef01(true)) == "C10101");
  BOOST_TEST(to_hex(licence::encode_wef01(false)) == "C10100");
}

BOOST_AUTO_TEST_CASE(verification_tells_the_defects_apart) {
  const auto key = signer_k9().key.public_key();
  const Bytes data = vectors::get("wef02"), signature = vectors::get("wef03");
  Bytes padded = data, tampered = data, foreign = signature, cut(signature.begin(), signature.end() - 1);
  padded.resize(capacity, 0x00);
  tampered[20] ^= 0x01;
  foreign[foreign.size() - 1] ^= 0x01;
  BOOST_TEST((licence::verify_record(data, signature, key) == Verification::valid));
  BOOST_TEST((licence::verify_record(padded, signature, key) == Verification::valid));
  tampered[18] = '1';  // expiry 令和1x → another well-formed date
  BOOST_TEST((licence::verify_record(tampered, signature, key) != Verification::valid));
  Bytes other = licence::encode_wef02(full_record());
  BOOST_TEST((licence::verify_record(other, signature, key) == Verification::wrong_signature));
  BOOST_TEST((licence::verify_record(data, foreign, key) == Verification::unknown_signer));
  BOOST_TEST((licence::verify_record(data, cut, key) == Verification::malformed_signature));
  BOOST_TEST((licence::verify_record(signature, signature, key) == Verification::malformed_record));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(photographs)

BOOST_AUTO_TEST_CASE(at_least_eight_different_ones_fit_a_licence_record) {
  const licence::Photographs all(KARIMEN_SOURCE_DIR "/fixtures/photographs");
  std::size_t fitting = 0;
  for (const auto& id : all.ids()) {
    BOOST_TEST(all.id_of(all.bytes(id)) == id);
    fitting += all.bytes(id).size() <= 2000 ? 1 : 0;
    BOOST_TEST(all.bytes(id).size() <= 7000U);
  }
  BOOST_TEST(fitting >= 8U);
}

BOOST_AUTO_TEST_CASE(an_unknown_id_is_a_diagnostic_and_unknown_bytes_have_none) {
  const licence::Photographs all(KARIMEN_SOURCE_DIR "/fixtures/photographs");
  BOOST_CHECK_THROW((void)all.bytes("photo-99"), DiagnosticError);
  BOOST_TEST(all.id_of({}).empty());
  BOOST_CHECK_THROW(licence::Photographs("/nowhere"), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
