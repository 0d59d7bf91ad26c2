-- AlterEnum
ALTER TYPE "alarm_kind" ADD VALUE 'category_ended';

-- AlterTable
ALTER TABLE "people" ADD COLUMN "category_until" TIMESTAMPTZ(3),
ADD COLUMN "ended_category" "person_category",
ADD COLUMN "note" TEXT;

-- CreateIndex
CREATE INDEX "people_category_until_idx" ON "people"("category_until");
