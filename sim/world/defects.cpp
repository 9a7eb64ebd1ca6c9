#include <algorithm>
#include <array>

#include "sim/world/defect.hpp"

namespace karimen::sim::world {
namespace {

// clang-format off
constexpr std::array<DefectRow, static_cast<std::size_t>(Defect::count_)> rows{{
    {Defect::card_expiry_follows_licence, "card_expiry_follows_licence", "MUT-01", {"the card's last day becomes the licence's", "カードの有効期限を免許に合わせる"}, "police/counter.cpp"},
    {Defect::paper_stays_valid, "paper_stays_valid", "MUT-02", {"the plastic licence is not taken back", "免許証を返納させない"}, "police/counter.cpp"},
    {Defect::form_change_at_renewal_only, "form_change_at_renewal_only", "MUT-03", {"the holding form can be changed at a renewal alone", "保有状況の変更を更新時に限る"}, "police/forms.cpp"},
    {Defect::integration_wants_submission, "integration_wants_submission", "MUT-04", {"integration is refused without a submission", "提出がなければ一体化を拒む"}, "police/integrate.cpp"},
    {Defect::printout_forgotten, "printout_forgotten", "MUT-05", {"no printout is handed over", "記録内容を印字して渡さない"}, "police/counter.cpp"},
    {Defect::address_on_chip, "address_on_chip", "MUT-06", {"the record says the address", "記録に住所を加える"}, "police/counter.cpp"},
    {Defect::late_arrival_refused, "late_arrival_refused", "MUT-07", {"whoever comes outside the slot is sent away", "予約時間外の来庁を拒む"}, "police/integrate.cpp"},
    {Defect::submission_on_integration_day_only, "submission_on_integration_day_only", "MUT-08", {"a submission is taken only with the printout of the day in hand", "一体化当日だけ提出を受け付ける"}, "police/submission.cpp"},
    {Defect::wrong_certificate_tied, "wrong_certificate_tied", "MUT-09", {"the submission is tied to the other certificate", "提出を別の証明書に結び付ける"}, "police/submission.cpp"},
    {Defect::four_items_incomplete, "four_items_incomplete", "MUT-10", {"not all of the four items are kept", "基本4情報の一部を残さない"}, "police/submission.cpp"},
    {Defect::first_obstacle_only, "first_obstacle_only", "MUT-11", {"only the first of several obstacles is named", "引継ぎの拒否理由を一つしか挙げない"}, "card_factory/inheritance.cpp"},
    {Defect::silence_read_as_recorded, "silence_read_as_recorded", "MUT-12", {"a notice that need not speak of the record says that it is there", "記載不要の交付通知書に「記録:有」と書く"}, "municipality/applications.cpp"},
    {Defect::rewriting_charged, "rewriting_charged", "MUT-13", {"rewriting costs 1,500 yen", "書き換えに1,500円を取る"}, "police/re_record.cpp"},
    {Defect::pending_card_not_told, "pending_card_not_told", "MUT-14", {"no word of the card that is being made", "交付申請中の助言をしない"}, "police/integrate.cpp"},
    {Defect::re_recording_wants_reservation, "re_recording_wants_reservation", "MUT-15", {"re-recording is refused without a reservation", "予約のない再記録を拒む"}, "police/re_record.cpp"},
    {Defect::re_recording_always_free, "re_recording_always_free", "MUT-16", {"every re-recording is free", "再記録をすべて無料とする"}, "police/re_record.cpp"},
    {Defect::document_refused_as_way_out, "document_refused_as_way_out", "MUT-17", {"the plastic licence is not issued again", "免許証の再交付を拒む"}, "police/documents.cpp"},
    {Defect::silent_notice_waives, "silent_notice_waives", "MUT-18", {"a notice that says nothing of the record waives the fee", "記載のない交付通知書で無料とする"}, "police/re_record.cpp"},
    {Defect::expired_card_refused_on_road, "expired_card_refused_on_road", "MUT-19", {"a card past its end is no licence on the road", "期限切れのカードを現場で認めない"}, "roadside/roadside_officer.cpp"},
    {Defect::travel_advice_refuses, "travel_advice_refuses", "MUT-20", {"who travels abroad is refused what is only advised", "海外渡航の助言を拒否にする"}, "registry/registry_office.cpp"},
    {Defect::app_shows_card_date, "app_shows_card_date", "MUT-21", {"the app shows the card's last day as the licence's", "アプリがカードの期限を免許の期限として示す"}, "roadside/reading_app.cpp"},
    {Defect::write_to_broken_chip_counts, "write_to_broken_chip_counts", "MUT-22", {"a card that does not take the record is taken for written", "書き込めなくても記録済みとする"}, "police/counter.cpp"},
    {Defect::fee_by_old_form, "fee_by_old_form", "MUT-23", {"the fee of a renewal is that of the form held before", "更新手数料を従前の形態で計算する"}, "police/renew.cpp"},
    {Defect::lecture_online_for_everyone, "lecture_online_for_everyone", "MUT-24", {"every class takes the lecture online", "違反運転者等にもオンライン講習を認める"}, "police/renew.cpp"},
    {Defect::photo_kept_after_online_lecture, "photo_kept_after_online_lecture", "MUT-25", {"after an online lecture the old photograph stays", "オンライン講習なら写真を撮り直さない"}, "police/renew.cpp"},
    {Defect::advice_reversed, "advice_reversed", "MUT-26", {"whoever need not is told to renew the card first", "カードを先に更新する助言が逆になる"}, "police/renew.cpp"},
    {Defect::unsigned_second_submission, "unsigned_second_submission", "MUT-27", {"the portal links after the log-in alone", "ログインだけで連携する"}, "portal/link.cpp"},
    {Defect::erasure_unlinks, "erasure_unlinks", "MUT-28", {"erasing the record ends the link", "記録の抹消で連携も解除する"}, "police/forms.cpp"},
    {Defect::delivered_at_once, "delivered_at_once", "MUT-29", {"the card is in use before it is delivered", "交付前にカードを有効にする"}, "card_factory/card_factory.cpp"},
    {Defect::told_without_consent, "told_without_consent", "MUT-30", {"the police hear of what nobody consented to", "同意のない項目も警察に伝える"}, "municipality/registers.cpp"},
    {Defect::address_makes_stale, "address_makes_stale", "MUT-31", {"a record is old once the address has changed", "住所が変わると古い記録とみなす"}, "police/counter.cpp"},
    {Defect::waiver_used_twice, "waiver_used_twice", "MUT-32", {"a notice waives the fee as often as it is shown", "同じ交付通知書で何度も無料とする"}, "police/re_record.cpp"},
    {Defect::reservation_not_asked, "reservation_not_asked", "", {"nobody is asked for a reservation", "予約を確認しない"}, "police/integrate.cpp"},
    {Defect::any_site_serves, "any_site_serves", "", {"a reservation of the renewal site serves", "更新予約サイトの予約で受け付ける"}, "police/integrate.cpp"},
    {Defect::any_facility_booked, "any_facility_booked", "", {"a reservation for another facility serves", "別施設の予約で受け付ける"}, "police/integrate.cpp"},
    {Defect::records_begin_a_day_late, "records_begin_a_day_late", "", {"the scheme begins a day late", "制度の開始が一日遅い"}, "police/integrate.cpp"},
    {Defect::combined_without_renewal, "combined_without_renewal", "", {"nobody looks whether the licence was renewed today", "同時更新かどうかを確かめない"}, "police/integrate.cpp"},
    {Defect::integrates_while_suspended, "integrates_while_suspended", "", {"a suspended licence is integrated", "停止中でも一体化する"}, "police/integrate.cpp"},
    {Defect::holder_pays_tokyo_amount, "holder_pays_tokyo_amount", "", {"a holder pays the amount of who becomes one", "既に保有する者から新規の額を取る"}, "police/integrate.cpp"},
    {Defect::reservation_not_used_up, "reservation_not_used_up", "", {"a reservation serves for several visits", "予約が使用済みにならない"}, "police/integrate.cpp"},
    {Defect::card_window_opens_a_day_late, "card_window_opens_a_day_late", "", {"the window of the card's renewal opens a day late", "カード更新の期間が一日遅く始まる"}, "police/counter.cpp"},
    {Defect::card_window_closes_a_day_early, "card_window_closes_a_day_early", "", {"the last day of the card is outside its window", "カードの有効期限の日を期間外とする"}, "police/counter.cpp"},
    {Defect::fee_not_taken, "fee_not_taken", "", {"the fee is told and not taken", "手数料を告げて受け取らない"}, "police/counter.cpp"},
    {Defect::money_not_counted, "money_not_counted", "", {"nobody looks whether the money is enough", "所持金を確かめない"}, "police/counter.cpp"},
    {Defect::record_card_not_registered, "record_card_not_registered", "", {"the registry does not learn which card has the record", "記録したカードを登録しない"}, "police/counter.cpp"},
    {Defect::chip_space_not_asked, "chip_space_not_asked", "", {"nobody asks whether the record has room", "空き容量を確かめない"}, "police/counter.cpp"},
    {Defect::document_day_forgotten, "document_day_forgotten", "", {"the day of a reissue is not noted", "免許証の再交付日を残さない"}, "police/counter.cpp"},
    {Defect::lapsed_card_taken, "lapsed_card_taken", "", {"a card past its end is taken for a re-recording", "期限切れのカードに再記録する"}, "police/counter.cpp"},
    {Defect::notice_not_marked, "notice_not_marked", "", {"a notice that has waived a fee is not marked", "使用した交付通知書に印を付けない"}, "police/re_record.cpp"},
    {Defect::equivalent_not_taken, "equivalent_not_taken", "", {"the document in place of a notice does not count", "代替書類を認めない"}, "police/re_record.cpp"},
    {Defect::any_notice_counts, "any_notice_counts", "", {"the notice of another card counts", "別のカードの交付通知書を認める"}, "police/re_record.cpp"},
    {Defect::other_persons_card_recorded, "other_persons_card_recorded", "", {"nobody compares the card with its holder", "カードの名義を確かめない"}, "police/re_record.cpp"},
    {Defect::current_record_written_again, "current_record_written_again", "", {"a card that carries the record in force is written again", "最新の記録があっても再記録する"}, "police/re_record.cpp"},
    {Defect::reported_change_not_kept, "reported_change_not_kept", "", {"a reported change is not entered", "届け出た変更を登録しない"}, "police/documents.cpp"},
    {Defect::pin_tries_not_restored, "pin_tries_not_restored", "", {"resetting a PIN leaves its tries", "暗証番号を初期化しても残り回数が戻らない"}, "police/documents.cpp"},
    {Defect::record_card_left_behind, "record_card_left_behind", "", {"the registry still names the card after an erasure", "抹消後もカードの登録が残る"}, "police/forms.cpp"},
    {Defect::form_left_behind, "form_left_behind", "", {"the holding form stays after an erasure", "抹消後も保有状況が残る"}, "police/forms.cpp"},
    {Defect::last_form_erased, "last_form_erased", "", {"the only form is erased", "唯一の形態を抹消する"}, "police/forms.cpp"},
    {Defect::submission_in_any_prefecture, "submission_in_any_prefecture", "", {"a submission of another prefecture is taken", "他の都道府県の提出を受け付ける"}, "police/submission.cpp"},
    {Defect::later_submission_counts, "later_submission_counts", "", {"a later submission moves the first", "後の提出で最初の日時を上書きする"}, "police/submission.cpp"},
    {Defect::any_form_starts_one_stop, "any_form_starts_one_stop", "", {"one-stop starts for every form", "どの保有状況でもワンストップを始める"}, "police/submission.cpp"},
    {Defect::general_pays_excellent, "general_pays_excellent", "", {"a general driver pays the lecture of an excellent one", "一般運転者から優良の講習料を取る"}, "police/renew.cpp"},
    {Defect::first_time_renews_for_five_years, "first_time_renews_for_five_years", "", {"a first renewal lasts five years", "初回更新者の有効期間を5年とする"}, "police/renew.cpp"},
    {Defect::record_left_on_card, "record_left_on_card", "", {"who takes the plastic alone keeps the record", "免許証のみに変えても記録を消さない"}, "police/renew.cpp"},
    {Defect::renewal_day_forgotten, "renewal_day_forgotten", "", {"the day of a renewal is not noted", "更新日を残さない"}, "police/renew.cpp"},
    {Defect::lecture_serves_twice, "lecture_serves_twice", "", {"a lecture serves for two renewals", "受講が次の更新にも使える"}, "police/renew.cpp"},
    {Defect::renews_too_early, "renews_too_early", "", {"nobody looks whether the renewal period has begun", "更新期間前でも更新する"}, "police/renew.cpp"},
    {Defect::form_kept_after_return, "form_kept_after_return", "", {"the holding form stays after the licence is returned", "免許返納後も保有状況が残る"}, "police/acquire.cpp"},
    {Defect::acquired_photo_kept, "acquired_photo_kept", "", {"a new licence keeps the old photograph", "新規取得でも古い写真を使う"}, "police/acquire.cpp"},
    {Defect::lapses_on_last_day, "lapses_on_last_day", "", {"a licence lapses on its last day", "有効期限の当日に失効とする"}, "registry/driver_registry.cpp"},
    {Defect::end_not_moved, "end_not_moved", "", {"a last day on a Sunday is not moved", "休日の有効期限を延ばさない"}, "registry/driver_registry.cpp"},
    {Defect::suspension_ends_a_day_early, "suspension_ends_a_day_early", "", {"the last day of a suspension is free", "停止の最終日を停止外とする"}, "registry/driver_registry.cpp"},
    {Defect::elderly_a_year_late, "elderly_a_year_late", "", {"the elderly are those from 71 on", "高齢者講習を71歳からとする"}, "registry/driver_registry.cpp"},
    {Defect::renewal_opens_on_birthday, "renewal_opens_on_birthday", "", {"the renewal period opens on the birthday", "更新期間を誕生日からとする"}, "registry/driver_registry.cpp"},
    {Defect::renewed_until_birthday, "renewed_until_birthday", "", {"a renewed licence ends on the birthday", "更新後の期限を誕生日とする"}, "registry/driver_registry.cpp"},
    {Defect::consents_outlive_form, "consents_outlive_form", "", {"consents stay without the card alone", "マイナ免許証のみでなくなっても同意が残る"}, "registry/driver_registry.cpp"},
    {Defect::link_outlives_licence, "link_outlives_licence", "", {"the link goes on after the licence has ended", "免許が終わっても連携が続く"}, "registry/driver_registry.cpp"},
    {Defect::submission_outlives_licence, "submission_outlives_licence", "", {"a submission stays after the licence has ended", "免許が終わっても提出が残る"}, "registry/driver_registry.cpp"},
    {Defect::undelivered_forgotten, "undelivered_forgotten", "", {"what could not be delivered is forgotten", "届かなかった変更を忘れる"}, "registry/registry_office.cpp"},
    {Defect::notice_to_present_address, "notice_to_present_address", "", {"notices are said to reach whoever has moved", "転居後も更新のお知らせが届くとする"}, "registry/registry_office.cpp"},
    {Defect::application_window_opens_a_day_late, "application_window_opens_a_day_late", "", {"an application for expiry is taken a day late", "期限切れの申請を一日遅く受け付ける"}, "municipality/applications.cpp"},
    {Defect::old_card_stays_active, "old_card_stays_active", "", {"the old card is not ended at the delivery", "交付しても旧カードを失効させない"}, "municipality/applications.cpp"},
    {Defect::new_card_not_registered, "new_card_not_registered", "", {"the registry does not learn of the record on the new card", "新カードの記録を登録しない"}, "municipality/applications.cpp"},
    {Defect::open_application_not_seen, "open_application_not_seen", "", {"a second application is taken beside an open one", "申請中でも二重に受け付ける"}, "municipality/applications.cpp"},
    {Defect::lost_card_not_stopped, "lost_card_not_stopped", "", {"a lost card goes on working", "紛失を届けてもカードを止めない"}, "municipality/card_in_use.cpp"},
    {Defect::found_card_stays_stopped, "found_card_stays_stopped", "", {"a card that was found stays stopped", "見つかったカードの停止を解かない"}, "municipality/card_in_use.cpp"},
    {Defect::certificate_outlasts_card, "certificate_outlasts_card", "", {"a certificate ends on the fifth birthday even where the card does not last so long", "証明書の期限がカードの期限を超える"}, "municipality/card_in_use.cpp"},
    {Defect::certificate_survives_move, "certificate_survives_move", "", {"the signature certificate survives a change of address", "転居しても署名用証明書が失効しない"}, "municipality/registers.cpp"},
    {Defect::phone_certificate_survives, "phone_certificate_survives", "", {"the phone's certificate survives every change", "変更してもスマートフォン用証明書が失効しない"}, "municipality/registers.cpp"},
    {Defect::nobody_told_to_report, "nobody_told_to_report", "", {"nobody is told to report the change to the police", "警察への届出を案内しない"}, "municipality/registers.cpp"},
    {Defect::inheritance_begins_a_day_late, "inheritance_begins_a_day_late", "", {"the inheritance begins a day late", "引継ぎの開始が一日遅い"}, "card_factory/inheritance.cpp"},
    {Defect::wish_not_asked, "wish_not_asked", "", {"nobody asks for the wish", "希望の有無を確かめない"}, "card_factory/inheritance.cpp"},
    {Defect::number_not_compared, "number_not_compared", "", {"the record number is not compared", "免許情報記録番号を照合しない"}, "card_factory/inheritance.cpp"},
    {Defect::every_channel_inherits, "every_channel_inherits", "", {"an application on paper inherits, too", "郵送等の申請でも引き継ぐ"}, "card_factory/inheritance.cpp"},
    {Defect::submission_need_not_be_before, "submission_need_not_be_before", "", {"a submission after the application counts", "申請後の提出でも引き継ぐ"}, "card_factory/inheritance.cpp"},
    {Defect::every_reason_inherits, "every_reason_inherits", "", {"a card for loss or damage inherits, too", "紛失・破損の再交付でも引き継ぐ"}, "card_factory/inheritance.cpp"},
    {Defect::factory_copies_todays_record, "factory_copies_todays_record", "", {"the new card gets the record of the day on which it is made", "製造日の記録を新カードに引き継ぐ"}, "card_factory/card_factory.cpp"},
    {Defect::forged_record_passes, "forged_record_passes", "", {"nobody checks the signature of the record", "記録の署名を検証しない"}, "roadside/roadside_officer.cpp"},
    {Defect::superseded_record_passes, "superseded_record_passes", "", {"the record on an old card passes", "旧カードの記録を認める"}, "roadside/roadside_officer.cpp"},
    {Defect::document_end_not_read, "document_end_not_read", "", {"nobody reads the end of the plastic licence", "免許証の有効期限を見ない"}, "roadside/roadside_officer.cpp"},
    {Defect::old_record_called_outdated, "old_record_called_outdated", "", {"a record that wants rewriting is called outdated", "書き換え前の記録を期限切れと扱う"}, "roadside/roadside_officer.cpp"},
    {Defect::four_items_not_compared, "four_items_not_compared", "", {"the four items are not compared", "基本4情報を照合しない"}, "portal/link.cpp"},
    {Defect::first_submission_not_asked, "first_submission_not_asked", "", {"nobody asks for the first submission", "1回目の提出を確かめない"}, "portal/link.cpp"},
    {Defect::lecture_too_early, "lecture_too_early", "", {"an online lecture is taken before the renewal period", "更新期間前にオンライン講習を認める"}, "portal/use.cpp"},
    {Defect::withdrawal_not_kept, "withdrawal_not_kept", "", {"a withdrawn consent goes on", "同意の撤回を反映しない"}, "portal/use.cpp"},
    {Defect::suspended_views_licence, "suspended_views_licence", "", {"the portal serves while the licence is suspended", "停止中でもポータルが応じる"}, "portal/services.cpp"},
    {Defect::link_lasts_too_long, "link_lasts_too_long", "", {"the link of a booking mail does not end", "予約メールのリンクが切れない"}, "booking/booking_sites.cpp"},
    {Defect::mails_not_compared, "mails_not_compared", "", {"the two addresses are not compared", "メールアドレスの一致を確かめない"}, "booking/booking_sites.cpp"},
}};
// clang-format on

}  // namespace

std::span<const DefectRow> defects() {
  return rows;
}

const DefectRow* find_defect(std::string_view name) {
  const auto found = std::ranges::find_if(rows, [&](const DefectRow& row) {
    return name == row.name || (!name.empty() && name == row.catalogue);
  });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace karimen::sim::world
