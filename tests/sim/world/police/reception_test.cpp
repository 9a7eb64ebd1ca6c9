// Which counter does what, and when.
#include <boost/test/unit_test.hpp>

#include "sim/world/police/reception.hpp"

using namespace karimen;
using namespace karimen::sim::world;

namespace {

const Facilities& facilities() {
  static const auto all = load_facilities(KARIMEN_SOURCE_DIR "/fixtures/facilities.yaml");
  return all;
}
const Calendar& office_calendar() {
  static const auto holidays =
      std::make_shared<const Holidays>(load_holidays(KARIMEN_SOURCE_DIR "/fixtures/holidays.yaml"));
  static const Calendar made(holidays, LeapBirthday::february_28);
  return made;
}

bool done(const char* facility, Errand errand, const Customs& customs = {}) {
  return handles(facilities().at(facility), errand, customs);
}
bool open(const char* facility, Errand errand, const char* moment, const Customs& customs = {}) {
  return open_for(facilities().at(facility), errand, *parse_moment(moment), office_calendar(), customs);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reception)

BOOST_AUTO_TEST_CASE(tokyos_list_is_for_re_recording_unless_custom_says_otherwise) {
  BOOST_TEST(!done("shinjuku_station", Errand::re_recording));
  BOOST_TEST(done("machida_station", Errand::re_recording));
  for (const auto errand :
       {Errand::rewriting, Errand::standalone_recording, Errand::combined_recording, Errand::submission})
    BOOST_TEST(done("shinjuku_station", errand));
  const Customs listed{.tokyo_list_for_every_recording = true};
  BOOST_TEST(done("shinjuku_station", Errand::rewriting, listed));
  BOOST_TEST(!done("shinjuku_station", Errand::combined_recording, listed));
}

BOOST_AUTO_TEST_CASE(nagano_erases_at_more_counters_than_it_records_at) {
  for (const char* facility : {"matsumoto_station", "kiso_koban"}) {
    BOOST_TEST(done(facility, Errand::erasure), facility);
    BOOST_TEST(done(facility, Errand::giving_up_the_card), facility);
    BOOST_TEST(!done(facility, Errand::rewriting), facility);
    BOOST_TEST(open(facility, Errand::erasure, "2026-05-11T11:30"), facility);
    BOOST_TEST(!open(facility, Errand::erasure, "2026-05-11T12:00"), facility);
  }
  for (const char* facility : {"nagano_minami_station", "saku_station", "shiojiri_station"})
    BOOST_TEST(!done(facility, Errand::erasure), facility);
  BOOST_TEST(done("iida_station", Errand::erasure));
  BOOST_TEST(!open("iida_station", Errand::erasure, "2026-05-11T10:00"));
  BOOST_TEST(open("iida_station", Errand::erasure, "2026-05-11T10:30"));
}

BOOST_AUTO_TEST_CASE(nagano_records_in_its_windows_and_iida_in_its_own) {
  const auto records = [](const char* facility, const char* moment, const Customs& customs = {}) {
    return open(facility, Errand::standalone_recording, moment, customs);
  };
  BOOST_TEST(records("hokushin_licence_centre", "2026-05-11T10:00"));
  BOOST_TEST(!records("iida_station", "2026-05-11T10:00"));
  BOOST_TEST(records("hokushin_licence_centre", "2026-05-11T11:00"));
  BOOST_TEST(!records("hokushin_licence_centre", "2026-05-11T11:00", {.last_minute_excluded = true}));
  BOOST_TEST(!records("hokushin_licence_centre", "2026-05-11T11:01"));
  BOOST_TEST(done("iida_station", Errand::submission));
  BOOST_TEST(!done("matsumoto_station", Errand::submission));
  BOOST_TEST(!done("matsumoto_station", Errand::standalone_recording));
}

BOOST_AUTO_TEST_CASE(submissions_in_tokyo_keep_office_hours_of_working_days) {
  const auto submits = [](const char* moment, const Customs& customs = {}) {
    return open("fuchu_test_centre", Errand::submission, moment, customs);
  };
  BOOST_TEST(submits("2026-05-11T08:30"));
  BOOST_TEST(submits("2026-05-11T17:15"));
  BOOST_TEST(!submits("2026-05-11T17:15", Customs{.last_minute_excluded = true}));
  BOOST_TEST(!submits("2026-05-11T23:00"));
  BOOST_TEST(!submits("2026-05-10T10:00"));  // a Sunday
  BOOST_TEST(!submits("2026-12-29T10:00"));
}

BOOST_AUTO_TEST_CASE(one_custom_stands_for_every_silence_on_hours_and_days) {
  const Customs office{.unstated_hours = UnstatedHours::office_hours};
  for (const auto errand : {Errand::other, Errand::combined_recording, Errand::standalone_recording}) {
    BOOST_TEST(open("fuchu_test_centre", errand, "2026-05-10T03:00"));
    BOOST_TEST(!open("fuchu_test_centre", errand, "2026-05-10T03:00", office));
    BOOST_TEST(open("fuchu_test_centre", errand, "2026-05-11T10:00", office));
  }
  // Nagano states hours and no days.
  BOOST_TEST(open("iida_station", Errand::standalone_recording, "2026-05-10T11:00"));
  BOOST_TEST(!open("iida_station", Errand::standalone_recording, "2026-05-10T11:00", office));
  BOOST_TEST(open("iida_station", Errand::re_recording, "2026-05-10T03:00",
                  Customs{.re_recording_at_any_time = true}));
}

BOOST_AUTO_TEST_SUITE_END()
