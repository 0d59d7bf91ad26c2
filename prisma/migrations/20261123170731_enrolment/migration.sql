-- AlterEnum
ALTER TYPE "face_source" ADD VALUE 'photo';

-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "yaw" DOUBLE PRECISION,
ALTER COLUMN "event_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "enrolments" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT,
    "category" "person_category" NOT NULL,
    "camera_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment_photos" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3),
    "looked_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "faces" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "enrolment_photos_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "enrolments_household_id_idx" ON "enrolments"("household_id");

-- CreateIndex
CREATE INDEX "enrolments_created_at_idx" ON "enrolments"("created_at");

-- CreateIndex
CREATE INDEX "enrolment_photos_enrolment_id_idx" ON "enrolment_photos"("enrolment_id");

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_photos" ADD CONSTRAINT "enrolment_photos_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
