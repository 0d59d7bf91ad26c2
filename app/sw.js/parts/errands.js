// What was asked for is kept until Kith has answered, under a key of its own: so it is neither lost
// where there is no connection, nor done twice where only the answer was lost.

async function actOn({ tag, data }, action) {
  const { act, waiting, url, lang } = data;
  const request = { key: crypto.randomUUID(), action, ...act };
  const errand = { key: request.key, request, tag, url, lang, waiting };
  await kept("readwrite", (errands) => errands.put(errand));
  const outcome = await send(errand);
  if (outcome === "offline" || outcome === "signedOut") {
    const words = waiting?.[outcome];
    if (words) await say(errand, words);
    await self.registration.sync?.register("errands").catch(() => undefined);
  }
}

/** Asks Kith for it, and shows the answer. @returns "done", or why it has to be asked for again */
async function send(errand) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(errand.request);
  const answer = await fetch("/api/push/acts", { method: "POST", headers, body }).catch(() => null);
  if (!answer || answer.status >= 500) return "offline";
  if (answer.status === 401) return "signedOut";
  const told = await answer.json().catch(() => ({}));
  await kept("readwrite", (errands) => errands.delete(errand.key));
  const title = errand.waiting?.refused ?? (await unreadable()).title;
  const refused = { title, body: told.message };
  await say(errand, answer.ok ? told : refused);
  return "done";
}

/** @returns what became of each */
async function sendWaiting() {
  const outcomes = [];
  for (const errand of await kept("readonly", (errands) => errands.getAll()))
    outcomes.push(await send(errand));
  return outcomes;
}

/** Throws where the browser shall try again. */
async function sendAtLast() {
  if ((await sendWaiting()).includes("offline")) throw new Error("Kith has not answered.");
}

// There is a connection again, though Kith may be closed. What fails, the browser tries once more later.
self.addEventListener("sync", (event) => {
  event.waitUntil(event.tag === "answers" ? sendAnswers() : sendAtLast());
});

// A page of ours is opened: there may be a connection, or somebody signed in.
self.addEventListener("message", (event) => {
  if (event.data === "send-waiting") event.waitUntil(sendWaiting());
});

/** Says it in place of the notification that was pressed, without a sound. */
function say({ tag, url, lang, waiting }, { title, body, actions, act }) {
  const message = { body, tag, url, lang, actions, act, waiting, silent: true };
  return show(title, optionsOf(message));
}

/** Works on what is kept. @returns the work's result */
const kept = (mode, work) =>
  inStore("kith-push", "errands", mode, work, (opening) =>
    opening.result.createObjectStore("errands", { keyPath: "key" }),
  );
