import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords(
  "alerts",
  "bundle",
  "latency",
  "naming",
  "outcomes",
  "people",
  "person",
  "visit",
  "visits",
);
