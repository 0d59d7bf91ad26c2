import { BellElectric, Cctv } from "lucide-react";

type Camera = {
  cameraId: string;
  name: string;
  kind: "doorbell" | "camera";
  online: boolean;
  enabled: boolean;
};

/** The household's cameras with what Ring says of them. */
export function CameraList({ cameras }: { cameras: readonly Camera[] }) {
  if (cameras.length === 0)
    return (
      <p className="text-muted">
        No camera yet. They appear here once a Ring account has been linked.
      </p>
    );
  return (
    <ul className="divide-y divide-line">
      {cameras.map(({ cameraId, name, kind, online, enabled }) => {
        const Icon = kind === "doorbell" ? BellElectric : Cctv;
        return (
          <li key={cameraId} className="flex min-h-12 items-center gap-3 py-1">
            <Icon aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
            <span className="grow font-medium">{name}</span>
            <span className="text-small text-muted">{stateWords(online, enabled)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function stateWords(online: boolean, enabled: boolean): string {
  if (!enabled) return "Switched off in Kith";
  return online ? "Watching" : "Offline, says Ring";
}
