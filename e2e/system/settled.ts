import { expect } from "vitest";
import type { System } from "#e2e/system.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { isAtRest } from "./rest.ts";

/** An event as the emulator made it, and how it has to end. */
export type PlayedEvent = {
  deviceId: string;
  /** Epoch ms. */
  at: number;
  outcome: "recognised" | "no_face";
};

type EventRow = {
  device: string;
  at: Date;
  outcome: string | null;
  reason: string | null;
  decisions: string;
  told: string;
};

type MessageRow = { tag: string; endpoint: string; state: string };

const WITHIN_MS = 180_000;

/**
 * Waits until all is done that is due, then holds that nothing was lost and nobody was told twice: every
 * event is there once with its one outcome and one decision, and every message that a decision calls
 * for reached its device once. A message whose sender died meanwhile may be missing, never doubled.
 *
 * @returns how many messages nobody can know of.
 */
export async function expectNothingLost(
  system: System,
  played: readonly PlayedEvent[],
): Promise<number> {
  const { sql, push } = system;
  const wanted = played.map(({ deviceId, at, outcome }) => `${deviceId} ${at} ${outcome}`).sort();
  await eventually(async () => {
    const events = await sql("select 1 from events");
    return events.length >= wanted.length && (await isAtRest(system));
  }, WITHIN_MS);

  const events = await sql<EventRow>(
    `select c.device_id as device, e.occurred_at as at, e.outcome, e.outcome_reason as reason,
            count(d.id) as decisions, count(d.id) filter (where d.notify) as told
     from events e
     join cameras c on c.id = e.camera_id
     left join notification_decisions d on d.event_id = e.id
     group by e.id, c.device_id`,
  );
  const found = events.map(({ device, at, outcome }) => `${device} ${at.getTime()} ${outcome}`);
  expect(found.sort()).toEqual(wanted);
  const undecided = events.filter(({ decisions }) => Number(decisions) !== 1);
  expect(undecided).toEqual([]);
  const wrong = events.filter(
    ({ told, outcome }) => told !== (outcome === "recognised" ? "1" : "0"),
  );
  expect(wrong).toEqual([]);

  const messages = await sql<MessageRow>(
    `select 'visit-' || d.visit_id as tag, s.endpoint, n.state
     from notification_decisions d
     cross join subscriptions s
     left join notifications n on n.decision_id = d.id and n.subscription_id = s.id
     where d.notify and d.decided_at > s.created_at`,
  );
  const arrived = push
    .received()
    .map(({ endpoint, text }) => `${endpoint} ${JSON.parse(text).tag}`);
  expect(new Set(arrived).size).toBe(arrived.length);
  const missing = messages.filter(({ endpoint, tag }) => !arrived.includes(`${endpoint} ${tag}`));
  expect(missing.filter(({ state }) => state !== "unconfirmed")).toEqual([]);
  const unsettled = messages.filter(({ state }) => !["accepted", "unconfirmed"].includes(state));
  expect(unsettled).toEqual([]);
  return messages.filter(({ state }) => state === "unconfirmed").length;
}
