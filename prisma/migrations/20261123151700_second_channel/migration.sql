-- AlterEnum
ALTER TYPE "alarm_kind" ADD VALUE 'member_unreachable';

-- CreateEnum
CREATE TYPE "notification_channel" AS ENUM ('push', 'mail');

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN "mails_watchlist" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN "channel" "notification_channel" NOT NULL DEFAULT 'push';

-- AlterTable
ALTER TABLE "subscriptions"
  ADD COLUMN "own_name" TEXT,
  ADD COLUMN "last_receipt_at" TIMESTAMPTZ(3),
  ADD COLUMN "awaiting_since" TIMESTAMPTZ(3),
  ADD COLUMN "last_failure_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_failure" TEXT,
  ADD COLUMN "gone_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "handled_requests" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handled_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "handled_requests_household_id_idx" ON "handled_requests"("household_id");

-- CreateIndex
CREATE INDEX "handled_requests_at_idx" ON "handled_requests"("at");
