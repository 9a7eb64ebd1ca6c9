// What passed between reader and card, in bytes and in words.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";

function bytes(text) {
  const [head, left, tail] = text.split("~");
  const spaced = (hex) => (hex || "").replace(/(..)(?=.)/g, "$1 ");
  return left === undefined ? spaced(head) : `${spaced(head)} ${say("bytes_left_out", left)} ${spaced(tail)}`;
}

function is_good(response) {
  return response.endsWith("9000") || /61..$/.test(response);
}

/** One exchange or reset as an item of a list; `more`: what else stands in it. */
export function exchange_item(each, more, attributes) {
  if (each.reset)
    return h("li", { ...attributes, class: "reset" }, say("reset"), " ", h("code", null, bytes(each.response)), more);
  return h(
    "li",
    { ...attributes, class: is_good(each.response) ? undefined : "odd" },
    h("p", { class: "sent" }, h("b", null, "› ", pick(each.command_words)), h("code", null, bytes(each.command))),
    h(
      "p",
      { class: "answered" },
      h("span", null, "‹ ", each.response === "" ? say("no_answer") : pick(each.response_words)),
      h("code", null, bytes(each.response)),
    ),
    each.cause && h("p", { class: "why" }, say("why"), ": ", pick(each.cause)),
    more,
  );
}

class ApduList extends Part {
  render({ apdus, statuses }) {
    return [
      h("p", { class: "quiet" }, say("left_out")),
      h(
        "ol",
        { class: "apdus" },
        apdus.map((each, i) => exchange_item(each, this.status(statuses.get(i)))),
      ),
    ];
  }

  status(status) {
    if (!status || !pick(status)) return undefined;
    return h("p", { class: "status" }, h("span", { class: "key" }, say("card_status")), pick(status));
  }
}

customElements.define("apdu-list", ApduList);
