import type { Share } from "./rates.ts";

/** A Markdown table; all columns but the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}

/** Something long that opens when it is asked for. */
export const folded = (summary: string, content: string): string =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;

/** 0.1234 as `12.3 %`; small shares with more digits, and none for what could not be counted. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return "";
  const digits = share > 0 && share < 0.01 ? 2 : 1;
  return `${(share * 100).toFixed(digits)} %`;
}

export const percentOf = ({ count, of }: Share): string => percent(count / of);

/** With its 95 % interval and what was counted. */
export const intervalOf = ({ count, of, low, high }: Share): string =>
  of === 0
    ? "none came"
    : `${count} of ${of} = ${percent(count / of)} (95 %: ${percent(low)} to ${percent(high)})`;
