// A visit is booked: from the page to the mail to the counter.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

Facts request(const char* site = "procedures_site", const char* purpose = "form_change") {
  return {{"site", word(site)}, {"for", word(purpose)}};
}
Facts slot(const char* pressed = "applied") {
  return with(at_fuchu(), {{"slot_from", moment("2026-05-11T08:30")},
                           {"slot_until", moment("2026-05-11T09:30")},
                           {"pressed", word(pressed)}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_booking)

BOOST_AUTO_TEST_CASE(a_booking_leads_from_mail_to_visit) {
  Stage stage(unrecorded_holder());
  BOOST_TEST(stage.answer("request_booking", request(), "2026-05-01T09:00") == "done");
  BOOST_TEST(stage.saw("reservation.state") == "mailed");
  BOOST_TEST(stage.saw("reservation.mailed_at") == "2026-05-01T09:00");
  BOOST_TEST(stage.answer("book_visit", slot("left"), "2026-05-01T12:00") == "refused NOT_APPLIED");
  BOOST_TEST(stage.answer("book_visit", slot(), "2026-05-01T12:00") == "done");
  BOOST_TEST(stage.saw("reservation.facility") == "fuchu_test_centre");
  BOOST_TEST(stage.saw("reservation.from") == "2026-05-11T08:30");
  BOOST_TEST(stage.answer("integrate_licence", at_fuchu(), "2026-05-11T09:45") ==
             "done (CARD_RENEWAL_DUE) (SLOT_MISSED)");
  BOOST_TEST(stage.saw("reservation.state") == "used");
  BOOST_TEST(stage.saw("holder.cash") == "98500");
}

BOOST_AUTO_TEST_CASE(the_link_lasts_180_minutes) {
  Stage stage(unrecorded_holder());
  BOOST_TEST(stage.answer("book_visit", slot(), "2026-05-01T09:00") == "refused LINK_EXPIRED");
  stage.perform("request_booking", request(), "2026-05-01T09:00");
  BOOST_TEST(stage.answer("book_visit", slot(), "2026-05-01T12:01") == "refused LINK_EXPIRED");
  Stage renewal(unrecorded_holder());
  renewal.perform("request_booking", request("renewal_site", "renewal"), "2026-05-01T09:00");
  BOOST_TEST(renewal.answer("book_visit", slot(), "2026-05-02T09:00") == "done");
  const auto refusal = renewal.answer("integrate_licence", at_fuchu(), "2026-05-11T09:00");
  BOOST_TEST(refusal.starts_with("refused NO_RESERVATION"), refusal);
}

BOOST_AUTO_TEST_CASE(a_site_refuses_what_it_does_not_book) {
  Stage stage(unrecorded_holder());
  BOOST_TEST(stage.answer("request_booking", request("renewal_site"), "2026-05-01T09:00") ==
             "refused WRONG_SITE");
  const Facts careless = with(request("procedures_site", "renewal"),
                              {{"emails", word("different")}, {"terms", word("not_agreed")}});
  BOOST_TEST(stage.answer("request_booking", careless, "2026-05-01T09:00") ==
             "refused EMAILS_DIFFER TERMS_NOT_AGREED WRONG_SITE");
  Stage before(unrecorded_holder(), {}, "2025-09-18T00:00");
  BOOST_TEST(before.answer("request_booking", request(), "2025-09-18T08:59") == "refused BOOKING_NOT_OPEN");
  BOOST_TEST(before.answer("request_booking", request(), "2025-09-18T09:00") == "done");
}

BOOST_AUTO_TEST_SUITE_END()
