// A card as it is drawn: the face, with the chip's photograph, and beneath it what runs out.
import { Part, h, svg } from "../modules/dom.js";
import { moment, say } from "../modules/language.js";

const LETTERS_A_LINE = 21;

function cut_lines(text, letters) {
  const lines = [];
  const all = [...text];
  while (all.length > 0 && lines.length < 3) lines.push(all.splice(0, letters).join(""));
  if (all.length > 0) lines[2] = lines[2].slice(0, -1) + "…";
  return lines;
}

function sex_letter(sex) {
  return { 1: "男", 2: "女" }[sex] || "－";
}

function silhouette() {
  return svg(
    "g",
    { class: "nobody" },
    svg("circle", { cx: 705, cy: 250, r: 48 }),
    svg("path", { d: "M610 420 q95 -150 190 0 z" }),
  );
}

function expiry(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日まで有効`;
}

class CardFace extends Part {
  render({ face, lies, replaying }) {
    if (replaying) return h("p", { class: "face note" }, say("replaying", replaying));
    return [this.picture(face, lies), this.terms(face)];
  }

  picture(face, lies) {
    // As it is printed, whatever the page speaks.
    const text = (x, y, size, words, name) => svg("text", { x, y, "font-size": size, class: name, lang: "ja" }, words);
    return svg(
      "svg",
      {
        class: `face ${lies}`,
        viewBox: "0 0 856 540",
        role: "img",
        "aria-label": `${face.name}, ${say(lies + "_reader")}`,
      },
      svg("rect", { class: "ground", x: 3, y: 3, width: 850, height: 534, rx: 34 }),
      svg("path", { class: "wave", d: "M3 430 q210 -90 425 0 t425 0 v73 q0 34 -34 34 h-782 q-34 0 -34 -34 z" }),
      text(40, 66, 32, say("face_title"), "title"),
      text(816, 62, 20, say("face_mark"), "mark"),
      svg("rect", { class: "frame", x: 600, y: 150, width: 210, height: 270 }),
      face.photograph ? svg("image", { x: 600, y: 150, width: 210, height: 270, href: face.photograph }) : silhouette(),
      text(40, 128, 22, "氏名", "label"),
      cut_lines(face.name, 14).map((line, i) => text(110, 130 + 40 * i, 34, line)),
      text(40, 216, 22, "住所", "label"),
      cut_lines(face.address, LETTERS_A_LINE).map((line, i) => text(110, 216 + 33 * i, 23, line)),
      text(40, 350, 24, `${face.birth_words}生　性別 ${sex_letter(face.sex)}`),
      face.expires && text(40, 398, 24, expiry(face.expires)),
    );
  }

  terms(face) {
    const certificate = (each) => (each ? say("until", moment(each.until)) : say("none"));
    const licence = () => {
      if (!face.licence) return say("none");
      if (!face.licence.readable) return say("unreadable");
      const words = face.licence.expires ? say("until", moment(face.licence.expires)) : "";
      return words + (face.licence.pin_set ? "" : ` (${say("pin_not_set")})`);
    };
    const rows = [
      ["signature_certificate", certificate(face.signature)],
      ["authentication_certificate", certificate(face.authentication)],
      ["licence_on_card", licence()],
    ];
    return [
      !face.alive && h("p", { class: "note alarm" }, say("dead")),
      h(
        "dl",
        { class: "terms" },
        rows.map(([key, value]) => h("div", null, h("dt", null, say(key)), h("dd", null, value))),
      ),
    ];
  }
}

customElements.define("card-face", CardFace);
