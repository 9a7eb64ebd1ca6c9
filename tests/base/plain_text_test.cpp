#include "base/plain_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <iconv.h>

#include "base/yaml.hpp"

using namespace karimen;
namespace data = boost::unit_test::data;

namespace {

const std::string japanese = "id: X\ntitle: {ja: 免許情報の記録, en: x}  # 免許\n";

std::string in_coding(const char* coding, std::string utf8) {
  const auto converter = iconv_open(coding, "UTF-8");
  std::string out(utf8.size() * 4 + 8, '\0');
  char *from = utf8.data(), *to = out.data();
  std::size_t left = utf8.size(), room = out.size();
  BOOST_REQUIRE(iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

std::string said_of(const std::string& bytes) {
  const auto found = not_plain_text(bytes, "f.yaml");
  return found ? render(*found) : "";
}

struct Foreign {
  const char* coding;
  const char* said;
};
std::ostream& operator<<(std::ostream& out, const Foreign& foreign) {
  return out << foreign.coding;
}

#define KARIMEN_LINE                                            \
  "  2 | title: {ja: 免許情報の記録, en: x}  # 免許\n" \
  "    |             ^\n"

const Foreign foreign[] = {
    {"CP932",
     "f.yaml:2:13: error: the byte 0x96 (byte 13 of the line) begins no character of UTF-8; the file seems "
     "to be "
     "CP932 (Shift_JIS)\n" KARIMEN_LINE "  fix: save it as UTF-8: iconv -f CP932 -t UTF-8 f.yaml\n"},
    {"EUC-JP",
     "f.yaml:2:13: error: the byte 0xCC (byte 13 of the line) begins no character of UTF-8; the file seems "
     "to be "
     "EUC-JP\n" KARIMEN_LINE "  fix: save it as UTF-8: iconv -f EUC-JP -t UTF-8 f.yaml\n"},
    {"ISO-2022-JP", "f.yaml:2:13: error: this is ISO-2022-JP (JIS), not UTF-8\n" KARIMEN_LINE
                    "  fix: save it as UTF-8: iconv -f ISO-2022-JP -t UTF-8 f.yaml\n"},
    {"UTF-16",  // with a mark
     "f.yaml:1:1: error: this is UTF-16 (little-endian), not UTF-8\n"
     "  fix: save it as UTF-8: iconv -f UTF-16 -t UTF-8 f.yaml\n"},
    {"UTF-16LE",
     "f.yaml:1:1: error: this is UTF-16 (little-endian, without a byte order mark), not UTF-8\n"
     "  fix: save it as UTF-8: iconv -f UTF-16LE -t UTF-8 f.yaml\n"},
    {"UTF-16BE",
     "f.yaml:1:1: error: this is UTF-16 (big-endian, without a byte order mark), not UTF-8\n"
     "  fix: save it as UTF-8: iconv -f UTF-16BE -t UTF-8 f.yaml\n"},
    {"UTF-32",
     "f.yaml:1:1: error: this is UTF-32, not UTF-8\n"
     "  fix: save it as UTF-8: iconv -f UTF-32 -t UTF-8 f.yaml\n"},
};
#undef KARIMEN_LINE

struct Strange {
  std::string bytes;
  int line, column;
  const char* what;
};
std::ostream& operator<<(std::ostream& out, const Strange& strange) {
  return out << strange.what;
}

const Strange strange[] = {
    {"a: 1\n日: \x1B[31m\n", 2, 4, "the control character U+001B cannot stand in a text"},
    {"a: \x7F\n", 1, 4, "the control character U+007F cannot stand in a text"},
    {"a: \xC2\x9B\n", 1, 4, "the control character U+009B cannot stand in a text"},
    {"a: x\xE2\x80\xA8y\n", 1, 5, "the line separator U+2028, which nobody sees"},
    {"a: x\xEF\xBB\xBF\n", 1, 5, "a byte order mark in the middle of the text"},
    {"日本語の文: 一つの壊れ\xE3\x81\n", 1, 13,
     "the byte 0xE3 (byte 33 of the line) begins no character of UTF-8"},
    {"a: \xED\xA0\x80\n", 1, 4, "the byte 0xED (byte 4 of the line) begins no character of UTF-8"},
    {"a: \xF4\x90\x80\x80\n", 1, 4, "the byte 0xF4 (byte 4 of the line) begins no character of UTF-8"},
    {std::string("\x7F"
                 "ELF\2\1\1\0\0\0\0\0\3\0",
                 14),
     1, 1, "this is a binary file, not a text"},
    {std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), 1, 1, "this is a binary file, not a text"},
    {std::string("a: 1\nb: x\0y\n", 12), 2, 5, "this is a binary file, not a text"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_text)

BOOST_AUTO_TEST_CASE(utf8_is_plain_text_with_or_without_a_mark) {
  BOOST_TEST(said_of(japanese) == "");
  BOOST_TEST(said_of("\xEF\xBB\xBF" + japanese) == "");
  BOOST_TEST(said_of("") == "");
  BOOST_TEST(said_of("a:\t𠮷\r\n") == "");
}

BOOST_DATA_TEST_CASE(another_coding_is_named, data::make(foreign), coding) {
  BOOST_TEST(said_of(in_coding(coding.coding, japanese)) == coding.said);
}

// In CP932 two bytes of these are often a character of UTF-8.
BOOST_DATA_TEST_CASE(a_few_words_are_enough_to_name_their_coding,
                     data::make({"免許証の更新", "暗証番号", "免許証の再交付", "運転免許証", "氏名"}) *
                         data::make({"CP932", "EUC-JP"}),
                     words, coding) {
  const auto said = said_of(in_coding(coding, "title: {ja: " + std::string(words) + ", en: x}\n"));
  BOOST_TEST(said.find(coding) != std::string::npos, said);
}

BOOST_DATA_TEST_CASE(what_is_no_text_has_a_place, data::make(strange), text) {
  const auto found = not_plain_text(text.bytes, "f.yaml");
  BOOST_REQUIRE(found);
  BOOST_TEST(found->what == text.what);
  BOOST_TEST(found->where.line == text.line);
  BOOST_TEST(found->where.column == text.column);
  BOOST_TEST(!found->fix.empty());
  // What is shown of it cannot move the cursor or colour the terminal.
  for (const char c : render(*found))
    BOOST_TEST((c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)));
}

BOOST_AUTO_TEST_CASE(yaml_is_read_from_plain_text_only) {
  BOOST_CHECK_THROW((void)yaml::load_text(in_coding("CP932", japanese), "f.yaml"), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
