-- AlterTable
ALTER TABLE "people" ADD COLUMN     "erase_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "is_confirmed" BOOLEAN NOT NULL DEFAULT false;

-- The entries so far, each with the one that took it back.
CREATE TEMPORARY TABLE "earlier_entries" AS
SELECT e.*, (
    SELECT a."id" FROM "identity_entries" a
    WHERE e."act" = 'undo' AND a."act" IN ('confirm', 'reject')
      AND a."before" = e."after" AND a."after" = e."before" AND a."at" <= e."at"
    ORDER BY a."at" DESC LIMIT 1
  ) AS "undoes_id"
FROM "identity_entries" e;

DROP TABLE "identity_entries";

-- CreateTable
CREATE TABLE "identity_entries" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID,
    "sequence" BIGSERIAL NOT NULL,
    "act" TEXT NOT NULL,
    "person_ids" UUID[],
    "face_ids" UUID[],
    "detail" JSONB NOT NULL,
    "undoes_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "identity_entries_undoes_id_key" ON "identity_entries"("undoes_id");

-- CreateIndex
CREATE INDEX "identity_entries_household_id_act_sequence_idx" ON "identity_entries"("household_id", "act", "sequence");

-- CreateIndex
CREATE INDEX "identity_entries_person_ids_idx" ON "identity_entries" USING GIN ("person_ids");

-- CreateIndex
CREATE INDEX "identity_entries_face_ids_idx" ON "identity_entries" USING GIN ("face_ids");

-- The ground: whose each face was before the household said a word about it.
INSERT INTO "identity_entries" ("id", "household_id", "act", "person_ids", "face_ids", "detail", "at")
SELECT gen_random_uuid(), f."household_id", 'recognise',
  array_remove(ARRAY[(place->>'personId')::uuid, (place->>'suggestedPersonId')::uuid], NULL),
  ARRAY[f."id"], place - 'faceId' || '{"fromPersonIds": []}', f."created_at"
FROM "faces" f, LATERAL (
  SELECT coalesce((
    SELECT a."before" FROM "earlier_entries" a
    WHERE a."act" IN ('confirm', 'reject') AND a."before"->>'faceId' = f."id"::text
      AND NOT EXISTS (SELECT 1 FROM "earlier_entries" u WHERE u."undoes_id" = a."id")
    ORDER BY a."at", a."id" LIMIT 1
  ), jsonb_build_object(
    'personId', f."person_id", 'match', f."match", 'suggestedPersonId', f."suggested_person_id"
  )) AS place
) AS ground
ORDER BY f."created_at", f."id";

-- What the household has said.
INSERT INTO "identity_entries"
  ("id", "household_id", "account_id", "act", "person_ids", "face_ids", "detail", "undoes_id", "at")
SELECT e."id", e."household_id", e."account_id", e."act", ARRAY[e."person_id"],
  array_remove(ARRAY[(e."before"->>'faceId')::uuid], NULL),
  CASE e."act"
    WHEN 'name' THEN jsonb_build_object(
      'personId', e."person_id", 'name', e."after"->'name', 'before', e."before"->'name')
    WHEN 'categorise' THEN jsonb_build_object(
      'personId', e."person_id", 'category', e."after"->'category')
    WHEN 'confirm' THEN jsonb_build_object(
      'personId', e."person_id", 'fromPersonIds', jsonb_build_array(e."before"->'personId'))
    WHEN 'reject' THEN jsonb_build_object('personId', e."person_id", 'toPersonId', NULL)
    ELSE jsonb_build_object(
      'of', (SELECT a."act" FROM "earlier_entries" a WHERE a."id" = e."undoes_id"))
  END,
  e."undoes_id", e."at"
FROM "earlier_entries" e
WHERE e."act" IN ('name', 'categorise', 'confirm', 'reject') OR e."undoes_id" IS NOT NULL
ORDER BY e."at", e."id";

INSERT INTO "face_rejections" ("id", "household_id", "face_id", "person_id")
SELECT DISTINCT ON (f."id", e."person_ids"[1]) gen_random_uuid(), f."household_id", f."id", e."person_ids"[1]
FROM "identity_entries" e
JOIN "faces" f ON f."id" = ANY(e."face_ids") AND f."person_id" <> e."person_ids"[1]
JOIN "people" p ON p."id" = e."person_ids"[1]
WHERE e."act" = 'reject'
  AND NOT EXISTS (SELECT 1 FROM "identity_entries" u WHERE u."undoes_id" = e."id");

UPDATE "faces" f SET "is_confirmed" = true
FROM "identity_entries" e
WHERE e."act" = 'confirm' AND f."id" = ANY(e."face_ids") AND f."person_id" = e."person_ids"[1]
  AND NOT EXISTS (SELECT 1 FROM "identity_entries" u WHERE u."undoes_id" = e."id");

DROP TABLE "earlier_entries";
