-- A team chooses a room in each workspace, not one in all.
CREATE TABLE "TeamHome" (
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,

    CONSTRAINT "TeamHome_pkey" PRIMARY KEY ("orgId","teamId","platform","workspace")
);
ALTER TABLE "TeamHome" ADD CONSTRAINT "TeamHome_orgId_teamId_fkey" FOREIGN KEY ("orgId", "teamId")
  REFERENCES "Team"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
INSERT INTO "TeamHome" ("orgId", "teamId", "platform", "workspace", "channel")
  SELECT "orgId", "id", "platform", "workspace", "channel" FROM "Team"
  WHERE "platform" IS NOT NULL AND "workspace" IS NOT NULL AND "channel" IS NOT NULL;
ALTER TABLE "Team" DROP COLUMN "platform", DROP COLUMN "workspace", DROP COLUMN "channel";

-- A workspace joins the organisation of another one by a code, before its first deal.
CREATE TABLE "WorkspaceCode" (
    "hash" TEXT NOT NULL,
    "orgId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkspaceCode_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "WorkspaceCode_orgId_personId_idx" ON "WorkspaceCode"("orgId", "personId");
ALTER TABLE "WorkspaceCode" ADD CONSTRAINT "WorkspaceCode_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId")
  REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whose workspaces have gone to another organisation is closed: it can have no deal.
ALTER TABLE "Organisation" ADD COLUMN "joinedId" UUID;
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_joinedId_fkey" FOREIGN KEY ("joinedId")
  REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Organisation"
  ADD CONSTRAINT "Organisation_joined" CHECK ("joinedId" IS NULL OR "lastDeal" = 0);
