/** Where a word has to be written before something is destroyed: a press alone could be a slip. */
export const WordField = ({ label, written, onWrite }: WordFieldProps) => (
  <label className="block font-medium">
    {label}
    <input
      value={written}
      onChange={({ target }) => onWrite(target.value)}
      autoComplete="off"
      autoCapitalize="none"
      className="mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent"
    />
  </label>
);

type WordFieldProps = { label: string; written: string; onWrite: (written: string) => void };

/** Whether what was written is the word. */
export const isWord = (written: string, word: string): boolean =>
  written.trim().toLowerCase() === word;
