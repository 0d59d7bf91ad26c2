/** C1 to C10 and D1: recordings that come late, broken, or not at all. */
import type { Reshaping } from "../ffmpeg.ts";
import { recordingPath } from "../ordering.ts";
import { ALWAYS, ONLY, type Scenario, status, visit, type Way } from "./scenario.ts";

const redirect = (location: string) => visit({ clip: [{ kind: "redirect", location }] });

const reshaped = (shape: Reshaping): Way => ({
  async play(scene) {
    const file = recordingPath(scene.order.media ?? "anna-day");
    await scene.event({ media: await scene.cutter.reshape(file, shape) });
  },
});

export const CLIP_SCENARIOS: Record<string, Scenario> = {
  C1: {
    plays: "The clip is not ready three times, then it is.",
    must: "Wait, fetch it once, tell once.",
    about: "camera",
    ways: { [ONLY]: visit({ clip: [{ ...status(425, 3), code: "RECORDING_NOT_READY" }] }) },
  },
  C2: {
    plays: "The redirect leads to a file that is not there yet (404), then it is.",
    must: "Take the media host's 404 for a delay, unlike a device that is gone.",
    about: "camera",
    ways: { [ONLY]: visit({ "clip-body": [status(404)] }) },
  },
  C3: {
    plays: "Ring never has a recording (416).",
    must: "End as “no recording” after the deadline, with the still if there is one.",
    about: "camera",
    ways: { [ONLY]: visit({ clip: [{ ...status(416, ALWAYS), code: "TIMESTAMP_NOT_FOUND" }] }) },
  },
  C4: {
    plays: "Only six seconds of the clip come (206 with X-Media-Length).",
    must: "Use them and keep their true start and length.",
    about: "camera",
    ways: { [ONLY]: visit({ "clip-body": [{ kind: "partial", lengthMs: 6000 }] }) },
  },
  C5: {
    plays: "The clip is broken: cut off, half of it, empty, or a web page.",
    must: "Notice, try again at most twice, never crash.",
    about: "camera",
    ways: {
      truncated: visit({ "clip-body": [{ kind: "truncated" }] }),
      "half-file": visit({ "clip-body": [{ kind: "half-file" }] }),
      empty: visit({ "clip-body": [{ kind: "empty" }] }),
      html: visit({ "clip-body": [{ kind: "html" }] }),
    },
  },
  C6: {
    plays: "The signed address has expired (403 at the media host).",
    must: "Ask for a new address, not for a new token.",
    about: "camera",
    ways: { [ONLY]: visit({ "clip-body": [status(403)] }) },
  },
  C7: {
    plays: "The clip redirects to a place that is not Ring's.",
    must: "Refuse to go there, and tell the owner.",
    about: "camera",
    ways: {
      metadata: redirect("http://169.254.169.254/latest"),
      host: redirect("https://media.example.com/clip.mp4"),
      http: redirect("http://media.api.amazonvision.com/clip.mp4"),
      loopback: redirect("http://127.0.0.1:9/clip.mp4"),
    },
  },
  C8: {
    plays: "The clip trickles at 20 bytes a second, or stops halfway.",
    must: "Give up after the silence or the deadline, then try again.",
    about: "camera",
    ways: {
      slow: visit({ "clip-body": [{ kind: "slow", bytesPerSecond: 20 }] }),
      stall: visit({ "clip-body": [{ kind: "stall" }] }),
    },
  },
  C9: {
    plays: "The clip cannot be read: encrypted bytes, or Ring says 422.",
    must: "End for good with the reason.",
    about: "camera",
    ways: {
      garbage: visit({ "clip-body": [{ kind: "garbage", times: ALWAYS }] }),
      refused: visit({ clip: [{ ...status(422, ALWAYS), code: "CORRUPT_RECORDING" }] }),
    },
  },
  C10: {
    plays: "The clip is HEVC, without sound, turned by 90°, or 15 minutes long.",
    must: "Decode it or refuse it cleanly, within the memory cap.",
    about: "camera",
    ways: {
      hevc: reshaped("hevc"),
      silent: reshaped("silent"),
      rotated: reshaped("rotated"),
      long: reshaped("long"),
    },
  },
  D1: {
    plays: "A clip downloads slowly (2 kB a second), so that one can disconnect meanwhile.",
    must: "Stop the download, erase the files, ignore what still comes.",
    about: "camera",
    ways: { [ONLY]: visit({ "clip-body": [{ kind: "slow", bytesPerSecond: 2000 }] }) },
  },
};
