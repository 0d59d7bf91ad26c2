/** [width, height] in CSS px and device px a CSS px, of iPhones and iPads held upright. */
const screens = [
  [375, 667, 2],
  [414, 896, 2],
  [375, 812, 3],
  [414, 896, 3],
  [390, 844, 3],
  [393, 852, 3],
  [402, 874, 3],
  [428, 926, 3],
  [430, 932, 3],
  [440, 956, 3],
  [820, 1180, 2],
  [834, 1194, 2],
  [1024, 1366, 2],
] as const;

/** What an iPhone or iPad shows while the installed app starts: it takes a picture of exactly its size. */
export const splashScreens = screens.flatMap(([width, height, ratio]) =>
  (["light", "dark"] as const).map((scheme) => ({
    url: `/splash/${width * ratio}x${height * ratio}-${scheme}.png`,
    media: [
      `(device-width: ${width}px) and (device-height: ${height}px)`,
      `(-webkit-device-pixel-ratio: ${ratio}) and (prefers-color-scheme: ${scheme})`,
    ].join(" and "),
  })),
);
