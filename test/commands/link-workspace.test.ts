import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { arrived, foundAtFirst, foundingOf } from '../../src/chat/arrival.ts';
import type { Button } from '../../src/chat/card.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input, Profile, Said } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { found } from '../../src/store/founding.ts';
import { organisationIds } from '../../src/store/organisations.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

// An organisation with deals in the local workspace; a Feishu tenant that says its first word.
const DEFAULTS = { locale: null, zone: null, currency: null, calendar: null };

let bot: Bot;
let tenant: string;
let count = 0;
beforeEach(async () => {
  if (bot === undefined) bot = await aBot();
  count += 1;
  tenant = `tenant${count}`;
});
afterAll(() => bot.close());

const foundBy: Parameters<typeof foundAtFirst>[1]['found'] = (arrival) =>
  found(bot.prisma, bot.commit, {
    ...foundingOf(arrival, DEFAULTS),
    now: bot.now,
    newId: bot.desk.newId,
  });

function inputOf(actor: string, said: Said, profile: Partial<Profile> = {}): Input {
  return {
    id: bot.desk.newId(),
    platform: 'lark',
    workspace: tenant,
    actor,
    place: { kind: 'direct', channel: actor },
    said,
    files: [],
    at: bot.now,
    profile: async () => ({ name: actor, kind: 'member', locale: 'en', ...profile }),
    members: async () => [actor],
  };
}

const heardFirst = (input: Input): Promise<Reply | null> =>
  hear(bot.desk, input, {
    found: ({ platform, workspace, actor: external, profile }) => {
      const first = { platform, workspace: { external: workspace, name: workspace }, external, profile };
      return foundAtFirst(bot.desk, { found: foundBy }, first);
    },
  });

async function hears(input: Input): Promise<Reply> {
  const reply = await heardFirst(input);
  if (reply === null) throw new Error('the bot said nothing');
  return reply;
}
const say = (actor: string, text: string, profile?: Partial<Profile>): Promise<Reply> =>
  hears(inputOf(actor, { kind: 'line', text, addressed: 'plain' }, profile));
const press = (actor: string, words: Button['says']): Promise<Reply> =>
  hears(inputOf(actor, { kind: 'press', words }));

const codeIn = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
const code = async (): Promise<string> => codeIn((await bot.say('ada', 'link workspace')).text);
const orgOf = (workspace = tenant) => bot.desk.organisationOf('lark', workspace);

/** What the other organisation keeps, for looking at a refusal. */
async function countRows(org: string) {
  const where = { where: { orgId: org } };
  const { prisma } = bot;
  return {
    identities: await prisma.identity.count(where),
    schedules: await prisma.schedule.count({ where: { orgId: org, removedAt: null } }),
    people: await prisma.person.count({ where: { orgId: org, status: 'active' } }),
    workspaces: await prisma.workspace.count(where),
  };
}

