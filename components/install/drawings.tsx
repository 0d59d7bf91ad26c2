import type { ReactNode } from "react";

/** The screen of a phone, 140 by 200; what is to be pressed has the accent's colour. */
const Phone = ({ children }: { children: ReactNode }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 140 200"
    className="h-40 w-28 shrink-0 fill-none stroke-muted"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <rect x="2" y="2" width="136" height="196" rx="18" className="fill-card" />
    {children}
  </svg>
);

/** Where the finger goes. */
const Target = ({ x, y, radius = 15 }: { x: number; y: number; radius?: number }) => (
  <circle cx={x} cy={y} r={radius} className="fill-accent-soft stroke-accent" strokeWidth="2.5" />
);

const Bar = ({ y, height = 26 }: { y: number; height?: number }) => (
  <rect x="12" y={y} width="116" height={height} rx="9" className="fill-sunken stroke-none" />
);

const Line = ({ x, y, width }: { x: number; y: number; width: number }) => (
  <rect x={x} y={y} width={width} height="6" rx="3" className="fill-line stroke-none" />
);

const Mark = ({ x, y, size }: { x: number; y: number; size: number }) => (
  <g transform={`translate(${x} ${y}) scale(${size / 32})`} strokeWidth="0">
    <rect width="32" height="32" rx="7.5" className="fill-accent-soft" />
    <rect x="9.5" y="4.5" width="13" height="23" rx="6.5" className="fill-accent" />
    <circle cx="16" cy="11" r="2.9" className="fill-on-accent" />
    <path d="M11.7 21.2a4.3 4.9 0 0 1 8.6 0a4.3 4.3 0 0 1-8.6 0z" className="fill-on-accent" />
  </g>
);

/** A page of Kith in a browser, whose bar is at the bottom or at the top. */
const Page = ({ bar }: { bar: "top" | "bottom" }) => {
  const top = bar === "top" ? 56 : 24;
  return (
    <>
      <Bar y={bar === "top" ? 18 : 160} />
      {[0, 1, 2].map((row) => (
        <g key={row}>
          <circle cx="28" cy={top + 16 + row * 34} r="11" className="fill-line stroke-none" />
          <Line x={48} y={top + 8 + row * 34} width={70} />
          <Line x={48} y={top + 20 + row * 34} width={44} />
        </g>
      ))}
    </>
  );
};

/** Safari: the square with an arrow out of it. */
export const ShareDrawing = () => (
  <Phone>
    <Page bar="bottom" />
    <Target x={70} y={173} />
    <path
      d="M64 171h-2.5v10h17v-10H76M70 176v-13m-4.5 4L70 162.5l4.5 4.5"
      className="stroke-accent"
    />
  </Phone>
);

/** A list out of the bottom, whose marked line has a plus in a square. */
export const AddDrawing = () => (
  <Phone>
    <Line x={24} y={24} width={92} />
    <Line x={24} y={38} width={60} />
    <rect x="10" y="70" width="120" height="118" rx="14" className="fill-sunken stroke-none" />
    <Line x={24} y={86} width={70} />
    <Line x={24} y={110} width={54} />
    <rect
      x="16"
      y="126"
      width="108"
      height="30"
      rx="9"
      className="fill-accent-soft stroke-accent"
    />
    <Line x={26} y={138} width={58} />
    <rect x="99" y="133" width="16" height="16" rx="4" className="stroke-accent" />
    <path d="M107 137v8m-4-4h8" className="stroke-accent" />
    <Line x={24} y={168} width={64} />
  </Phone>
);

/** The app's icon and name, and the button that confirms at the top right. */
export const ConfirmDrawing = () => (
  <Phone>
    <rect x="10" y="30" width="120" height="158" rx="14" className="fill-sunken stroke-none" />
    <Line x={22} y={44} width={30} />
    <rect x="90" y="36" width="34" height="22" rx="11" className="fill-accent-soft stroke-accent" />
    <path d="m101 47 4.500 4.500 8-9" className="stroke-accent" />
    <Mark x={22} y={74} size={34} />
    <Line x={66} y={80} width={44} />
    <Line x={66} y={94} width={30} />
    <Line x={22} y={128} width={60} />
    <rect x="94" y="122" width="28" height="18" rx="9" className="fill-familiar stroke-none" />
    <circle cx="113" cy="131" r="7" className="fill-card stroke-none" />
  </Phone>
);

/** Chrome: the three dots at the top right. */
export const MenuDrawing = () => (
  <Phone>
    <Page bar="top" />
    <Target x={114} y={31} />
    <path d="M114 25v.1M114 31v.1M114 37v.1" strokeWidth="4" className="stroke-accent" />
  </Phone>
);

/** Chrome's menu, whose marked line installs. */
export const InstallDrawing = () => (
  <Phone>
    <rect x="36" y="16" width="92" height="150" rx="12" className="fill-sunken stroke-none" />
    <Line x={50} y={32} width={54} />
    <Line x={50} y={54} width={40} />
    <rect x="42" y="70" width="80" height="30" rx="9" className="fill-accent-soft stroke-accent" />
    <path d="M56 78v10m-4-4 4 4 4-4M50 92h12" className="stroke-accent" />
    <Line x={70} y={82} width={42} />
    <Line x={50} y={114} width={60} />
    <Line x={50} y={136} width={46} />
  </Phone>
);

/** The home screen with the app on it. */
export const HomeDrawing = () => (
  <Phone>
    {[0, 1, 2, 3, 4, 5, 6, 7].map((place) => (
      <rect
        key={place}
        x={20 + (place % 3) * 36}
        y={28 + Math.floor(place / 3) * 40}
        width="26"
        height="26"
        rx="7"
        className="fill-sunken stroke-none"
      />
    ))}
    <Target x={105} y={121} radius={22} />
    <Mark x={91} y={107} size={28} />
    <rect x="46" y="178" width="48" height="4" rx="2" className="fill-line stroke-none" />
  </Phone>
);
