// The security status of a card as a picture: where it stands, which PINs were verified, how many tries are left.
import { Part, h, svg } from "../modules/dom.js";
import { language, say } from "../modules/language.js";

function lock(open) {
  return svg(
    "svg",
    { class: open ? "lock open" : "lock", viewBox: "0 0 16 18", width: 16, height: 18, "aria-hidden": "true" },
    svg("path", { d: open ? "M4 8 V5 a4 4 0 0 1 7.6 -1.6" : "M4 8 V5 a4 4 0 0 1 8 0 V8" }),
    svg("rect", { x: 2, y: 8, width: 12, height: 9, rx: 2 }),
  );
}

function dots(tries, limit) {
  const all = [];
  for (let i = 0; i < limit; ++i) all.push(h("i", { class: i < tries ? "left" : "spent" }));
  return h("span", { class: "dots", "aria-hidden": "true" }, all);
}

class SecurityPicture extends Part {
  render({ desk, status, moment, back }) {
    if (!status) return h("p", { class: "quiet" }, say("no_card_yet"));
    const names = desk.lists.applications;
    const shown = (name) => (language() === "ja" ? names[name] || name : name);
    const applications = Object.keys(names);
    return [
      h(
        "h2",
        null,
        say("security"),
        " ",
        h("small", null, moment || say("now")),
        moment &&
          h("button", { type: "button", id: "to-now", onclick: back }, say("back_to_now"), " ", h("kbd", null, "Esc")),
      ),
      h(
        "ol",
        { class: "applications", "aria-label": say("security") },
        applications.map((each) => {
          const current = each === status.application;
          return h(
            "li",
            { class: current ? "current" : undefined, "aria-current": current ? "true" : undefined },
            shown(each),
            current && " ",
            current && h("code", null, status.file ? say("current_file", status.file) : say("no_file")),
          );
        }),
      ),
      h(
        "p",
        { class: "sessions" },
        status.messaging && h("span", { class: "session" }, say("messaging_open")),
        status.channel > 0 && h("span", { class: "session" }, say("channel_open", status.channel)),
      ),
      h(
        "ul",
        { class: "keys" },
        status.keys.map((each) => this.key(each, status, desk)),
      ),
    ];
  }

  key([name, application, tries, limit, verified], status, desk) {
    const known = desk.lists.keys.find((each) => each.name === name);
    const shown = (language() === "ja" && desk.lists.applications[application]) || application;
    const words = known ? (language() === "ja" ? known.what.ja : known.what.en) : `${shown} ${name.split(" ").at(-1)}`;
    const unset = tries === 0 && limit === 0;
    const blocked = tries === 0 && !unset;
    const told = tries === null ? say("unlimited") : say("tries_left", tries, limit);
    const state = say(verified ? "verified" : blocked ? "blocked" : unset ? "no_value" : "locked");
    return h(
      "li",
      {
        class:
          (verified ? "verified" : blocked ? "blocked" : "shut") + (application === status.application ? " here" : ""),
        title: `${name}: ${told}`,
        "data-key": name,
      },
      lock(verified),
      h("span", { class: "key-name" }, words),
      tries === null ? h("span", { class: "quiet" }, "∞") : dots(tries, limit),
      h("span", { class: "state" }, state),
      h("span", { class: "tries-told" }, told),
    );
  }
}

customElements.define("security-picture", SecurityPicture);
