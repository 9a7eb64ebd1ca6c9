// The municipality and its counters, with the application site of J-LIS: cards, certificates, PINs, notices.
#pragma once

#include <optional>

#include "sim/world/calendar/calendar.hpp"
#include "sim/world/card_factory/inheritance.hpp"
#include "sim/world/card_factory/issuer_terminal.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

struct ApplicationForm {
  Channel channel = Channel::online_site;
  Reason reason = Reason::expiry;
  Wish wish = Wish::not_offered;
  std::string number;  ///< as typed; empty: left blank
  bool signature_certificate_wanted = true;
};

class Municipality {
 public:
  struct Services {
    const Calendar& calendar;
    const Customs& customs;
    const Systems& systems;
    Registers& registers;
    DriverRegistry& drivers;
    CardRegistry& cards;
    IssuerTerminal& terminal;
  };
  explicit Municipality(Services services)
      : use_(services), inheritance_(use_.drivers, use_.cards, use_.customs) {}

  // Applications
  [[nodiscard]] Result apply(Person& person, Moment now, const ApplicationForm& form);
  [[nodiscard]] Result reissue(Person& person, Moment now, Reason reason, bool at_police);
  [[nodiscard]] Result cancel(Person& person);
  [[nodiscard]] Result send_notice(Person& person);
  [[nodiscard]] Result deliver(Person& person, Moment now, bool old_card_returned);
  [[nodiscard]] Result issue_equivalent_document(Person& person, DocumentContent content);

  // The card in use
  [[nodiscard]] Result report_lost(Person& person);
  [[nodiscard]] Result find_lost(Person& person);
  [[nodiscard]] Result renew_certificates(Person& person, Moment now, bool signature_wanted);
  /// Signature password or authentication PIN.
  [[nodiscard]] Result reset_pin(Person& person, Moment now, LicencePin pin, bool at_police);
  /// A foreign resident's card, on the same chip, with new certificates.
  [[nodiscard]] Result extend(Person& person, Moment now, Date last_day);

  // The registers
  [[nodiscard]] Result change_register(Person& person, Moment now, RegisterItem item);

 private:
  void accept(Person& person, Moment now, const ApplicationForm& form, Reason reason);
  [[nodiscard]] Date card_window_start(Date expires) const;
  void collect_unusable(const Person& person, Date today, Objections& objections) const;
  /// Certificates that were issued: until when, and whether there is one for signing.
  struct Issue {
    Date last_day;
    bool signature;
  };
  /// New certificates on the card in use, for as long as the card lasts or until the fifth birthday.
  [[nodiscard]] Issue issue_on_chip(Person& person, Moment now, Date card_ends, bool signature_wanted);
  /// The chip comes first: should the card vanish, the registry knows of nothing.
  void enter(const Person& person, const Issue& issue);
  /// Whether the change is told to the police, and is: 住所変更ワンストップサービス等.
  [[nodiscard]] OneStopResult tell_police(const Person& person, Moment now, RegisterItem item);

  Services use_;
  Inheritance inheritance_;
};

}  // namespace karimen::sim::world
