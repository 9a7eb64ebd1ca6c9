#include "sim/world/card_factory/inheritance.hpp"

#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"

namespace karimen::sim::world {
namespace {

bool inheriting(Reason reason) {
  return reason == Reason::expiry || reason == Reason::note_area_full;
}

}  // namespace

bool Inheritance::characters_fit(const Person& person) const {
  const auto fits = [&](Encodable characters) {
    return characters == Encodable::encodable ||
           (characters == Encodable::substitutable && customs_.substitute_characters_inherit);
  };
  return fits(person.name_characters) && fits(person.address_characters);
}

void Inheritance::collect_changing(const Person& person, Date day, CodeSet& obstacles) const {
  const Driver& driver = drivers_.entry(person.id);
  const bool registered = person.card != nullptr && driver.card_of_record() == person.card->serial();
  if (!registered) obstacles.insert(obstacle::no_licence_record_on_card);
  // 警視庁: 「運転免許証が停止、取消し又は失効している場合」: who never had one is not among them.
  const bool ended =
      !drivers_.in_force(person.id, day) && drivers_.status(person.id, day) != LicenceStatus::never;
  // A driving history is no 運転免許証 that could be stopped, revoked or lapse.
  if (!driver.history.on_card() && (ended || drivers_.is_suspended(person.id, day)))
    obstacles.insert(obstacle::licence_status);
  if (!characters_fit(person)) obstacles.insert(obstacle::characters);
}

CodeSet Inheritance::at_application(const Person& person, const CardApplication& application) const {
  const Driver& driver = drivers_.entry(person.id);
  const Date day = date_of(*application.at);
  CodeSet obstacles;
  // Before the scheme there are no conditions to fail: 長野県警 A8.
  const bool late = customs_.errs(Defect::inheritance_begins_a_day_late) && day == inheritance_begins;
  if (!customs_.delivery_date_decides_scheme && (day < inheritance_begins || late))
    return {obstacle::before_scheme};
  if (!inheriting(application.reason) && !customs_.errs(Defect::every_reason_inherits))
    obstacles.insert(obstacle::reason);
  if (person.card != nullptr && day > cards_.card(person.card->serial()).expires) {
    obstacles.insert(obstacle::card_not_valid_at_application);
  }
  if (!online(application.channel) && !customs_.errs(Defect::every_channel_inherits))
    obstacles.insert(obstacle::channel);
  if (application.wish != Wish::wished && !customs_.errs(Defect::wish_not_asked))
    obstacles.insert(obstacle::no_wish);
  // 警視庁: 「免許情報記録番号・運転経歴情報記録番号を誤りなく入力すること」.
  const auto& number = driver.history.on_card() ? driver.history.number : driver.record_number;
  if (application.number != number && !customs_.errs(Defect::number_not_compared))
    obstacles.insert(obstacle::number);
  if (!application.signature_certificate_wanted) obstacles.insert(obstacle::no_signature_cert);
  const Submission& submission = driver.submission;
  const bool certificate_valid =
      person.card != nullptr && cards_.card(person.card->serial()).signature.valid_on(day);
  const bool ended = customs_.submission_ends_with_certificate && !certificate_valid;
  const bool beforehand =
      submission.submitted && !ended && (!submission.at || *submission.at < *application.at);
  if (!beforehand && !(submission.submitted && customs_.errs(Defect::submission_need_not_be_before)))
    obstacles.insert(obstacle::not_submitted);
  collect_changing(person, day, obstacles);
  if (customs_.errs(Defect::first_obstacle_only) && obstacles.size() > 1) return {*obstacles.begin()};
  return obstacles;
}

CodeSet Inheritance::at_personalisation(const Person& person, const CardApplication& application,
                                        Moment now) const {
  CodeSet obstacles = application.obstacles_at_application;
  const Date today = date_of(now);
  if (obstacles.contains(obstacle::before_scheme)) return obstacles;
  if (customs_.delivery_date_decides_scheme && today < inheritance_begins) return {obstacle::before_scheme};
  if (customs_.inheritance_tested_again_in_factory) collect_changing(person, today, obstacles);
  return obstacles;
}

}  // namespace karimen::sim::world
