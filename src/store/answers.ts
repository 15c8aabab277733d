import type { Locale } from '../domain/people.ts';
import { type AnswerRoom, type OutboxBody, send } from './outbox.ts';
import type { Db } from './prisma.ts';
import { jsonOf } from './recording.ts';

/** How long the answer to an input is waited for before it counts as not done: longer than any commit may take. */
const ANSWER_MS = 150_000;

export type Asked = {
  org: string;
  now: Date;
  key: string;
  platform: string;
  workspace: string;
  actor: string;
  room?: AnswerRoom;
};

const rowKey = (asked: Asked): string => `answer:${asked.key}`;

/**
 * Promises the answer to an input that is still being worked on. It follows once, to whoever asked: what the commit
 * stored, or that nothing was done. False when nobody is known by that identity.
 */
export async function promiseAnswer(db: Db, asked: Asked): Promise<boolean> {
  const { org, now, key, platform, workspace, actor: external, room } = asked;
  const identity = await db.identity.findUnique({
    where: { orgId_platform_workspace_external: { orgId: org, platform, workspace, external } },
  });
  if (identity === null) return false;
  const until = new Date(now.getTime() + ANSWER_MS).toISOString();
  await send(db, asked, {
    key: rowKey(asked),
    platform,
    address: { kind: 'person', workspace, person: external },
    body: { kind: 'answer', key, personId: identity.personId, until, ...(room !== undefined && { room }) },
  });
  return true;
}

/** Keeps the promise with an answer that no commit stored, because nothing was recorded. `forRoom`: all may see it. */
export async function keepPromise<M>(
  db: Db,
  asked: Asked,
  { forRoom, ...answer }: { message: M; locale: Locale; forRoom: boolean },
): Promise<void> {
  const body: OutboxBody<M> = { kind: 'message', ...answer };
  const address = forRoom && asked.room !== undefined ? { address: jsonOf(asked.room) } : {};
  // Delivery may be looking at the row just now: what it finds is not yet there, and the new revision brings it back.
  await db.outbox.updateMany({
    where: promised(asked),
    data: { body: jsonOf(body), dueAt: asked.now, revision: { increment: 1 }, ...address },
  });
}

/** There is nothing to answer after all, so nothing follows. Delivery that looks at the row just now loses its claim. */
export async function dropPromise(db: Db, asked: Asked): Promise<void> {
  const data = { status: 'gone', claim: null, problem: 'nothing left to say' };
  await db.outbox.updateMany({ where: promised(asked), data });
}

/** The row of a promise that was neither kept nor dropped. */
const promised = (asked: Asked) => ({
  orgId: asked.org,
  key: rowKey(asked),
  status: { in: ['due', 'sending'] },
  body: { path: ['kind'], equals: 'answer' },
});
