/** The addresses that were shown one after the other since Kith was opened, as the history holds them. */
export type Trail = readonly string[];

const pathOf = (address: string) => address.split("?")[0];

/** @param wentBack the browser went back or forward in its history */
export const extended = (trail: Trail, address: string, wentBack: boolean): Trail => {
  if (address === trail.at(-1)) return trail;
  return wentBack && address === trail.at(-2) ? trail.slice(0, -1) : [...trail, address];
};

/** How a page was left last, with filter, day and order; and whether the history's last step leads there. */
export function wayBack(trail: Trail, path: string): { address: string; isLastStep: boolean } {
  const before = trail.slice(0, -1);
  const address = before.findLast((each) => pathOf(each) === path);
  return {
    address: address ?? path,
    isLastStep: address !== undefined && address === before.at(-1),
  };
}
