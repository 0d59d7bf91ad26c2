import Link from "next/link";
import { CategorySwitch } from "#components/people/category-switch.tsx";
import { personWords } from "#components/people/category-words.ts";
import { FaceCorrections } from "#components/people/face-corrections.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import { labelling, type PersonActions, type RunAct } from "#components/people/person-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import type { EventFace } from "#lib/events/types.ts";
import { surenessWords } from "./visit-words.ts";

/** One face of an event: who it is, how sure Kith is, and the household's word on it. */
export function WhoCard({
  face,
  why,
  actions,
  run,
}: {
  face: EventFace;
  /** Why it was decided so. */
  why: string | undefined;
  actions: PersonActions;
  run: RunAct;
}) {
  const { faceId } = face;
  const { rename, categorise } = labelling(actions, run);
  const { person, suggested, match } = face;
  const shown = personWords(person);
  const probably = match === "ask" && !person.name ? suggested : null;
  const guess = probably?.name;
  const asked = { faceId, personId: probably?.personId ?? "" };
  return (
    <div className="rounded-card bg-card p-4 shadow-card">
      <div className="flex items-start gap-4">
        <Link
          href={`/people/${person.personId}`}
          aria-label={`${shown}: everything Kith knows`}
          className="shrink-0 rounded-full"
        >
          <FacePicture src={face.cropUrl} sizePx={88} />
        </Link>
        <div className="min-w-0 grow">
          <NameEditor
            name={person.name}
            shown={shown}
            onRename={(name) => void rename(person, name)}
          />
          {guess ? (
            <p>
              Probably{" "}
              <Link
                href={`/people/${probably.personId}`}
                className="font-medium text-accent underline underline-offset-4"
              >
                {guess}
              </Link>
              ?
            </p>
          ) : (
            <p className="text-muted">{surenessWords(face)}</p>
          )}
          {face.mayBePicture && (
            <p className="text-small text-muted">May be a picture of a face, held up.</p>
          )}
          <Numbers face={face} why={why} />
        </div>
      </div>
      {guess && (
        <div className="mt-3 grid grid-cols-2 gap-2">
          <Button
            look="main"
            onClick={() =>
              void run(actions.answer, { ...asked, isSame: true }, `Added to ${guess}.`)
            }
          >
            Yes, {guess}
          </Button>
          <Button
            onClick={() =>
              void run(actions.answer, { ...asked, isSame: false }, `Noted: not ${guess}.`)
            }
          >
            Not {guess}
          </Button>
        </div>
      )}
      <div className="mt-3">
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label={`What ${person.name ?? "this person"} is to you`}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        {person.name && (
          <Button
            onClick={() =>
              void run(
                actions.reject,
                { faceId, personId: person.personId },
                `Noted: not ${person.name}.`,
              )
            }
          >
            Not {person.name}
          </Button>
        )}
        <FaceCorrections faceIds={[faceId]} person={person} actions={actions} run={run} />
      </div>
    </div>
  );
}

const Numbers = ({
  face: { similarity, quality, heightPx },
  why,
}: {
  face: EventFace;
  why: string | undefined;
}) => (
  <details className="text-small text-muted">
    <summary className="-ml-1 flex min-h-11 w-fit cursor-pointer items-center rounded px-1 underline decoration-line underline-offset-4">
      Why, in numbers
    </summary>
    {why && <p className="tabular-nums">{why}</p>}
    <p className="tabular-nums">
      {similarity !== null && `Likeness ${similarity.toFixed(2)} (1 is the same picture). `}
      {`The face is ${Math.round(heightPx)} px high, picture quality ${quality.toFixed(2)} of 1.`}
    </p>
  </details>
);
