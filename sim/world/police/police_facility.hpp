// The counters of the police: recording and its kin, submission of the signature certificate, renewal,
// documents.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "sim/licence/photographs.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/facility.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"
#include "sim/world/safety_commission/safety_commission.hpp"

namespace karimen::sim::world {

/// Somebody at a counter. `facility` is absent for what is tried from home.
struct Visit {
  Person& person;
  const Facility* facility;
  Moment now;
  [[nodiscard]] Date today() const { return date_of(now); }
};

struct SubmissionRequest {
  std::optional<std::string> password;  ///< as typed; absent: not known
  bool card_certificate = true;         ///< else a mobile one
  bool terminal_up = true;
};

/// What is put on the counter for a re-recording.
struct ReRecordingRequest {
  bool delivery_notice = false;  ///< of the card presented
  bool equivalent_document = false;
  bool earlier_notice = false;  ///< of a card before
  bool other_persons_notice = false;
  bool verbal_statement = false;
  MyNumberCard* other_card = nullptr;  ///< presented instead of the visitor's own
};

class PoliceFacility {
 public:
  struct Services {
    const Calendar& calendar;
    const Customs& customs;
    DriverRegistry& drivers;
    CardRegistry& cards;
    CommissionTerminal& terminal;
    CardDesk& desk;
    const licence::Photographs& photographs;
  };
  explicit PoliceFacility(Services services) : use_(services) {}

  [[nodiscard]] Result integrate(Visit visit, HoldingForm form, CombinedWith combined);
  [[nodiscard]] Result submit_signature_certificate(Visit visit, const SubmissionRequest& request);
  [[nodiscard]] Result re_record(Visit visit, const ReRecordingRequest& request);
  [[nodiscard]] Result rewrite(Visit visit);
  [[nodiscard]] Result renew(Visit visit, HoldingForm form, Lecture lecture);
  [[nodiscard]] Result reissue_document(Visit visit);
  [[nodiscard]] Result change_content(Visit visit, ContentChange change, bool card_presented);
  /// PIN of the licence application.
  [[nodiscard]] Result reset_licence_pin(Visit visit);

 private:
  /// What the clerk sees of the card: the terminal's reading, and what J-LIS answers.
  struct CardView {
    MyNumberCard* card = nullptr;  ///< absent: not at hand
    CardEntry entry;
    std::optional<CounterReading> reading;
    bool carries_current = false;  ///< the holder's record in force, genuine
    bool carries_own = false;      ///< a genuine record of the holder, perhaps stale

    [[nodiscard]] bool broken() const { return card != nullptr && !reading; }
    [[nodiscard]] bool carries_record() const { return reading && reading->record; }
    [[nodiscard]] CodeSet obstacles_to_use(Date day) const {
      return entry.obstacles_to_use(day, card != nullptr, broken());
    }
  };
  [[nodiscard]] CardView look_at(const Person& person, MyNumberCard* card) const;
  [[nodiscard]] CardView look_at_card_of(const Person& person) const;
  /// As it was before a recording that broke off: whoever comes back is served as the first time.
  [[nodiscard]] CardView before_breaking_off(const Person& person, CardView view) const;
  void compare_with_registry(const Person& person, CardView& view) const;
  [[nodiscard]] bool has_room(const CardView& view) const;
  /// Whether renewing or reissuing the card cures what keeps the record off it (長野県警 A5).
  [[nodiscard]] bool needs_reissue(const CardView& view, Date today) const;
  /// Whether the card's renewal window is open on a day.
  [[nodiscard]] bool in_card_window(const CardView& view, Date today) const;

  // Fees
  [[nodiscard]] Fee standalone_fee(const Facility& facility, CombinedWith combined) const;
  [[nodiscard]] Fee renewal_fee(const Visit& visit, HoldingForm form, Lecture lecture,
                                const CardView& view) const;
  [[nodiscard]] Fee re_recording_fee() const;
  static bool cannot_pay(const Person& person, const Fee& fee);
  static void pay(Person& person, const Fee& fee);

  // Obstacles
  void collect_reservation(const Visit& visit, CombinedWith combined, const CardView& view,
                           Result& result) const;
  void collect_for_recording_again(const Visit& visit, const CardView& view, CodeSet& obstacles) const;

  /// Writes the record in force on the card, prints it, and tells the registry.
  void record(const Visit& visit, const CardView& view, Result& result);
  /// As `record`; nothing where the licence is suspended: the writing waits.
  void record_unless_suspended(const Visit& visit, const CardView& view, Result& result);
  void set_form(const Visit& visit, HoldingForm form);

  struct Waiver;
  [[nodiscard]] Waiver waiver_for(const Visit& visit, const ReRecordingRequest& request,
                                  const CardView& view) const;

  [[nodiscard]] Date renewal_window_start(const Person& person) const;

  Services use_;
  /// A recording that broke off: what the card carried before, and which card the registry then knew.
  struct BrokenOff {
    std::optional<RecordOnChip> record;
    std::string record_card;
  };
  std::map<std::string, BrokenOff> broken_off_;  ///< by the card's serial
};

}  // namespace karimen::sim::world