describe('a code for a workspace', () => {
  test('is an administrator’s to make, and names no person of the chat', async () => {
    expect((await bot.say('olga', 'link workspace')).text).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect((await bot.say('wang', '关联工作区')).text).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    const made = await bot.say('ada', 'link workspace');
    expect(made.card?.badge?.text).toBe(codeIn(made.text));
    const rows = await bot.prisma.workspaceCode.findMany();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(codeIn(made.text).replace('-', ''));
    // It is no code for an account.
    expect((await bot.say('mia', `link ${codeIn(made.text)}`)).text).toContain('over or was used');
  });

  test('said as the very first word in a new tenant, makes both one organisation, and its maker one person', async () => {
    const asked = await say('ou_ada', `关联工作区 ${await code()}`, { name: 'Ada A.', locale: 'zh' });
    expect(asked.text).toContain('并入“Stagepost”');
    const own = await orgOf();
    expect(own).not.toBe(bot.org);
    const done = await press('ou_ada', pressed(asked, /Ada Admin/));
    expect(done.text).toBe('本工作区已并入“Stagepost”，您在这里也是Ada Admin。');
    expect(await orgOf()).toBe(bot.org);
    expect((await bot.read().identified('lark', tenant, 'ou_ada'))?.id).toBe(bot.ids.ada);
    expect((await say('ou_ada', 'whoami')).text).toContain('Ada Admin');
    // The empty one is closed, says nothing of anybody, and runs nothing.
    expect(await organisationIds(bot.prisma)).not.toContain(own);
    expect(await countRows(own ?? '')).toEqual({ identities: 0, schedules: 0, people: 0, workspaces: 0 });
    const left = await bot.prisma.person.findMany({ where: { orgId: own ?? '' } });
    expect(left.map(({ name, email }) => [name, email])).toEqual([['', null]]);
    const waiting = await bot.prisma.outbox.count({ where: { orgId: own ?? '', status: 'due' } });
    expect(waiting).toBe(0);
    const audit = await bot.prisma.audit.findMany({ where: { orgId: bot.org, action: 'workspace.join' } });
    expect(audit.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      [bot.ids.ada, { platform: 'lark', workspace: tenant, from: own }],
    ]);
  });

  test('its maker hears of it where it was made', async () => {
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    await press('ou_ada', pressed(asked, /Ada Admin/));
    await bot.deliver();
    const told = bot.posts.filter(({ to }) => to.kind === 'person' && to.person === 'ada');
    expect(told.at(-1)?.message.text).toContain('Another workspace in Feishu shares our book');
  });

  test('said by somebody else joins too, and everybody there is met anew', async () => {
    const link = await code();
    await say('ou_fei', 'whoami', { name: '费明' });
    await say('ou_mia', 'whoami', { name: 'Mia' });
    const asked = await say('ou_fei', `link workspace ${link}`);
    const done = await press('ou_fei', pressed(asked, /^No/));
    expect(done.text).toBe('This workspace belongs to Stagepost from now on.');
    expect(await bot.read().identified('lark', tenant, 'ou_fei')).toBeNull();
    expect((await press('ou_fei', pressed(done, /./))).text).toContain('let you in first');
    // By an address that the chat vouches for, one person is one person.
    const who = await say('ou_mia', 'whoami', { email: 'mia@example.com', emailVerified: true });
    expect(who.text).toContain('Mia Lopez');
    expect((await bot.read().identified('lark', tenant, 'ou_mia'))?.id).toBe(bot.ids.mia);
  });

  test('shares the book: a deal of one chat is seen and changed in the other', async () => {
    const deal = await bot.deal({ name: 'Shared book', customer: 'Initech', owner: 'mia' });
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    await press('ou_ada', pressed(asked, /Ada Admin/));
    await say('ou_mia', 'whoami', { email: 'mia@example.com', emailVerified: true });
    const shown = await say('ou_mia', `show #${deal}`);
    expect(wordsOf(shown)).toContain('Shared book');
    await say('ou_mia', `edit #${deal} 65k`);
    expect((await bot.read().dealView(deal))?.state.amount).toBe(6_500_000);
    const said = await bot.say('mia', 'undo');
    expect(wordsOf(said)).toContain('65');
  });
});

