import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { installRoutes } from '../../../src/adapters/slack/install.ts';
import { listening, TEAM } from '../../support/slack-api.ts';
import { aSlackSite, type SlackSite } from '../../support/slack-install.ts';

// emulate is Slack, with its own page for allowing an app; the browser is ours.

let site: SlackSite;
beforeAll(async () => {
  site = await aSlackSite();
});
afterAll(() => site.close());
beforeEach(() => site.tick(60_000));

const ann = () => site.emulator.user('ann');
const token = async (): Promise<string> => (await site.installations.find('slack', TEAM))?.botToken ?? '';
const dm = async (who: string): Promise<string> => {
  const answer = await fetch(`${site.emulator.url}/api/conversations.open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
    body: JSON.stringify({ users: site.emulator.user(who) }),
  });
  return ((await answer.json()) as { channel: { id: string } }).channel.id;
};

describe('an installation that is not finished', () => {
  test('leaves the browser with a cookie of its own and nothing in the database', async () => {
    const browser = site.browser();
    const page = await site.open(browser, `${site.url}/slack/install`);
    expect(page.status).toBe(302);
    expect(page.headers.get('set-cookie')).toMatch(
      /^stagepost_install=[\w-]{32}; Path=\/slack; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    const asked = new URL(site.locationOf(page)).searchParams;
    expect(asked.get('scope')?.split(',')).toContain('chat:write');
    expect(asked.get('redirect_uri')).toBe(`${site.url}/slack/oauth_redirect`);
    expect(await site.prisma.oAuthState.count()).toBe(0);
  });

  test('behind TLS has a cookie that travels in no other way', async () => {
    const routes = installRoutes(
      {
        takeState: async () => false,
        installed: async () => {},
        now: () => site.now,
        log: { info() {}, warn() {}, error() {} },
      },
      { clientId: '1', clientSecret: 's', stateSecret: 's', publicUrl: 'https://crm.example.com' },
    );
    const server = createServer((request, response) => void routes(request, response));
    const page = await site.open(site.browser(), `${await listening(server)}/slack/install`);
    server.close();
    expect(page.headers.get('set-cookie')).toContain('; Secure');
    expect(page.headers.get('location')).toContain(
      encodeURIComponent('https://crm.example.com/slack/oauth_redirect'),
    );
  });

  test.each([
    ['in another browser', async (back: string) => site.open(site.browser(), back)],
    [
      'in another browser that began one too',
      async (back: string) => {
        const other = site.browser();
        await site.begin(other);
        return site.open(other, back);
      },
    ],
    [
      'with another state',
      async (back: string, browser: { cookie: string; language: string }) =>
        site.open(browser, back.replace(/state=[^&]+/, 'state=made.up.state')),
    ],
    [
      'after ten minutes',
      async (back: string, browser: { cookie: string; language: string }) => {
        site.tick(601_000);
        return site.open(browser, back);
      },
    ],
  ])('%s installs nothing', async (_, come) => {
    const browser = site.browser();
    const back = await site.allow('ann', await site.begin(browser));
    const page = await come(back, browser);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Please begin again');
    expect(await site.prisma.organisation.count()).toBe(0);
  });

  test('because somebody said no, or Slack did, says so in the browser’s language', async () => {
    const browser = site.browser('zh-CN,zh;q=0.9');
    const state = new URL(await site.begin(browser)).searchParams.get('state');
    const back = `${site.url}/slack/oauth_redirect?state=${state}&error=access_denied`;
    expect((await site.open(browser, back)).text).toContain('没有安装');
    const other = site.browser();
    const stated = new URL(await site.begin(other)).searchParams.get('state');
    const refused = await site.open(other, `${site.url}/slack/oauth_redirect?state=${stated}&code=wrong`);
    expect(refused.status).toBe(502);
    expect(refused.text).toContain('Slack did not let me in');
    expect(await site.prisma.organisation.count()).toBe(0);
  });
});

describe('an installation', () => {
  test('founds the organisation with the installer as administrator, and welcomes them', async () => {
    const browser = site.browser();
    const back = await site.allow('ann', await site.begin(browser));
    const page = await site.open(browser, back);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Stagepost is in Acme');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    // The page is opened once more: the state came back before.
    expect((await site.open(browser, back)).status).toBe(400);

    const read = await site.read();
    expect(await read.identified('slack', TEAM, ann())).toMatchObject({
      name: 'ann',
      email: 'ann@example.com',
      role: 'admin',
      status: 'active',
    });
    expect(await read.organisation()).toMatchObject({ name: 'Acme' });
    expect(await token()).toMatch(/^xoxb-/);
    const kept = JSON.stringify(await site.prisma.installation.findMany());
    expect(kept).not.toContain(await token());
    expect(JSON.stringify(site.logged)).not.toContain('xoxb');

    await site.deliver();
    const [welcome] = await site.emulator.said(await dm('ann'), await token());
    expect(welcome?.text).toContain('Four questions and we can begin');
    expect(JSON.stringify(welcome?.blocks)).toContain('Set up');
  });

  test('in two tabs at once can be finished in both', async () => {
    const browser = site.browser();
    const [first, second] = [await site.begin(browser), await site.begin(browser)];
    expect((await site.open(browser, await site.allow('ann', first))).status).toBe(200);
    expect((await site.open(browser, await site.allow('ann', second))).status).toBe(200);
  });

  test('again replaces the token, founds and welcomes nobody twice, and gives the installer nothing', async () => {
    const before = await token();
    const people = await site.prisma.person.count();
    expect((await site.install(site.browser(), 'bea')).status).toBe(200);
    expect(await token()).not.toBe(before);
    expect(await site.prisma.organisation.count()).toBe(1);
    expect(await site.prisma.person.count()).toBe(people);
    await site.deliver();
    expect((await site.emulator.said(await dm('ann'), await token())).length).toBe(1);
  });
});

describe('in an installed workspace', () => {
  test('the bot that is invited into a room says what it can do there, once', async () => {
    const { botUserId } = (await site.installations.find('slack', TEAM)) ?? { botUserId: '' };
    const room = site.emulator.room('deals');
    const joined = { type: 'member_joined_channel', user: botUserId, channel: room, event_ts: '1.1' };
    expect(await site.event(joined)).toBe(200);
    expect(await site.event(joined)).toBe(200);
    expect(await site.event({ ...joined, user: ann(), event_ts: '1.2' })).toBe(200);
    await site.deliver();
    const said = await site.emulator.said(room, await token());
    expect(said.filter((one) => one.text.includes('Thank you for inviting me')).length).toBe(1);
    expect(JSON.stringify(said)).toContain('Set up here');
  });

  test('the Home is the day of whoever looks, and is drawn again when something changed', async () => {
    expect(await site.event({ type: 'app_home_opened', user: ann(), tab: 'home', channel: 'D1' })).toBe(200);
    await expect.poll(() => site.home('ann'), { timeout: 10_000 }).toContain('Your day');
    const before = site.home('ann');
    await site.beat();
    expect(site.home('ann')).toBe(before);
    // Somebody asks to join; the administrator looks at the same page.
    site.tick();
    await site.event({
      type: 'message',
      channel: await dm('bea'),
      channel_type: 'im',
      user: site.emulator.user('bea'),
      text: 'hello',
      ts: '2.1',
    });
    await site.beat();
    expect(site.home('ann')).toContain('Waiting to be let in');
    expect(site.home('ann')).toContain('bea');
    // After an hour nobody is looking any more.
    site.tick(3_700_000);
    await site.event({
      type: 'message',
      channel: await dm('bea'),
      channel_type: 'im',
      user: site.emulator.user('bea'),
      text: 'still there?',
      ts: '2.2',
    });
    const shown = site.home('ann');
    await site.beat();
    expect(site.home('ann')).toBe(shown);
  });

  test('a stranger who looks at the Home is offered to join, and is nobody yet', async () => {
    const people = await site.prisma.person.count();
    await site.event({ type: 'app_home_opened', user: site.emulator.user('seed'), tab: 'home' });
    await expect.poll(() => site.home('seed'), { timeout: 10_000 }).toContain('Join');
    expect(await site.prisma.person.count()).toBe(people);
  });

  test('somebody whose account is closed, or becomes a guest’s, loses access at once', async () => {
    const read = await site.read();
    const bea = await read.identified('slack', TEAM, site.emulator.user('bea'));
    const admin = await read.identified('slack', TEAM, ann());
    const user = { id: site.emulator.user('bea'), team_id: TEAM };
    expect(await site.event({ type: 'user_change', user: { ...user, deleted: false } })).toBe(200);
    expect((await (await site.read()).person(bea?.id ?? ''))?.status).toBe('pending');
    await site.prisma.person.updateMany({
      where: { id: bea?.id ?? '' },
      data: { status: 'active', teamId: admin?.teamId ?? null },
    });
    await site.event({
      type: 'message',
      channel: await dm('bea'),
      channel_type: 'im',
      user: user.id,
      text: 'new deal pilot customer: Acme 5k',
      ts: '3.1',
    });
    expect(await site.prisma.deal.count({ where: { ownerId: bea?.id ?? '' } })).toBe(1);
    const stranger = { ...user, team_id: 'T999', deleted: true };
    await site.event({ type: 'user_change', user: stranger });
    expect((await (await site.read()).person(bea?.id ?? ''))?.status).toBe('active');
    expect(await site.event({ type: 'user_change', user: { ...user, deleted: true } })).toBe(200);
    expect(await site.event({ type: 'user_change', user: { ...user, deleted: true } })).toBe(200);
    const after = await site.read();
    expect((await after.person(bea?.id ?? ''))?.status).toBe('left');
    // Her deal is the administrator's, who has nobody else to hand it to, until it is handed out.
    expect(await site.prisma.deal.count({ where: { ownerId: admin?.id ?? '' } })).toBe(1);
    expect((await after.requestsFor(admin?.id ?? '')).length).toBe(1);
    site.tick();
    await site.deliver();
    const [told] = await site.emulator.said(await dm('ann'), await token());
    expect(told?.text).toContain('One open deal is yours now');
  });
});

describe('taken away', () => {
  test('the bot forgets its token; people’s own tokens are none of its business', async () => {
    const since = site.now;
    await site.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect(await token()).not.toBe('');
    // What was sent before the last installation comes late.
    await site.event({ type: 'app_uninstalled' }, new Date(since.getTime() - 86_400_000));
    expect(await token()).not.toBe('');
    expect(await site.prisma.trouble.count()).toBe(0);
    expect(await site.event({ type: 'app_uninstalled' })).toBe(200);
    expect(await site.event({ type: 'tokens_revoked', tokens: { bot: ['U0'] } })).toBe(200);
    expect(await token()).toBe('');
    // Slack is told to stop; nothing is heard from there.
    expect(await site.event({ type: 'app_home_opened', user: ann(), tab: 'home' })).toBe(200);
    expect(site.logged.filter((one) => one.message === 'slack delivery failed')).toEqual([]);
  });

  test('and installed again it goes on, and tells the administrator since when it was away', async () => {
    site.tick(86_400_000);
    expect((await site.install(site.browser(), 'ann')).status).toBe(200);
    site.tick();
    await site.deliver();
    const [told] = await site.emulator.said(await dm('ann'), await token());
    expect(told?.text).toContain('I am back. I was away since');
  });
});
