-- DropIndex
DROP INDEX "visits_household_id_started_at_idx";

-- CreateIndex
CREATE INDEX "visits_household_id_started_at_id_idx" ON "visits"("household_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "events_camera_id_occurred_at_idx" ON "events"("camera_id", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "events_household_id_outcome_occurred_at_idx" ON "events"("household_id", "outcome", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "events_household_id_outcome_reason_occurred_at_idx" ON "events"("household_id", "outcome_reason", "occurred_at" DESC);

-- AlterTable
ALTER TABLE "faces" ADD COLUMN "seen_at" TIMESTAMPTZ(3);
UPDATE "faces" f SET "seen_at" = e."occurred_at" FROM "events" e WHERE e."id" = f."event_id";
ALTER TABLE "faces" ALTER COLUMN "seen_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "faces_person_id_seen_at_idx" ON "faces"("person_id", "seen_at" DESC);
