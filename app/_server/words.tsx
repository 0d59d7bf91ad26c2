import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreWords } from "#components/shell/more-words.tsx";
import type { Messages } from "#messages/en.ts";

type Namespace = keyof Messages;

/** What parts of a page say, in the reader's language. */
export async function wordsOf(namespaces: readonly Namespace[]): Promise<Partial<Messages>> {
  const messages = await getMessages();
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
}

/** A layout whose pages say so much more than those around it: all words would make every page heavier. */
export const layoutWithWords =
  (...namespaces: Namespace[]) =>
  async ({ children }: { children: ReactNode }) => (
    <MoreWords words={await wordsOf(namespaces)}>{children}</MoreWords>
  );
