-- CreateEnum
CREATE TYPE "event_source" AS ENUM ('webhook', 'history');

-- CreateEnum
CREATE TYPE "face_source" AS ENUM ('clip', 'image');

-- CreateEnum
CREATE TYPE "alarm_kind" AS ENUM ('needs_relink', 'webhooks_stopped', 'bad_signatures');

-- AlterTable
ALTER TABLE "ring_accounts" ADD COLUMN     "reconciled_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "cameras" ADD COLUMN     "active_from" INTEGER,
ADD COLUMN     "active_until" INTEGER,
ADD COLUMN     "country" TEXT,
ADD COLUMN     "frame_key" TEXT,
ADD COLUMN     "ignored_classes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "kind_is_chosen" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "motion_zones" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "own_name" TEXT,
ADD COLUMN     "state" TEXT;

-- AlterTable
ALTER TABLE "events" ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "image_ready_at" TIMESTAMPTZ(3),
ADD COLUMN     "source" "event_source" NOT NULL DEFAULT 'webhook';

-- AlterTable
ALTER TABLE "clips" ADD COLUMN     "is_partial" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "refetched_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "source" "face_source" NOT NULL DEFAULT 'clip';

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "alarm_id" UUID,
ALTER COLUMN "decision_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "alarms" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "kind" "alarm_kind" NOT NULL,
    "subject" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deletion_receipts" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deletion_receipts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "bad_signatures" INTEGER NOT NULL DEFAULT 0,
    "last_bad_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alarms_household_id_cleared_at_idx" ON "alarms"("household_id", "cleared_at");

-- CreateIndex
CREATE INDEX "deletion_receipts_household_id_erased_at_idx" ON "deletion_receipts"("household_id", "erased_at");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_alarm_id_subscription_id_key" ON "notifications"("alarm_id", "subscription_id");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_alarm_id_fkey" FOREIGN KEY ("alarm_id") REFERENCES "alarms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;
