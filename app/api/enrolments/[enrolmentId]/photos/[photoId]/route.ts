import { readCapped } from "#app/_server/body.ts";
import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { MAX_PHOTO_BYTES } from "#lib/enrolment/limits.ts";
import { receivePhoto, removePhoto } from "#lib/enrolment/photos/commands.ts";
import { AppError } from "#lib/errors.ts";

type Context = { params: Promise<{ enrolmentId: string; photoId: string }> };

const photoIn = async ({ params }: Context) => {
  const { enrolmentId, photoId } = await params;
  return { enrolmentId: pathId(enrolmentId), photoId: pathId(photoId) };
};

/** Takes a photograph in: its bytes are the body. */
export const PUT = route<Context>(async (request, context) => {
  const actor = await requireApiActor();
  const photo = await photoIn(context);
  const bytes = await readCapped(request, MAX_PHOTO_BYTES);
  if (!bytes)
    throw new AppError("invalid", "photoTooLarge", { values: { most: MAX_PHOTO_BYTES / 1e6 } });
  await receivePhoto(actor, photo, bytes, new Date());
  return new Response(null, { status: 204 });
});

/** Takes it away again. */
export const DELETE = route<Context>(async (_, context) => {
  await removePhoto(await requireApiActor(), await photoIn(context));
  return new Response(null, { status: 204 });
});
