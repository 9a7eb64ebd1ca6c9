// A paper or a screen as it would look in somebody's hands, marked as test material. What stands on it is what the
// system said, in Japanese; its title is in the language of the page.
import { Part, h, svg } from "../modules/dom.js";
import { is_moment, moment, pick, value_label } from "../modules/language.js";
import { portrait } from "../modules/photographs.js";

const KINDS = {
  delivery_notice: [["Delivery notice", "交付通知書"], "letter"],
  record_printout: [["Print of the record", "免許情報記録の印字"], "slip"],
  receipt: [["Receipt", "受付票"], "slip"],
  application_receipt: [["Receipt of the application", "申請の受付"], "slip"],
  licence_document: [["Driver's licence", "運転免許証"], "plastic"],
  history_document: [["Driving-history certificate", "運転経歴証明書"], "plastic"],
  equivalent_document: [["Document in the notice's place", "交付通知書と同等の文書"], "letter"],
  app_display: [["Reading app", "マイナ免許証読み取りアプリ"], "screen"],
  portal_display: [["Portal", "マイナポータル"], "screen"],
  booking_mail: [["Booking mail", "予約完了メール"], "letter"],
};
// As the band of a licence is coloured.
const BANDS = { 優良: "gold", 一般: "blue", 新規: "green", 違反: "blue", 初回: "blue" };

// What shows a portrait that its lines do not name, and the fact that says whose.
const PORTRAITS = { app_display: "card.record_photo", licence_document: "licence.photo" };

// Days stand on a paper as people write them.
function as_written(text) {
  return is_moment(text) ? moment(text, "ja") : text;
}

function photograph(id) {
  return h(
    "figure",
    { class: "photograph" },
    portrait(id) ||
      svg(
        "svg",
        { viewBox: "0 0 52 64", role: "img", "aria-label": id },
        svg("rect", { width: 52, height: 64 }),
        svg("circle", { cx: 26, cy: 26, r: 11 }),
        svg("path", { d: "M7 64 C7 45 45 45 45 64 Z" }),
      ),
    h("figcaption", null, id),
  );
}

class PaperSheet extends Part {
  render({ paper, step }) {
    const [title, shape] = KINDS[paper.kind] || [[paper.kind, paper.kind], "letter"];
    const band = paper.lines.map(([, text]) => BANDS[text.trim()]).find(Boolean);
    const photo = this.photo(paper, step);
    return h(
      "article",
      { class: `paper ${shape}`, "aria-label": pick(title) },
      h("h4", null, pick(title)),
      band && h("div", { class: `band ${band}`, "aria-hidden": "true" }),
      h(
        "div",
        { class: "written" },
        photo && photograph(photo),
        h(
          "dl",
          { lang: "ja" },
          [...paper.lines, ...this.more(paper, step)]
            .filter(([, text]) => text !== photo)
            .map(([name, text]) => h("div", null, h("dt", null, name), h("dd", null, as_written(text.trim()) || "　"))),
        ),
      ),
      h("p", { class: "stamp" }, pick(["TEST MATERIAL", "見本・テスト資料"])),
    );
  }

  photo(paper, step) {
    const written = paper.lines.find(([name]) => name === "写真");
    if (written) return written[1];
    const known = step.observed.get(PORTRAITS[paper.kind]);
    return known && known !== "none" ? known : undefined;
  }

  // What the app shows beside: whether the name is written with substitute characters.
  more(paper, step) {
    const name = paper.kind === "app_display" ? step.observed.get("app_reading.name") : undefined;
    if (!name || name === "none") return [];
    return [["氏名", name === "substituted" ? `〓〓（${value_label(name)}）` : value_label(name)]];
  }
}

customElements.define("paper-sheet", PaperSheet);
