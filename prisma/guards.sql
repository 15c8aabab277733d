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
ALTER TABLE "Organisation"
  ADD CONSTRAINT "Organisation_joined" CHECK ("joinedId" IS NULL OR "lastDeal" = 0);
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
-- The lines of a deal: which of them goes on, and which wait for their thread.
CREATE INDEX "Outbox_lines" ON "Outbox" ("orgId", ("body"->>'deal'), "createdAt")
  WHERE "body"->>'kind' = 'deal.line';
ALTER TABLE "Outbox"
  ADD CONSTRAINT "Outbox_status" CHECK ("status" IN ('due', 'sending', 'sent', 'gone', 'unconfirmed'));
