// The municipality and its counters, with the application site of J-LIS: cards, certificates, PINs, notices.
#pragma once

#include <optional>

#include "sim/world/calendar/calendar.hpp"
#include "sim/world/card_factory/inheritance.hpp"
#include "sim/world/card_factory/issuer_terminal.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"

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

 private:
  void accept(Person& person, Moment now, const ApplicationForm& form, Reason reason);
  [[nodiscard]] Date card_window_start(Date expires) const;
  [[nodiscard]] CodeSet obstacles_to_use(const Person& person, Date today) const;

  Services use_;
  Inheritance inheritance_;
};

}  // namespace karimen::sim::world
