// What keys do, on every page: whoever types into a field types, and a dialog has keys of its own.
import { go } from "./address.js";
import { language } from "./language.js";

/** `act`: does what a key asks for; false where it asks for nothing. */
export function on_keys(act) {
  const everywhere = {
    "?": () => document.querySelector("key-help").open(),
    l: () => go({ lang: language() === "ja" ? "en" : "ja" }),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (everywhere[event.key]) everywhere[event.key]();
    else if (act(event.key) === false) return;
    event.preventDefault();
  });
}
