import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A few sentences that stay: what is the matter, what it means, what to do. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: "info" | "warning";
  title?: string;
  children: ReactNode;
}) {
  const Icon = tone === "info" ? Info : CircleAlert;
  return (
    <div
      role="status"
      className={classNames(
        "my-3 flex gap-3 rounded-card p-4",
        tone === "info" ? "bg-info-soft" : "bg-unknown-soft",
      )}
    >
      <Icon
        aria-hidden
        size={20}
        strokeWidth={1.75}
        className={classNames("mt-px shrink-0", tone === "info" ? "text-info" : "text-unknown")}
      />
      <div className="min-w-0">
        {title && <p className="font-semibold">{title}</p>}
        <div className="text-pretty">{children}</div>
      </div>
    </div>
  );
}
