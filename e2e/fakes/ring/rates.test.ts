/** Troubles by chance: how many, which, and that a seed settles them. */
import { afterEach, describe, expect, it } from "vitest";
import { drawFate, drawTrouble, ratesSchema } from "./rates.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";

const RATES = ratesSchema.parse({
  dropped: 0.05,
  duplicated: 0.1,
  late: { share: 0.1, uptoMs: 4_200_000 },
  clip: { share: 0.05 },
});

const MANY = 20_000;
const numbers = Array.from({ length: MANY }, (_, index) => index + 1);

describe("the fate of events", () => {
  const fates = numbers.map((number) => drawFate(RATES, 7, number));
  const shareOf = (is: (fate: (typeof fates)[number]) => boolean) =>
    fates.filter(is).length / fates.length;

  it("has the shares asked for", () => {
    expect(shareOf(({ webhook }) => webhook === "dropped")).toBeCloseTo(0.05, 2);
    expect(shareOf(({ copies }) => copies === 1)).toBeCloseTo(0.095, 2);
    expect(shareOf(({ lateMs }) => lateMs > 0)).toBeCloseTo(0.095, 2);
    expect(Math.max(...fates.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(4_200_000);
  });

  it("follows from the seed and the event's number alone", () => {
    expect(numbers.map((number) => drawFate(RATES, 7, number))).toEqual(fates);
    expect(numbers.map((number) => drawFate(RATES, 8, number))).not.toEqual(fates);
    expect(drawFate({ ...RATES, seed: 7 }, 8, 5)).toEqual(fates[4]);
  });

  it("of a dropped webhook is nothing else", () => {
    const dropped = fates.filter(({ webhook }) => webhook === "dropped");
    expect(dropped.every(({ copies, lateMs }) => copies === 0 && lateMs === 0)).toBe(true);
  });
});

describe("the troubles of clips", () => {
  const ask = (event: number, attempt = 1) =>
    drawTrouble(RATES, 7, { kind: "clip", event, attempt });

  it("have the share asked for and are of every kind", () => {
    const met = numbers.map((event) => ask(event)).filter((trouble) => trouble !== null);
    expect(met.length / MANY).toBeCloseTo(0.05, 2);
    expect(new Set(met).size).toBe(RATES.clip.of.length);
  });

  it("are drawn anew for each attempt", () => {
    const unlucky = numbers.find((event) => ask(event) !== null) ?? 0;
    const attempts = numbers.slice(0, 50).map((attempt) => ask(unlucky, attempt));
    expect(attempts).toContain(null);
  });
});

describe("an emulator with rates", () => {
  let emulator: RingEmulator;
  afterEach(() => emulator.close());

  it("tells afterwards which events there were and what became of their webhooks", async () => {
    // No endpoint listens there: what leaves is dead at the end of the ladder.
    const webhookUrl = "http://127.0.0.1:9/api/webhooks/ring";
    emulator = await startRingEmulator({ webhookUrl, timeScale: 0.000001, seed: 3 });
    const { control } = emulator;
    await control.addAccount();
    await control.faults({ rates: { dropped: 0.2, duplicated: 0.3, late: { share: 0.3 } } });
    const at = 1_767_323_045_000;
    for (let number = 0; number < 60; number++) {
      await control.addEvent({ device: "Front door", media: null, at });
    }
    await emulator.idle();
    const events = await control.events();
    const deliveries = await control.deliveries();
    expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
    for (const { fate, deliveries: ids, at: movedTo } of events) {
      expect(ids).toHaveLength(fate.webhook === "dropped" ? 0 : 1 + fate.copies);
      expect(Math.abs(at - movedTo - fate.lateMs)).toBeLessThan(10);
      const texts = ids.map((id) => deliveries.find((delivery) => delivery.id === id)?.body ?? "");
      const requestIds = new Set(texts.map((text) => JSON.parse(text).meta.request_id));
      expect(requestIds.size).toBe(fate.newRequestId ? ids.length : Math.min(1, ids.length));
    }
    const fates = events.map(({ fate }) => fate);
    expect(fates.some(({ webhook }) => webhook === "dropped")).toBe(true);
    expect(fates.some(({ copies, newRequestId }) => copies > 0 && newRequestId)).toBe(true);
    expect(fates.some(({ lateMs }) => lateMs > 60_000)).toBe(true);
  });

  it("fails clips by their kinds, journals which, and is healthy once they are ended", async () => {
    emulator = await startRingEmulator({ recordingDelayMs: 0 });
    const { control } = emulator;
    const { accessToken, devices } = await control.addAccount();
    await control.faults({ rates: { clip: { share: 1, of: ["unavailable", "url-expired"] } } });
    const at = Date.now() - 60_000;
    await control.addEvent({ device: "Front door", at });
    const ask = async () => {
      const path = `/v1/devices/${encodeURIComponent(devices[0]?.id ?? "")}/media/video/download`;
      const answer = await fetch(`${emulator.apiUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({ timestamp: at - 2_000, duration: 20_000 }),
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    const statuses = new Set<number>();
    for (let time = 0; time < 20; time++) statuses.add(await ask());
    expect([...statuses].sort()).toEqual([403, 503]);
    const faults = new Set((await control.journal()).map(({ fault }) => fault));
    expect(faults).toEqual(new Set(["unavailable", "url-expired", null]));
    await control.faults({ rates: null });
    expect(await ask()).toBe(200);
  });
});
