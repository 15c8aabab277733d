-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "template" TEXT NOT NULL,
    "lastDeal" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationCalendar" (
    "orgId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "calendar" TEXT NOT NULL,

    CONSTRAINT "OrganisationCalendar_pkey" PRIMARY KEY ("orgId","from")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "platform" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "orgId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("platform","external")
);

-- CreateTable
CREATE TABLE "Installation" (
    "platform" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "token" TEXT,
    "botId" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "installer" TEXT NOT NULL,
    "scopes" TEXT[],
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("platform","external")
);

-- CreateTable
CREATE TABLE "OAuthState" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OAuthState_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" UUID,
    "platform" TEXT,
    "workspace" TEXT,
    "channel" TEXT,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Team_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Person" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "teamId" UUID,
    "locale" TEXT NOT NULL,
    "zone" TEXT,
    "mutedUntil" TIMESTAMPTZ(3),
    "quietFrom" CHAR(5),
    "quietTo" CHAR(5),
    "sameAs" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "orgId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("orgId","platform","workspace","external")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "orgId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("orgId","hash")
);

-- CreateTable
CREATE TABLE "Membership" (
    "orgId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "teamId" UUID,
    "role" TEXT NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("orgId","personId","from")
);

-- CreateTable
CREATE TABLE "Leave" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "deputyId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Pipeline" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pipeline_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Stage" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "StageFact" (
    "orgId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "probability" INTEGER NOT NULL,
    "patience" INTEGER NOT NULL,
    "benchmark" INTEGER,
    "part" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "admits" TEXT NOT NULL,
    "leastPhase" TEXT,
    "mergedInto" UUID,

    CONSTRAINT "StageFact_pkey" PRIMARY KEY ("orgId","stageId","from")
);

-- CreateTable
CREATE TABLE "Criterion" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "textEn" TEXT NOT NULL,
    "textZh" TEXT NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Criterion_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "buyingRole" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Text" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "body" TEXT,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Text_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Deal" (
    "orgId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "pipelineId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "nameId" UUID NOT NULL,
    "customerId" UUID,
    "partnerId" UUID,
    "amount" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "expectedClose" DATE,
    "ownerId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "category" TEXT,
    "phase" TEXT,
    "ball" TEXT,
    "nextStepId" UUID,
    "nextStepDue" DATE,
    "snoozedUntil" DATE,
    "confidential" BOOLEAN NOT NULL,
    "lossReason" TEXT,
    "competitorId" UUID,
    "partOf" INTEGER,
    "mergedInto" INTEGER,
    "source" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "stageSince" TIMESTAMPTZ(3) NOT NULL,
    "stuckSince" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "lastContactAt" TIMESTAMPTZ(3),
    "silentFrom" TIMESTAMPTZ(3) NOT NULL,
    "pushes" INTEGER NOT NULL,
    "met" UUID[],
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("orgId","number")
);

-- CreateTable
CREATE TABLE "DealEvent" (
    "orgId" UUID NOT NULL,
    "dealNumber" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "changes" JSONB NOT NULL,
    "detail" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "voids" INTEGER,
    "inputId" TEXT NOT NULL,

    CONSTRAINT "DealEvent_pkey" PRIMARY KEY ("orgId","dealNumber","seq")
);

-- CreateTable
CREATE TABLE "Collaborator" (
    "orgId" UUID NOT NULL,
    "dealNumber" INTEGER NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "Collaborator_pkey" PRIMARY KEY ("orgId","dealNumber","personId")
);

-- CreateTable
CREATE TABLE "Visit" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "dealNumber" INTEGER,
    "customerId" UUID,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "summaryId" UUID,
    "nextStepId" UUID,
    "nextStepDue" DATE,
    "met" JSONB NOT NULL,
    "signals" TEXT[],
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Objection" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "dealNumber" INTEGER NOT NULL,
    "visitId" UUID,
    "category" TEXT NOT NULL,
    "nature" TEXT,
    "wordsId" UUID,
    "saidBy" TEXT,
    "status" TEXT NOT NULL,
    "responseId" UUID,
    "authorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Target" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "setBy" UUID NOT NULL,
    "reasonId" UUID,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Request" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "dealNumber" INTEGER,
    "askedBy" UUID NOT NULL,
    "askedOf" UUID NOT NULL,
    "detail" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Request_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "weekday" INTEGER,
    "monthday" INTEGER,
    "time" CHAR(5) NOT NULL,
    "zone" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "teamId" UUID,
    "locale" TEXT NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "decidedTo" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "orgId" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "ranAt" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("orgId","job","at")
);

