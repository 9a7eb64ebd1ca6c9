// The values that a knob can have, in words.
import { h } from "../modules/dom.js";
import { label, pick } from "../modules/language.js";

/** What a value of that knob is called. */
export function knob_value(knob, value) {
  const own = knob && knob.answers && knob.answers[value];
  return own ? pick(own) : label(value);
}

/** "A-10 = erased" of what was assumed, with the question as its title. */
export function assumed_values(run, assumed) {
  const knobs = run.rulebook ? run.rulebook.knobs : [];
  return assumed.map(([id, value], place) => {
    const knob = knobs.find((each) => each.id === id);
    const title = knob && `${pick(knob.question)} (${id}=${value})`;
    return [place > 0 && ", ", h("span", { title }, h("code", null, id), " = ", knob_value(knob, value))];
  });
}

/** `here`: the one that was assumed. */
export function knob_values(knob, here) {
  if (knob.values.length === 0) return h("b", null, here);
  return knob.values.map((value) =>
    h(
      value === here ? "b" : "span",
      { class: value === here ? "value" : "value quiet", title: value },
      value === here ? "● " : "○ ",
      knob_value(knob, value),
    ),
  );
}
