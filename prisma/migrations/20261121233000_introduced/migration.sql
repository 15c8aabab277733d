-- Somebody new is recorded first; what their chat says of them is read afterwards.
ALTER TABLE "Identity" ADD COLUMN "introducedAt" TIMESTAMPTZ(3);

-- Until now that was read before anybody was recorded.
UPDATE "Identity" SET "introducedAt" = "Person"."createdAt"
  FROM "Person" WHERE "Person"."orgId" = "Identity"."orgId" AND "Person"."id" = "Identity"."personId";