-- CreateTable
CREATE TABLE "Nudge" (
    "orgId" UUID NOT NULL,
    "dealNumber" INTEGER NOT NULL,
    "why" TEXT NOT NULL,
    "clockStart" TIMESTAMPTZ(3) NOT NULL,
    "level" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Nudge_pkey" PRIMARY KEY ("orgId","dealNumber","why","clockStart","level")
);

-- CreateTable
CREATE TABLE "Placement" (
    "orgId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "dealNumber" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Placement_pkey" PRIMARY KEY ("orgId","platform","workspace","dealNumber")
);

-- CreateTable
CREATE TABLE "Draft" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Kept" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Kept_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "orgId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "claim" UUID,
    "claimedUntil" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("orgId","key")
);

-- CreateTable
CREATE TABLE "Trouble" (
    "orgId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Trouble_pkey" PRIMARY KEY ("orgId","platform","workspace","channel","reason","personId")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "orgId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "reply" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("orgId","key")
);

-- CreateTable
CREATE TABLE "ForeignRef" (
    "orgId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "ours" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ForeignRef_pkey" PRIMARY KEY ("orgId","source","kind","external")
);

-- CreateTable
CREATE TABLE "Import" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "orgId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "LocalWorkspace" (
    "id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "clockOffset" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "LocalWorkspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LocalPerson" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "zone" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'member',
    "title" JSONB NOT NULL,
    "team" JSONB,
    "position" INTEGER NOT NULL,

    CONSTRAINT "LocalPerson_pkey" PRIMARY KEY ("workspace","id")
);

-- CreateTable
CREATE TABLE "LocalChannel" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "topic" JSONB,
    "position" INTEGER NOT NULL,

    CONSTRAINT "LocalChannel_pkey" PRIMARY KEY ("workspace","id")
);

-- CreateTable
CREATE TABLE "LocalMember" (
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "readTo" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LocalMember_pkey" PRIMARY KEY ("workspace","channel","person")
);

-- CreateTable
CREATE TABLE "LocalMessage" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT,
    "author" TEXT,
    "audience" TEXT,
    "key" TEXT,
    "seq" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LocalMessage_pkey" PRIMARY KEY ("workspace","id")
);

