-- CreateEnum
CREATE TYPE "lighting" AS ENUM ('day', 'infrared');

-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "is_face" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "lighting" "lighting" NOT NULL DEFAULT 'day',
ADD COLUMN     "liveness" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "households" ADD COLUMN     "embedder_set" TEXT NOT NULL DEFAULT 'standard',
ADD COLUMN     "next_embedder_set" TEXT;

-- AlterTable
ALTER TABLE "people" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_child" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_hidden" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "face_rejections" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "face_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "face_rejections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "face_rejections_person_id_idx" ON "face_rejections"("person_id");

-- CreateIndex
CREATE INDEX "face_rejections_household_id_idx" ON "face_rejections"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "face_rejections_face_id_person_id_key" ON "face_rejections"("face_id", "person_id");

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "face_rejections" ADD CONSTRAINT "face_rejections_face_id_fkey" FOREIGN KEY ("face_id") REFERENCES "faces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "face_rejections" ADD CONSTRAINT "face_rejections_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
