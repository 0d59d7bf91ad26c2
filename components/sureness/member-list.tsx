import { FacePicture } from "#components/people/face-picture.tsx";
import { PersonLink } from "#components/people/person-link.tsx";
import type { MemberSureness } from "#lib/calibration/types.ts";
import { FatesBar } from "./fates-bar.tsx";
import { memberWords } from "./sureness-words.ts";
import { useSurenessWords } from "./use-sureness-words.ts";

/** How surely each of the household's people is told apart, and from whom not. */
export function MemberList({ members }: { members: readonly MemberSureness[] }) {
  const words = useSurenessWords();
  return (
    <ul className="-mx-2">
      {members.map((member) => (
        <li key={member.personId}>
          <PersonLink
            personId={member.personId}
            className="flex gap-3 rounded-lg p-2 hover:bg-sunken"
          >
            <FacePicture src={member.cropUrl} sizePx={56} />
            <div className="min-w-0 grow">
              <p className="flex justify-between gap-2">
                <span className="truncate font-semibold">{member.name}</span>
                <span className="shrink-0 text-small text-muted tabular-nums">
                  {words.t("faces", { count: member.faceCount })}
                </span>
              </p>
              {member.counts.faces > 0 && <FatesBar counts={member.counts} />}
              {memberWords(words, member).map((note) => (
                <p key={note} className="text-small text-pretty">
                  {note}
                </p>
              ))}
            </div>
          </PersonLink>
        </li>
      ))}
    </ul>
  );
}
