-- AlterEnum
ALTER TYPE "ring_link_state" ADD VALUE 'awaiting' BEFORE 'linked';

-- AlterTable
ALTER TABLE "ring_accounts" ADD COLUMN     "account_identifier" TEXT,
ADD COLUMN     "link_nonce" TEXT;

-- CreateTable
CREATE TABLE "unclaimed_ring_accounts" (
    "id" UUID NOT NULL,
    "ring_account_id" TEXT NOT NULL,
    "access_token" BYTEA NOT NULL,
    "refresh_token" BYTEA NOT NULL,
    "access_token_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unclaimed_ring_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unclaimed_ring_accounts_ring_account_id_key" ON "unclaimed_ring_accounts"("ring_account_id");

-- CreateIndex
CREATE INDEX "unclaimed_ring_accounts_received_at_idx" ON "unclaimed_ring_accounts"("received_at");
