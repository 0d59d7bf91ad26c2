"use client";
import { type RefObject, useSyncExternalStore } from "react";

/** What iPhones have instead of the Fullscreen API: for a video alone, without what lies over it. */
type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/**
 * Shows the player on the whole screen, or as before.
 *
 * @param isCovered what of the recording is covered must stay so: the video is not shown alone
 * @returns undefined where the browser cannot
 */
export function useWholeScreen(
  frame: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  isCovered: boolean,
): (() => void) | undefined {
  const canFrame = useSyncExternalStore(
    unchanging,
    () => document.fullscreenEnabled,
    () => true,
  );
  const canVideo = useSyncExternalStore(
    unchanging,
    () => "webkitEnterFullscreen" in HTMLVideoElement.prototype,
    () => true,
  );
  if (canFrame)
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void frame.current?.requestFullscreen().catch(() => undefined);
    };
  if (canVideo && !isCovered)
    return () => (video.current as AppleVideo | null)?.webkitEnterFullscreen?.();
  return undefined;
}

const unchanging = () => () => undefined;
