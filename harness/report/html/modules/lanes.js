// Where things stand in the swim-lane picture: lanes from above, moments from left to right.

/** In their order; an institution that does nothing has none, the holder and the card have always. */
export const LANES = [
  "holder",
  "card",
  "municipality",
  "card_factory",
  "police_facility",
  "safety_commission",
  "driver_registry",
  "portal",
  "reading_app",
  "roadside_officer",
  "operator",
  "client",
  "calendar",
];

// Whose a fact is that a step changed.
const KEEPERS = [
  [
    /^(card|next_card|previous_card)\.(chip|free_space|record|licence_pin|history_number|authentication_pin|signature_password)/,
    "card",
  ],
  [/^(licence|driver_registry|history_record)\./, "driver_registry"],
  [
    /^(resident_register|family_register|card_application|signature_submission)\.|^card\.(status|.*certificate)/,
    "municipality",
  ],
  [/^(portal|portal_link|phone|online_lecture|one_stop)\./, "portal"],
];

/** The lanes that a step touches, the actor's first. */
export function lanes_of(step) {
  const touched = new Set([LANES.includes(step.actor) ? step.actor : "holder"]);
  if (step.apdus.length > 0) touched.add("card");
  if (step.papers.length > 0) touched.add("holder");
  for (const { name } of step.changes) {
    const keeper = KEEPERS.find(([pattern]) => pattern.test(name));
    if (keeper) touched.add(keeper[1]);
  }
  return [...touched];
}

const DAY = 86400000;
const PIXELS_A_DAY = 2.2;
const NEAREST = 74;
const FARTHEST = 330;
// Few steps stand so far from each other that what they are called fits between them.
const ROOM = 900;
const ROOMY = 170;

function time(moment) {
  return Date.parse((moment.includes("T") ? moment : moment + "T00:00") + "Z");
}

/** {x of each step, width, months: [{x, date}], breaks: [x]}: months are as wide as each other, but for what is too near or too far.
 * `needed`: how much room there must be after each step. */
export function time_axis(moments, left, needed) {
  const times = moments.map(time);
  const xs = [];
  const breaks = [];
  const nearest = Math.min(ROOMY, Math.max(NEAREST, ROOM / times.length));
  times.forEach((at, i) => {
    if (i === 0) {
      xs.push(left);
      return;
    }
    const wide = ((at - times[i - 1]) / DAY) * PIXELS_A_DAY;
    const gap = Math.min(Math.max(wide, nearest, needed[i - 1]), FARTHEST);
    xs.push(xs[i - 1] + gap);
    if (wide > FARTHEST) breaks.push(xs[i - 1] + gap / 2);
  });
  return { xs, breaks, months: months_between(times, xs) };
}

function months_between(times, xs) {
  const months = [];
  for (let i = 1; i < times.length; ++i) {
    const first = new Date(times[i - 1]);
    for (let month = first.getUTCMonth() + 1; ; ++month) {
      const at = Date.UTC(first.getUTCFullYear(), month, 1);
      if (at > times[i]) break;
      const part = (at - times[i - 1]) / (times[i] - times[i - 1]);
      months.push({ x: xs[i - 1] + part * (xs[i] - xs[i - 1]), date: new Date(at) });
    }
  }
  return months;
}

function width_of(character) {
  return character.charCodeAt(0) > 0x2e7f ? 12.5 : 6.6;
}

/** How many pixels wide it is, by what letters are wide on average. */
export function text_width(text) {
  return [...text].reduce((sum, each) => sum + width_of(each), 0);
}

/** `text` cut so that it is at most so many pixels wide. */
export function fitted(text, pixels) {
  let width = 0;
  let kept = "";
  for (const character of text) {
    width += width_of(character);
    if (width > pixels) return kept.length > 1 ? kept.slice(0, -1) + "…" : "";
    kept += character;
  }
  return kept;
}
