-- CreateIndex
CREATE INDEX "faces_household_id_match_suggested_person_id_idx" ON "faces"("household_id", "match", "suggested_person_id");

-- DropIndex
DROP INDEX "faces_household_id_idx";
