import { clockOf } from "#components/cameras/camera-words.ts";

/** A time of day. */
export const TimeField = ({
  name,
  label,
  minutes,
}: {
  name: string;
  label: string;
  /** After midnight. */
  minutes: number;
}) => (
  <label className="grow basis-36 text-small text-muted sm:grow-0">
    {label}
    <input
      type="time"
      name={name}
      required
      defaultValue={clockOf(minutes)}
      className="mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] text-ink tabular-nums"
    />
  </label>
);
