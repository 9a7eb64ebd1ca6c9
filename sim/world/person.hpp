// The people, and the papers in their hands.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "sim/blueprint/card_spec.hpp"
#include "sim/world/registry/certificate.hpp"
#include "sim/world/registry/my_number_card.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

/// 交付通知書.
struct DeliveryNotice {
  NoticeState state = NoticeState::none;
  NoticeRecord record = NoticeRecord::none;  ///< its field 免許情報/運転経歴情報記録
  std::string card;                          ///< serial of the card it announces
  bool used = false;                         ///< stamped: a waiver was taken with it or its equivalent
};

/// The reservation of a visit and its completion mail.
struct Reservation {
  BookingSite site = BookingSite::none;
  std::optional<Moment> mailed_at;  ///< the mail with the link to the application page
  ReservationState state = ReservationState::none;
  std::string facility;
  std::optional<Moment> from, until;
  MailShown mail = MailShown::not_shown;
};

struct Papers {
  DocumentStatus licence_document = DocumentStatus::not_issued;
  DocumentStatus history_document = DocumentStatus::not_issued;  ///< 運転経歴証明書
  DeliveryNotice notice;
  DocumentContent equivalent_document = DocumentContent::none;
  std::optional<int> record_printout;  ///< version of the record that was printed last
  Reservation reservation;
};

struct Person {
  std::string id;
  blueprint::Person identity;
  std::string prefecture;  ///< of the address
  Encodable name_characters = Encodable::encodable;
  Encodable address_characters = Encodable::encodable;
  int cash = 0;  ///< yen
  ReaderApp reader_app = ReaderApp::installed;
  Certificate phone;                 ///< the certificates on the phone, for signing and authentication alike
  std::string signature_password;    ///< chosen for the card
  std::string licence_pin;           ///< chosen for the licence application, 4 digits; empty: none
  MyNumberCard* card = nullptr;      ///< the card in use, wherever it is
  MyNumberCard* previous = nullptr;  ///< the one before
  Papers papers;

  [[nodiscard]] bool has_card_at_hand() const {
    return card != nullptr && card->possession == Possession::holder;
  }
  [[nodiscard]] bool holds_notice() const { return papers.notice.state == NoticeState::held; }
};

}  // namespace karimen::sim::world
