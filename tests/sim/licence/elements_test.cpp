// The table of chip.md F.3, element by element: encoder and decoder walk one list, so that nothing but
// another list can say that both are wrong.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <functional>

#include "base/diagnostic.hpp"
#include "sim/licence/wef.hpp"

using namespace karimen;
using namespace karimen::sim;
using licence::Category;
using licence::LicenceRecord;
using licence::SignatureRecord;

namespace {

template <class Record>
struct Element {
  int tag;
  std::size_t maximum;
  std::size_t unit;                                  ///< bytes of a character
  Bytes character;                                   ///< as it is stored
  std::function<void(Record&, std::size_t)> repeat;  ///< that many characters; absent: it has one value
  std::function<void(Record&)> set;
  Bytes stored;  ///< what `set` is stored as
};

using Elements = std::vector<Element<LicenceRecord>>;

std::string repeated(const std::string& character, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += character;
  return text;
}

void add_texts(Elements& table, int tag, int last, auto& (*list)(LicenceRecord&), std::size_t from) {
  for (; tag <= last; ++tag, ++from)
    table.push_back({tag, 80, 2, {0x3B, 0x7A}, [=](LicenceRecord& record, std::size_t times) {
                       list(record)[from] = repeated("字", times);
                     }});
}
void add_bytes(Elements& table, int tag, int last, std::size_t maximum, auto& (*list)(LicenceRecord&),
               std::size_t from) {
  for (; tag <= last; ++tag, ++from)
    table.push_back({tag, maximum, 1, {0x5A}, [=](LicenceRecord& record, std::size_t times) {
                       list(record)[from] = Bytes(times, 0x5A);
                     }});
}
void add_date(Elements& table, int tag, std::optional<Date> LicenceRecord::*member) {
  table.push_back({.tag = tag,
                   .maximum = 7,
                   .set = [=](LicenceRecord& record) { record.*member = parse_date("2030-08-08"); },
                   .stored = to_bytes("5120808")});
}

auto& conditions(LicenceRecord& record) {
  return record.conditions;
}
auto& remarks(LicenceRecord& record) {
  return record.remarks;
}
auto& spare(LicenceRecord& record) {
  return record.spare;
}
auto& glyphs(LicenceRecord& record) {
  return record.missing_glyphs;
}
auto& reserved(LicenceRecord& record) {
  return record.reserved;
}

Elements wef02() {
  Elements table;
  add_date(table, 0xC2, &LicenceRecord::history_recorded);
  table.push_back({.tag = 0xC3,
                   .maximum = 1,
                   .set = [](auto& record) { record.driver_class = licence::DriverClass::first_time; },
                   .stored = {0x04}});
  table.push_back(
      {0xC4, 6, 2, {0x3B, 0x7A}, [](auto& record, auto times) { record.colour = repeated("字", times); }});
  add_date(table, 0xC5, &LicenceRecord::expires);
  add_texts(table, 0xC6, 0xC9, conditions, 0);
  add_bytes(table, 0xCA, 0xCB, 256, glyphs, 0);
  add_texts(table, 0xCC, 0xD3, conditions, 4);
  add_bytes(table, 0xD4, 0xD6, 256, glyphs, 2);
  add_texts(table, 0xD7, 0xDE, remarks, 0);
  add_texts(table, 0xDF, 0xE6, spare, 0);
  table.push_back(
      {0xE7, 12, 1, {'3'}, [](auto& record, auto times) { record.record_number = std::string(times, '3'); }});
  table.push_back({0xE8, 12, 1, {'4'}, [](auto& record, auto times) {
                     record.history_number = std::string(times, '4');
                   }});
  add_date(table, 0xE9, &LicenceRecord::obtained_small);
  add_date(table, 0xEA, &LicenceRecord::obtained_other);
  add_date(table, 0xEB, &LicenceRecord::obtained_second);
  const char* words[] = {"heavy",
                         "ordinary",
                         "large_special",
                         "large_motorcycle",
                         "ordinary_motorcycle",
                         "small_special",
                         "moped",
                         "towing",
                         "heavy_second_class",
                         "ordinary_second_class",
                         "large_special_second_class",
                         "towing_second_class",
                         "medium",
                         "medium_second_class",
                         "semi_medium"};
  int tag = 0xEC;
  for (const char* word : words) {
    const Category category = licence::category_of(word).value();
    table.push_back({.tag = tag++,
                     .maximum = 1,
                     .set = [=](LicenceRecord& record) { record.categories.hold(category); },
                     .stored = {0x01}});
  }
  add_bytes(table, 0xFB, 0x106, 7, reserved, 0);
  table.push_back(
      {0x107, 2000, 1, {0x5A}, [](auto& record, auto times) { record.photograph = Bytes(times, 0x5A); }});
  return table;
}

std::vector<Element<SignatureRecord>> wef03() {
  const auto text = [](int tag, std::size_t maximum, std::string SignatureRecord::*member) {
    return Element<SignatureRecord>{tag, maximum, 1, {'a'}, [=](SignatureRecord& record, std::size_t times) {
                                      record.*member = std::string(times, 'a');
                                    }};
  };
  const auto bytes = [](int tag, std::size_t maximum, Bytes SignatureRecord::*member) {
    return Element<SignatureRecord>{tag, maximum, 1, {0x5A}, [=](SignatureRecord& record, std::size_t times) {
                                      record.*member = Bytes(times, 0x5A);
                                    }};
  };
  return {bytes(0x108, 256, &SignatureRecord::signature),
          text(0x109, 16, &SignatureRecord::certificate_serial),
          text(0x10A, 48, &SignatureRecord::reserved),
          text(0x10B, 80, &SignatureRecord::issuer),
          text(0x10C, 130, &SignatureRecord::subject),
          bytes(0x10D, 32, &SignatureRecord::subject_key_identifier)};
}

Bytes encoded(const LicenceRecord& record) {
  return licence::encode_wef02(record);
}
Bytes encoded(const SignatureRecord& record) {
  return licence::encode_wef03(record);
}
auto decoded(const LicenceRecord&, ByteView file) {
  return licence::decode_wef02(file);
}
auto decoded(const SignatureRecord&, ByteView file) {
  return licence::decode_wef03(file);
}

/// The file in which the n-th element has that content, and all others have none.
Bytes file_with(const auto& table, std::size_t n, const Bytes& content) {
  Bytes file;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].tag > 0xFF) file.push_back(0x01);
    file.push_back(static_cast<std::uint8_t>(table[i].tag));
    const std::size_t size = i == n ? content.size() : 0;
    if (size > 127) file.insert(file.end(), {0x82, static_cast<std::uint8_t>(size / 256)});
    file.push_back(static_cast<std::uint8_t>(size));
    if (i == n) file.insert(file.end(), content.begin(), content.end());
  }
  return file;
}

