// 署名用電子証明書の提出: the holder signs with the card, the police verify with the certificate on it.
#include <algorithm>

#include "sim/world/codes.hpp"
#include "sim/world/desk/signing.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

/// 英数６桁から16桁.
bool well_formed(const std::string& password) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  return password.size() >= 6 && password.size() <= 16 && std::ranges::all_of(password, alphanumeric);
}

const char* obstacle_of(SigningOutcome outcome) {
  switch (outcome) {
    case SigningOutcome::wrong_password:
      return obstacle::password_wrong;
    case SigningOutcome::blocked:
      return obstacle::pin_blocked;
    case SigningOutcome::not_verified:
      return obstacle::cert_not_valid;
    case SigningOutcome::verified:
      break;
  }
  return nullptr;
}

}  // namespace

Result PoliceFacility::submit_signature_certificate(Visit visit, const SubmissionRequest& request) {
  const auto& person = visit.person;
  const Date today = visit.today();
  const CardView view = look_at_card_of(person);
  const bool at_home = visit.facility == nullptr;
  const bool elsewhere = !at_home && visit.facility->prefecture != person.prefecture;
  CodeSet obstacles = view.obstacles_to_use(today);

  if (today < Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{24}})
    obstacles.insert(obstacle::not_started);
  if (at_home || !takes_submissions(*visit.facility) ||
      (elsewhere && !use_.customs.submission_in_any_prefecture)) {
    obstacles.insert(obstacle::facility);
  } else if (!open_for_submission(*visit.facility, visit.now, use_.calendar)) {
    obstacles.insert(obstacle::out_of_hours);
  }
  if (!request.terminal_up) obstacles.insert(obstacle::terminal_down);
  if (!request.card_certificate) obstacles.insert(obstacle::card_certificate_required);
  if (view.reading && !view.carries_record()) obstacles.insert(obstacle::no_my_number_licence);
  if (!view.entry.signature.valid_on(today)) obstacles.insert(obstacle::cert_not_valid);
  if (!request.password) obstacles.insert(obstacle::password_unknown);
  if (request.password && !well_formed(*request.password)) obstacles.insert(obstacle::password_format);
  // Where something else stands in the way, nobody asks the card.
  if (obstacles.empty() && view.entry.signature.status != CertificateStatus::none &&
      signing_blocked(use_.desk, *view.card)) {
    obstacles.insert(obstacle::pin_blocked);
  }
  if (!obstacles.empty()) return refused(std::move(obstacles));

  const std::string statement = "submission " + person.identity.name + " " + to_string(visit.now);
  const auto outcome = sign_with_card(use_.desk, *view.card, *request.password, to_bytes(statement));
  if (const auto* obstacle = obstacle_of(outcome)) return refused({obstacle});
  // 警視庁: 「事前に警察へ署名用電子証明書を提出」: who has submitted stays somebody who did, since then.
  auto& submission = use_.drivers.entry(person.id).submission;
  if (!submission.submitted) submission = {true, visit.now};
  return {.sheets = {{"receipt", {{"手続", "署名用電子証明書の提出"}, {"日時", to_string(visit.now)}}}}};
}

}  // namespace karimen::sim::world
