import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords("join", "newAccount");
