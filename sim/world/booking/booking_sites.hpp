// 警視庁's two sites on which a visit is booked.
#pragma once

#include "sim/world/customs.hpp"
#include "sim/world/facility.hpp"
#include "sim/world/person.hpp"
#include "sim/world/result.hpp"

namespace karimen::sim::world {

struct BookingRequest {
  BookingSite site = BookingSite::procedures_site;
  VisitPurpose purpose = VisitPurpose::form_change;
  bool same_address_twice = true;
  bool terms_agreed = true;
};

struct Slot {
  std::optional<Moment> from, until;
};

class BookingSites {
 public:
  explicit BookingSites(const Customs& customs) : customs_(customs) {}

  /// 警視庁行政手続オンライン sends a mail with a link; 警視庁運転免許手続予約サイト goes on to the slot.
  [[nodiscard]] Result request(Person& person, Moment now, const BookingRequest& request) const;
  /// Behind the link. `applied`: 「申込む」 was pressed.
  [[nodiscard]] Result book(Person& person, Moment now, const Facility& facility, Slot slot,
                            bool applied) const;

 private:
  const Customs& customs_;
};

}  // namespace karimen::sim::world
