-- AlterTable
ALTER TABLE "cameras" ADD COLUMN     "online_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "events" ADD COLUMN     "heard_at" TIMESTAMPTZ(3);

-- All that is known so far was told by webhook.
UPDATE "events" SET "heard_at" = "received_at";
