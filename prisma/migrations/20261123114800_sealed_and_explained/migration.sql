-- AlterTable
ALTER TABLE "embeddings" ADD COLUMN     "key_id" TEXT;

-- AlterTable
ALTER TABLE "faces" ADD COLUMN     "explanation" JSONB;

-- CreateIndex
CREATE INDEX "embeddings_key_id_idx" ON "embeddings"("key_id");
