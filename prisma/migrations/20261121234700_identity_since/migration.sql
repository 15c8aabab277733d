-- Who is known in several chats is told things where they have been known longest.
ALTER TABLE "Identity" ADD COLUMN "since" TIMESTAMPTZ(3);

-- Until now no row said it: they were met when their chat was first asked who they are, or when they were recorded.
UPDATE "Identity" SET "since" = coalesce("Identity"."introducedAt", "Person"."createdAt")
  FROM "Person" WHERE "Person"."orgId" = "Identity"."orgId" AND "Person"."id" = "Identity"."personId";
ALTER TABLE "Identity" ALTER COLUMN "since" SET NOT NULL;