-- CreateTable
CREATE TABLE "LocalFile" (
    "workspace" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "LocalFile_pkey" PRIMARY KEY ("workspace","message","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_orgId_platform_external_key" ON "Workspace"("orgId", "platform", "external");

-- CreateIndex
CREATE INDEX "OAuthState_expiresAt_idx" ON "OAuthState"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Team_orgId_name_key" ON "Team"("orgId", "name");

-- CreateIndex
CREATE INDEX "Person_orgId_teamId_idx" ON "Person"("orgId", "teamId");

-- CreateIndex
CREATE INDEX "Identity_orgId_personId_idx" ON "Identity"("orgId", "personId");

-- CreateIndex
CREATE INDEX "LinkCode_orgId_personId_idx" ON "LinkCode"("orgId", "personId");

-- CreateIndex
CREATE INDEX "Leave_orgId_personId_until_idx" ON "Leave"("orgId", "personId", "until");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_orgId_name_key" ON "Pipeline"("orgId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Stage_orgId_pipelineId_key_key" ON "Stage"("orgId", "pipelineId", "key");

-- CreateIndex
CREATE INDEX "Criterion_orgId_stageId_idx" ON "Criterion"("orgId", "stageId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_orgId_nameKey_key" ON "Customer"("orgId", "nameKey");

-- CreateIndex
CREATE INDEX "Contact_orgId_customerId_idx" ON "Contact"("orgId", "customerId");

-- CreateIndex
CREATE INDEX "Deal_orgId_status_ownerId_idx" ON "Deal"("orgId", "status", "ownerId");

-- CreateIndex
CREATE INDEX "Deal_orgId_teamId_status_idx" ON "Deal"("orgId", "teamId", "status");

-- CreateIndex
CREATE INDEX "Deal_orgId_customerId_idx" ON "Deal"("orgId", "customerId");

-- CreateIndex
CREATE INDEX "Deal_orgId_status_expectedClose_idx" ON "Deal"("orgId", "status", "expectedClose");

-- CreateIndex
CREATE INDEX "DealEvent_orgId_at_idx" ON "DealEvent"("orgId", "at");

-- CreateIndex
CREATE INDEX "DealEvent_orgId_recordedAt_idx" ON "DealEvent"("orgId", "recordedAt");

-- CreateIndex
CREATE INDEX "DealEvent_orgId_actorId_recordedAt_idx" ON "DealEvent"("orgId", "actorId", "recordedAt");

-- CreateIndex
CREATE INDEX "DealEvent_orgId_inputId_idx" ON "DealEvent"("orgId", "inputId");

-- CreateIndex
CREATE INDEX "Collaborator_orgId_personId_idx" ON "Collaborator"("orgId", "personId");

-- CreateIndex
CREATE INDEX "Visit_orgId_dealNumber_at_idx" ON "Visit"("orgId", "dealNumber", "at");

-- CreateIndex
CREATE INDEX "Visit_orgId_personId_at_idx" ON "Visit"("orgId", "personId", "at");

-- CreateIndex
CREATE INDEX "Objection_orgId_dealNumber_idx" ON "Objection"("orgId", "dealNumber");

-- CreateIndex
CREATE INDEX "Objection_orgId_status_at_idx" ON "Objection"("orgId", "status", "at");

-- CreateIndex
CREATE INDEX "Target_orgId_scope_subject_period_from_idx" ON "Target"("orgId", "scope", "subject", "period", "from");

-- CreateIndex
CREATE INDEX "Request_orgId_askedOf_status_idx" ON "Request"("orgId", "askedOf", "status");

-- CreateIndex
CREATE INDEX "Nudge_orgId_personId_day_idx" ON "Nudge"("orgId", "personId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Placement_orgId_platform_workspace_channel_thread_key" ON "Placement"("orgId", "platform", "workspace", "channel", "thread");

-- CreateIndex
CREATE INDEX "Draft_orgId_personId_kind_idx" ON "Draft"("orgId", "personId", "kind");

-- CreateIndex
CREATE INDEX "Kept_orgId_createdAt_idx" ON "Kept"("orgId", "createdAt");

-- CreateIndex
CREATE INDEX "Outbox_due" ON "Outbox"("dueAt") WHERE (status IN ('due', 'sending'));

-- CreateIndex
CREATE INDEX "Inbox_orgId_at_idx" ON "Inbox"("orgId", "at");

-- CreateIndex
CREATE INDEX "ForeignRef_orgId_kind_ours_idx" ON "ForeignRef"("orgId", "kind", "ours");

-- CreateIndex
CREATE INDEX "Audit_orgId_at_idx" ON "Audit"("orgId", "at");

-- CreateIndex
CREATE INDEX "LocalMember_workspace_person_idx" ON "LocalMember"("workspace", "person");

-- CreateIndex
CREATE INDEX "LocalMessage_workspace_channel_seq_idx" ON "LocalMessage"("workspace", "channel", "seq");

-- CreateIndex
CREATE INDEX "LocalMessage_workspace_thread_seq_idx" ON "LocalMessage"("workspace", "thread", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "LocalMessage_workspace_key_key" ON "LocalMessage"("workspace", "key");

-- CreateIndex
CREATE UNIQUE INDEX "LocalMessage_workspace_revision_key" ON "LocalMessage"("workspace", "revision");

-- AddForeignKey
ALTER TABLE "OrganisationCalendar" ADD CONSTRAINT "OrganisationCalendar_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_platform_external_fkey" FOREIGN KEY ("platform", "external") REFERENCES "Workspace"("platform", "external") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_orgId_parentId_fkey" FOREIGN KEY ("orgId", "parentId") REFERENCES "Team"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_orgId_teamId_fkey" FOREIGN KEY ("orgId", "teamId") REFERENCES "Team"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_orgId_deputyId_fkey" FOREIGN KEY ("orgId", "deputyId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pipeline" ADD CONSTRAINT "Pipeline_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_orgId_pipelineId_fkey" FOREIGN KEY ("orgId", "pipelineId") REFERENCES "Pipeline"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageFact" ADD CONSTRAINT "StageFact_orgId_stageId_fkey" FOREIGN KEY ("orgId", "stageId") REFERENCES "Stage"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_orgId_stageId_fkey" FOREIGN KEY ("orgId", "stageId") REFERENCES "Stage"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_orgId_customerId_fkey" FOREIGN KEY ("orgId", "customerId") REFERENCES "Customer"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_pipelineId_fkey" FOREIGN KEY ("orgId", "pipelineId") REFERENCES "Pipeline"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_stageId_fkey" FOREIGN KEY ("orgId", "stageId") REFERENCES "Stage"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_nameId_fkey" FOREIGN KEY ("orgId", "nameId") REFERENCES "Text"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_partnerId_fkey" FOREIGN KEY ("orgId", "partnerId") REFERENCES "Customer"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_customerId_fkey" FOREIGN KEY ("orgId", "customerId") REFERENCES "Customer"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_ownerId_fkey" FOREIGN KEY ("orgId", "ownerId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_orgId_teamId_fkey" FOREIGN KEY ("orgId", "teamId") REFERENCES "Team"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealEvent" ADD CONSTRAINT "DealEvent_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealEvent" ADD CONSTRAINT "DealEvent_orgId_actorId_fkey" FOREIGN KEY ("orgId", "actorId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Collaborator" ADD CONSTRAINT "Collaborator_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Collaborator" ADD CONSTRAINT "Collaborator_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_orgId_customerId_fkey" FOREIGN KEY ("orgId", "customerId") REFERENCES "Customer"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_orgId_authorId_fkey" FOREIGN KEY ("orgId", "authorId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_orgId_visitId_fkey" FOREIGN KEY ("orgId", "visitId") REFERENCES "Visit"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_orgId_setBy_fkey" FOREIGN KEY ("orgId", "setBy") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_orgId_askedBy_fkey" FOREIGN KEY ("orgId", "askedBy") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_orgId_askedOf_fkey" FOREIGN KEY ("orgId", "askedOf") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_orgId_teamId_fkey" FOREIGN KEY ("orgId", "teamId") REFERENCES "Team"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_orgId_createdBy_fkey" FOREIGN KEY ("orgId", "createdBy") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nudge" ADD CONSTRAINT "Nudge_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nudge" ADD CONSTRAINT "Nudge_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_orgId_dealNumber_fkey" FOREIGN KEY ("orgId", "dealNumber") REFERENCES "Deal"("orgId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kept" ADD CONSTRAINT "Kept_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trouble" ADD CONSTRAINT "Trouble_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_orgId_personId_fkey" FOREIGN KEY ("orgId", "personId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Audit" ADD CONSTRAINT "Audit_orgId_actorId_fkey" FOREIGN KEY ("orgId", "actorId") REFERENCES "Person"("orgId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalPerson" ADD CONSTRAINT "LocalPerson_workspace_fkey" FOREIGN KEY ("workspace") REFERENCES "LocalWorkspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalChannel" ADD CONSTRAINT "LocalChannel_workspace_fkey" FOREIGN KEY ("workspace") REFERENCES "LocalWorkspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMember" ADD CONSTRAINT "LocalMember_workspace_channel_fkey" FOREIGN KEY ("workspace", "channel") REFERENCES "LocalChannel"("workspace", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMember" ADD CONSTRAINT "LocalMember_workspace_person_fkey" FOREIGN KEY ("workspace", "person") REFERENCES "LocalPerson"("workspace", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMessage" ADD CONSTRAINT "LocalMessage_workspace_channel_fkey" FOREIGN KEY ("workspace", "channel") REFERENCES "LocalChannel"("workspace", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMessage" ADD CONSTRAINT "LocalMessage_workspace_thread_fkey" FOREIGN KEY ("workspace", "thread") REFERENCES "LocalMessage"("workspace", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "LocalMessage" ADD CONSTRAINT "LocalMessage_workspace_author_fkey" FOREIGN KEY ("workspace", "author") REFERENCES "LocalPerson"("workspace", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "LocalMessage" ADD CONSTRAINT "LocalMessage_workspace_audience_fkey" FOREIGN KEY ("workspace", "audience") REFERENCES "LocalPerson"("workspace", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "LocalFile" ADD CONSTRAINT "LocalFile_workspace_message_fkey" FOREIGN KEY ("workspace", "message") REFERENCES "LocalMessage"("workspace", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Guards that the Prisma schema cannot say. Appended to the first migration; later changes go into migrations of
-- their own. Each one is tested in test/store/guards.test.ts.

-- History is append-only: what happened is never changed or removed, only voided by a later event.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "DealEvent_append_only" BEFORE UPDATE OR DELETE ON "DealEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "DealEvent_no_truncate" BEFORE TRUNCATE ON "DealEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Audit_no_truncate" BEFORE TRUNCATE ON "Audit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Slot_no_truncate" BEFORE TRUNCATE ON "Slot"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Audit_append_only" BEFORE UPDATE OR DELETE ON "Audit"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Slot_append_only" BEFORE UPDATE OR DELETE ON "Slot"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What must not be.
ALTER TABLE "Deal"
  ADD CONSTRAINT "Deal_status" CHECK ("status" IN ('open', 'won', 'lost', 'void')),
  ADD CONSTRAINT "Deal_number" CHECK ("number" > 0),
  ADD CONSTRAINT "Deal_version" CHECK ("version" > 0),
  ADD CONSTRAINT "Deal_amount" CHECK ("amount" IS NULL OR "amount" >= 0),
  ADD CONSTRAINT "Deal_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "Deal_ball" CHECK ("ball" IN ('customer', 'partner', 'us', 'nobody')),
  ADD CONSTRAINT "Deal_closed" CHECK (("closedAt" IS NULL) = ("status" = 'open')),
  ADD CONSTRAINT "Deal_loss_reason" CHECK ("lossReason" IS NULL OR "status" IN ('lost', 'void'));
ALTER TABLE "DealEvent"
  ADD CONSTRAINT "DealEvent_seq" CHECK ("seq" > 0),
  ADD CONSTRAINT "DealEvent_voids" CHECK ("voids" IS NULL OR ("voids" < "seq" AND "voids" > 0)),
  ADD CONSTRAINT "DealEvent_opening" CHECK (("seq" = 1) = ("kind" = 'opened'));
ALTER TABLE "StageFact"
  ADD CONSTRAINT "StageFact_probability" CHECK ("probability" BETWEEN 0 AND 100),
  ADD CONSTRAINT "StageFact_patience" CHECK ("patience" BETWEEN 0 AND 365),
  ADD CONSTRAINT "StageFact_benchmark" CHECK ("benchmark" BETWEEN 0 AND 100),
  ADD CONSTRAINT "StageFact_part" CHECK ("part" IN ('open', 'wins', 'after')),
  ADD CONSTRAINT "StageFact_admits" CHECK ("admits" IN ('any', 'all'));
ALTER TABLE "Person"
  ADD CONSTRAINT "Person_role" CHECK ("role" IN ('rep', 'manager', 'operations', 'admin', 'readonly')),
  ADD CONSTRAINT "Person_status" CHECK ("status" IN ('pending', 'active', 'left')),
  ADD CONSTRAINT "Person_locale" CHECK ("locale" IN ('en', 'zh'));
ALTER TABLE "Team" ADD CONSTRAINT "Team_parent" CHECK ("parentId" IS DISTINCT FROM "id");
ALTER TABLE "Leave"
  ADD CONSTRAINT "Leave_span" CHECK ("until" >= "from"),
  ADD CONSTRAINT "Leave_deputy" CHECK ("deputyId" <> "personId");
ALTER TABLE "Visit"
  ADD CONSTRAINT "Visit_kind" CHECK ("kind" IN ('onsite', 'call', 'video', 'inbound', 'message')),
  ADD CONSTRAINT "Visit_status" CHECK ("status" IN ('planned', 'done', 'attempt', 'void')),
  ADD CONSTRAINT "Visit_subject" CHECK ("dealNumber" IS NOT NULL OR "customerId" IS NOT NULL);
ALTER TABLE "Objection"
  ADD CONSTRAINT "Objection_status" CHECK ("status" IN ('open', 'answered', 'resolved', 'lost', 'void'));
ALTER TABLE "Target"
  ADD CONSTRAINT "Target_scope" CHECK ("scope" IN ('organisation', 'team', 'person')),
  ADD CONSTRAINT "Target_measure" CHECK ("measure" IN ('amount', 'units')),
  ADD CONSTRAINT "Target_period" CHECK ("period" ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  ADD CONSTRAINT "Target_value" CHECK ("value" IS NULL OR "value" >= 0);
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_outcome" CHECK ("outcome" IN ('sent', 'quiet', 'skipped'));
ALTER TABLE "Outbox"
  ADD CONSTRAINT "Outbox_status" CHECK ("status" IN ('due', 'sending', 'sent', 'gone', 'unconfirmed'));
