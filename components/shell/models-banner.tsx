import { Notice } from "#components/ui/notice.tsx";

/** Said on every page while faces cannot be recognised: what is missing, what it means, what to do. */
export const ModelsBanner = ({ missing, error }: { missing: string[]; error: string | null }) => (
  <Notice tone="warning" title="Kith cannot recognise faces yet">
    {missing.length > 0 && (
      <p>
        {missing.length === 1 ? "A model is missing: " : "Models are missing: "}
        {missing.join(", ")}.
      </p>
    )}
    {error && <p>{error}</p>}
    <p>
      Every event is kept and will be looked at as soon as they are there. <code>npm start</code>{" "}
      downloads them; without the internet, put the files into the folder <code>models/</code>.
    </p>
  </Notice>
);
