// Talks to the desk: requests with the token, and the stream of what happens.
import { address, href } from "./address.js";
import { language, say } from "./language.js";

const TOKEN_KEPT = "karimen-desk-token";
let token = "";

/** From the address, out of which it goes at once, or as this window had it before a reload. "": there is none. */
export function take_token() {
  const given = address().token;
  try {
    if (given) sessionStorage.setItem(TOKEN_KEPT, given);
    token = given || sessionStorage.getItem(TOKEN_KEPT) || "";
  } catch {
    token = given || token;
  }
  if (given) history.replaceState(null, "", location.pathname + href({ token: undefined }));
  return token;
}

export function open_window() {
  open(location.pathname + href({ token }), "_blank");
}

/** What the desk would not do: message, and the way out. */
export class Refused extends Error {
  constructor(status, errors) {
    super(errors.map((each) => each.message + (each.fix ? ` (${each.fix})` : "")).join("; "));
    this.status = status;
  }
}

function headers() {
  return { Authorization: `Bearer ${token}`, "Accept-Language": language() };
}

/** One request; its answer. Throws Refused. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: headers(),
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
  }).catch(() => {
    throw new Error(say("silent_desk"));
  });
  const text = await response.text();
  const json = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Refused(response.status, json.errors);
  return json;
}

function event_of(text) {
  const event = { kind: "", number: 0, data: undefined };
  for (const line of text.split("\n")) {
    if (line.startsWith("id: ")) event.number = Number(line.slice(4));
    else if (line.startsWith("event: ")) event.kind = line.slice(7);
    else if (line.startsWith("data: ")) event.data = JSON.parse(line.slice(6));
  }
  return event;
}

/** Everything after event number `after`, as it comes, until the stream ends. */
export async function listen(after, take) {
  const response = await fetch(`/desk/events?after=${after}`, { headers: headers(), cache: "no-store" });
  if (!response.ok) throw new Refused(response.status, (await response.json()).errors);
  const stream = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await stream.read();
    if (done) return;
    const texts = (rest + value).split("\n\n");
    rest = texts.pop();
    take(texts.map(event_of).filter((each) => each.data !== undefined));
  }
}
