import type { Measures } from "./measures.ts";

const VARIANTS = ["clean", "h40", "h24", "mblur", "lowlight", "doorbell"] as const;

type Pair = readonly [number, number];
type ByVariant = Readonly<Partial<Record<(typeof VARIANTS)[number], Pair>>>;

/** Figures of a plain pipeline, without quality weighting or calibration: the photographs' own page. */
export const referenceByContender: Readonly<Record<string, Measures>> = {
  "face-reidentification-retail-0095": measures(
    [0.995, 0.9933],
    {
      ...{ h40: [0.987, 0.949], h24: [0.871, 0.706], mblur: [0.879, 0.729] },
      ...{ lowlight: [0.918, 0.795], doorbell: [0.851, 0.648] },
    },
    {
      ...{ clean: [1, 1], h40: [1, 1], h24: [0.99, 0.929], mblur: [0.98, 0.975] },
      ...{ lowlight: [0.995, 0.909], doorbell: [0.96, 0.929] },
    },
  ),
  mobilefacenet: measures(
    [0.9894, 0.9688],
    {
      ...{ h40: [0.946, 0.876], h24: [0.516, 0.325], mblur: [0.704, 0.527] },
      ...{ lowlight: [0.759, 0.629], doorbell: [0.56, 0.374] },
    },
    {
      ...{ clean: [1, 1], h40: [1, 0.976], h24: [0.849, 0.783], mblur: [0.939, 0.874] },
      // biome-ignore lint/suspicious/noApproximativeNumericConstant: a share that was measured
      ...{ lowlight: [0.934, 0.707], doorbell: [0.869, 0.818] },
    },
  ),
  fused: measures(
    [0.9956, 0.9936],
    {
      ...{ h40: [0.991, 0.957], h24: [0.874, 0.698], mblur: [0.895, 0.764] },
      ...{ lowlight: [0.919, 0.814], doorbell: [0.862, 0.692] },
    },
    {
      ...{ clean: [1, 1], h40: [1, 1], h24: [0.98, 0.939], mblur: [0.985, 0.98] },
      ...{ lowlight: [0.98, 0.879], doorbell: [0.965, 0.95] },
    },
  ),
};

function measures([accuracy, tar1e3]: Pair, probes: ByVariant, households: ByVariant): Measures {
  const byVariant = <Row>(rows: ByVariant, name: (pair: Pair) => Row): Record<string, Row> =>
    Object.fromEntries(
      VARIANTS.flatMap((variant) => {
        const pair = rows[variant];
        return pair ? [[variant, name(pair)]] : [];
      }),
    );
  return {
    pairs: { accuracy, tar1e3 },
    probes: byVariant(probes, ([at1e3, at1e4]) => ({ tar1e3: at1e3, tar1e4: at1e4 })),
    households: byVariant(households, ([at1, at01]) => ({ "tpir@0.01": at1, "tpir@0.001": at01 })),
  };
}
