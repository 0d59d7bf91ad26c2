/** The wanted fields that are not so yet. */
export function differences<Fields extends object>(current: Fields, wanted: Partial<Fields>) {
  const isNew = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(current[field as keyof Fields]);
  return Object.fromEntries(Object.entries(wanted).filter(isNew)) as Partial<Fields>;
}
