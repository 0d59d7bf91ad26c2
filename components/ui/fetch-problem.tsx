import { useTranslations } from "next-intl";
import { UnreachableError } from "./fetch-json.ts";
import { Notice } from "./notice.tsx";

/** Said where something could not be fetched. A server action that does not arrive is a TypeError. */
export function FetchProblem({ error }: { error: Error }) {
  const t = useTranslations("shell");
  const isUnreachable = error instanceof UnreachableError || error instanceof TypeError;
  return <Notice tone="warning">{isUnreachable ? t("unreachable") : error.message}</Notice>;
}
