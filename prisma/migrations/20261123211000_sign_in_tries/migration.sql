CREATE TABLE "sign_in_tries" (
    "id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_tries_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "sign_in_tries_email_hash_at_idx" ON "sign_in_tries"("email_hash", "at");

CREATE INDEX "sign_in_tries_at_idx" ON "sign_in_tries"("at");
