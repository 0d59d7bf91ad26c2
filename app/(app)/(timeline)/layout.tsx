import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords(
  "alerts",
  "bundle",
  "latency",
  "ledger",
  "naming",
  "outcomes",
  "people",
  "person",
  "timeline",
  "visit",
  "visits",
  "welcome",
);
