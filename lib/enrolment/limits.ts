/** Photographs of one enrolment. More tell nothing more. */
export const MAX_PHOTOS = 10;

/** Of a household that are yet to be looked at, so that nobody fills the disk. */
export const MAX_WAITING_PHOTOS = 3 * MAX_PHOTOS;

/** Of one photograph. Source: phones of 50 megapixels make JPEGs of 8 to 15 MB. */
export const MAX_PHOTO_BYTES = 20_000_000;
