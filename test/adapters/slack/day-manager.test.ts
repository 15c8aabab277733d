import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runDigests } from '../../../src/jobs/digests.ts';
import { digestPorts } from '../../support/jobs.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import type { OpenView } from '../../support/slack-payloads.ts';

// A manager's Monday, said in Slack's own payloads to the real receiver; emulate is Slack.

let slack: SlackBot;
let stuck: number;
beforeAll(async () => {
  slack = await aSlackBot();
  // Her people are in Slack only: what is told to them arrives there.
  await slack.bot.prisma.identity.deleteMany({ where: { platform: 'local' } });
  const opened = { openedAt: new Date('2026-09-01T02:00:00Z') };
  stuck = await slack.bot.deal({
    ...opened,
    owner: 'mia',
    name: 'Globex rollout',
    customer: 'Globex',
    amount: 900_000,
    close: '2026-11-10',
  });
  await slack.bot.deal({ owner: 'joe', name: 'Initech pilot', customer: 'Initech', amount: 20_000 });
});
afterAll(() => slack.close());
beforeEach(() => slack.tick(60_000));

const text = (value: unknown): string => JSON.stringify(value);
const toSam = async () => slack.lastIn(await slack.dm('sam'));

test('the Home shows the team’s funnel, who needs help and who waits; one press lets them in', async () => {
  await slack.write('newbie', 'hello');
  const home = await slack.lookAtHome('sam');
  expect(home.blocks.some((block) => block.type === 'image' && block.alt_text !== '')).toBe(true);
  expect(text(home)).toContain('Mia Lopez');
  expect(text(home)).toContain('newbie');
  await slack.pressIn('sam', home, 'Let in');
  // What was pressed is answered above the Home, and the Home no longer shows who was let in.
  expect(text(slack.view())).toContain('Nina New has joined West.');
  await slack.beat();
  expect(slack.home('sam')).not.toContain('Nina New');
  expect(slack.home('sam')).toContain('newbie');
  await slack.pressIn('sam', await slack.lookAtHome('sam'), 'Let in');
  const person = await slack.bot.read().identified('slack', TEAM, slack.api.user('newbie'));
  expect(person).toMatchObject({ status: 'active', teamId: slack.bot.teamId('West') });
  await slack.beat();
  expect(text(await slack.lastIn(await slack.dm('newbie')))).toMatch(/has let you in|已通过您的申请/);
});

test('a press on who needs help opens their deals, and each deal opens', async () => {
  await slack.pressIn('sam', await slack.lookAtHome('sam'), 'Open');
  expect(text(slack.view())).toContain('Globex rollout');
  await slack.pressIn('sam', slack.view(), 'Open');
  expect(slack.view().title.text).toContain('Globex');
  // The stage that stands beside a card's title in a message stands in the modal, too.
  expect(text(slack.view())).toContain('Prospect · 5% · Globex');
});

test('a deal that moves in a modal changes where it stands; where Slack stacks no more, the modal above gives way', async () => {
  await slack.pressIn('mia', await slack.lookAtHome('mia'), 'My deals');
  await slack.pressIn('mia', slack.view(), 'Open');
  const card = slack.view();
  await slack.pressIn('mia', card, /^Advance/);
  expect(slack.api.calls('views.update').at(-1)?.asked.view_id).toBe(card.id);
  expect(text(slack.view())).toContain('Prospect → First contact');
  slack.api.fail('views.push', { status: 200, body: { ok: false, error: 'push_limit_reached' } });
  const again = { ...slack.view(), id: card.id };
  await slack.pressIn('mia', again, 'Log a visit');
  expect(slack.api.calls('views.update').at(-1)?.asked).toMatchObject({ view_id: card.id });
  expect(slack.view().title.text).toBe('Log a visit');
  await slack.write('mia', 'undo');
});

test('a form that was asked for on a card in a modal leaves the card as it is now', async () => {
  await slack.pressIn('mia', await slack.lookAtHome('mia'), 'My deals');
  await slack.pressIn('mia', slack.view(), 'Open');
  const card = slack.view();
  await slack.pressIn('mia', card, 'Next step');
  const { previous_view_id: beneath } = slack.view() as OpenView & { previous_view_id: string };
  expect(beneath).toBe(card.id);
  const before = slack.api.calls('chat.postMessage').length;
  await slack.submit('mia', { step: 'send the offer', due: '2026-12-01' });
  expect(slack.api.calls('views.update').at(-1)?.asked.view_id).toBe(card.id);
  expect(text(slack.view())).toContain('send the offer');
  // What one sees there is not said once more.
  expect(slack.api.calls('chat.postMessage').length).toBe(before);
  await slack.write('mia', 'undo');
});

test('help in the Home is a row of what there is help about, and each opens', async () => {
  await slack.pressIn('mia', await slack.lookAtHome('mia'), 'Help');
  const rows = slack.view().blocks.filter((block) => block.type === 'actions');
  expect(rows.length).toBe(1);
  await slack.pressIn('mia', slack.view(), /^Visits/);
  expect(text(slack.view())).toContain('visit plan acme');
});