template <class Record>
void check(const std::vector<Element<Record>>& table) {
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto& element = table[n];
    Record record;
    Bytes content = element.stored;
    if (element.repeat) {
      element.repeat(record, element.maximum / element.unit);
      while (content.size() < element.maximum)
        content.insert(content.end(), element.character.begin(), element.character.end());
    } else {
      element.set(record);
    }
    const Bytes file = file_with(table, n, content);
    BOOST_TEST(to_hex(encoded(record)) == to_hex(file), fmt::format("element {:02X}", element.tag));
    const auto read = decoded(record, file);
    BOOST_REQUIRE_MESSAGE(std::holds_alternative<Record>(read), fmt::format("element {:02X}", element.tag));
    BOOST_TEST((std::get<Record>(read) == record), fmt::format("element {:02X}", element.tag));

    const auto longer = decoded(record, file_with(table, n, Bytes(element.maximum + 1, 0x31)));
    BOOST_REQUIRE(!std::holds_alternative<Record>(longer));
    const auto& error = std::get<licence::DecodeError>(longer);
    BOOST_TEST(
        fmt::format("{:02X}: {}", error.tag, error.what) ==
        fmt::format("{:02X}: {} bytes, at most {}", element.tag, element.maximum + 1, element.maximum));
    if (!element.repeat) continue;
    element.repeat(record, element.maximum / element.unit + 1);
    const auto names_it = [&](const DiagnosticError& refusal) {
      return refusal.diagnostics().front().what.starts_with(
          fmt::format("licence record element {:02X}: ", element.tag));
    };
    BOOST_CHECK_EXCEPTION((void)encoded(record), DiagnosticError, names_it);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(elements)

BOOST_AUTO_TEST_CASE(each_of_the_licence_data_stands_in_its_place_up_to_its_maximum) {
  BOOST_TEST(wef02().size() == 70U);
  check(wef02());
}

BOOST_AUTO_TEST_CASE(each_of_the_signature_stands_in_its_place_up_to_its_maximum) {
  check(wef03());
}

BOOST_AUTO_TEST_CASE(a_class_and_a_category_are_what_they_may_be_and_nothing_else) {
  const auto error_of = [](int tag, std::uint8_t value) {
    const auto table = wef02();
    std::size_t n = 0;
    while (table[n].tag != tag) ++n;
    const auto read = licence::decode_wef02(file_with(table, n, {value}));
    const auto* error = std::get_if<licence::DecodeError>(&read);
    return error != nullptr ? error->what : "";
  };
  BOOST_TEST(error_of(0xC3, 0x00) == "not a driver class");
  BOOST_TEST(error_of(0xC3, 0x01) == "");
  BOOST_TEST(error_of(0xC3, 0x04) == "");
  BOOST_TEST(error_of(0xC3, 0x05) == "not a driver class");
  BOOST_TEST(error_of(0xEC, 0x00) == "a category held is 01");
  BOOST_TEST(error_of(0xFA, 0x02) == "a category held is 01");
}

BOOST_AUTO_TEST_SUITE_END()
