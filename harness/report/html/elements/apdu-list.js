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

class ApduList extends Part {
  render({ apdus, statuses }) {
    return [
      h("p", { class: "quiet" }, say("left_out")),
      h(
        "ol",
        { class: "apdus" },
        apdus.map((each, i) => this.exchange(each, statuses.get(i))),
      ),
    ];
  }

  exchange(each, status) {
    const card =
      status &&
      pick(status) &&
      h("p", { class: "status" }, h("span", { class: "key" }, say("card_status")), pick(status));
    if (each.reset) return h("li", { class: "reset" }, say("reset"), " ", h("code", null, bytes(each.response)), card);
    return h(
      "li",
      { class: is_good(each.response) ? undefined : "odd" },
      h("p", { class: "sent" }, h("b", null, "› ", pick(each.command_words)), h("code", null, bytes(each.command))),
      h(
        "p",
        { class: "answered" },
        h("span", null, "‹ ", each.response === "" ? say("no_answer") : pick(each.response_words)),
        h("code", null, bytes(each.response)),
      ),
      each.cause && h("p", { class: "why" }, say("why"), ": ", pick(each.cause)),
      card,
    );
  }
}

customElements.define("apdu-list", ApduList);
