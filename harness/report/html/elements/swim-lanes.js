// Who did what when: a lane for everybody who had to do with it, and the months from left to right.
import { href } from "../modules/address.js";
import { Part, h, svg } from "../modules/dom.js";
import { label, language, moment, say } from "../modules/language.js";
import { LANES, fitted, lanes_of, text_width, time_axis } from "../modules/lanes.js";

const LANE = 38;
const TOP = 34;
const MARGIN = 128;
const RIGHT = 170;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LABEL = 62;
const MOST_NEEDED = 220;
// Where the picture is narrower than its frame, the lanes go on to the end.
const WIDEST = 4000;

function month_name(date, with_year) {
  const month = date.getUTCMonth();
  if (language() === "ja") return (with_year ? `${date.getUTCFullYear()}年` : "") + `${month + 1}月`;
  return MONTHS[month] + (with_year ? ` ${date.getUTCFullYear()}` : "");
}

function name_of(step) {
  return step.procedure === "client" ? say("client") : label(step.procedure);
}

// On paper nobody scrolls: of a longer story the picture is told in rows of so many steps at most, as wide as each other.
const IN_A_ROW = 8;

class SwimLanes extends Part {
  render({ story }) {
    const steps = story.steps.map((step, i) => ({ step, number: i + 1, lanes: lanes_of(step) }));
    const used = new Set(["holder", "card", ...steps.flatMap(({ lanes }) => lanes)]);
    const lanes = LANES.filter((each) => used.has(each));
    const rows = [];
    const in_a_row = Math.ceil(steps.length / Math.ceil(steps.length / IN_A_ROW));
    for (let i = 0; i < steps.length; i += in_a_row) rows.push(steps.slice(i, i + in_a_row));
    const long = rows.length > 1;
    return [
      h("h2", null, say("time_axis"), " ", h("small", null, say("time_axis_hint"))),
      h(
        "div",
        { class: long ? "lanes on-screen" : "lanes", tabindex: "0", role: "region", "aria-label": say("time_axis") },
        this.picture(steps, lanes),
      ),
      long && this.rows(rows, lanes).map((each) => h("div", { class: "lanes on-paper" }, each)),
    ];
  }

  rows(rows, lanes) {
    const pictures = rows.map((each) => this.picture(each, lanes));
    const [width, height] = ["width", "height"].map((name) =>
      Math.max(...pictures.map((each) => Number(each.getAttribute(name)))),
    );
    for (const each of pictures) {
      each.setAttribute("width", width);
      each.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
    return pictures;
  }

  picture(steps, lanes) {
    const y = new Map(lanes.map((each, i) => [each, TOP + LANE * (i + 0.5)]));
    const axis = time_axis(
      steps.map(({ step }) => step.at),
      MARGIN + 26,
      steps.map((each, i) => this.needed(each, steps[i + 1], y)),
    );
    const width = axis.xs.at(-1) + Math.max(RIGHT, text_width(name_of(steps.at(-1).step)) + 50);
    const height = TOP + LANE * lanes.length + 26;
    return svg(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        preserveAspectRatio: "xMinYMin meet",
        width,
        height,
        role: "group",
        "aria-label": say("time_axis"),
      },
      this.ground(lanes, y, width),
      this.months(axis, steps[0].step.at, height),
      steps.map((each, i) => this.step(each, i, axis.xs, steps, y, width, height)),
    );
  }

  ground(lanes, y, width) {
    return lanes.map((lane, i) =>
      svg(
        "g",
        null,
        svg("rect", {
          x: 0,
          y: TOP + LANE * i,
          width: Math.max(width, WIDEST),
          height: LANE,
          class: i % 2 ? "lane odd" : "lane",
        }),
        svg("text", { x: 8, y: y.get(lane) + 4, class: "lane-name" }, fitted(say("lane_" + lane), MARGIN - 12)),
      ),
    );
  }

  months(axis, begin, height) {
    let free = 0;
    let year;
    const first = { x: MARGIN, date: new Date(begin.slice(0, 7) + "-01T00:00Z"), no_line: true };
    return [first, ...axis.months]
      .map(({ x, date, no_line }) => {
        const with_year = date.getUTCFullYear() !== year;
        const room = x >= free;
        if (room) {
          free = x + (with_year ? LABEL + 14 : LABEL / 2 + 8);
          year = date.getUTCFullYear();
        }
        return svg(
          "g",
          { class: "month" },
          !no_line && svg("line", { x1: x, y1: TOP - 8, x2: x, y2: height - 26 }),
          room && svg("text", { x: no_line ? x : x + 4, y: TOP - 14 }, month_name(date, with_year)),
        );
      })
      .concat(axis.breaks.map((x) => svg("path", { class: "break", d: `M${x - 8} ${TOP - 4} l4 -7 l6 12 l4 -7` })));
  }

  step({ step, number, lanes }, i, xs, steps, y, width, height) {
    const x = xs[i];
    const ys = lanes.map((each) => y.get(each));
    const at = ys[0];
    const name = name_of(step);
    const told = `${number}. ${moment(step.at)} ${say("lane_" + step.actor)}: ${name} (${say(step.verdict)})`;
    const room = this.room(i, at, xs, steps, y, width);
    return svg(
      "a",
      { href: href({ step: step.id }), class: `mark ${step.verdict}` },
      svg("title", null, told),
      ys.length > 1 && svg("line", { class: "tie", x1: x, x2: x, y1: Math.min(...ys), y2: Math.max(...ys) }),
      lanes.slice(1).map((lane) => this.touch(lane, step, x, y.get(lane))),
      step.verdict === "pass"
        ? svg("circle", { cx: x, cy: at, r: 10 })
        : svg("rect", { x: x - 10, y: at - 10, width: 20, height: 20, rx: 2 }),
      svg("text", { class: "number", x, y: at + 4 }, number),
      svg("text", { class: "what", x: x + 15, y: at + 4 }, fitted(name, room)),
      svg("text", { class: "day", x, y: height - 8 }, step.at.slice(5, 10).replace("-", "/")),
    );
  }

  touch(lane, step, x, y) {
    if (lane === "holder" && step.papers.length > 0)
      return svg("path", { class: "sheet", d: `M${x - 5} ${y - 7} h7 l3 3 v11 h-10 z` });
    return svg("circle", { class: "touch", cx: x, cy: y, r: 4.5 });
  }

  // What it is called must end before a mark of the next step in its lane.
  needed({ step, lanes }, next, y) {
    if (!next) return 0;
    const ys = next.lanes.map((each) => y.get(each));
    const at = y.get(lanes[0]);
    return Math.min(...ys) <= at && at <= Math.max(...ys) ? Math.min(text_width(name_of(step)) + 50, MOST_NEEDED) : 0;
  }

  // Until the next thing in this lane.
  room(i, at, xs, steps, y, width) {
    for (let next = i + 1; next < steps.length; ++next) {
      const ys = steps[next].lanes.map((each) => y.get(each));
      if (Math.min(...ys) <= at && at <= Math.max(...ys)) return xs[next] - xs[i] - 30;
    }
    return width - xs[i] - 20;
  }
}

customElements.define("swim-lanes", SwimLanes);
