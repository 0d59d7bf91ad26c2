import { layoutWithWords } from "#app/_server/words.tsx";

export default layoutWithWords("choosing", "enrolment", "people", "person", "welcome");
