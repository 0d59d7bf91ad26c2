/** Address under which the web process serves an object of the store to the household's members. */
export const mediaUrl = (key: string) => `/api/media/${key}`;
