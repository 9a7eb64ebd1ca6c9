// Saved cards: the envelope, a card that an earlier build saved, and what is refused and why.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/diagnostic.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/chip/memory/relocate.hpp"
#include "sim/chip/memory/snapshot.hpp"
#include "tests/sim/vectors.hpp"
#include "tests/support/chip_fixture.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

// Made by --run_test=snapshot/write_the_fixture when a new format comes; the older ones stay.
std::string fixture_file(int format) {
  return KARIMEN_SOURCE_DIR "/tests/sim/chip/saved/format_" + std::to_string(format) + ".card";
}
const std::string select_key = "00A4040C0AD392F000260100000001";
const std::string sign_abc = "802A03970361626300";

/// In JPKI, authentication PIN verified, one attempt at the password spent.
Card in_use() {
  auto card = fixture::card();
  card.power_on();
  send(card, select_key);
  send(card, "0020009B03414141");
  send(card, "002000980431333537");
  return card;
}

Bytes read_fixture(int format = snapshot::format) {
  std::ifstream file(fixture_file(format), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the refusal says, then how to mend it.
std::string refusal(ByteView saved) {
  try {
    static_cast<void>(Card::restore(saved));
  } catch (const DiagnosticError& error) {
    const auto& one = error.diagnostics().front();
    BOOST_TEST(!one.fix.empty());
    return one.what;
  }
  return "restored";
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Bytes image_of(const Nonvolatile& memory) {
  const auto view = memory.view(0, static_cast<std::uint32_t>(memory.size()));
  return {view.begin(), view.end()};
}

Nonvolatile memory_of(const Bytes& image) {
  Nonvolatile memory(image.size());
  memory.manufacture(0, image);
  return memory;
}

/// The memory of a card, read from what it saves.
Nonvolatile memory_of(const Card& card) {
  const auto saved = card.save();
  const Bytes length{0, 0, static_cast<std::uint8_t>(image_size() >> 8),
                     static_cast<std::uint8_t>(image_size())};
  const auto at = std::search(saved.begin(), saved.end(), length.begin(), length.end()) + 4;
  return memory_of(Bytes(at, at + static_cast<std::ptrdiff_t>(image_size())));
}

Bytes with(Bytes saved, std::size_t at, std::uint8_t value) {
  saved[at] = value;
  return saved;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot)

BOOST_AUTO_TEST_CASE(write_the_fixture, *boost::unit_test::disabled()) {
  const auto saved = in_use().save();
  std::ofstream(fixture_file(snapshot::format), std::ios::binary)
      .write(reinterpret_cast<const char*>(saved.data()), static_cast<std::streamsize>(saved.size()));
}

BOOST_DATA_TEST_CASE(a_card_of_every_format_is_restored,
                     boost::unit_test::data::xrange<int>(snapshot::oldest_format, snapshot::format + 1),
                     saved_format) {
  auto card = Card::restore(read_fixture(saved_format));
  BOOST_TEST((Editor(card).current_application() == ApplicationId::jpki));
  BOOST_TEST(send(card, sign_abc) == to_hex(vectors::get("sig_di")) + "9000");
  BOOST_TEST(send(card, "0020009B") == "63C4");
  BOOST_TEST(send(card, "0020009B09414243313233444546") == "9000");
  BOOST_TEST(send(card, "00B0810004") == "308206CD9000");
  BOOST_TEST(to_hex(card.power_on()) == "3BE000FF8131FE4514");
  BOOST_TEST(send(card, select_key) == "9000");
  BOOST_TEST(send(card, sign_abc) == "6982");
}

BOOST_AUTO_TEST_CASE(the_format_of_today_is_written_as_it_was) {
  const auto saved = read_fixture();
  BOOST_TEST((Card::restore(saved).save() == saved));
}

BOOST_AUTO_TEST_CASE(a_fork_goes_its_own_way_from_a_snapshot) {
  auto card = in_use();
  const auto saved = card.save();
  auto one = Card::restore(saved), two = one;
  BOOST_TEST((one == card));
  send(one, "002000980430303030");
  BOOST_TEST(send(one, "00200098") == "63C2");
  BOOST_TEST(send(two, "00200098") == "63C3");
  BOOST_TEST(send(one, sign_abc) == "6982");
  BOOST_TEST(send(two, sign_abc).size() > 4);
  BOOST_TEST((card.save() == saved));
}

BOOST_AUTO_TEST_CASE(something_else_is_no_saved_card) {
  BOOST_TEST(says(refusal(Bytes{}), "no saved card"));
  BOOST_TEST(says(refusal(to_bytes("card:\n  persona: hanako\n")), "no saved card"));
  const auto saved = in_use().save();
  BOOST_TEST(says(refusal(ByteView(saved).subspan(snapshot::header_size)), "no saved card"));
}

BOOST_AUTO_TEST_CASE(another_format_is_named) {
  const auto saved = in_use().save();
  BOOST_TEST(says(refusal(with(saved, 13, snapshot::format + 1)), "a later version (format 3"));
  BOOST_TEST(says(refusal(with(saved, 12, 1)), "a later version (format 258"));
  BOOST_TEST(says(refusal(with(saved, 13, 0)), "no longer read"));
}

BOOST_AUTO_TEST_CASE(files_move_to_where_the_tables_of_this_version_put_them) {
  const auto memory = memory_of(in_use());
  BOOST_TEST((relocated(memory, directory(), {}) == image_of(memory)));
  // Another version: its files in the opposite order behind a gap, one of them not there yet.
  auto places = directory();
  std::ranges::reverse(places);
  std::erase_if(places, [](const Place& place) { return place.file == 0x0066; });
  std::uint32_t offset = 4 * Nonvolatile::row_size;
  Bytes image(2 * memory.size());
  std::ranges::copy(memory.view(0, Nonvolatile::row_size), image.begin());
  for (auto& place : places) {
    const auto size = place.capacity + 2;
    std::ranges::copy(memory.view(place.offset, size), image.begin() + offset);
    place.offset = offset;
    offset += (size + 31) / 32 * 32;
  }
  const auto moved = relocated(memory_of(image), places, {});
  auto expected = image_of(memory);
  const auto* object = find_data_object(0x0066);
  std::fill_n(expected.begin() + object->offset, object->capacity + 2, std::uint8_t{0});
  BOOST_TEST((moved == expected));
}

BOOST_AUTO_TEST_CASE(a_file_that_this_version_cannot_hold_is_named) {
  const auto memory = memory_of(in_use());
  const auto why = [&memory](auto change) {
    auto places = directory();
    change(*std::ranges::find_if(
        places, [](const Place& place) { return place.application == 5 && place.file == 0x0003; }));
    try {
      static_cast<void>(relocated(memory, places, {}));
    } catch (const DiagnosticError& error) {
      return error.diagnostics().front().what;
    }
    return std::string("moved");
  };
  BOOST_TEST(why([](Place&) {}) == "moved");
  BOOST_TEST(says(why([](Place& place) { place.file = 0x1F; }), "file 001F of application 5 is none of"));
  BOOST_TEST(says(why([](Place& place) { place.application = 9; }), "file 0003 of application 9 is none of"));
  BOOST_TEST(says(why([](Place& place) { place.offset = 0xFFFFFFF0; }), "damaged"));
  BOOST_TEST(says(why([](Place& place) { place.capacity = 10; }), "damaged"));
}

BOOST_AUTO_TEST_CASE(a_file_cut_short_or_too_long_is_named) {
  const auto saved = in_use().save();
  for (const std::size_t size : {std::size_t{1}, std::size_t{12}, std::size_t{25}, std::size_t{26},
                                 saved.size() / 2, saved.size() - 1}) {
    BOOST_TEST(says(refusal(ByteView(saved).first(size)), "ends early"));
  }
  auto longer = saved;
  longer.push_back(0);
  BOOST_TEST(says(refusal(longer), "1 bytes follow"));
}

BOOST_AUTO_TEST_CASE(a_changed_byte_anywhere_is_noticed) {
  const auto saved = in_use().save();
  for (std::size_t at = 0; at < saved.size(); at += at < 64 ? 1 : 97) {
    BOOST_TEST(refusal(with(saved, at, saved[at] ^ 0x20)) != "restored");
  }
}

BOOST_AUTO_TEST_CASE(numbers_that_no_card_has_are_refused) {
  const auto saved = in_use().save();
  const auto body = ByteView(saved).subspan(snapshot::header_size);
  for (std::size_t size = 0; size < body.size(); size += size < 300 ? 1 : 499) {
    BOOST_TEST(says(refusal(snapshot::sealed(body.first(size))), "damaged"));
  }
  Bytes clause(body.begin(), body.end());
  clause[clause.size() - 10] = 0xFF;  // the clause and two integers come last
  BOOST_TEST(says(refusal(snapshot::sealed(clause)), "damaged"));
}

BOOST_AUTO_TEST_CASE(any_body_is_restored_or_refused_and_what_is_restored_answers) {
  crypto::Generator dice("saved bodies");
  const auto saved = in_use().save();
  const Bytes body(saved.begin() + snapshot::header_size, saved.end());
  int restored = 0;
  for (int round = 0; round < 2000; ++round) {
    auto damaged = body;
    const auto bytes = dice.take(9);
    damaged[(bytes[0] << 16 | bytes[1] << 8 | bytes[2]) % damaged.size()] = bytes[3];
    if (round % 2 == 0) damaged[(bytes[4] << 8 | bytes[5]) % 400] = bytes[6];
    if (round % 5 == 0) damaged[damaged.size() - 1 - (bytes[7] << 8 | bytes[8]) % 400] ^= bytes[3];
    try {
      auto card = Card::restore(snapshot::sealed(damaged));
      ++restored;
      for (int i = 0; i < 2; ++i) {
        for (const auto& command : {select_key, std::string("00B0810000"), std::string("00200098"),
                                    std::string("8050200008010203040506070800")}) {
          BOOST_TEST(card.transmit(from_hex(command)).size() != 1u);
        }
        static_cast<void>(explain(card.last_cause(), Language::en));
        card.power_on();
      }
    } catch (const DiagnosticError& error) {
      BOOST_TEST(!error.diagnostics().front().fix.empty());
    }
  }
  BOOST_TEST(restored > 100);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
