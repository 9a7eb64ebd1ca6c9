#include "harness/explore/walk/course.hpp"

namespace karimen::harness::explore {

std::span<const Course> courses() {
  static const std::vector<Course> all{
      {"apply_for_card", "personalise_card", "send_delivery_notice", "deliver_card", "re_record_licence",
       "roadside_check"},
      {"reissue_card", "personalise_card", "send_delivery_notice", "deliver_card", "re_record_licence"},
      {"apply_for_card", "renew_licence", "personalise_card", "send_delivery_notice", "deliver_card",
       "rewrite_licence_record"},
      {"request_booking", "book_visit", "integrate_licence", "submit_signature_certificate", "link_portal",
       "open_portal"},
      {"request_booking", "book_visit", "integrate_licence"},
      {"request_booking", "book_visit", "renew_licence"},
      {"integrate_licence", "read_with_app", "roadside_check"},
      {"read_with_app", "read_with_app", "reset_pin", "read_with_app"},
      {"apply_for_card", "submit_signature_certificate", "personalise_card", "send_delivery_notice",
       "deliver_card", "roadside_check"},
      {"submit_signature_certificate", "apply_for_card", "change_licence_content", "personalise_card",
       "send_delivery_notice", "deliver_card", "roadside_check"},
      {"send_delivery_notice", "deliver_card", "re_record_licence", "erase_licence_record",
       "re_record_licence"},
      {"deliver_card", "report_card_lost", "roadside_check"},
      {"start_one_stop", "withdraw_one_stop", "change_register"},
      {"start_one_stop", "change_system", "change_register", "change_system"},
      {"submit_signature_certificate", "link_portal", "take_online_lecture", "renew_licence"},
      {"take_elderly_lecture", "renew_licence"},
      {"start_one_stop", "change_register", "report_change"},
      {"link_portal", "unlink_portal", "link_portal", "view_licence"},
      {"start_one_stop", "link_portal", "consent_one_stop", "change_register", "withdraw_one_stop"},
      {"change_register", "renew_certificates", "submit_signature_certificate", "link_portal"},
      {"change_register", "change_domicile"},
      {"suspend_licence", "open_portal", "lift_suspension", "roadside_check"},
      {"revoke_licence", "acquire_licence", "integrate_licence"},
      {"lapse_licence", "acquire_licence"},
      {"return_licence", "acquire_licence", "link_portal"},
      {"return_licence", "issue_history_certificate", "submit_signature_certificate", "link_portal",
       "open_portal", "view_licence"},
      {"lapse_licence", "issue_history_certificate", "submit_signature_certificate", "apply_for_card",
       "personalise_card", "send_delivery_notice", "deliver_card", "re_record_licence"},
      {"issue_history_certificate", "start_one_stop", "change_register", "issue_history_certificate",
       "acquire_licence", "roadside_check"},
      {"change_holding_form", "erase_licence_record", "integrate_licence"},
      {"report_card_lost", "reissue_card", "find_lost_card", "personalise_card", "send_delivery_notice",
       "deliver_card"},
      {"break_chip", "renew_licence", "reissue_licence_document", "roadside_check"},
      {"change_licence_content", "rewrite_licence_record", "roadside_check"},
      {"get_phone_certificates", "open_portal", "link_portal"},
      {"change_system", "renew_licence", "change_system"},
      {"send_renewal_notice", "renew_licence"},
      {"renew_licence", "integrate_licence"},
      {"reissue_licence_document", "integrate_licence"},
  };
  return all;
}

}  // namespace karimen::harness::explore
