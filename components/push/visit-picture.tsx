import type { PersonCategory } from "#lib/identity/act.ts";
import { drawable } from "./drawable.ts";

/** Of the picture, in px: two to one, as notifications show it. */
export const PICTURE_SIZE = { width: 720, height: 360 };

// The light theme's colours, for whoever draws this knows no OKLCH.
const GROUND = "#f9f6f1";
const INK = "#27201b";
const MUTED = "#635b53";
const ON_MARK = "#fdfdfd";
const colours: Record<PersonCategory, string> = {
  familiar: "#1a763f",
  watchlist: "#c13205",
  unknown: "#be7200",
};
const FACE_PX = 300;
const RING_PX = 6;

/** A visitor's face, who it is, where and when: the picture in a notification. */
export function VisitPicture({
  faceSource,
  title,
  category,
  categoryName,
  place,
}: {
  /** A data address: nothing is fetched to draw this. */
  faceSource: string;
  title: string;
  category: PersonCategory;
  categoryName: string;
  place: string;
}) {
  return (
    <div
      style={{
        ...PICTURE_SIZE,
        display: "flex",
        alignItems: "center",
        gap: 32,
        padding: 24,
        background: GROUND,
        color: INK,
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: this is drawn, not shown by a browser */}
      <img
        src={faceSource}
        alt=""
        width={FACE_PX}
        height={FACE_PX}
        style={{
          flexShrink: 0,
          borderRadius: FACE_PX,
          border: `${RING_PX}px solid ${colours[category]}`,
          objectFit: "cover",
        }}
      />
      <div style={{ display: "flex", flexDirection: "column", flexGrow: 1, flexBasis: 0 }}>
        <Line text={title} size={44} colour={INK} lines={3} />
        <div style={{ display: "flex", alignItems: "center", gap: 12, marginTop: 16 }}>
          <Mark category={category} />
          <Line text={categoryName} size={26} colour={colours[category]} lines={1} />
        </div>
        <div style={{ display: "flex", marginTop: 12 }}>
          <Line text={place} size={26} colour={MUTED} lines={2} />
        </div>
      </div>
    </div>
  );
}

const Line = ({
  text,
  size,
  colour,
  lines,
}: {
  text: string;
  size: number;
  colour: string;
  lines: number;
}) => (
  <div
    style={{
      display: "block",
      fontSize: size,
      lineHeight: 1.2,
      color: colour,
      lineClamp: lines,
      wordBreak: "break-word",
    }}
  >
    {drawable(text)}
  </div>
);

const paths: Record<PersonCategory, string> = {
  familiar: "M8 16.5l5.5 5.5L24 11",
  watchlist: "M11 25V8h11l-3 4.5 3 4.5H11",
  unknown: "M12 12.5a4 4 0 1 1 6 3.4c-1.3.8-2 1.6-2 3.1M16 23.2v.3",
};

/** The category's shape and sign: circle with check, square with flag, diamond with question mark. */
const Mark = ({ category }: { category: PersonCategory }) => (
  <svg width={36} height={36} viewBox="0 0 32 32" aria-hidden="true">
    {category === "familiar" && <circle cx="16" cy="16" r="15" fill={colours.familiar} />}
    {category === "watchlist" && (
      <rect x="2" y="2" width="28" height="28" rx="7" fill={colours.watchlist} />
    )}
    {category === "unknown" && (
      <rect
        x="4.5"
        y="4.5"
        width="23"
        height="23"
        rx="5"
        transform="rotate(45 16 16)"
        fill={colours.unknown}
      />
    )}
    <path
      d={paths[category]}
      fill="none"
      stroke={ON_MARK}
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
