-- AlterEnum
ALTER TYPE "notification_state" ADD VALUE 'unsent';
