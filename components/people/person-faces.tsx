"use client";
import { Check } from "lucide-react";
import Link from "next/link";
import { Checkbox } from "radix-ui";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { PersonDetail, PersonFace } from "#lib/people/types.ts";
import { FaceCorrections } from "./face-corrections.tsx";
import { FacePicture } from "./face-picture.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

const angles: { angle: PersonFace["angle"]; title: string }[] = [
  { angle: "front", title: "From the front" },
  { angle: "half_profile", title: "Half turned" },
  { angle: "profile", title: "From the side" },
];

/** A person's faces by viewing angle. Some can be chosen and said to be somebody else's, or none. */
export function PersonFaces({
  person,
  actions,
  run,
}: {
  person: PersonDetail;
  actions: PersonActions;
  run: RunAct;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const faceIds = person.faces.map(({ faceId }) => faceId).filter((id) => chosen?.has(id));
  const toggle = (faceId: string) => {
    const next = new Set(chosen);
    if (!next.delete(faceId)) next.add(faceId);
    setChosen(next);
  };
  const correct: RunAct = async (...act) => {
    setChosen(null);
    return await run(...act);
  };
  return (
    <Card
      title="Faces"
      aside={
        person.faces.length > 0 && (
          <Button
            look="plain"
            className="-my-3 -mr-4"
            onClick={() => setChosen(chosen ? null : new Set())}
          >
            {chosen ? "Done" : "Choose"}
          </Button>
        )
      }
    >
      {person.faces.length === 0 && <p className="text-muted">No face is kept of this person.</p>}
      {angles.map(({ angle, title }) => {
        const seen = person.faces.filter((face) => face.cropUrl && face.angle === angle);
        if (seen.length === 0) return null;
        return (
          <section key={angle} className="mt-3 first:mt-0">
            <h3 className="mb-2 text-small text-muted">{title}</h3>
            <ul className="-mx-1 flex flex-wrap gap-1">
              {seen.map((face) => (
                <li key={face.faceId}>
                  {chosen ? (
                    <FaceChoice
                      face={face}
                      isChosen={chosen.has(face.faceId)}
                      onToggle={() => toggle(face.faceId)}
                    />
                  ) : face.eventId === null ? (
                    <span className="block p-1">
                      <FacePicture src={face.cropUrl} sizePx={64} />
                    </span>
                  ) : (
                    <Link
                      href={`/events/${face.eventId}`}
                      prefetch={false}
                      aria-label={`Seen at ${face.cameraName}: open`}
                      className="block rounded-full p-1 hover:bg-sunken"
                    >
                      <FacePicture src={face.cropUrl} sizePx={64} />
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {chosen && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <p aria-live="polite" className="w-full text-muted">
            {faceIds.length === 0
              ? "Choose the faces that are wrong."
              : chosenWords(faceIds.length)}
          </p>
          <FaceCorrections faceIds={faceIds} person={person} actions={actions} run={correct} />
        </div>
      )}
    </Card>
  );
}

const chosenWords = (count: number) =>
  count === 1 ? "One face chosen." : `${count} faces chosen.`;

const FaceChoice = ({
  face,
  isChosen,
  onToggle,
}: {
  face: PersonFace;
  isChosen: boolean;
  onToggle: () => void;
}) => (
  <Checkbox.Root
    checked={isChosen}
    onCheckedChange={onToggle}
    aria-label={`Face at ${face.cameraName}`}
    className="relative block rounded-full bg-sunken p-1 data-[state=checked]:bg-accent"
  >
    <FacePicture src={face.cropUrl} sizePx={64} />
    <Checkbox.Indicator className="absolute right-0 bottom-0 flex size-6 items-center justify-center rounded-full bg-accent text-on-accent">
      <Check aria-hidden size={16} strokeWidth={3} />
    </Checkbox.Indicator>
  </Checkbox.Root>
);
