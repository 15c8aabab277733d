import type { Change } from '../domain/change.ts';
import { type RoomAddress, sameWorkspace } from '../domain/people.ts';
import { type OutboxAddress, type OutboxBody, send } from './outbox.ts';
import { jsonOf, numberOf, type Recording } from './recording.ts';

/**
 * Edits of one deal by one person in one chat within this time become one line in its thread, as long as nothing else of
 * the deal came in between: a line that is changed far above is seen by nobody.
 */
const ONE_LINE_MS = 120_000;

/** Where an input was said, and where its answer is seen. */
export type Origin = {
  /** The platform; null when nobody said it. */
  via: string | null;
  /** The thread in which the answer itself is the line. */
  answeredIn: (RoomAddress & { thread: string }) | null;
};

type Home = RoomAddress & { dealNumber: number };

/** Refreshes the live card and adds the line in every thread of every deal that the input touched. */
export async function announce(recording: Recording, origin: Origin): Promise<void> {
  const { db, org, touched } = recording;
  if (touched.size === 0) return;
  const homes = await db.placement.findMany({
    where: { orgId: org, dealNumber: { in: [...touched.keys()] } },
  });
  for (const home of homes) {
    await refreshCard(recording, home);
    const seqs = touched.get(home.dealNumber);
    if (seqs !== undefined && !isAnswered(home, origin)) await addLine(recording, home, { origin, seqs });
  }
}

const isAnswered = (home: Home & { thread: string | null }, { answeredIn }: Origin): boolean =>
  answeredIn !== null &&
  sameWorkspace(answeredIn, home) &&
  answeredIn.channel === home.channel &&
  answeredIn.thread === home.thread;

/** The live card is one row for ever; what changed is sent with its next delivery. */
async function refreshCard({ db, org, now }: Recording, home: Home): Promise<void> {
  const key = `card:${home.dealNumber}:${home.platform}:${home.workspace}`;
  const address: OutboxAddress = { kind: 'room', workspace: home.workspace, channel: home.channel };
  const body: OutboxBody<never> = { kind: 'deal.card', deal: home.dealNumber };
  await db.$executeRaw`
    INSERT INTO "Outbox" ("orgId", "key", "platform", "address", "body", "status", "dueAt", "createdAt")
    VALUES (${org}::uuid, ${key}, ${home.platform}, ${jsonOf(address)}, ${jsonOf(body)}, 'due', ${now}, ${now})
    ON CONFLICT ("orgId", "key") DO UPDATE SET
      "revision" = "Outbox"."revision" + 1, "dueAt" = ${now},
      "status" = CASE WHEN "Outbox"."status" = 'sending' THEN 'sending' ELSE 'due' END`;
}

type News = { origin: Origin; seqs: { from: number; to: number } };

async function addLine(recording: Recording, home: Home, { origin, seqs }: News): Promise<void> {
  const { db, org, now, actorId } = recording;
  const { dealNumber: deal, platform, workspace } = home;
  const fresh = Array.from({ length: seqs.to - seqs.from + 1 }, (_, index) => seqs.from + index);
  const since = new Date(now.getTime() - ONE_LINE_MS);
  // In one statement: the line may be on its way just now, and what is true of it changes between a look and a write.
  const carriedOn = await db.$executeRaw`
    UPDATE "Outbox" SET
      "body" = jsonb_set("body", '{seqs}', "body"->'seqs' || ${JSON.stringify(fresh)}::jsonb),
      "revision" = "revision" + 1, "dueAt" = ${now},
      "status" = CASE WHEN "status" = 'sending' THEN 'sending' ELSE 'due' END
    WHERE "orgId" = ${org}::uuid AND "key" = (
      SELECT "key" FROM "Outbox"
      WHERE "orgId" = ${org}::uuid AND "body"->>'kind' = 'deal.line' AND "body"->>'deal' = ${String(deal)}
        AND "createdAt" > ${since} AND "platform" = ${platform} AND "address"->>'workspace' = ${workspace}
        AND "body"->>'actorId' = ${actorId} AND "body"->>'via' IS NOT DISTINCT FROM ${origin.via}
        AND "body"->'seqs'->-1 = to_jsonb(${seqs.from - 1}::int)
      ORDER BY "createdAt" DESC LIMIT 1)`;
  if (carriedOn > 0) return;
  await send(db, recording, {
    key: `line:${deal}:${platform}:${workspace}:${seqs.from}`,
    platform,
    address: { kind: 'home', workspace, deal },
    body: { kind: 'deal.line', deal, seqs: fresh, actorId, via: origin.via },
  });
}

/** Gives a deal its home in a room: one per deal and workspace; the first one stays. */
export async function recordHome(
  recording: Recording,
  change: Change & { kind: 'place.home' },
): Promise<void> {
  const { db, org, now } = recording;
  const dealNumber = numberOf(recording, change.deal);
  const home = { ...change.home, dealNumber };
  const placed = await db.placement.createMany({
    data: [{ orgId: org, ...home, createdAt: now }],
    skipDuplicates: true,
  });
  if (placed.count > 0) await refreshCard(recording, home);
}
