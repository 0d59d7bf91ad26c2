CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_household_id_idx" ON "invitations"("household_id");
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The zone is the household's: until now that of its first owner was meant.
ALTER TABLE "households" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC';
UPDATE "households" SET "time_zone" = "owners"."time_zone"
FROM (
    SELECT DISTINCT ON ("memberships"."household_id") "memberships"."household_id", "accounts"."time_zone"
    FROM "memberships" JOIN "accounts" ON "accounts"."id" = "memberships"."account_id"
    WHERE "memberships"."role" = 'owner'
    ORDER BY "memberships"."household_id", "memberships"."created_at"
) AS "owners"
WHERE "owners"."household_id" = "households"."id";
ALTER TABLE "accounts" DROP COLUMN "time_zone";
