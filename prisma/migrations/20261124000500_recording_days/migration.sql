ALTER TABLE "households" ADD COLUMN "recording_days" INTEGER;
DROP INDEX "clips_household_id_idx";
CREATE INDEX "clips_household_id_started_at_idx" ON "clips"("household_id", "started_at");
