// The driver registry (運転者管理システム): who may drive, what a licence record would say, where it stands.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/date.hpp"
#include "sim/licence/licence_record.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

/// What a chip would carry, from one change to the next.
struct LicenceVersion {
  int number = 1;
  licence::LicenceRecord content;
  std::string photograph;   ///< its id
  bool by_renewal = false;  ///< made by a renewal, not by a change of conditions or classes
};

struct Submission {
  bool submitted = false;
  std::optional<Moment> at;
};

struct Driver {
  LicenceStatus disposition = LicenceStatus::valid;  ///< as last decided; never `lapsed`
  std::optional<Date> suspended_until;               ///< last day, inclusive; absent: open-ended
  Date expires{};                                    ///< last day as printed and recorded
  std::string licence_number, record_number;         ///< 12 digits each
  licence::DriverClass driver_class = licence::DriverClass::general;
  ColourClass colour = ColourClass::other;
  std::string photograph;
  licence::LicenceRecord particulars;  ///< categories, conditions, days obtained
  HoldingForm form = HoldingForm::none;
  std::string record_card;               ///< serial of the card known to carry the record; empty: none
  Submission submission;                 ///< of the signature certificate
  std::vector<LicenceVersion> versions;  ///< ascending; the last one is in force

  [[nodiscard]] const LicenceVersion& current() const {
    KARIMEN_ASSERT(!versions.empty(), "a driver's licence has a version in force");
    return versions.back();
  }
  [[nodiscard]] const LicenceVersion* version(int number) const;
  [[nodiscard]] bool holds_my_number_licence() const {
    return form == HoldingForm::my_number_only || form == HoldingForm::both;
  }
};

class DriverRegistry {
 public:
  DriverRegistry(const Calendar& calendar, const Customs& customs) : calendar_(calendar), customs_(customs) {}

  /// The entry of a person; made on first use.
  Driver& entry(const std::string& person) { return drivers_[person]; }
  [[nodiscard]] const Driver& entry(const std::string& person) const { return drivers_.at(person); }

  /// The last day on which one may drive: the printed one, or the working day after it.
  [[nodiscard]] Date licence_end(Date printed) const;
  /// The status on a day: suspensions end and licences lapse by themselves.
  [[nodiscard]] LicenceStatus status(const std::string& person, Date day) const;
  /// Valid or (provisionally) suspended.
  [[nodiscard]] bool in_force(const std::string& person, Date day) const;
  /// Whether the status keeps a record from being made or carried over.
  [[nodiscard]] bool is_suspended(const std::string& person, Date day) const;

  /// The lapse run: ends what a lapsed licence no longer carries. False: it has not lapsed.
  bool run_lapse(const std::string& person, Date day);

  /// Appends a version with this content.
  void add_version(Driver& driver, licence::LicenceRecord content, bool by_renewal);
  /// The registered version with exactly this content, the person's own first; nullptr if there is none.
  [[nodiscard]] const LicenceVersion* find(const std::string& person,
                                           const licence::LicenceRecord& content) const;

 private:
  const Calendar& calendar_;
  const Customs& customs_;
  std::map<std::string, Driver> drivers_;
};

}  // namespace karimen::sim::world
