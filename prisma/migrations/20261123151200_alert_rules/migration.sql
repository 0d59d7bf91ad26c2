-- DropIndex
DROP INDEX "notification_decisions_household_id_idx";

-- AlterTable
ALTER TABLE "notification_decisions" ADD COLUMN     "because" JSONB,
ADD COLUMN     "digest_id" UUID,
ADD COLUMN     "rule_id" UUID;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "digest_id" UUID;

-- CreateTable
CREATE TABLE "alert_settings" (
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("household_id","account_id")
);

-- CreateTable
CREATE TABLE "alert_snoozes" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID,
    "camera_id" UUID,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_snoozes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digests" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_snoozes_household_id_account_id_idx" ON "alert_snoozes"("household_id", "account_id");

-- CreateIndex
CREATE INDEX "alert_snoozes_person_id_idx" ON "alert_snoozes"("person_id");

-- CreateIndex
CREATE INDEX "alert_snoozes_camera_id_idx" ON "alert_snoozes"("camera_id");

-- CreateIndex
CREATE INDEX "digests_household_id_account_id_idx" ON "digests"("household_id", "account_id");

-- CreateIndex
CREATE INDEX "notification_decisions_household_id_account_id_decided_at_idx" ON "notification_decisions"("household_id", "account_id", "decided_at" DESC);

-- CreateIndex
CREATE INDEX "notification_decisions_account_id_rule_id_decided_at_idx" ON "notification_decisions"("account_id", "rule_id", "decided_at");

-- CreateIndex
CREATE INDEX "notification_decisions_digest_id_idx" ON "notification_decisions"("digest_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_digest_id_subscription_id_key" ON "notifications"("digest_id", "subscription_id");

-- AddForeignKey
ALTER TABLE "alert_settings" ADD CONSTRAINT "alert_settings_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "memberships"("household_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_snoozes" ADD CONSTRAINT "alert_snoozes_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "memberships"("household_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_snoozes" ADD CONSTRAINT "alert_snoozes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_snoozes" ADD CONSTRAINT "alert_snoozes_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "cameras"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "memberships"("household_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_decisions" ADD CONSTRAINT "notification_decisions_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE CASCADE ON UPDATE CASCADE;
