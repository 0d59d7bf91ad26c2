import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords(
  "naming",
  "outcomes",
  "people",
  "person",
  "timeline",
  "visit",
  "visits",
);
