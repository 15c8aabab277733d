import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { demoBegins, tellDemo } from '../../prisma/seed/demo/demo.ts';
import { officeOf, teamPair, workspaceWithPeople } from '../../prisma/seed/workspace.ts';
import type { Desk } from '../../src/chat/desk.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Reply } from '../../src/chat/message.ts';
import { readConfig } from '../../src/config.ts';
import { commitTo } from '../../src/store/commit.ts';
import { organisationOf } from '../../src/store/founding.ts';
import { createLocalStore } from '../../src/store/local.ts';
import { readsOf } from '../../src/store/reads.ts';
import { NOW } from '../support/bot.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

// What the READMEs tell a newcomer to say, said to the demo as the newcomer finds it.

let database: FreshDatabase;
let desk: Desk;
let org: string;
let store: ReturnType<typeof createLocalStore>;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const { prisma } = database;
  const config = readConfig({});
  const commit = commitTo(prisma);
  store = createLocalStore(prisma, 'local');
  const began = demoBegins(officeOf(config.organisation), NOW);
  org = await workspaceWithPeople({ prisma, commit, store, config, now: began, newId: v7 });
  const reads: Desk['reads'] = (of, at) => readsOf({ db: prisma, org: of, now: at });
  await tellDemo({ commit, org, read: reads(org, began), now: began, newId: v7 });
  desk = {
    commands,
    organisationOf: organisationOf(prisma),
    reads,
    commit,
    now: () => NOW,
    newId: v7,
    postedAt: (at) => at,
    posted: () => {},
    log: { error: (fields) => errors.push(fields) },
  };
});
afterAll(async () => {
  await database.close();
  expect(errors).toEqual([]);
});

async function said(as: string, text: string): Promise<Reply | null> {
  const person = await store.person(as);
  return hear(desk, {
    id: v7(),
    platform: 'local',
    workspace: 'local',
    actor: as,
    place: { kind: 'direct', channel: `direct-${as}` },
    said: { kind: 'line', text, addressed: 'plain' },
    files: [],
    at: NOW,
    profile: async () => ({ name: person?.name ?? as, kind: 'member' }),
    members: async () => [as],
  });
}

/** Who says it: 李伟 what is Chinese, Mia what is not. */
const speaker = (line: string) => (/\p{Script=Han}/u.test(line) ? 'li-wei' : 'mia');

describe('what the READMEs say can be said', () => {
  const table = /\| say \| what happens \|[\s\S]*?\n\n/.exec(readFileSync('README.md', 'utf8'))?.[0] ?? '';
  const lines = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap((row) =>
    [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );
  test('is said', () => expect(lines.length).toBeGreaterThan(8));

  test.each(lines)('%s', async (line) => {
    const reply = await said(speaker(line), line);
    expect(reply?.form).toBeUndefined();
    expect(reply?.card ?? reply?.buttons).toBeDefined();
  });

  test.each([
    ['grace', 'funnel West', 'West 美西'],
    ['wang-fang', '漏斗 华东 本月', 'East 华东'],
    ['ada', 'team new South parent: Sales', 'Sales 销售部'],
  ])('%s: %s', async (as, line, team) => {
    const reply = await said(as, line);
    expect(reply?.form).toBeUndefined();
    expect(JSON.stringify(reply)).toContain(team);
  });
});

test('the sample requests of the local workspace are of people who are there', async () => {
  const text = readFileSync('src/adapters/local/README.md', 'utf8');
  const [, body = '{}'] = /-d '(\{"as".*\})'/.exec(text) ?? [];
  const sample: Record<string, string> = JSON.parse(body);
  const person = await store.person(sample.as ?? '');
  expect((await store.direct(person?.id ?? ''))?.id).toBe(sample.channel);
  expect((await said(person?.id ?? '', sample.text ?? ''))?.card).toBeDefined();
  for (const [, as = ''] of text.matchAll(/\?as=([a-z-]+)"/g)) expect(await store.person(as)).not.toBeNull();
});

test('a team is called in both languages, and shown in one', () => {
  expect(teamPair('West 美西')).toEqual({ en: 'West', zh: '美西' });
  expect(teamPair('South')).toEqual({ en: 'South', zh: 'South' });
});

test('the demo begins before the last morning on which its digests were due', () => {
  const office = { zone: 'Asia/Shanghai', calendar: 'prc' };
  // Saturday, and the Monday after it before and after nine.
  const begins = (at: string) => demoBegins(office, new Date(at)).toISOString().slice(0, 16);
  expect(begins('2026-11-21T02:00:00Z')).toBe('2026-11-20T00:59');
  expect(begins('2026-11-23T00:30:00Z')).toBe('2026-11-20T00:59');
  expect(begins('2026-11-23T01:30:00Z')).toBe('2026-11-23T00:59');
});
