/** Without case and accents, so that "jose" finds José. */
export const folded = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether somebody is called what is written, or it is a part of their name. */
export const isCalled = ({ name }: { name: string | null }, written: string): boolean =>
  folded(name ?? "").includes(folded(written.trim()));
