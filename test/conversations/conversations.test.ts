import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlatformName, Talk } from '../support/talk.ts';
import { talkInLark } from '../support/talk-lark.ts';
import { talkInLocal } from '../support/talk-local.ts';
import { talkInSlack } from '../support/talk-slack.ts';
import { dealConversations } from './deals.ts';
import { matrix, type Outcomes } from './matrix.ts';
import { objectionConversations } from './objections.ts';
import { peopleConversations } from './people.ts';
import { roomConversations } from './rooms.ts';
import { routineConversations } from './routine.ts';

// The same conversations on every platform, through its real adapter. In the end: which of them hold where.

const conversations = [
  ...dealConversations,
  ...objectionConversations,
  ...roomConversations,
  ...peopleConversations,
  ...routineConversations,
];
const platforms: readonly (readonly [PlatformName, () => Promise<Talk>])[] = [
  ['slack', talkInSlack],
  ['lark', talkInLark],
  ['local', talkInLocal],
];
const outcomes: Outcomes = new Map();

describe.each(platforms)('in %s', (platform, open) => {
  let talk: Talk;
  beforeAll(async () => {
    talk = await open();
  });
  afterAll(() => talk.close());

  test.each(conversations.map((one) => [one.name, one] as const))('%s', async (name, { by, run }) => {
    const held = by === undefined ? undefined : talk.instead[by];
    outcomes.set(`${name} ${platform}`, '✗');
    await run(talk);
    expect(talk.bot.errors).toEqual([]);
    outcomes.set(`${name} ${platform}`, held ?? '✓');
  });
});

/** What is written down is what was seen; `npx vitest run test/conversations` with UPDATE_DOCS=1 writes it. */
const DOCS = 'docs/conversations.md';
const all = conversations.length * platforms.length;
test('the table in the docs is what was seen', (context) => {
  if (outcomes.size < all) return context.skip('only some were run');
  const docs = readFileSync(DOCS, 'utf8');
  const made = docs.replace(/^\|[\s\S]*\|$/m, () => matrix(conversations, outcomes));
  if (process.env.UPDATE_DOCS !== undefined) writeFileSync(DOCS, made);
  else expect(docs).toBe(made);
});

afterAll(() => {
  console.log(matrix(conversations, outcomes));
});
