// Talks to the playground's server: requests over HTTP, events over one WebSocket that comes
// back by itself. The addresses are those of docs/playground.md.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 4000;

/** The server said no; `message` is its reason, in English. */
export class Refused extends Error {}

/** The server could not be reached. */
export class Unreachable extends Error {}

export function get(path) {
  return ask(path, {});
}

export function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Send files; `fields` are plain values, `files` are Files or Blobs with a name. */
export function upload(path, fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") form.append(name, value);
  }
  for (const file of files) form.append("file", file, file.name);
  return ask(path, { method: "POST", body: form });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    throw new Unreachable(String(error));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error || `HTTP ${response.status}`);
  return answer;
}

/**
 * Listen to events until the page goes. `onOpen` runs at each connection, the first included:
 * nothing is replayed, so it has to fetch anew. `onLost` runs when the connection breaks.
 */
export function listen({ onEvent, onOpen, onLost }) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/phones/live`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      onOpen();
    });
    socket.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      onLost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 1.6, LONGEST_WAIT);
    });
  };
  connect();
}
