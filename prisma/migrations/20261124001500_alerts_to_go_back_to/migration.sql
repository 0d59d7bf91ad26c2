-- AlterTable
ALTER TABLE "alert_settings" ADD COLUMN "earlier" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN "removed_at" TIMESTAMPTZ(3);
