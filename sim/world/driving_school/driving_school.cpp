#include "sim/world/driving_school/driving_school.hpp"

#include "sim/world/objections.hpp"

namespace karimen::sim::world {

Result DrivingSchool::lecture_for_elderly(Person& person, Moment now) const {
  Driver& driver = drivers_.entry(person.id);
  Objections objections;
  const bool in_force = drivers_.in_force(person.id, date_of(now));
  objections.hear(obstacle::no_licence, !in_force);
  objections.hear(obstacle::not_elderly, in_force && !drivers_.elderly(driver, person.identity.birth_date));
  objections.see(obstacle::fee_short, person.cash == 0);  // the amount is not published
  if (!objections.none()) return objections.refusal();
  driver.elderly_lecture = true;
  return {.fee = {.charged = true}};
}

}  // namespace karimen::sim::world
