/** Calls of the control plane, and the one line in which the page says how they went. */

/** The JSON answer. Throws with the emulator's own words on refusal. */
export async function api(method, path, body) {
  const response = await fetch(`/_emu${path}`, {
    method,
    headers: { accept: "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The emulator answered ${response.status}.`);
  return answer;
}

/** Shows text or nodes in the page's status line. */
export function say(...content) {
  document.getElementById("notice").replaceChildren(...content);
}

/** Runs an action and says what it returns or why it failed. */
export async function attempt(action) {
  try {
    say(...[(await action()) ?? ""].flat());
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
