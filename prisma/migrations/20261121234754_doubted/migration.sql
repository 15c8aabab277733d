-- Whether a message may have been posted is no longer guessed from how often its turn came.
ALTER TABLE "Outbox" ADD COLUMN "doubtedSince" TIMESTAMPTZ(3),
  ADD COLUMN "edition" INTEGER NOT NULL DEFAULT 1;

-- What came twice may have been posted the first time.
UPDATE "Outbox" SET "doubtedSince" = "createdAt"
  WHERE "status" IN ('due', 'sending') AND "receipt" IS NULL AND "attempts" > 1;
UPDATE "Outbox" SET "attempts" = 0;

CREATE INDEX "Outbox_lines" ON "Outbox" ("orgId", ("body"->>'deal'), "createdAt")
  WHERE "body"->>'kind' = 'deal.line';
