CREATE INDEX "faces_crop_key_idx" ON "faces"("crop_key");
CREATE INDEX "faces_aligned_key_idx" ON "faces"("aligned_key");
CREATE INDEX "clips_storage_key_idx" ON "clips"("storage_key");
CREATE INDEX "webhook_deliveries_ring_account_id_outcome_idx" ON "webhook_deliveries"("ring_account_id", "outcome");
CREATE INDEX "identity_entries_household_id_sequence_idx" ON "identity_entries"("household_id", "sequence");
