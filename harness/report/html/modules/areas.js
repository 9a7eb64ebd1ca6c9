// What the areas of the shipped rulebook are called: each is a file of it. Of another rulebook the file's name is shown.
import { say, has_text } from "./language.js";
import { TEXTS } from "./texts.js";

Object.assign(TEXTS, {
  area_acquisition: ["Acquisition and return", "取得と返納"],
  area_booking: ["Booking a visit", "来場の予約"],
  area_certificates: ["Certificates and PINs", "電子証明書と暗証番号"],
  area_documents: ["Documents to bring", "必要書類"],
  area_driving: ["At the roadside", "運転中の確認"],
  area_erasure: ["Erasing the record", "記録の抹消"],
  area_facilities: ["Facilities", "取扱施設"],
  area_fees: ["Fees", "手数料"],
  area_form: ["Holding forms", "保有状況"],
  area_form_change: ["Change of the holding form", "保有状況の変更"],
  area_history: ["Driving-history certificate", "運転経歴証明書"],
  area_hours: ["Reception hours", "受付時間"],
  area_inheritance: ["Inheritance by a new card", "新カードへの引継ぎ"],
  area_integration: ["Integration", "一体化"],
  area_lectures: ["Lectures", "講習"],
  area_loss: ["Loss and finding", "紛失と発見"],
  area_notices: ["Notices", "通知と連絡"],
  area_one_stop: ["One-stop service", "ワンストップサービス"],
  area_portal: ["Portal and link", "マイナポータルと連携"],
  area_re_recording: ["Re-recording", "再記録"],
  area_registers: ["Changes in the registers", "登録事項の変更"],
  area_rewriting: ["Rewriting", "書き換え"],
  area_suspension: ["Suspension and revocation", "停止・取消し"],
  area_systems: ["Systems that are down", "システムの停止"],
  area_validity: ["Dates and validity", "日付と有効期間"],
});

export function area_name(area) {
  return has_text(`area_${area}`) ? say(`area_${area}`) : area;
}
