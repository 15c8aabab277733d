-- In some tenants of Feishu a bot may write to a person only in the chat in which they have spoken to it.
ALTER TABLE "Identity" ADD COLUMN "direct" TEXT;
