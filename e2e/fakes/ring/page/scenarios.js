/** The named scenarios: each with its sentence, its ways and a button that plays it. */
import { api, attempt } from "./api.js";
import { element } from "./elements.js";

const GROUPS = [
  ["C", "Clips"],
  ["A", "Tokens"],
  ["R", "Ring in trouble"],
  ["W", "Webhooks"],
  ["L", "Links"],
  ["D", "Disconnecting"],
  ["H", "History"],
];

const isWide = matchMedia("(min-width: 1000px)").matches;

/** Shows them by group; `chosen` answers camera and recording, `done` is called after each. */
export function showScenarios(parent, lines, chosen, done) {
  for (const [letter, title] of GROUPS) {
    const group = lines.filter(({ id }) => id.startsWith(letter));
    parent.append(
      element(
        "details",
        { className: "group", open: isWide },
        element("summary", {}, `${title} (${group.length})`),
        ...group.map((line) => scenarioRow(line, chosen, done)),
      ),
    );
  }
}

function scenarioRow({ id, sentence, ways, everyWay, about }, chosen, done) {
  const options = ways.map((way) => element("option", { value: way }, way.slice(id.length + 1)));
  if (everyWay) options.unshift(element("option", { value: id }, "every way"));
  const select = element(
    "select",
    { ariaLabel: `Way of ${id}`, hidden: ways.length === 0 },
    ...options,
  );
  const play = async () => {
    const { device, media } = chosen();
    const order = { media, ...(device && about === "camera" && { device }) };
    return tell(await api("POST", `/scenario/${encodeURIComponent(select.value || id)}`, order));
  };
  const on = () => void attempt(play).then(done);
  return element(
    "div",
    { className: "scenario" },
    element("p", {}, element("strong", {}, `${id}  `), sentence),
    element(
      "div",
      { className: "play" },
      select,
      element("button", { type: "button", ariaLabel: `Play ${id}`, on }, "Play"),
    ),
  );
}

/** What was made; links can be opened. */
function tell({ id, events, deliveries, links }) {
  const addresses = links.map(({ redirect, way }) =>
    element("a", { href: redirect, target: "_blank" }, ` open ${way || "the link"}`),
  );
  return [`${id}: events ${events.length}, deliveries ${deliveries.length}.`, ...addresses];
}
