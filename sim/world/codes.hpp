// The codes with which institutions say why they refuse (obstacles) and what they remark (warnings).
#pragma once

namespace karimen::sim::world {

namespace obstacle {
inline constexpr auto not_started = "NOT_STARTED";
inline constexpr auto card_lapsed = "CARD_LAPSED";
inline constexpr auto card_stopped = "CARD_STOPPED";
inline constexpr auto card_not_active = "CARD_NOT_ACTIVE";
inline constexpr auto chip_broken = "CHIP_BROKEN";
inline constexpr auto chip_full = "CHIP_FULL";
inline constexpr auto licence_suspended = "LICENCE_SUSPENDED";
inline constexpr auto licence_not_valid = "LICENCE_NOT_VALID";
inline constexpr auto cert_not_valid = "CERT_NOT_VALID";
inline constexpr auto no_reservation = "NO_RESERVATION";
inline constexpr auto facility_not_supported = "FACILITY_NOT_SUPPORTED";
inline constexpr auto out_of_hours = "OUT_OF_HOURS";
inline constexpr auto already_integrated = "ALREADY_INTEGRATED";
inline constexpr auto fee_short = "FEE_SHORT";
inline constexpr auto nothing_to_record = "NOTHING_TO_RECORD";
inline constexpr auto not_a_holder = "NOT_A_HOLDER";
inline constexpr auto holder_mismatch = "HOLDER_MISMATCH";
inline constexpr auto too_early = "TOO_EARLY";
inline constexpr auto lapsed = "LAPSED";
inline constexpr auto form_not_possible = "FORM_NOT_POSSIBLE";
inline constexpr auto elderly_lecture_required = "ELDERLY_LECTURE_REQUIRED";
inline constexpr auto before_scheme = "BEFORE_SCHEME";
inline constexpr auto no_licence_record_on_card = "NO_LICENCE_RECORD_ON_CARD";
inline constexpr auto reason = "REASON";
inline constexpr auto card_not_valid_at_application = "CARD_NOT_VALID_AT_APPLICATION";
inline constexpr auto channel = "CHANNEL";
inline constexpr auto no_wish = "NO_WISH";
inline constexpr auto number = "NUMBER";
inline constexpr auto no_signature_cert = "NO_SIGNATURE_CERT";
inline constexpr auto not_submitted = "NOT_SUBMITTED";
inline constexpr auto characters = "CHARACTERS";
inline constexpr auto licence_status = "LICENCE_STATUS";
inline constexpr auto no_my_number_licence = "NO_MY_NUMBER_LICENCE";
inline constexpr auto password_format = "PASSWORD_FORMAT";
inline constexpr auto password_wrong = "PASSWORD_WRONG";
inline constexpr auto password_unknown = "PASSWORD_UNKNOWN";
inline constexpr auto pin_blocked = "PIN_BLOCKED";
inline constexpr auto terminal_down = "TERMINAL_DOWN";
inline constexpr auto card_certificate_required = "CARD_CERTIFICATE_REQUIRED";
inline constexpr auto facility = "FACILITY";
inline constexpr auto reason_unfounded = "REASON_UNFOUNDED";
inline constexpr auto number_format = "NUMBER_FORMAT";
inline constexpr auto duplicate = "DUPLICATE";
inline constexpr auto not_at_police = "NOT_AT_POLICE";
inline constexpr auto no_open_application = "NO_OPEN_APPLICATION";
inline constexpr auto not_lost = "NOT_LOST";
inline constexpr auto already_reissued = "ALREADY_REISSUED";
inline constexpr auto not_suspended = "NOT_SUSPENDED";
inline constexpr auto not_lapsed = "NOT_LAPSED";
inline constexpr auto no_licence = "NO_LICENCE";
inline constexpr auto no_notice = "NO_NOTICE";
inline constexpr auto nothing_to_erase = "NOTHING_TO_ERASE";
inline constexpr auto last_form = "LAST_FORM";
inline constexpr auto same_form = "SAME_FORM";
inline constexpr auto not_combined = "NOT_COMBINED";
inline constexpr auto holder_already = "HOLDER_ALREADY";
inline constexpr auto document_not_held = "DOCUMENT_NOT_HELD";
inline constexpr auto not_eligible = "NOT_ELIGIBLE";
inline constexpr auto licence_in_force = "LICENCE_IN_FORCE";
inline constexpr auto first_submission_missing = "FIRST_SUBMISSION_MISSING";
inline constexpr auto four_items_mismatch = "FOUR_ITEMS_MISMATCH";
inline constexpr auto not_linked = "NOT_LINKED";
inline constexpr auto already_linked = "ALREADY_LINKED";
inline constexpr auto service_stopped = "SERVICE_STOPPED";
inline constexpr auto not_my_number_only = "NOT_MY_NUMBER_ONLY";
inline constexpr auto consent_unchanged = "CONSENT_UNCHANGED";
inline constexpr auto nothing_to_report = "NOTHING_TO_REPORT";
inline constexpr auto driver_class = "DRIVER_CLASS";
inline constexpr auto elderly = "ELDERLY";
inline constexpr auto not_elderly = "NOT_ELDERLY";
inline constexpr auto lecture_not_taken = "LECTURE_NOT_TAKEN";
inline constexpr auto booking_not_open = "BOOKING_NOT_OPEN";
inline constexpr auto wrong_site = "WRONG_SITE";
inline constexpr auto emails_differ = "EMAILS_DIFFER";
inline constexpr auto link_expired = "LINK_EXPIRED";
inline constexpr auto terms_not_agreed = "TERMS_NOT_AGREED";
inline constexpr auto not_applied = "NOT_APPLIED";
inline constexpr auto system_down = "SYSTEM_DOWN";
}  // namespace obstacle

namespace warning {
inline constexpr auto slot_missed = "SLOT_MISSED";
inline constexpr auto card_renewal_due = "CARD_RENEWAL_DUE";
inline constexpr auto wait_for_new_card = "WAIT_FOR_NEW_CARD";
inline constexpr auto no_document = "NO_DOCUMENT";
inline constexpr auto incident = "INCIDENT";
inline constexpr auto reissue_card = "REISSUE_CARD";
inline constexpr auto card_first = "CARD_FIRST";
inline constexpr auto visit_still_needed = "VISIT_STILL_NEEDED";
inline constexpr auto report_to_police = "REPORT_TO_POLICE";
inline constexpr auto two_cards_recommended = "TWO_CARDS_RECOMMENDED";
}  // namespace warning

}  // namespace karimen::sim::world
