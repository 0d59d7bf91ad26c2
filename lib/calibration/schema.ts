import { z } from "zod";

const likeness = z.number().min(-1).max(1);
const counts = z.object({
  faces: z.int(),
  /** 0 of calibrations of before they were counted. */
  visits: z.int().default(0),
  named: z.int(),
  asked: z.int(),
  /** Of calibrations of before it was told apart, among `asked`. */
  misasked: z.int().default(0),
  unknown: z.int(),
  wrong: z.int(),
});

/** What a stored calibration keeps as JSON. */
export const calibrationDetail = z.object({
  people: z.record(z.string(), z.object({ named: likeness, margin: z.number() })),
  selfTest: z.object({
    members: z.record(z.string(), counts),
    mistakes: z.array(z.object({ faceId: z.string(), personId: z.string(), namedAs: z.string() })),
  }),
  lookAlikes: z.array(
    z.object({ personIds: z.tuple([z.string(), z.string()]), similarity: likeness }),
  ),
  distribution: z.object({ members: z.array(z.int()), strangers: z.array(z.int()) }),
});