describe('it is refused', () => {
  test('where there are deals: nothing changes, and the way is said', async () => {
    await say('ou_ada', 'whoami');
    const own = (await orgOf()) ?? '';
    const admin = await bot.prisma.person.findFirstOrThrow({ where: { orgId: own, role: 'admin' } });
    await bot.prisma.person.updateMany({ where: { orgId: own, id: admin.id }, data: { role: 'rep' } });
    await say('ou_ada', 'new deal Acme pilot 5k customer Acme');
    await bot.prisma.person.updateMany({ where: { orgId: own, id: admin.id }, data: { role: 'admin' } });
    expect(await bot.prisma.deal.count({ where: { orgId: own } })).toBe(1);
    const before = await countRows(own);
    const link = await code();
    expect((await say('ou_ada', `link workspace ${link}`)).text).toContain('Export them');
    const forced = { line: 'link workspace', values: { code: link, me: 'yes' } };
    expect((await press('ou_ada', forced)).text).toContain('Export them');
    expect(await countRows(own)).toEqual(before);
    // The code was not spent.
    tenant = `${tenant}b`;
    expect((await say('ou_new', `link workspace ${link}`)).text).toContain('Is that you?');
  });

  test('when a deal is opened between the question and the answer', async () => {
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    const own = (await orgOf()) ?? '';
    await bot.prisma.organisation.update({ where: { id: own }, data: { lastDeal: 1 } });
    expect((await press('ou_ada', pressed(asked, /Ada/))).text).toContain('Export them');
    expect(await orgOf()).toBe(own);
    expect(await bot.prisma.workspaceCode.count()).toBe(1);
  });

  test('by the database’s own count, when a deal came in at the last moment: nothing is half done', async () => {
    await say('ou_ada', 'whoami');
    const own = (await orgOf()) ?? '';
    const link = (await code()).replace('-', '');
    const before = await countRows(own);
    await bot.prisma.organisation.update({ where: { id: own }, data: { lastDeal: 1 } });
    const committed = await bot.commit(bot.org, {
      key: bot.desk.newId(),
      actorId: bot.ids.ada,
      now: bot.now,
      changes: [
        { kind: 'workspace.join', code: link, from: own },
        {
          kind: 'person.identify',
          id: bot.ids.ada,
          platform: 'lark',
          workspace: tenant,
          external: 'ou_ada',
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
    expect(committed.kind).toBe('conflict');
    expect(await countRows(own)).toEqual(before);
    expect(await orgOf()).toBe(own);
    expect(await bot.prisma.workspaceCode.count()).toBe(1);
  });

  test('when it is over, was used, or its maker is no administrator any more', async () => {
    const link = await code();
    const asked = await say('ou_ada', `link workspace ${link}`);
    bot.at(new Date(bot.now.getTime() + 16 * 60_000));
    expect((await press('ou_ada', pressed(asked, /Ada/))).text).toContain('over or was used');
    const second = await code();
    const again = await say('ou_ada', `link workspace ${second}`);
    await bot.prisma.person.updateMany({ where: { id: bot.ids.ada }, data: { role: 'rep' } });
    expect((await press('ou_ada', pressed(again, /Ada/))).text).toContain('over or was used');
    await bot.prisma.person.updateMany({ where: { id: bot.ids.ada }, data: { role: 'admin' } });
    await press('ou_ada', pressed(again, /Ada/));
    expect(await orgOf()).toBe(bot.org);
    tenant = `${tenant}b`;
    expect((await say('ou_x', `link workspace ${second}`)).text).toContain('over or was used');
    expect(await orgOf()).not.toBe(bot.org);
  });

  test('from anybody but an administrator there, and in the organisation’s own chats', async () => {
    await say('ou_fei', 'whoami');
    const link = await code();
    expect((await say('ou_new', `link workspace ${link}`)).text).toContain('let you in first');
    expect((await bot.say('ada', `link workspace ${link}`)).text).toContain('already belongs to Stagepost');
  });
});

test('whoever founds by saying hello is greeted once, with the way to the set-up', async () => {
  const hello = () => heardFirst(inputOf('ou_first', { kind: 'line', text: 'hello', addressed: 'plain' }));
  expect(await hello()).toBeNull();
  expect(await hello()).toMatchObject({ text: expect.stringContaining('ou_first') });
  expect(await bot.prisma.outbox.count({ where: { key: { startsWith: `installed:lark:${tenant}` } } })).toBe(
    1,
  );
});

describe('at the same moment', () => {
  test('two tenants say one code: one of them joins', async () => {
    const link = await code();
    const [first, second] = [`${tenant}a`, `${tenant}b`];
    const words = { line: 'link workspace', values: { code: link, me: 'no' } };
    for (const one of [first, second]) {
      tenant = one;
      await say('ou_x', 'whoami');
    }
    const pressIn = (workspace: string) =>
      hear(bot.desk, { ...inputOf('ou_x', { kind: 'press', words }), workspace });
    const replies = await Promise.all([pressIn(first), pressIn(second)]);
    const joined = [await orgOf(first), await orgOf(second)].filter((org) => org === bot.org);
    expect(joined).toHaveLength(1);
    expect(replies.map((reply) => reply?.text).sort()).toEqual([
      expect.stringContaining('over or was used'),
      expect.stringContaining('belongs to Stagepost'),
    ]);
  });

  test('an answer that is brought again is the first one, and nothing is done twice', async () => {
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    const input = inputOf('ou_ada', { kind: 'press', words: pressed(asked, /Ada/) });
    const [one, two] = [await hear(bot.desk, input), await hear(bot.desk, input)];
    expect(two).toEqual(one);
    expect(await bot.prisma.identity.count({ where: { workspace: tenant } })).toBe(1);
  });

  test('installing the bot again founds nothing in the organisation that was joined', async () => {
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    await press('ou_ada', pressed(asked, /Ada/));
    const before = (await bot.read().people()).length;
    const installer = {
      external: 'ou_stranger',
      profile: { name: 'Stranger', kind: 'member' as const },
    };
    const workspace = { external: tenant, name: tenant };
    await arrived(
      bot.desk,
      { found: foundBy, install: async () => {} },
      { platform: 'lark', workspace, installer, id: 'again' },
    );
    expect((await bot.read().people()).length).toBe(before);
    expect(await bot.read().pipelines()).toHaveLength(1);
    expect(await bot.read().identified('lark', tenant, 'ou_stranger')).toBeNull();
  });

  test('a deal cannot be opened in an organisation that was closed', async () => {
    const asked = await say('ou_ada', `link workspace ${await code()}`);
    const own = (await orgOf()) ?? '';
    await press('ou_ada', pressed(asked, /Ada/));
    const late = bot.prisma.organisation.update({
      where: { id: own },
      data: { lastDeal: { increment: 1 } },
    });
    await expect(late).rejects.toThrow(/Organisation_joined/);
  });
});
