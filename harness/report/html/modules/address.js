// What is looked at stands in the address, after '#': a link opens the very same.

/** What the address says: view, scenario, step, lang, q, and the filters. */
export function address() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** "#..." with some of it otherwise; undefined takes away. */
export function href(changes, from = address()) {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...from, ...changes }))
    if (value !== undefined && value !== "") all.set(name, value);
  return "#" + all.toString();
}

/** The link `a` with those changes of the address, whatever else that says when `renew` is called. */
export function following(a, changes) {
  a.changes = changes;
  a.setAttribute("href", href(changes));
  return a;
}

export function renew(root) {
  for (const a of root.querySelectorAll("a")) if (a.changes) a.setAttribute("href", href(a.changes));
}

/** Goes there; `quietly`: without a step in the browser's history. */
export function go(changes, quietly) {
  const there = href(changes);
  if (there === location.hash) return;
  if (quietly) {
    history.replaceState(null, "", there);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = there;
  }
}

/** The address of a scenario, or of a step of it. The filters stay: its neighbours are those of the list. */
export function scenario_address(id, step) {
  return href({ view: "scenario", scenario: id, step });
}
