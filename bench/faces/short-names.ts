const shortNames: Readonly<Record<string, string>> = {
  "face-reidentification-retail-0095": "0095",
  mobilefacenet: "MobileFaceNet",
};

/** What a contender or a model is called in tables. */
export const shortName = (name: string): string => shortNames[name] ?? name;
