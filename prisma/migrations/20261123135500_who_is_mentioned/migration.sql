-- CreateIndex
CREATE INDEX "people_merged_into_id_idx" ON "people"("merged_into_id");

-- CreateIndex
CREATE INDEX "faces_suggested_person_id_idx" ON "faces"("suggested_person_id");
