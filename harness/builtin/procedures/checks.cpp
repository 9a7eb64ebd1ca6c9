// The roadside, the reading app, and the sites on which a visit is booked.
#include <array>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

Result roadside_check(const Call& call) {
  const auto presents =
      call.inputs.set("presents"_fact, {"card", "previous_card", "other_persons_card", "licence_document",
                                        "smartphone", "record_printout", "delivery_notice"});
  const auto& person = call.person;
  Presented presented{.other_persons_card = presents.contains("other_persons_card"),
                      .reading_allowed = !call.inputs.says("reading"_fact, "refused", {"allowed"})};
  if (presents.contains("card") && person.has_card_at_hand()) presented.card = person.card;
  if (presents.contains("previous_card") && person.previous != nullptr &&
      (person.previous->possession == Possession::holder ||
       person.previous->possession == Possession::lost)) {
    presented.previous_card = person.previous;
  }
  presented.licence_document =
      presents.contains("licence_document") && person.papers.licence_document == DocumentStatus::held;
  return call.world.officer.check(person, presented, call.now,
                                  !call.inputs.says("mode"_fact, "offline", {"online"}));
}
Result read_with_app(const Call& call) {
  return call.world.app.read(call.person, call.inputs.text("pin"_fact, "8642"));
}
Result request_booking(const Call& call) {
  return call.world.booking.request(
      call.person, call.now,
      {.site = call.inputs.word("site"_fact, BookingSite::procedures_site),
       .purpose = call.inputs.word("for"_fact, VisitPurpose::form_change),
       .same_address_twice = !call.inputs.says("emails"_fact, "different", {"same"}),
       .terms_agreed = !call.inputs.says("terms"_fact, "not_agreed", {"agreed"})});
}
Result book_visit(const Call& call) {
  return call.world.booking.book(
      call.person, call.now, *visit_of(call).facility,
      {call.inputs.moment("slot_from"_fact), call.inputs.moment("slot_until"_fact)},
      !call.inputs.says("pressed"_fact, "left", {"applied"}));
}

constexpr std::array check_rows{
    ProcedureRow{"roadside_check", roadside_check}, ProcedureRow{"read_with_app", read_with_app},
    ProcedureRow{"request_booking", request_booking}, ProcedureRow{"book_visit", book_visit}};

}  // namespace

std::span<const ProcedureRow> checks_and_bookings() {
  return check_rows;
}

}  // namespace karimen::harness::builtin
