// Answers lie in the store of components/review/answer-store.ts. Here they are only brought to Kith, under
// their own keys and in their order. A page sends them once more when it is opened, which changes nothing
// any more, hears what became of them, and takes them out of the store.

const ANSWERS = "kith-answers";
/** As in components/review/waiting-answer.ts: Kith forgets after 30 days what it did under which key. */
const SENT_WITHIN_MS = 28 * 24 * 3_600_000;

const sendAnswers = () =>
  // The lock of components/review/answer-queue.tsx: a page that is open sends them itself.
  navigator.locks.request(ANSWERS, async () => {
    for (const { key } of await answersLeft()) await sendAnswer(key);
  });

async function answersLeft() {
  const all = await inAnswers("readonly", (answers) => answers.getAll()).catch(() => []);
  const isLate = ({ givenAt }) => Date.now() - Date.parse(givenAt) > SENT_WITHIN_MS;
  return all.filter((answer) => !answer.refusal && !isLate(answer));
}

/** Throws where the browser shall try again; of a refusal the page will hear. */
async function sendAnswer(key) {
  const sent = await markSent(key);
  if (!sent) return;
  const { accountId, answer, isTakenBack } = sent.value;
  const body = JSON.stringify({ key, accountId, answer });
  const headers = { "content-type": "application/json" };
  const method = isTakenBack ? "DELETE" : "POST";
  const { status } = await fetch("/api/review/answers", { method, headers, body });
  if (status >= 500) throw new Error(`Kith has answered ${status}.`);
}

/** From now on Kith may know of it: it cannot be taken back on this device alone. @returns where it lies */
const markSent = (key) =>
  inAnswers("readwrite", (answers) => {
    const finding = answers.index("key").openCursor(IDBKeyRange.only(key));
    finding.onsuccess = () => finding.result?.update({ ...finding.result.value, wasSent: true });
    return finding;
  });

/** A store that no page has made yet stays for a page to make. */
const inAnswers = (mode, work) =>
  inStore(ANSWERS, "answers", mode, work, (opening) => opening.transaction.abort());
