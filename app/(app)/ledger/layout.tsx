import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords("ledger", "outcomes", "visits");
