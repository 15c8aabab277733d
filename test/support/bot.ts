// The bot with a cast of people on a database of its own, spoken to through its front door:
//
//   const bot = await aBot();
//   const reply = await bot.say('li', 'advance acme');           in a direct conversation
//   await bot.say('li', '推进远景', { room: 'east' });            in a room
//   await bot.press('li', pressed(reply, 'Undo'));
//   await bot.deliver();  bot.posts                               what the platform received
//   await bot.close();

import { v7 } from 'uuid';
import { commands } from '../../commands/index.ts';
import type { Adapter, Outgoing, Receipt } from '../../src/chat/adapter.ts';
import type { Words } from '../../src/chat/card.ts';
import type { Desk } from '../../src/chat/desk.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { IncomingFile, Input, Platform, Said } from '../../src/chat/input.ts';
import type { Message, Reply } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import type { Role } from '../../src/domain/people.ts';
import type { TemplateKey } from '../../src/domain/templates.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { type Commit, commitTo } from '../../src/store/commit.ts';
import { organisationOf } from '../../src/store/founding.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { type Reads, readsOf } from '../../src/store/reads.ts';
import { rowOfDay } from '../../src/store/rows.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

/** A Saturday morning in Shanghai. */
export const NOW = new Date('2026-11-21T02:00:00Z');
export const ZONE = 'Asia/Shanghai';

type CastMember = { name: string; role: Role; team: string | null; locale: 'en' | 'zh'; status?: 'pending' };

/** East is Chinese, West is American; both below Sales. */
const CAST = {
  wang: { name: '王芳', role: 'manager', team: '华东', locale: 'zh' },
  li: { name: '李伟', role: 'rep', team: '华东', locale: 'zh' },
  zhao: { name: '赵敏', role: 'rep', team: '华东', locale: 'zh' },
  sam: { name: 'Sam Carter', role: 'manager', team: 'West', locale: 'en' },
  mia: { name: 'Mia Lopez', role: 'rep', team: 'West', locale: 'en' },
  joe: { name: 'Joe Brown', role: 'rep', team: 'West', locale: 'en' },
  ada: { name: 'Ada Admin', role: 'admin', team: 'Sales', locale: 'en' },
  olga: { name: 'Olga Ops', role: 'operations', team: 'Sales', locale: 'en' },
  rita: { name: 'Rita Reader', role: 'readonly', team: '华东', locale: 'en' },
  boss: { name: 'Bo Chief', role: 'manager', team: 'Sales', locale: 'en' },
  nina: { name: 'Nina New', role: 'rep', team: null, locale: 'en', status: 'pending' },
} satisfies Record<string, CastMember>;
export type CastName = keyof typeof CAST;

const FIRST: Chat = { platform: 'local', workspace: 'local' };

/** Rooms and who reads them. */
const ROOMS: Record<string, readonly CastName[]> = {
  east: ['wang', 'li', 'zhao'],
  huddle: ['wang', 'li', 'zhao'],
  west: ['sam', 'mia', 'joe'],
  leads: ['olga', 'boss'],
  all: ['wang', 'li', 'zhao', 'sam', 'mia', 'joe', 'ada', 'olga', 'boss'],
};

export type Where = {
  room?: string;
  thread?: string;
  files?: readonly IncomingFile[];
  id?: string;
  at?: Date;
  /** The chat; the first one unless said. */
  in?: Chat;
};

/** A chat of the organisation: see `alsoIn`. */
export type Chat = { platform: Platform; workspace: string };

export type NewDeal = {
  owner?: CastName;
  name: string;
  customer?: string;
  /** Major units. */
  amount?: number | null;
  currency?: string;
  close?: string | null;
  stage?: string;
  openedAt?: Date;
  confidential?: boolean;
};

export type Bot = Awaited<ReturnType<typeof aBot>>;

export type BotOptions = { template?: TemplateKey; calendar?: string; now?: Date; database?: FreshDatabase };

