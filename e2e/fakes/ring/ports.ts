/** Where an emulator listens that was started by itself, so that `send.ts` finds it. */
export const DEFAULT_API_PORT = 4310;
export const DEFAULT_MEDIA_PORT = 4311;
