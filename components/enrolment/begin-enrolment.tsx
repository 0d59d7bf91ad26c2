"use client";
import { Footprints, Images } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { StartOrder } from "#lib/enrolment/schema.ts";
import type { NamedPerson } from "#lib/review/types.ts";
import { CameraChoice } from "./camera-choice.tsx";
import { WhoField, type Whom } from "./who-field.tsx";

/** Says who is to be known, and whether by photographs or by walking to a camera. */
export function BeginEnrolment({
  people,
  chosen,
  cameras,
  start,
}: {
  people: readonly NamedPerson[];
  /** Whom the page was opened for. */
  chosen: NamedPerson | null;
  cameras: readonly { cameraId: string; name: string }[];
  start: Action<StartOrder, { enrolmentId: string }>;
}) {
  const t = useTranslations("enrolment");
  const { push } = useRouter();
  const [whom, setWhom] = useState<Whom>({ known: chosen, name: "", category: "familiar" });
  const [cameraId, setCameraId] = useState(cameras[0]?.cameraId ?? null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const begin = async (walksTo: string | null) => {
    const { known, name, category } = whom;
    if (!known && !name.trim()) {
      field.current?.focus();
      return setComplaint(t("nameFirst"));
    }
    setStarting(true);
    const who = known ? { personId: known.personId } : { name, category };
    const result = await start({ who, cameraId: walksTo }).catch(
      () => ({ ok: false, message: t("unreachable") }) as const,
    );
    if (result.ok) return push(`/people/add/${result.data.enrolmentId}`);
    setStarting(false);
    setComplaint(result.message);
  };
  return (
    <div className="space-y-4">
      <Card>
        <WhoField
          people={people}
          whom={whom}
          field={field}
          onChange={(next) => {
            setComplaint(null);
            setWhom(next);
          }}
        />
        <div aria-live="assertive">{complaint && <Notice tone="warning">{complaint}</Notice>}</div>
      </Card>
      <Card title={t("byPhotos")}>
        <p className="mb-4 text-pretty text-muted">{t("byPhotosAbout")}</p>
        <Button
          look="main"
          className="w-full"
          disabled={isStarting}
          onClick={() => void begin(null)}
        >
          <Images aria-hidden size={20} strokeWidth={1.75} />
          {t("usePhotos")}
        </Button>
      </Card>
      <Card title={t("byWalk")}>
        <p className="mb-3 text-pretty text-muted">{t("byWalkAbout")}</p>
        {cameraId === null ? (
          <p className="text-muted">{t("noCamera")}</p>
        ) : (
          <>
            <CameraChoice cameras={cameras} cameraId={cameraId} onChoose={setCameraId} />
            <Button className="w-full" disabled={isStarting} onClick={() => void begin(cameraId)}>
              <Footprints aria-hidden size={20} strokeWidth={1.75} />
              {t("useWalk")}
            </Button>
          </>
        )}
      </Card>
    </div>
  );
}
