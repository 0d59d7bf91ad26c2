import { Check } from "lucide-react";
import { FacePicture } from "#components/people/face-picture.tsx";

/** `meaning` stands under the words, and before them a picture, if there is one. */
export type Choice = {
  key: string;
  words: string;
  meaning?: string;
  pictureUrl?: string | null;
  isChosen: boolean;
  choose: () => void;
};

/** One of several, chosen by a tap. */
export const ChoiceList = ({ choices }: { choices: readonly Choice[] }) => (
  <ul>
    {choices.map(({ key, words, meaning, pictureUrl, isChosen, choose }) => (
      <li key={key}>
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={choose}
          className="flex min-h-12 w-full items-center justify-between gap-3 rounded-lg px-2 py-1 text-left hover:bg-sunken"
        >
          {pictureUrl && <FacePicture src={pictureUrl} sizePx={40} />}
          <span className="min-w-0 grow wrap-anywhere">
            <span className="block first-letter:uppercase">{words}</span>
            {meaning && <span className="block text-small text-muted">{meaning}</span>}
          </span>
          {isChosen && (
            <Check aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-accent" />
          )}
        </button>
      </li>
    ))}
  </ul>
);
