// Makes elements. Texts become text nodes and attributes alone: nothing that a scenario says is ever markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") element.data = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** `data` of a custom element is given as a property, "onclick" as a listener. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** The name of a fact, which lines break after its dots and underlines first. */
export function breakable(name) {
  return name.split(/(?<=[._])/).flatMap((part, place) => (place > 0 ? [h("wbr"), part] : [part]));
}

/** An element that shows its `data`, and again when they change. */
export class Part extends HTMLElement {
  #data;
  get data() {
    return this.#data;
  }
  set data(data) {
    this.#data = data;
    if (this.isConnected) this.show();
  }
  connectedCallback() {
    this.show();
  }
  show() {
    const made = this.#data === undefined ? [] : this.render(this.#data);
    this.replaceChildren(...[made].flat(Infinity).filter(Boolean));
  }
}

/** Where the focus is below `root`, as `refocus` takes it; undefined: elsewhere. */
export function focused(root) {
  let each = document.activeElement;
  if (each === root || !root.contains(each)) return undefined;
  const path = [];
  for (; each !== root; each = each.parentElement) path.unshift([...each.parentElement.children].indexOf(each));
  return path;
}

/** What was drawn anew has the focus where it was. False: nothing that could have it is there now. */
export function refocus(root, path) {
  const there = path.reduce((each, place) => each && each.children[place], root);
  if (there) there.focus({ preventScroll: true });
  return there !== undefined && document.activeElement === there;
}

/** <details> whose content is made when it is first opened. */
export function folded(summary, make, attributes) {
  const content = h("div", { class: "folded" });
  const details = h("details", attributes, h("summary", null, summary), content);
  const open = () => {
    if (details.open && content.childNodes.length === 0) content.append(...[make()].flat(Infinity).filter(Boolean));
  };
  details.addEventListener("toggle", open);
  open();
  return details;
}