test('a Home that another replica has drawn meanwhile is drawn anew, over it', async () => {
  const home = await slack.lookAtHome('sam');
  await slack.api.ask('views.publish', {
    user_id: slack.api.user('sam'),
    view: { type: 'home', blocks: home.blocks.slice(0, 1) },
  });
  await slack.write('joe', 'edit initech 240k');
  await slack.beat();
  const drawn = slack.api
    .calls('views.publish')
    .filter(({ asked }) => asked.user_id === slack.api.user('sam'));
  expect(drawn.at(-2)?.answered.error).toBe('hash_conflict');
  expect(drawn.at(-1)?.answered.ok).toBe(true);
});

test('the digest comes at nine, with a picture and its numbers; a number opens the deals behind it', async () => {
  await slack.write('sam', 'digest add working days 09:00');
  slack.bot.at('2026-11-23T00:59:00Z');
  await runDigests(digestPorts(slack.bot));
  slack.bot.at('2026-11-23T01:00:30Z');
  await runDigests(digestPorts(slack.bot));
  await slack.beat();
  const digest = await toSam();
  expect(digest.metadata?.event_payload.key).toContain(':digest:');
  const image = digest.blocks?.find((block) => block.type === 'image');
  expect(String(image?.alt_text).length).toBeGreaterThan(10);
  // The digest is frozen: what is run again posts nothing.
  const before = (await slack.api.messages(await slack.dm('sam'))).length;
  await runDigests(digestPorts(slack.bot));
  await slack.beat();
  expect((await slack.api.messages(await slack.dm('sam'))).length).toBe(before);
  await slack.press('sam', digest, 'Open 2');
  expect(text(await toSam())).toContain('Globex rollout');
});

test('a funnel is asked for on the way, by a command in a room, for her eyes', async () => {
  const answer = await slack.command('sam', '/funnel', 'West this quarter', slack.api.room('all'));
  expect(answer.body.response_type).toBe('ephemeral');
  expect(answer.text).toContain('West');
});

test('a deal that a rep hands over is hers by one press', async () => {
  await slack.write('joe', 'hand over Initech to Sam');
  await slack.beat();
  const asked = await toSam();
  expect(text(asked)).toContain('would like to hand');
  await slack.press('sam', asked, 'Accept');
  expect((await slack.bot.read().dealView(2))?.owner.name).toBe('Sam Carter');
  await slack.beat();
  expect(text(await slack.lastIn(await slack.dm('joe')))).toContain('has taken over');
  // Pressed again it says how it stands.
  await slack.press('sam', asked, 'Accept');
  expect((await slack.bot.read().dealView(2))?.owner.name).toBe('Sam Carter');
});

test('she gives a deal to somebody of her team at once', async () => {
  await slack.write('sam', 'hand over Initech to Mia');
  await slack.beat();
  expect((await slack.bot.read().dealView(2))?.owner.name).toBe('Mia Lopez');
  expect(text(await slack.lastIn(await slack.dm('mia')))).toContain('has given');
});

test('she goes through the team’s deals one by one; a push asks in a modal and goes on in place', async () => {
  await slack.write('sam', 'review team West');
  const first = await toSam();
  expect(first.text).toContain('1 of 2: #1 Globex rollout');
  await slack.press('sam', first, 'Push');
  const ask = slack.view();
  const wrong = await slack.submit('sam', { close: '2026-10-30' });
  expect(text(wrong.body)).toContain('not later');
  await slack.submit('sam', { close: '2026-12-15' }, ask);
  expect((await slack.bot.read().dealView(stuck))?.state.expectedClose).toBe('2026-12-15');
  const second = await toSam();
  expect(text(second)).toContain('2 of 2');
  slack.tick();
  await slack.press('sam', second, 'Keep');
  expect(text(await toSam())).toContain('Reviewed 2 deals');
});

test('last year’s sheet is dropped, looked at and imported by one press', async () => {
  const content =
    'deal,customer,owner,amount\nUmbrella labs,Umbrella,Mia Lopez,30000\nHooli search,Hooli,Joe Brown,12000\n';
  const url_private_download = await slack.upload('west.csv', content);
  const file = { id: 'F1', name: 'west.csv', size: Buffer.byteLength(content), url_private_download };
  await slack.write('olga', '', { files: [file] });
  const preview = await slack.lastIn(await slack.dm('olga'));
  expect(preview.text).toContain('2 deals to open, 0 to change. Nothing is recorded yet.');
  slack.tick();
  await slack.press('olga', preview, 'Import');
  expect(text(await slack.lastIn(await slack.dm('olga')))).toContain('2 deals opened');
  slack.tick();
  await slack.write('sam', 'deal list Umbrella');
  expect(text(await toSam())).toContain('Umbrella labs');
});

test('a file is fetched from Slack only, whatever address a payload carries', async () => {
  const url_private_download = 'http://127.0.0.1:1/evil.csv';
  await slack.write('olga', '', { files: [{ id: 'F1', name: 'x.csv', size: 3, url_private_download }] });
  // The test of other machines (support/offline.ts) would have seen a connection.
  expect(slack.bot.errors.splice(0).length).toBe(1);
});
