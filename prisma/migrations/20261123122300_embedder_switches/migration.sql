-- CreateTable
CREATE TABLE "embedder_switches" (
    "household_id" UUID NOT NULL,
    "from_set" TEXT NOT NULL,
    "to_set" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fetched_bytes" INTEGER NOT NULL DEFAULT 0,
    "total_bytes" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "embedder_switches_pkey" PRIMARY KEY ("household_id")
);

-- AddForeignKey
ALTER TABLE "embedder_switches" ADD CONSTRAINT "embedder_switches_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;
