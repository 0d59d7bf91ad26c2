import Link from "next/link";
import { buttonClasses } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-16">
      <h1 className="text-title font-semibold">This is not there</h1>
      <p className="text-muted">
        It may have been deleted, as your retention asks, or the address has a slip in it.
      </p>
      <Link href="/" className={buttonClasses("main")}>
        To the timeline
      </Link>
    </main>
  );
}
