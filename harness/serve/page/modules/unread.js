// Files that are wrong are not passed over in silence.
import { h } from "./dom.js";
import { pick, say } from "./language.js";

/** `broken`: {en: [...], ja: [...]}, what is wrong in which file; `key`: says what files those are. "": nothing is wrong. */
export function unread(key, broken) {
  const mistakes = pick([broken.en, broken.ja]);
  if (mistakes.length === 0) return "";
  return h(
    "details",
    { class: "note alarm unread" },
    h("summary", null, say(key, mistakes.length)),
    h(
      "ul",
      null,
      mistakes.map(({ file, line, message, fix }) =>
        h("li", null, h("code", null, [file, line].filter(Boolean).join(":")), " ", message, fix && ` (${fix})`),
      ),
    ),
  );
}
