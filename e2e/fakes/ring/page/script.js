/** The control page: forms that call the control plane, and its state once a second. */
import { showAccounts } from "./accounts.js";
import { api, attempt, say } from "./api.js";
import { fillSelect } from "./elements.js";
import { setHabits, showHabits } from "./habits.js";
import { showDeliveries, showJournal } from "./live.js";
import { showScenarios } from "./scenarios.js";

const POLL_MS = 1_000;
const MINUTE_MS = 60_000;

const find = (id) => document.getElementById(id);
const ring = find("ring");

/** Runs an action on submit with the form's fields; the page says how it went. */
function onSubmit(id, action) {
  find(id).addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target, event.submitter));
    void attempt(() => action(fields)).then(refresh);
  });
}

function onClick(id, action) {
  find(id).addEventListener("click", () => void attempt(action).then(refresh));
}

const chosen = () => ({ device: ring.elements.device.value, media: ring.elements.media.value });

function showFrame() {
  const { media } = chosen();
  find("frame").src = `/_emu/recordings/${encodeURIComponent(media)}/frame`;
}

function showState(state) {
  const { clock, settings, accounts, endpoint, faults } = state;
  const cameras = accounts.flatMap(({ name, devices }) =>
    devices.map((device) => ({ value: device.id, label: `${device.name} (${name})` })),
  );
  fillSelect(ring.elements.device, cameras);
  showAccounts(accounts, refresh);
  showDeliveries(state.deliveries);
  showJournal(state.journal);
  const target = settings.webhookUrl ? `to ${settings.webhookUrl}` : "nowhere yet";
  const disabled = endpoint.isDisabled ? " (disabled after too many refusals)" : "";
  const time = new Date(clock.now).toLocaleTimeString();
  find("summary").textContent =
    `${time}, durations × ${clock.scale}, seed ${settings.seed}, ${state.events} events. ` +
    `Webhooks go ${target}${disabled}.`;
  const queues = Object.entries(faults.queues).map(([route, left]) => `${route} (${left})`);
  const rates = faults.rates ? ["rates are set"] : [];
  const armed = [...queues, ...rates].join(", ");
  find("armed").textContent = armed ? `Waiting: ${armed}.` : "No fault is waiting.";
}

async function refresh() {
  try {
    showState(await api("GET", "/state"));
  } catch {
    find("summary").textContent = "The emulator does not answer.";
  }
}

onSubmit("ring", async ({ type, ...order }) => {
  const motionClass = type === "motion_detected" ? { class: "human" } : {};
  const { deliveries } = await api("POST", "/events", { ...order, type, ...motionClass });
  return deliveries.length > 0 ? "Sent." : "Recorded; nobody was told.";
});
onSubmit("add-account", async ({ name, linked }) => {
  const devices = [
    { name: `${name}'s door` },
    { name: `${name}'s garden`, kind: "camera", state: "OR" },
  ];
  await api("POST", "/accounts", { name, devices, link: linked ? "completed" : "none" });
  return `${name} has two cameras.`;
});
onSubmit("rates", async (fields) => {
  const share = (name) => Number(fields[name]) / 100;
  const late = { share: share("late"), uptoMs: Number(fields.uptoMinutes) * MINUTE_MS };
  const media = { clip: { share: share("clip") }, image: { share: share("image") } };
  const rates = { dropped: share("dropped"), duplicated: share("duplicated"), late, ...media };
  await api("PUT", "/faults", { rates });
  return "What comes next is drawn with these rates.";
});
onSubmit("clock", async ({ minutes, scale }) => {
  const order = { offset: Number(minutes) * MINUTE_MS, scale: Number(scale) };
  const { now } = await api("PUT", "/clock", order);
  return `It is ${new Date(now).toLocaleString()}.`;
});
onSubmit("target", async ({ webhookUrl }) => {
  await api("PUT", "/settings", { webhookUrl: webhookUrl || null });
  return webhookUrl ? "Webhooks go there." : "No webhook is sent.";
});
onSubmit("settings", setHabits);
onClick("clear-faults", async () => {
  await api("DELETE", "/faults");
  return "Everything is healthy again.";
});
onClick("replay", async () => `${(await api("POST", "/dlq/replay")).replayed} replayed.`);
onClick("enable", async () => {
  await api("POST", "/endpoint/enable");
  return "Webhooks are sent again.";
});
onClick("reset", async () => {
  await api("POST", "/reset");
  return "The world is empty.";
});

ring.elements.media.addEventListener("change", showFrame);
fillSelect(
  ring.elements.media,
  (await api("GET", "/recordings")).map((name) => ({ value: name, label: name })),
);
showFrame();
showScenarios(find("scenarios"), await api("GET", "/scenarios"), chosen, refresh);
const { settings } = await api("GET", "/state");
find("target").elements.webhookUrl.value = settings.webhookUrl ?? "";
showHabits(settings);
say("");
await refresh();
setInterval(refresh, POLL_MS);
