// The values that a knob can have, in words.
import { h } from "../modules/dom.js";
import { label } from "../modules/language.js";

/** `here`: the one that was assumed. */
export function knob_values(knob, here) {
  if (knob.values.length === 0) return h("b", null, here);
  return knob.values.map((value) =>
    h(
      value === here ? "b" : "span",
      { class: value === here ? "value" : "value quiet", title: value },
      value === here ? "● " : "○ ",
      label(value),
    ),
  );
}
