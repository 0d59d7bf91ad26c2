/** A stub of live view (WHEP): sessions open and close, no picture flows. */
import { guarded, ownDevice } from "./access.ts";
import { type Route, sendEmpty, sendError } from "./routing.ts";
import { nextUuid, type World } from "./world.ts";

const PATH = "/v1/devices/:device/media/streaming/whep/sessions";

/** An answer that accepts nothing: the smallest that is SDP. */
const SDP_ANSWER = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

export function liveViewRoutes(world: World): Route[] {
  return [
    {
      method: "POST",
      path: PATH,
      handle: guarded(world, (call, account) => {
        const device = ownDevice(call, account);
        if (!device) return;
        if (!device.online) return sendError(call.response, 503, "SERVER_BUSY", "device offline");
        const location = `${call.url.pathname}/${nextUuid(world)}`;
        call.response.writeHead(201, { "content-type": "application/sdp", location });
        call.response.end(SDP_ANSWER);
      }),
    },
    {
      method: "DELETE",
      path: `${PATH}/:session`,
      handle: guarded(world, (call, account) => {
        if (ownDevice(call, account)) sendEmpty(call.response, 204);
      }),
    },
  ];
}
