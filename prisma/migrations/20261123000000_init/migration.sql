-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "ring_link_state" AS ENUM ('linked', 'needs_relink', 'removed');

-- CreateEnum
CREATE TYPE "camera_kind" AS ENUM ('doorbell', 'camera');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('button_press', 'motion');

-- CreateEnum
CREATE TYPE "event_outcome" AS ENUM ('recognised', 'no_face', 'no_recording', 'camera_off', 'late', 'failed');

-- CreateEnum
CREATE TYPE "person_category" AS ENUM ('familiar', 'watchlist', 'unknown');

-- CreateEnum
CREATE TYPE "match_outcome" AS ENUM ('named', 'ask', 'unknown');

-- CreateEnum
CREATE TYPE "face_angle" AS ENUM ('front', 'half_profile', 'profile');

-- CreateEnum
CREATE TYPE "notification_state" AS ENUM ('pending', 'sending', 'accepted', 'gone', 'refused', 'unconfirmed');

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "households" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "households_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ring_accounts" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "ring_account_id" TEXT NOT NULL,
    "state" "ring_link_state" NOT NULL DEFAULT 'linked',
    "access_token" BYTEA,
    "refresh_token" BYTEA,
    "previous_refresh_token" BYTEA,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ring_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cameras" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "ring_account_id" UUID NOT NULL,
    "device_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "camera_kind" NOT NULL DEFAULT 'camera',
    "online" BOOLEAN NOT NULL DEFAULT true,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "privacy_zones" JSONB NOT NULL DEFAULT '[]',
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cameras_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "household_id" UUID,
    "request_id" TEXT NOT NULL,
    "semantic_key" TEXT NOT NULL,
    "ring_account_id" TEXT,
    "body" BYTEA NOT NULL,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "camera_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "kind" "event_kind" NOT NULL,
    "motion_class" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "media_ready_at" TIMESTAMPTZ(3),
    "analysed_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "pushed_at" TIMESTAMPTZ(3),
    "outcome" "event_outcome",
    "outcome_reason" TEXT,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clips" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "storage_key" TEXT,
    "anonymised_at" TIMESTAMPTZ(3),
    "bytes" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "codec" TEXT,
    "has_audio" BOOLEAN,

    CONSTRAINT "clips_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "name" TEXT,
    "category" "person_category" NOT NULL DEFAULT 'unknown',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "faces" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "match" "match_outcome" NOT NULL,
    "similarity" DOUBLE PRECISION,
    "suggested_person_id" UUID,
    "crop_key" TEXT NOT NULL,
    "aligned_key" TEXT NOT NULL,
    "at_ms" INTEGER NOT NULL,
    "box" JSONB NOT NULL,
    "track" JSONB NOT NULL,
    "quality" DOUBLE PRECISION NOT NULL,
    "height_px" INTEGER NOT NULL,
    "angle" "face_angle" NOT NULL,
    "detection_score" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "faces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "embeddings" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "face_id" UUID NOT NULL,
    "embedder" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "embeddings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_entries" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID,
    "person_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_success_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_decisions" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "notify" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "silent" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "subscription_id" UUID,
    "state" "notification_state" NOT NULL DEFAULT 'pending',
    "detail" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "account_id" UUID,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "rss_bytes" BIGINT NOT NULL,
    "missing_models" TEXT[],
    "models_error" TEXT,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts"("email");

-- CreateIndex
CREATE INDEX "memberships_account_id_idx" ON "memberships"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_household_id_account_id_key" ON "memberships"("household_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "ring_accounts_ring_account_id_key" ON "ring_accounts"("ring_account_id");

-- CreateIndex
CREATE INDEX "ring_accounts_household_id_idx" ON "ring_accounts"("household_id");

-- CreateIndex
CREATE INDEX "cameras_household_id_idx" ON "cameras"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "cameras_ring_account_id_device_id_key" ON "cameras"("ring_account_id", "device_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_request_id_key" ON "webhook_deliveries"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_semantic_key_key" ON "webhook_deliveries"("semantic_key");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_household_id_idx" ON "webhook_deliveries"("household_id");

-- CreateIndex
CREATE INDEX "visits_household_id_started_at_idx" ON "visits"("household_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "events_visit_id_idx" ON "events"("visit_id");

-- CreateIndex
CREATE INDEX "events_household_id_occurred_at_idx" ON "events"("household_id", "occurred_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "events_camera_id_kind_occurred_at_key" ON "events"("camera_id", "kind", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "clips_event_id_key" ON "clips"("event_id");

-- CreateIndex
CREATE INDEX "clips_household_id_idx" ON "clips"("household_id");

-- CreateIndex
CREATE INDEX "people_household_id_idx" ON "people"("household_id");

-- CreateIndex
CREATE INDEX "faces_event_id_idx" ON "faces"("event_id");

-- CreateIndex
CREATE INDEX "faces_person_id_idx" ON "faces"("person_id");

-- CreateIndex
CREATE INDEX "faces_household_id_idx" ON "faces"("household_id");

-- CreateIndex
CREATE INDEX "embeddings_household_id_embedder_version_sequence_idx" ON "embeddings"("household_id", "embedder", "version", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "embeddings_face_id_embedder_version_key" ON "embeddings"("face_id", "embedder", "version");

-- CreateIndex
CREATE INDEX "identity_entries_household_id_person_id_at_idx" ON "identity_entries"("household_id", "person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_endpoint_key" ON "subscriptions"("endpoint");

-- CreateIndex
CREATE INDEX "subscriptions_household_id_account_id_idx" ON "subscriptions"("household_id", "account_id");

-- CreateIndex
CREATE INDEX "notification_decisions_visit_id_account_id_idx" ON "notification_decisions"("visit_id", "account_id");

-- CreateIndex
CREATE INDEX "notification_decisions_household_id_idx" ON "notification_decisions"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_decisions_event_id_account_id_revision_key" ON "notification_decisions"("event_id", "account_id", "revision");

-- CreateIndex
CREATE INDEX "notifications_household_id_idx" ON "notifications"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_decision_id_subscription_id_key" ON "notifications"("decision_id", "subscription_id");

-- CreateIndex
CREATE INDEX "audit_entries_household_id_at_idx" ON "audit_entries"("household_id", "at");

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ring_accounts" ADD CONSTRAINT "ring_accounts_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cameras" ADD CONSTRAINT "cameras_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cameras" ADD CONSTRAINT "cameras_ring_account_id_fkey" FOREIGN KEY ("ring_account_id") REFERENCES "ring_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "cameras"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clips" ADD CONSTRAINT "clips_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clips" ADD CONSTRAINT "clips_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faces" ADD CONSTRAINT "faces_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faces" ADD CONSTRAINT "faces_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faces" ADD CONSTRAINT "faces_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faces" ADD CONSTRAINT "faces_suggested_person_id_fkey" FOREIGN KEY ("suggested_person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embeddings" ADD CONSTRAINT "embeddings_face_id_fkey" FOREIGN KEY ("face_id") REFERENCES "faces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_decisions" ADD CONSTRAINT "notification_decisions_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_decisions" ADD CONSTRAINT "notification_decisions_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_decisions" ADD CONSTRAINT "notification_decisions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "notification_decisions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE SET NULL ON UPDATE CASCADE;
