-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "trimmed_at" TIMESTAMPTZ(3),
ALTER COLUMN "crop_key" DROP NOT NULL,
ALTER COLUMN "aligned_key" DROP NOT NULL;
