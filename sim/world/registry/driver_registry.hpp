// The driver registry (運転者管理システム): who may drive, what a licence record would say, where it stands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/date.hpp"
#include "sim/licence/licence_record.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/registry/registers.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

/// What a chip would carry, from one change to the next.
struct LicenceVersion {
  int number = 1;
  licence::LicenceRecord content;
  std::string photograph;  ///< its id
};

/// 署名用電子証明書の提出, to the police.
struct Submission {
  bool submitted = false;
  std::optional<Moment> at;
  std::optional<int> items;  ///< the four items, kept until the link compares them
};

/// マイナポータル連携.
struct PortalLink {
  LinkState state = LinkState::never;
  bool licence_ended = false;  ///< lapsed or revoked since it was made last
};

/// 住所変更ワンストップサービス等.
struct OneStop {
  bool started = false;                ///< at the police, with a signature certificate
  std::set<RegisterItem> consents;     ///< to what is told to the police
  std::set<RegisterItem> undelivered;  ///< changes that wait for the registry to answer again
};

/// 運転経歴証明書 and マイナ経歴証明書: what is left to who has no licence any more.
struct DrivingHistory {
  HistoryForm form = HistoryForm::none;
  std::string number;  ///< 運転経歴情報記録番号, 12 digits
  std::string card;    ///< serial of the card known to carry the record; empty: none

  [[nodiscard]] bool on_card() const { return world::on_card(form); }
};

struct Driver {
  LicenceStatus disposition = LicenceStatus::valid;  ///< as last decided; never `lapsed`
  std::optional<Date> suspended_until;               ///< last day, inclusive; absent: open-ended
  Date expires{};                                    ///< last day as printed and recorded
  std::string licence_number, record_number;         ///< 12 digits each
  std::set<std::string> former_record_numbers;       ///< that records were written with before
  licence::DriverClass driver_class = licence::DriverClass::general;
  ColourClass colour = ColourClass::other;
  std::string photograph;
  licence::LicenceRecord particulars;  ///< categories, conditions, days obtained
  HoldingForm form = HoldingForm::none;
  std::string record_card;  ///< serial of the card known to carry the record; empty: none
  DrivingHistory history;
  std::optional<Date> returned_on;  ///< 返納; absent: not returned, or nobody knows when
  Submission submission;
  PortalLink link;
  OneStop one_stop;
  PersonalData known;  ///< address, name, date of birth and domicile as the registry knows them
  bool online_lecture = false, elderly_lecture = false;  ///< taken for the renewal to come
  std::optional<Date> renewed_on;
  std::optional<Date> document_issued_on;  ///< day on which the plastic licence was issued last
  std::vector<LicenceVersion> versions;    ///< ascending; the last one is in force

  [[nodiscard]] const LicenceVersion& current() const {
    KARIMEN_ASSERT(!versions.empty(), "a driver's licence has a version in force");
    return versions.back();
  }
  [[nodiscard]] const LicenceVersion* version(int number) const;
  [[nodiscard]] bool holds_my_number_licence() const {
    return form == HoldingForm::my_number_only || form == HoldingForm::both;
  }
  /// マイナ免許証のみ or マイナ経歴証明書のみ, for whom one-stop is.
  [[nodiscard]] bool holds_card_alone() const {
    return form == HoldingForm::my_number_only || history.form == HistoryForm::card_only;
  }
  /// The card that carries what is held on a card: the licence's record, or the driving history's.
  [[nodiscard]] const std::string& card_of_record() const {
    return history.on_card() ? history.card : record_card;
  }
};

class DriverRegistry {
 public:
  DriverRegistry(const Calendar& calendar, const Customs& customs) : calendar_(calendar), customs_(customs) {}

  /// Everybody's, by person.
  std::map<std::string, Driver>& entries() { return drivers_; }

  /// The entry of a person; made on first use.
  Driver& entry(const std::string& person) { return drivers_[person]; }
  [[nodiscard]] const Driver& entry(const std::string& person) const { return drivers_.at(person); }

  /// The last day on which one may drive: the printed one, or the working day after it.
  [[nodiscard]] Date licence_end(Date printed) const;
  /// The status on a day: suspensions end and licences lapse by themselves.
  [[nodiscard]] LicenceStatus status(const std::string& person, Date day) const;
  /// Valid or (provisionally) suspended.
  [[nodiscard]] bool in_force(const std::string& person, Date day) const;
  /// Suspended, provisionally or not: 「停止中又は仮停止中」.
  [[nodiscard]] bool is_stopped(const std::string& person, Date day) const;
  /// Whether the status keeps a record from being made or carried over.
  [[nodiscard]] bool is_suspended(const std::string& person, Date day) const;

  /// First day of the renewal period: a month before the birthday.
  [[nodiscard]] Date renewal_opens(const Driver& driver, Date birth_date) const;
  /// 「更新期間満了日の年齢が70歳以上」.
  [[nodiscard]] bool elderly(const Driver& driver, Date birth_date) const;
  /// The end printed after a renewal: a month after the birthday `years` later.
  [[nodiscard]] Date end_after_renewal(const Driver& driver, Date birth_date, int years) const;

  /// Another holding form. Consents to one-stop are for those who hold the card alone.
  void change_form(Driver& driver, HoldingForm form) const;
  /// As `change_form`, of a driving-history certificate.
  void change_history(Driver& driver, HistoryForm form) const;
  /// Whether a first driving-history certificate may be issued: the licence was returned, or has lapsed.
  [[nodiscard]] bool may_have_history(const std::string& person, Date day) const;
  /// The licence has lapsed or was revoked: no form is held, and the tie to the certificate ends with it.
  void end_licence(Driver& driver) const;

  /// Appends a version with this content.
  void add_version(Driver& driver, licence::LicenceRecord content);
  /// The registered version with exactly this content, the person's own first; nullptr if there is none.
  [[nodiscard]] const LicenceVersion* find(const std::string& person,
                                           const licence::LicenceRecord& content) const;

 private:
  void end_consents(Driver& driver) const;

  const Calendar& calendar_;
  const Customs& customs_;
  std::map<std::string, Driver> drivers_;
};

}  // namespace karimen::sim::world
