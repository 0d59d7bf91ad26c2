/** An on/off switch with a 48 px target. */
export const Switch = ({
  checked,
  disabled,
  label,
  onChange,
}: {
  checked: boolean;
  disabled?: boolean;
  label: string;
  onChange: (checked: boolean) => void;
}) => (
  <button
    type="button"
    role="switch"
    aria-checked={checked}
    aria-label={label}
    disabled={disabled ?? false}
    onClick={() => onChange(!checked)}
    className="group flex h-12 w-14 shrink-0 items-center rounded-full disabled:opacity-50"
  >
    <span className="flex h-8 w-14 items-center rounded-full border-2 border-muted bg-sunken px-0.5 transition-colors group-aria-checked:border-accent group-aria-checked:bg-accent">
      <span className="block size-6 rounded-full bg-muted transition-transform group-aria-checked:translate-x-6 group-aria-checked:bg-on-accent" />
    </span>
  </button>
);
