/** What a server action answers. The message is written for the person who sees it. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; message: string };

/** A server action as a component receives it. */
export type Action<Input, Output = void> = (input: Input) => Promise<ActionResult<Output>>;
