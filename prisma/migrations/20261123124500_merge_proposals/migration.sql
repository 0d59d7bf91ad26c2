-- CreateEnum
CREATE TYPE "merge_proposal_state" AS ENUM ('open', 'accepted', 'declined');

-- CreateTable
CREATE TABLE "merge_proposals" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "other_person_id" UUID NOT NULL,
    "face_id" UUID,
    "other_face_id" UUID,
    "similarity" DOUBLE PRECISION NOT NULL,
    "state" "merge_proposal_state" NOT NULL DEFAULT 'open',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merge_proposals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "merge_proposals_household_id_state_idx" ON "merge_proposals"("household_id", "state");

-- CreateIndex
CREATE INDEX "merge_proposals_other_person_id_idx" ON "merge_proposals"("other_person_id");

-- CreateIndex
CREATE INDEX "merge_proposals_face_id_idx" ON "merge_proposals"("face_id");

-- CreateIndex
CREATE INDEX "merge_proposals_other_face_id_idx" ON "merge_proposals"("other_face_id");

-- CreateIndex
CREATE UNIQUE INDEX "merge_proposals_person_id_other_person_id_key" ON "merge_proposals"("person_id", "other_person_id");

-- AddForeignKey
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_other_person_id_fkey" FOREIGN KEY ("other_person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_face_id_fkey" FOREIGN KEY ("face_id") REFERENCES "faces"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_other_face_id_fkey" FOREIGN KEY ("other_face_id") REFERENCES "faces"("id") ON DELETE SET NULL ON UPDATE CASCADE;
