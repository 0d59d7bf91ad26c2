import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { useReviewKeys } from "./review-keys.tsx";

/** A key, shown where there is a keyboard. */
export const Key = ({ children }: { children: string }) => (
  <kbd
    aria-hidden
    className="hidden min-w-6 items-center justify-center rounded-md border border-current/30 px-1.5 font-sans text-small opacity-80 pane:inline-flex"
  >
    {children}
  </kbd>
);

/** A letter while it does something. */
export function useLetter(letter: string): string | undefined {
  return useReviewKeys().areOn ? letter : undefined;
}

/** A button with its key. It keeps the focus while it cannot be pressed. */
export const AnswerButton = ({
  letter,
  look,
  isReady = true,
  onPress,
  children,
  className,
}: {
  /** The key that does the same, as it stands on the keyboard. */
  letter: string;
  look?: "main" | "soft" | "plain";
  isReady?: boolean;
  onPress: (() => void) | undefined;
  children: ReactNode;
  className?: string;
}) => {
  const isHydrated = useHydrated();
  const key = useLetter(letter);
  return (
    <Button
      {...(look && { look })}
      aria-disabled={!(onPress && isReady && isHydrated)}
      aria-keyshortcuts={key}
      onClick={() => isReady && onPress?.()}
      className={classNames(!onPress && "opacity-50", className)}
    >
      {children}
      {key && <Key>{key}</Key>}
    </Button>
  );
};
