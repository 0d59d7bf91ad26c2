-- DropIndex
DROP INDEX "faces_household_id_match_suggested_person_id_idx";

-- CreateIndex
CREATE INDEX "faces_asked_idx" ON "faces"("household_id", "match", "is_face", "suggested_person_id", "person_id", "event_id");
