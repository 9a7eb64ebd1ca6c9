// The counters of the police: recording and its kin, submission of the signature certificate, renewal,
// documents, forms.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "sim/licence/photographs.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/facility.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/person.hpp"
#include "sim/world/police/reception.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/registry/registers.hpp"
#include "sim/world/result.hpp"
#include "sim/world/safety_commission/safety_commission.hpp"
#include "sim/world/systems.hpp"

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
    const Systems& systems;
    Registers& registers;
    DriverRegistry& drivers;
    CardRegistry& cards;
    CommissionTerminal& terminal;
    CardDesk& desk;
    const licence::Photographs& photographs;
  };
  explicit PoliceFacility(Services services) : use_(services) {}

  // Recording
  [[nodiscard]] Result integrate(Visit visit, HoldingForm form, CombinedWith combined);
  [[nodiscard]] Result re_record(Visit visit, const ReRecordingRequest& request);
  [[nodiscard]] Result rewrite(Visit visit);
  [[nodiscard]] Result erase(Visit visit);
  /// 保有状況の変更 outside a renewal, of somebody who holds a my_number_licence.
  [[nodiscard]] Result change_form(Visit visit, HoldingForm form);

  // The licence
  [[nodiscard]] Result renew(Visit visit, HoldingForm form, Lecture lecture);
  [[nodiscard]] Result acquire(Visit visit, HoldingForm form);
  [[nodiscard]] Result take_back(Visit visit);  ///< 返納, of the whole licence
  /// 運転経歴証明書 or マイナ経歴証明書, for the first time or in another form.
  [[nodiscard]] Result issue_history(Visit visit, HistoryForm form);
  [[nodiscard]] Result reissue_document(Visit visit);
  [[nodiscard]] Result change_content(Visit visit, ContentChange change, bool card_presented);
  /// 記載事項変更の届出: address, name, date of birth and domicile as the registers have them.
  [[nodiscard]] Result report_change(Visit visit);

  // Certificates and PINs
  [[nodiscard]] Result submit_signature_certificate(Visit visit, const SubmissionRequest& request);
  [[nodiscard]] Result start_one_stop(Visit visit, const SubmissionRequest& request,
                                      const std::set<RegisterItem>& items);
  /// 防御措置 against misuse: what was collected is erased, the services stop.
  [[nodiscard]] Result stop_portal_service(Person& person);
  /// PIN of the licence application.
  [[nodiscard]] Result reset_licence_pin(Visit visit);

 private:
  [[nodiscard]] bool errs(Defect defect) const { return use_.customs.errs(defect); }
  /// What the clerk sees of the card: the terminal's reading, and what J-LIS answers.
  struct CardView {
    MyNumberCard* card = nullptr;  ///< absent: not at hand
    CardEntry entry;
    std::optional<CounterReading> reading;
    bool carries_current = false;      ///< the holder's record in force, genuine
    bool carries_own = false;          ///< a licence record on the holder's card, perhaps stale
    bool carries_own_history = false;  ///< a genuine driving-history record of the holder

    [[nodiscard]] bool broken() const { return card != nullptr && !reading; }
    [[nodiscard]] bool carries_record() const { return reading && reading->record; }
    [[nodiscard]] bool carries_history() const { return reading && reading->history; }
    /// マイナ免許証 or マイナ経歴証明書.
    [[nodiscard]] bool carries_either() const { return carries_record() || carries_history(); }
    [[nodiscard]] bool has_application() const { return reading && reading->licence_application; }
  };
  [[nodiscard]] CardView look_at(const Person& person, MyNumberCard* card) const;
  [[nodiscard]] CardView look_at_card_of(const Person& person) const;
  /// As it was before a recording that broke off: whoever comes back is served as the first time.
  [[nodiscard]] CardView before_breaking_off(const Person& person, CardView view, bool wants_record) const;
  void compare_with_registry(const Person& person, CardView& view) const;
  [[nodiscard]] bool has_room(const CardView& view) const;
  /// Whether the card's renewal window is open on a day.
  [[nodiscard]] bool in_card_window(const CardView& view, Date today) const;

  // Fees
  [[nodiscard]] Fee standalone_fee(const Visit& visit, CombinedWith combined) const;
  [[nodiscard]] Fee renewal_fee(const Visit& visit, HoldingForm form, Lecture lecture,
                                const CardView& view) const;
  [[nodiscard]] Fee re_recording_fee() const;
  [[nodiscard]] Fee rewriting_fee(const Visit& visit, const CardView& view) const;
  void pay(Person& person, const Fee& fee) const;

  // Objections
  void collect_money(const Person& person, const Fee& fee, Objections& objections) const;
  /// The place and its hours.
  /// Before the scheme there are no conditions that could fail.
  [[nodiscard]] Result not_started(bool asks_card_registry = true) const;
  void collect_counter(const Visit& visit, Errand errand, Objections& objections) const;
  void collect_reservation(const Visit& visit, Objections& objections) const;
  void collect_integration_certificates(const Visit& visit, const CardView& view,
                                        Objections& objections) const;
  /// A card that records are put on: at hand, neither stopped nor past its end, with a sound chip.
  void collect_recordable(const Visit& visit, const CardView& view, Objections& objections) const;
  void collect_for_recording_again(const Visit& visit, Errand errand, const CardView& view,
                                   Objections& objections) const;
  /// Whether there is a licence record to record again; whoever holds a driving history asks for that.
  void collect_licence_again(const Visit& visit, const CardView& view, Objections& objections) const;
  void collect_history(const Visit& visit, HistoryForm form, const CardView& view,
                       Objections& objections) const;
  void collect_submission(const Visit& visit, const SubmissionRequest& request, Objections& objections) const;
  void collect_renewal(const Visit& visit, HoldingForm form, const CardView& view,
                       Objections& objections) const;
  void collect_lecture(const Visit& visit, Lecture lecture, Objections& objections) const;
  void collect_card_form(const Visit& visit, HoldingForm form, const CardView& view,
                         Objections& objections) const;
  /// Whether renewing or reissuing the card cures what keeps the record off it (長野県警 A5).
  void advise_reissue(const CardView& view, Date today, Objections& objections) const;
  /// What the card makes of the signature, where nothing else stands in the way; absent: it has signed.
  [[nodiscard]] std::optional<Result> sign(const Visit& visit, const SubmissionRequest& request,
                                           const Objections& objections, const std::string& what);

  /// Writes the record in force on the card, prints it, and tells the registry.
  void record(const Visit& visit, const CardView& view, Result& result);
  /// As `record`; nothing where the licence is suspended: the writing waits.
  void record_unless_suspended(const Visit& visit, const CardView& view, Result& result);
  /// Takes the licence application off the card, if it is there and answers; a driving history stays.
  void erase_from(const CardView& view);
  void erase_history_from(const CardView& view);
  /// Writes a record of either kind. What was there before is remembered until the card has taken it.
  void write(const Visit& visit, const CardView& view, const licence::LicenceRecord& content);
  /// Writes the driving-history record of the visitor on the card, and tells the registry.
  void record_history(const Visit& visit, const CardView& view);
  /// As they are without one: no form, no record on a card at hand, no certificate in the hand.
  void end_history(const Visit& visit, const CardView& view, bool overwritten);
  void set_history_form(const Visit& visit, HistoryForm form, Result& result);
  void set_form(const Visit& visit, HoldingForm form);
  void issue_document(const Visit& visit, Result& result);
  /// As `work`; what the registry has learnt is taken back where the card vanishes.
  template <class Work>
  void or_as_before(Driver& driver, Work work);
  /// A booking for this facility and day.
  [[nodiscard]] bool booked_for(const Visit& visit) const;
  void use_reservation(const Visit& visit) const;

  struct Waiver;
  [[nodiscard]] Waiver waiver_for(const Visit& visit, const ReRecordingRequest& request,
                                  const CardView& view) const;

  Services use_;
  /// A recording that broke off: what the card carried before, and which card the registry then knew.
  struct BrokenOff {
    std::optional<RecordOnChip> record, history;
    std::string record_card, history_card;
    bool erasing;
  };
  void remember(const CardView& view, const Driver& driver, bool erasing);
  std::map<std::string, BrokenOff> broken_off_;  ///< by the card's serial
};

template <class Work>
void PoliceFacility::or_as_before(Driver& driver, Work work) {
  const Driver before = driver;
  try {
    work();
  } catch (...) {
    driver = before;
    throw;
  }
}

}  // namespace karimen::sim::world
