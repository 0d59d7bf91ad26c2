/** W8: authentic webhooks whose body is odd, made from the text of a sound one. */

interface Body {
  meta: Record<string, unknown>;
  data: Record<string, unknown>;
}

export interface OddBody {
  /** Whether it still tells of an event. */
  isEvent: boolean;
  make(text: string): string | Buffer;
}

/** Above Kith's cap of 256 KB. */
const LARGE_BYTES = 300 * 1024;

const changed = (isEvent: boolean, change: (body: Body) => Partial<Body>): OddBody => ({
  isEvent,
  make(text) {
    const body = JSON.parse(text) as Body;
    return JSON.stringify({ ...body, ...change(body) });
  },
});

export const ODD_BODIES: Record<string, OddBody> = {
  "unknown-type": changed(false, ({ data }) => ({ data: { ...data, type: "smell_detected" } })),
  "extra-fields": changed(true, ({ meta, data }) => ({
    meta: { ...meta, moon: "full" },
    data: { ...data, extra: [1, { deep: true }] },
  })),
  "version-1.0": changed(false, ({ meta: { account_id: _, ...meta } }) => ({
    meta: { ...meta, version: "1.0" },
  })),
  nanoseconds: changed(true, ({ meta }) => ({
    meta: { ...meta, time: String(meta.time).replace(/\d{6}Z$/, "999999Z") },
  })),
  "300-kb": changed(false, ({ data }) => ({
    data: { ...data, padding: "x".repeat(LARGE_BYTES) },
  })),
  "invalid-utf8": {
    isEvent: false,
    make: (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])]),
  },
};
