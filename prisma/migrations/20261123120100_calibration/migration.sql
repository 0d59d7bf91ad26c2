-- CreateTable
CREATE TABLE "household_calibrations" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "embedder_set" TEXT NOT NULL,
    "lighting" "lighting" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "named" DOUBLE PRECISION NOT NULL,
    "ask" DOUBLE PRECISION NOT NULL,
    "margin" DOUBLE PRECISION NOT NULL,
    "people" JSONB NOT NULL,
    "stranger_visits" INTEGER NOT NULL,
    "strangers_named" INTEGER NOT NULL,
    "strangers_asked" INTEGER NOT NULL,
    "self_test" JSONB NOT NULL,
    "look_alikes" JSONB NOT NULL,
    "distribution" JSONB NOT NULL,

    CONSTRAINT "household_calibrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_runs" (
    "household_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "calibration_runs_pkey" PRIMARY KEY ("household_id")
);

-- CreateIndex
CREATE INDEX "household_calibrations_household_id_embedder_set_lighting_a_idx" ON "household_calibrations"("household_id", "embedder_set", "lighting", "at" DESC);

-- AddForeignKey
ALTER TABLE "household_calibrations" ADD CONSTRAINT "household_calibrations_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_runs" ADD CONSTRAINT "calibration_runs_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;
