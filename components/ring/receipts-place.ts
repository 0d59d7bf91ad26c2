export const RECEIPTS_ID = "receipts";

/** Where the deletion receipts are. */
export const RECEIPTS = `/settings#${RECEIPTS_ID}`;
