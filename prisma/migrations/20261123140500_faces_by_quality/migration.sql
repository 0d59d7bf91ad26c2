-- DropIndex
DROP INDEX "faces_person_id_idx";

-- CreateIndex
CREATE INDEX "faces_person_id_quality_idx" ON "faces"("person_id", "quality" DESC);

-- A list of what is not yet in the index would be read at every look.
ALTER INDEX "identity_entries_person_ids_idx" SET (fastupdate = off);
ALTER INDEX "identity_entries_face_ids_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('identity_entries_person_ids_idx'), gin_clean_pending_list('identity_entries_face_ids_idx');
