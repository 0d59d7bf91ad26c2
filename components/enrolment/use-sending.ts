"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { complaintIn } from "#components/ui/fetch-json.ts";
import { newKey } from "#components/ui/new-key.ts";
import { MAX_PHOTO_BYTES } from "#lib/enrolment/limits.ts";
import { type PictureKind, pictureKind, TELLING_BYTES } from "#lib/enrolment/picture-kind.ts";

/** A photograph on its way to Kith, or one that did not get there. */
export type SentPhoto = {
  photoId: string;
  file: File;
  /** Why it is not there; null while it waits or is sent. */
  failure: string | null;
  /** Sending it again may help. */
  canRetry: boolean;
};

/** Sends photographs one after the other, each under an id that makes sending it twice harmless. */
export function useSending(enrolmentId: string, onArrived: () => void) {
  const t = useTranslations("enrolment");
  const refusals = useTranslations("refusals");
  const [photos, setPhotos] = useState<SentPhoto[]>([]);
  const turn = useRef(Promise.resolve());
  const drop = (photoId: string) =>
    setPhotos((before) => before.filter((each) => each.photoId !== photoId));
  const note = (photoId: string, failure: string | null, canRetry = false) =>
    setPhotos((before) =>
      before.map((each) => (each.photoId === photoId ? { ...each, failure, canRetry } : each)),
    );
  const sendNow = async ({ photoId, file }: SentPhoto) => {
    const kind = await kindOf(file);
    if (!kind) return note(photoId, refusals("photoOfNoKind"));
    const picture = kind === "heic" ? await readHeic(file) : file;
    if (!picture) return note(photoId, refusals("photoHeic"));
    if (picture.size > MAX_PHOTO_BYTES)
      return note(photoId, refusals("photoTooLarge", { most: MAX_PHOTO_BYTES / 1e6 }));
    const answer = await fetch(`/api/enrolments/${enrolmentId}/photos/${photoId}`, {
      method: "PUT",
      headers: { "content-type": `image/${kind === "png" ? "png" : "jpeg"}` },
      body: picture,
    }).catch(() => null);
    if (!answer?.ok) return note(photoId, await complaintIn(answer, t("notSent")), true);
    drop(photoId);
    onArrived();
  };
  const send = (photo: SentPhoto) => {
    turn.current = turn.current.then(() =>
      sendNow(photo).catch(() => note(photo.photoId, t("notSent"), true)),
    );
  };
  return {
    photos,
    drop,
    add: (files: readonly File[]) => {
      const added = files.map(newPhoto);
      setPhotos((before) => [...before, ...added]);
      for (const photo of added) send(photo);
    },
    again: (photo: SentPhoto) => {
      note(photo.photoId, null);
      send(photo);
    },
  };
}

const newPhoto = (file: File): SentPhoto => ({
  ...{ photoId: newKey(), file, failure: null, canRetry: false },
});

async function kindOf(file: File): Promise<PictureKind | null> {
  const bytes = await file.slice(0, TELLING_BYTES).arrayBuffer();
  return pictureKind(new Uint8Array(bytes)) ?? (/^image\/hei[cf]/.test(file.type) ? "heic" : null);
}

/** Null where the browser cannot read it. */
const readHeic = async (file: File) => (await import("./heic.ts")).jpegOf(file);
