import { buffer } from "node:stream/consumers";
import { ImageResponse } from "next/og";
import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { stored } from "#app/_server/stored.ts";
import { PICTURE_SIZE, VisitPicture } from "#components/push/visit-picture.tsx";
import { toldPicture } from "#lib/notifications/picture/queries.ts";

type Context = { params: Promise<{ decisionId: string }> };

/** The picture of a notification. The browser that shows it has no cookie: the token is the proof. */
export const GET = route<Context>(async (request, { params }) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const decisionId = pathId((await params).decisionId);
  const { cropKey, ...told } = await toldPicture(decisionId, token, new Date());
  const { body, contentType } = await stored(cropKey);
  const face = (await buffer(body)).toString("base64");
  const picture = new ImageResponse(
    <VisitPicture {...told} faceSource={`data:${contentType};base64,${face}`} />,
    PICTURE_SIZE,
  );
  return new Response(await picture.arrayBuffer(), {
    headers: { "content-type": "image/png", "cache-control": "private, no-store" },
  });
});
