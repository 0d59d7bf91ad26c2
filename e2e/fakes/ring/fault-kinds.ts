/** The kinds of failure. How each looks on the wire is in `fault-bodies.ts`. */
import { z } from "zod";

const times = z.number().int().positive().default(1);

/** One kind of failure; `times` requests meet it, one after the other. */
export const faultSchema = z.discriminatedUnion("kind", [
  /** A healthy answer: lets requests through before the next fault. */
  z.object({ kind: z.literal("pass"), times }),
  /** A plain answer. `code` becomes a JSON:API error body; without it the body is empty. */
  z.object({
    kind: z.literal("status"),
    status: z.number().int(),
    code: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    times,
  }),
  /** Content-Length of the whole, half of the bytes, then the connection closes. */
  z.object({ kind: z.literal("truncated"), times }),
  /** A sound HTTP answer of the first half of the file: the end of mdat (or moov) is missing. */
  z.object({ kind: z.literal("half-file"), times }),
  /** 200 with no bytes. */
  z.object({ kind: z.literal("empty"), times }),
  /** 200 video/mp4 whose body is a web page. */
  z.object({ kind: z.literal("html"), times }),
  /** 200 video/mp4 of undecodable bytes, as encrypted media might look. */
  z.object({ kind: z.literal("garbage"), times }),
  /** A trickle. */
  z.object({ kind: z.literal("slow"), bytesPerSecond: z.number().positive().default(20), times }),
  /** Half of the bytes, then silence while the connection stays open. */
  z.object({ kind: z.literal("stall"), times }),
  /** A short clip: 206 with its true length. */
  z.object({ kind: z.literal("partial"), lengthMs: z.number().positive().default(6000), times }),
  /** A redirect to anywhere. */
  z.object({
    kind: z.literal("redirect"),
    location: z.string(),
    status: z.number().int().default(303),
    times,
  }),
  /** The connection is reset before an answer. */
  z.object({ kind: z.literal("reset"), times }),
  /** No answer, ever. */
  z.object({ kind: z.literal("hang"), times }),
  /** The request is carried out, then the connection is reset: nobody hears the answer. */
  z.object({ kind: z.literal("lost"), times }),
  /** The request is carried out and its answer never comes. */
  z.object({ kind: z.literal("held"), times }),
]);

export type Fault = Exclude<z.infer<typeof faultSchema>, { kind: "pass" }>;
