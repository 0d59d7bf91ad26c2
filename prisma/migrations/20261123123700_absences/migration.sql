-- CreateTable
CREATE TABLE "absences" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "picture_key" TEXT NOT NULL,
    "box" JSONB,
    "height_px" INTEGER,
    "at_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "absences_event_id_key" ON "absences"("event_id");

-- CreateIndex
CREATE INDEX "absences_household_id_created_at_idx" ON "absences"("household_id", "created_at");

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
