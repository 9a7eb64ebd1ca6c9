// マイナポータル and its services around the licence (警察庁, マイナポータル連携 利用規約).
#pragma once

#include <optional>
#include <set>
#include <string>

#include "sim/world/customs.hpp"
#include "sim/world/desk/card_desk.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/registry/registers.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

/// The five services, in the order of the terms of use.
enum class PortalService { view_licence, online_lecture, change_domicile, one_stop, notices };
template <>
struct WordsOf<PortalService> {
  static constexpr std::array words{"view_licence", "online_lecture", "change_domicile", "one_stop",
                                    "notices"};
};

/// Somebody before a screen, with a card or a phone to log in.
struct Login {
  Person& person;
  Moment now;
  Medium medium;
  [[nodiscard]] Date today() const { return date_of(now); }
};

class Portal {
 public:
  struct Services {
    const Customs& customs;
    const Systems& systems;
    Registers& registers;
    DriverRegistry& drivers;
    CardRegistry& cards;
    CardDesk& desk;
  };
  explicit Portal(Services services) : use_(services) {}

  /// Logs in; `result.services` are those offered.
  [[nodiscard]] Result open(Login login);
  /// The second submission. `password`: as typed, where a card signs; absent: not known.
  [[nodiscard]] Result link(Login login, const std::optional<std::string>& password);
  [[nodiscard]] Result unlink(Login login);

  [[nodiscard]] Result view_licence(Login login);
  [[nodiscard]] Result take_online_lecture(Login login);
  [[nodiscard]] Result change_domicile(Login login);
  /// Consent to one-stop for these items is given, or withdrawn.
  [[nodiscard]] Result set_consent(Login login, const std::set<RegisterItem>& items, bool given);

  /// スマホ用電子証明書, by means of the card's signature certificate.
  [[nodiscard]] Result get_phone_certificates(Person& person, Moment now);

  /// Whether a service is offered to a person on a day.
  [[nodiscard]] bool offers(const Person& person, PortalService service, Date day) const;

 private:
  /// Why a service is not offered.
  [[nodiscard]] CodeSet reasons_against(const Person& person, PortalService service, Date day) const;
  [[nodiscard]] bool linked(const Driver& driver) const;
  /// 「マイナ免許証…を有する方」, by what the driver registry knows.
  [[nodiscard]] bool has_my_number_licence(const Person& person) const;
  /// 「…又は…マイナ経歴証明書を有する方」 as well.
  [[nodiscard]] bool has_record_on_card(const Person& person) const;

  void collect_login(const Login& login, Objections& objections) const;
  void collect_card_login(const Login& login, bool registry_answers, Objections& objections) const;
  /// Whether the signature password is blocked; where something else stands in the way, nobody asks.
  void collect_signing(const Person& person, Objections& objections) const;
  void collect_service(const Login& login, PortalService service, Objections& objections) const;
  void collect_link(const Login& login, Objections& objections) const;
  /// The card proves who it is; absent: it has. A phone does so without being asked for anything.
  [[nodiscard]] std::optional<Result> log_in(const Login& login, const Objections& objections);
  [[nodiscard]] Result four_items_differ(Driver& driver) const;

  Services use_;
};

}  // namespace karimen::sim::world
