-- CreateTable
CREATE TABLE "evidence_bundles" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "person_ids" UUID[],
    "with_sound" BOOLEAN NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "storage_key" TEXT,
    "bytes" INTEGER,
    "failure" TEXT,

    CONSTRAINT "evidence_bundles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "evidence_bundles_visit_id_idx" ON "evidence_bundles"("visit_id");

-- CreateIndex
CREATE INDEX "evidence_bundles_household_id_created_at_idx" ON "evidence_bundles"("household_id", "created_at");

-- AddForeignKey
ALTER TABLE "evidence_bundles" ADD CONSTRAINT "evidence_bundles_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visits"("id") ON DELETE CASCADE ON UPDATE CASCADE;
