type Closable = { close(): Promise<void> };
type Kept = { model: Promise<Closable>; takenAtMs: number };

/** Models that are opened when first asked for, and shared from then on. */
export type Shelf = {
  /** The model of that name. One that cannot be opened is tried again by the next one who asks. */
  take<Model extends Closable>(name: string, open: () => Promise<Model>): Promise<Model>;
  /** Closes what nobody has asked for since then; whoever still uses it must have asked later. */
  closeIdle(sinceMs: number): Promise<void>;
  closeAll(): Promise<void>;
};

/** An empty shelf. */
export function createShelf(now: () => Date): Shelf {
  const kept = new Map<string, Kept>();

  async function close(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const model = kept.get(name)?.model;
      kept.delete(name);
      await (await model?.catch(() => undefined))?.close();
    }
  }

  return {
    take<Model extends Closable>(name: string, open: () => Promise<Model>): Promise<Model> {
      const known = kept.get(name)?.model as Promise<Model> | undefined;
      const model = known ?? open();
      kept.set(name, { model, takenAtMs: now().getTime() });
      if (!known) model.catch(() => kept.delete(name));
      return model;
    },
    closeIdle: (sinceMs) =>
      close([...kept].filter(([, { takenAtMs }]) => takenAtMs < sinceMs).map(([name]) => name)),
    closeAll: () => close([...kept.keys()]),
  };
}
