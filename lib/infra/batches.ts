type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Makes a function that does for many callers at once what each of them asks for alone. Nobody waits
 * for company: whatever is asked for while runs are under way shares the next one.
 *
 * A run that fails is repeated item by item, so that one item cannot spoil the others.
 *
 * @param run gives one result for each item, in their order; all of a failed run is undone
 * @param atOnce runs under way at the same time
 */
export function inBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxItems, atOnce }: { maxItems: number; atOnce: number },
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;

  async function work(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) await settle(waiting.splice(0, maxItems));
    underWay -= 1;
  }

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      const [first, ...others] = batch;
      if (others.length === 0) return first?.reject(error);
      for (const each of batch) await settle([each]);
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (underWay < atOnce) void work();
    });
}
