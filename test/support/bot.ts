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
import { postedAt as inFeishu } from '../../src/adapters/lark/spread.ts';
import type { Adapter, Outgoing, Receipt } from '../../src/chat/adapter.ts';
import type { Words } from '../../src/chat/card.ts';
import type { Desk } from '../../src/chat/desk.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { IncomingFile, Input, Platform, Said } from '../../src/chat/input.ts';
import type { Message, Reply } from '../../src/chat/message.ts';
import type { TemplateKey } from '../../src/domain/templates.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { type Commit, commitTo } from '../../src/store/commit.ts';
import { organisationOf } from '../../src/store/founding.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { type Reads, readsOf } from '../../src/store/reads.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { CAST, type CastName, databaseWithCast, ROOMS } from './cast.ts';
import { type NewDeal, openDeal } from './opening.ts';

/** A Saturday morning in Shanghai. */
export const NOW = new Date('2026-11-21T02:00:00Z');

const FIRST: Chat = { platform: 'local', workspace: 'local' };

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

export type Bot = Awaited<ReturnType<typeof aBot>>;

export type BotOptions = {
  template?: TemplateKey;
  calendar?: string;
  now?: Date;
  /** An organisation with other ids than the other bots' have. */
  apart?: true;
};

export async function aBot({
  template = 'consultative',
  calendar = 'prc',
  now = NOW,
  apart,
}: BotOptions = {}) {
  const founding = { template, calendar, now };
  const { database, org, ids, teamIds } = await databaseWithCast(founding, { apart: apart === true });
  const { prisma } = database;
  const commit: Commit = commitTo(prisma);
  let clock = now;
  const errors: { fields: object; message: string }[] = [];

  const desk: Desk = {
    commands,
    organisationOf: organisationOf(prisma),
    reads: (of, at) => readsOf({ db: prisma, org: of, now: at }),
    commit,
    now: () => clock,
    postedAt: (at, room) => (room.platform === 'lark' ? inFeishu(at, room) : at),
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
    troubles: new Map(),
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
    database,
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
    async deal(fresh: NewDeal): Promise<number> {
      const owner = fresh.owner ?? 'li';
      return openDeal(
        {
          commit,
          read: bot.read(),
          org,
          ownerId: ids[owner],
          teamId: teamIds.get(CAST[owner].team ?? '') ?? '',
          now: clock,
        },
        fresh,
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
      await database.close();
      if (errors.length > 0) throw new Error(`the bot logged errors: ${JSON.stringify(errors)}`);
    },
  };
  return bot;
}

function answered(reply: Reply | null): Reply {
  if (reply === null) throw new Error('the bot said nothing');
  return reply;
}
