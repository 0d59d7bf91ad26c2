-- A "no" to "Same person?" is an act like any other: those that were said become entries.
INSERT INTO "identity_entries" ("id", "household_id", "account_id", "act", "person_ids", "face_ids", "detail", "at")
SELECT gen_random_uuid(), m."household_id", said."account_id", 'two-people',
  ARRAY[m."person_id", m."other_person_id"], '{}',
  jsonb_build_object('personId', m."person_id", 'otherPersonId', m."other_person_id"), said."at"
FROM "merge_proposals" m
CROSS JOIN LATERAL (
  SELECT a."account_id", a."at" FROM "audit_entries" a
  WHERE a."household_id" = m."household_id" AND a."act" = 'proposal.declined' AND a."subject" = m."id"::text
    AND a."account_id" IS NOT NULL
  ORDER BY a."at" DESC LIMIT 1
) said
WHERE m."state" = 'declined';

-- Whoever answered so on a device takes the entry back.
UPDATE "handled_requests" r
SET "answer" = jsonb_set(r."answer", '{takeBack}', jsonb_build_object('entryIds', jsonb_build_array(e."id")))
FROM "merge_proposals" m
JOIN "identity_entries" e ON e."act" = 'two-people' AND e."household_id" = m."household_id"
  AND e."person_ids" = ARRAY[m."person_id", m."other_person_id"]
WHERE r."answer" -> 'takeBack' ->> 'proposalId' = m."id"::text;
