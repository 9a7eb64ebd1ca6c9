// A view of what the stage has: it waits until that is there.
import { h } from "./dom.js";
import { language, say, speak } from "./language.js";

/** Draws itself by `draw` once scenarios and rulebook are loaded, then goes by `moved` to where the address points. */
export class Staged extends HTMLElement {
  set data({ stage, report }) {
    this.stage = stage;
    this.report = report;
  }

  async connectedCallback() {
    this.append(h("p", { class: "note" }, say("loading")));
    try {
      if (!this.stage.run) await this.stage.load();
    } catch (error) {
      this.report(error);
      return;
    }
    speak(language(), this.stage.words);
    this.draw();
    this.moved();
  }
}