export async function aBot({
  template = 'consultative',
  calendar = 'prc',
  now = NOW,
  database,
}: BotOptions = {}) {
  const fresh = database ?? (await freshDatabase());
  const { prisma } = fresh;
  const org = v7();
  const ids = Object.fromEntries(Object.keys(CAST).map((key) => [key, v7()])) as Record<CastName, string>;
  const commit: Commit = commitTo(prisma);
  let clock = now;
  const teamIds = new Map<string, string>();
  const errors: { fields: object; message: string }[] = [];

  await prisma.organisation.create({
    data: { id: org, name: 'Stagepost', locale: 'zh', zone: ZONE, currency: 'CNY', template, createdAt: now },
  });
  await prisma.organisationCalendar.create({ data: { orgId: org, from: rowOfDay('2020-01-01'), calendar } });
  await prisma.workspace.create({
    data: { platform: 'local', external: 'local', orgId: org, name: 'Local', createdAt: now },
  });
  await commit(org, {
    key: 'cast',
    actorId: ids.ada,
    now: new Date('2026-01-01T00:00:00Z'),
    changes: castChanges({ ids, teamIds, template }),
    answeredIn: null,
    reply: async () => null,
  });

  const desk: Desk = {
    commands,
    organisationOf: organisationOf(prisma),
    reads: (of, at) => readsOf({ db: prisma, org: of, now: at }),
    commit,
    now: () => clock,
    newId: v7,
    posted: () => {},
    log: { error: (fields, message) => errors.push({ fields, message }) },
  };

  const inputOf = (actor: string, said: Said, where: Where): Input => ({
    id: where.id ?? v7(),
    ...(where.in ?? FIRST),
    actor,
    place:
      where.room === undefined
        ? { kind: 'direct', channel: `dm-${actor}` }
        : {
            kind: 'room',
            channel: where.room,
            ...(where.thread === undefined ? {} : { thread: where.thread }),
          },
    said,
    files: where.files ?? [],
    at: where.at ?? clock,
    profile: async () => ({ name: actor, kind: 'member', locale: 'en' }),
    members: async () => ROOMS[where.room ?? ''] ?? [actor],
  });

  const posts: (Outgoing & { id: string; updated: number })[] = [];
  const adapterOf = (platform: Platform): Adapter => ({
    platform,
    async post(out): Promise<Receipt> {
      const twice = posts.find((one) => one.key === out.key);
      const message = twice?.id ?? `m${posts.length + 1}`;
      if (twice === undefined) posts.push({ ...out, id: message, updated: 0 });
      return { channel: out.to.kind === 'room' ? out.to.channel : `dm-${out.to.person}`, message };
    },
    async update(receipt, out) {
      const post = posts.find((one) => one.id === receipt.message);
      if (post === undefined) throw new Error(`no post ${receipt.message}`);
      Object.assign(post, out, { updated: post.updated + 1 });
    },
    async start() {},
    async stop() {},
  });
  const adapter = adapterOf('local');
  const adapters = new Map<string, Adapter>([['local', adapter]]);

  const bot = {
    org,
    ids,
    prisma,
    commit,
    database: fresh,
    desk,
    adapter,
    posts,
    errors,
    get now() {
      return clock;
    },
    /** Moves the clock; never back. */
    at(instant: Date | string) {
      clock = new Date(instant);
    },
    read: (): Reads => readsOf({ db: prisma, org, now: clock }),
    teamId: (name: string): string => teamIds.get(name) ?? '',

    /** Says a line as one would type it to the bot. A leading slash or @stagepost addresses it. */
    async say(who: CastName | (string & {}), text: string, where: Where = {}): Promise<Reply> {
      const addressed =
        text.startsWith('/') || text.startsWith('／') ? 'command' : /^@/.test(text) ? 'mention' : 'plain';
      const bare = text.replace(/^@(stagepost|驿站)\s*/u, '');
      return answered(await hear(desk, inputOf(who, { kind: 'line', text: bare, addressed }, where)));
    },
    async press(who: CastName | (string & {}), words: Words, where: Where = {}): Promise<Reply> {
      return answered(await hear(desk, inputOf(who, { kind: 'press', words }, where)));
    },
    async submit(
      who: CastName,
      form: Message['form'],
      values: Record<string, string>,
      where: Where = {},
    ): Promise<Reply> {
      if (form === undefined) throw new Error('there is no form to submit');
      const filled = Object.fromEntries(
        form.fields.flatMap((f) => (f.value === undefined ? [] : [[f.name, f.value]])),
      );
      return answered(
        await hear(
          desk,
          inputOf(who, { kind: 'submit', words: form.says, values: { ...filled, ...values } }, where),
        ),
      );
    },
    async drop(
      who: CastName,
      files: readonly { name: string; bytes: Uint8Array }[],
      where: Where = {},
    ): Promise<Reply> {
      const incoming = files.map((file) => ({
        name: file.name,
        size: file.bytes.length,
        read: async () => file.bytes,
      }));
      return answered(
        await hear(desk, inputOf(who, { kind: 'files', text: '' }, { ...where, files: incoming })),
      );
    },
    /** A deal as a command would record it. Returns its number. */
    async deal(fresh_: NewDeal): Promise<number> {
      const owner = fresh_.owner ?? 'li';
      return openDeal(
        {
          commit,
          read: bot.read(),
          org,
          ownerId: ids[owner],
          teamId: teamIds.get(CAST[owner].team ?? '') ?? '',
          now: clock,
        },
        fresh_,
      );
    },
    /** Sends what is due to a platform that keeps what it was sent. */
    async deliver(): Promise<void> {
      await deliverDue({
        queue: {
          claim: (take) => claimDue(prisma, { now: clock, claim: v7(), take }),
          settle: (row, settlement) => settleAndTell(prisma, row, { settlement, now: clock }),
          home: (row) => homeOf(prisma, row),
        },
        adapters,
        reads: desk.reads,
        now: () => clock,
        log: { warn: () => {}, error: (fields, message) => errors.push({ fields, message }) },
      });
    },
    /** The bot in another chat of the organisation, with the same rooms, where everybody goes by the same id. */
    async alsoIn(chat: Chat, { bilingual }: { bilingual?: true } = {}): Promise<void> {
      adapters.set(chat.platform, { ...adapterOf(chat.platform), ...(bilingual && { bilingual }) });
      const { platform, workspace } = chat;
      await prisma.workspace.create({
        data: { platform, external: workspace, orgId: org, name: workspace, createdAt: clock },
      });
      await prisma.identity.createMany({
        data: Object.entries(ids).map(([external, personId]) => ({
          ...chat,
          orgId: org,
          external,
          personId,
          since: clock,
        })),
      });
    },
    async close(): Promise<void> {
      if (database === undefined) await fresh.close();
      if (errors.length > 0) throw new Error(`the bot logged errors: ${JSON.stringify(errors)}`);
    },
  };
  return bot;
}

