/** What the emulator sent and what it was asked, the newest first. */
import { badge, element, showChanged } from "./elements.js";

const TONES = {
  queued: "wait",
  delivered: "good",
  refused: "bad",
  dead: "bad",
  expired: "bad",
};

const timeOf = (epochMs) => new Date(epochMs).toLocaleTimeString();

export function showDeliveries(deliveries) {
  document.getElementById("no-deliveries").hidden = deliveries.length > 0;
  showChanged(document.getElementById("deliveries"), deliveries, () =>
    deliveries.toReversed().map(deliveryLine),
  );
}

function deliveryLine({ id, state, body, attempts }) {
  const tries = attempts.map(({ status, error }) => status ?? error).join(", ");
  return element(
    "li",
    { value: id },
    element(
      "div",
      { className: "row" },
      element("strong", {}, `${id}. ${typeOf(body)}`),
      badge(state, TONES[state] ?? "wait"),
    ),
    element(
      "details",
      {},
      element("summary", {}, tries ? `Answers: ${tries}` : "Not tried yet"),
      element("pre", {}, body.slice(0, 4_000)),
    ),
  );
}

function typeOf(body) {
  try {
    return JSON.parse(body).data.type;
  } catch {
    return "unreadable";
  }
}

export function showJournal(entries) {
  document.getElementById("no-journal").hidden = entries.length > 0;
  showChanged(document.getElementById("journal"), entries, () =>
    entries.toReversed().map(journalLine),
  );
}

function journalLine({ number, at, origin, method, path, status, attempt, fault }) {
  const tone = status === 0 || status >= 400 ? "bad" : "good";
  const notes = [
    timeOf(at),
    origin === "media" && "media host",
    attempt > 1 && `attempt ${attempt}`,
    fault && `fault: ${fault}`,
  ].filter(Boolean);
  return element(
    "li",
    { value: number },
    element(
      "div",
      { className: "row" },
      element("code", {}, `${method} ${shortened(path)}`),
      badge(status === 0 ? "cut" : String(status), tone),
    ),
    element("span", { className: "quiet" }, notes.join(" · ")),
  );
}

/** Opaque ids are cut to what tells them apart. */
const shortened = (path) =>
  decodeURIComponent(path).replaceAll(/(ava1\.ring\.\w+\.\w{6})\w+/g, "$1…");
