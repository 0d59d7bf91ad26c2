-- AlterTable
ALTER TABLE "faces" ADD COLUMN "embedder_set" TEXT;

-- CreateTable
CREATE TABLE "face_findings" (
    "face_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "similarity" DOUBLE PRECISION,
    "embedder_set" TEXT,
    "explanation" JSONB,

    CONSTRAINT "face_findings_pkey" PRIMARY KEY ("face_id","entry_id")
);

-- CreateIndex
CREATE INDEX "face_findings_entry_id_idx" ON "face_findings"("entry_id");

-- CreateIndex
CREATE INDEX "face_findings_household_id_idx" ON "face_findings"("household_id");

-- AddForeignKey
ALTER TABLE "face_findings" ADD CONSTRAINT "face_findings_face_id_fkey" FOREIGN KEY ("face_id") REFERENCES "faces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "face_findings" ADD CONSTRAINT "face_findings_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "identity_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where a household has never changed its set, that one found all of its faces.
UPDATE "faces" f SET "embedder_set" = h."embedder_set"
FROM "households" h
WHERE h."id" = f."household_id" AND f."similarity" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "embedder_switches" s WHERE s."household_id" = h."id");

-- What a face was found by is that of the last look at it, and what an earlier look found is lost.
INSERT INTO "face_findings" ("face_id", "entry_id", "household_id", "similarity", "embedder_set", "explanation")
SELECT DISTINCT ON (f."id") f."id", e."id", f."household_id", f."similarity", f."embedder_set", f."explanation"
FROM "identity_entries" e CROSS JOIN unnest(e."face_ids") AS looked("face_id")
JOIN "faces" f ON f."id" = looked."face_id"
WHERE e."act" = 're-recognise'
ORDER BY f."id", e."sequence" DESC;

INSERT INTO "face_findings" ("face_id", "entry_id", "household_id")
SELECT found."face_id", e."id", found."household_id"
FROM "identity_entries" e CROSS JOIN unnest(e."face_ids") AS seen("face_id")
JOIN (SELECT DISTINCT "face_id", "household_id" FROM "face_findings") found USING ("face_id")
WHERE e."act" = 'recognise'
ON CONFLICT DO NOTHING;