function answered(reply: Reply | null): Reply {
  if (reply === null) throw new Error('the bot said nothing');
  return reply;
}

function castChanges({
  ids,
  teamIds,
  template,
}: {
  ids: Record<CastName, string>;
  teamIds: Map<string, string>;
  template: TemplateKey;
}): Change[] {
  for (const name of ['Sales', '华东', 'West']) teamIds.set(name, v7());
  const sales = teamIds.get('Sales') ?? '';
  const teams = [...teamIds].map(
    ([name, id]): Change => ({ kind: 'team.add', id, name, parentId: name === 'Sales' ? null : sales }),
  );
  const people = Object.entries(CAST).flatMap(([key, one]: [string, CastMember]): Change[] => {
    const id = ids[key as CastName];
    return [
      {
        kind: 'person.add',
        person: {
          id,
          name: one.name,
          email: `${key}@example.com`,
          role: one.role,
          status: one.status ?? 'active',
          teamId: one.team === null ? null : (teamIds.get(one.team) ?? null),
          locale: one.locale,
          zone: null,
        },
      },
      { kind: 'person.identify', id, platform: 'local', workspace: 'local', external: key },
      { kind: 'person.introduce', platform: 'local', workspace: 'local', external: key },
    ];
  });
  const pipeline = pipelineFrom(template, {
    from: new Date('2026-01-01T00:00:00Z'),
    isDefault: true,
    locale: 'zh',
    newId: v7,
  });
  return [...teams, ...people, pipeline];
}

