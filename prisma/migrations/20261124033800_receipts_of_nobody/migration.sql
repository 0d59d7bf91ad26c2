-- The receipt of somebody forgotten had their id.
UPDATE "deletion_receipts" SET "id" = left("subject_hash", 32)::uuid WHERE "cause" = 'forgotten';