type At = { commit: Commit; read: Reads; org: string; ownerId: string; teamId: string; now: Date };

async function openDeal(at: At, fresh: NewDeal): Promise<number> {
  const [pipeline] = await at.read.pipelines();
  if (pipeline === undefined) throw new Error('no pipeline');
  const stage = pipeline.stages.find((one) => one.key === fresh.stage) ?? pipeline.stages[0];
  if (stage === undefined) throw new Error('no stage');
  const nameId = v7();
  const known = fresh.customer === undefined ? null : await customerOf(at, fresh.customer);
  const committed = await at.commit(at.org, {
    key: `deal:${v7()}`,
    actorId: at.ownerId,
    now: at.now,
    changes: [
      ...(known?.add ?? []),
      { kind: 'text.write', id: nameId, body: fresh.name },
      {
        kind: 'deal.open',
        ref: 'new',
        opening: {
          at: fresh.openedAt ?? at.now,
          changes: {
            status: 'open',
            pipelineId: pipeline.id,
            stageId: stage.id,
            nameId,
            customerId: known?.id ?? null,
            amount: fresh.amount === undefined || fresh.amount === null ? null : fresh.amount * 100,
            currency: fresh.currency ?? 'CNY',
            expectedClose: fresh.close ?? null,
            ownerId: at.ownerId,
            teamId: at.teamId,
            confidential: fresh.confidential ?? false,
          },
        },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  const number = committed.kind === 'done' ? committed.made.get('new') : undefined;
  if (number === undefined) throw new Error('the deal was not opened');
  return number;
}

async function customerOf(at: At, name: string): Promise<{ id: string; add: Change[] }> {
  const { nameKey } = await import('../../src/domain/name.ts');
  const found = await at.read.customerByName(nameKey(name));
  if (found !== null) return { id: found.id, add: [] };
  const id = v7();
  return { id, add: [{ kind: 'customer.add', id, name }] };
}

/** The words of a button, list item, fact or cell, by its label. Fails with what there is. */
export function pressed(message: Message, label: string | RegExp): Words {
  const all = pressable(message);
  const found = all.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
  if (found === undefined)
    throw new Error(`nothing to press called ${label}; there is: ${all.map((one) => one.label).join(' | ')}`);
  return found.says;
}

/** Everything in a message that can be pressed. */
export function pressable(message: Message): { label: string; says: Words }[] {
  const found: { label: string; says: Words }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const inner of value) visit(inner);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const one = value as Record<string, unknown>;
    const says = (one.says ?? one.press) as Words | undefined;
    const label = one.label ?? one.title ?? one.text;
    if (says?.line !== undefined && typeof label === 'string') found.push({ label, says });
    for (const inner of Object.values(one)) visit(inner);
  };
  visit(message.card);
  visit(message.buttons);
  return found;
}

/** All words of a message, for looking at what a person reads. */
export function wordsOf(message: Message): string {
  const found: string[] = [message.text];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        if (!['says', 'press', 'kind', 'tone', 'state'].includes(key)) visit(inner);
    }
  };
  visit(message.card);
  visit(message.form);
  visit(message.buttons);
  return found.join('\n');
}
