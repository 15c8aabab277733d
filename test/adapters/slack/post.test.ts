import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DeliveryError, type Outgoing } from '../../../src/chat/adapter.ts';
import type { Message } from '../../../src/chat/message.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';

// Scheduled posts: once each, however the line breaks, and nobody waits for somebody else's limit.

let slack: SlackBot;
beforeAll(async () => {
  slack = await aSlackBot();
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.api.forget();
  slack.tick(60_000);
});

let count = 0;
function out(
  to: { room?: string; thread?: string; person?: string },
  message: Message = { text: 'Hello' },
): Outgoing {
  count += 1;
  const place =
    to.person === undefined
      ? {
          kind: 'room' as const,
          workspace: TEAM,
          channel: to.room ?? slack.api.room('east'),
          ...(to.thread !== undefined && { thread: to.thread }),
        }
      : { kind: 'person' as const, workspace: TEAM, person: to.person };
  return { key: `org:key-${count}`, to: place, message, locale: 'en' };
}

const keyed = async (key: string): Promise<number> =>
  (await slack.api.messages(slack.api.room('east'))).filter((one) => one.metadata?.event_payload.key === key)
    .length;

async function problem(posting: Promise<unknown>): Promise<DeliveryError> {
  const error = await posting.then(
    () => null,
    (one: unknown) => one,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no delivery error but ${String(error)}`);
  return error;
}

test('a message carries its key, and its receipt updates it', async () => {
  const one = out({});
  const receipt = await slack.adapter.post(one);
  expect(await keyed(one.key)).toBe(1);
  await slack.adapter.update(receipt, { ...one, message: { text: 'Hello again' } });
  expect((await slack.lastIn(receipt.channel)).text).toBe('Hello again');
});

test('a person is written to in their own conversation', async () => {
  const receipt = await slack.adapter.post(out({ person: slack.api.user('mia') }));
  expect(receipt.channel).toBe(await slack.dm('mia'));
});

test('a second message to the same channel within a second comes later, others do not wait for it', async () => {
  await slack.adapter.post(out({}));
  const second = out({});
  expect(await problem(slack.adapter.post(second))).toMatchObject({
    outcome: 'later',
    code: 'paced',
    retryAfter: 1000,
  });
  await slack.adapter.post(out({ room: slack.api.room('all') }));
  slack.tick(1000);
  await slack.adapter.post(second);
  expect(await keyed(second.key)).toBe(1);
});

test('Retry-After holds for the method and channel that were limited, and for nobody else', async () => {
  slack.api.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '30' }, body: { ok: false } });
  const limited = out({});
  expect(await problem(slack.adapter.post(limited))).toMatchObject({
    code: 'ratelimited',
    retryAfter: 30_000,
  });
  slack.tick(5000);
  expect(await problem(slack.adapter.post(limited))).toMatchObject({ code: 'paced', retryAfter: 25_000 });
  await slack.adapter.post(out({ room: slack.api.room('all') }));
  await slack.write('li', '我的商机');
  expect(slack.api.calls('chat.postMessage').length).toBe(2);
  slack.tick(25_000);
  await slack.adapter.post(limited);
  expect(await keyed(limited.key)).toBe(1);
});

test('a post that Slack took before the line was cut is found, not posted again', async () => {
  slack.api.fail('chat.postMessage', 'after');
  const one = out({});
  const receipt = await slack.adapter.post(one);
  expect(await keyed(one.key)).toBe(1);
  expect((await slack.lastIn(receipt.channel)).ts).toBe(receipt.message);
});

test('a post that may be on its way is looked for before it is tried again', async () => {
  slack.api.fail('chat.postMessage', 'after');
  slack.api.fail('conversations.history', 'before');
  const one = out({});
  const doubtedSince = slack.bot.now;
  expect(await problem(slack.adapter.post(one))).toMatchObject({ outcome: 'unknown' });
  slack.tick(20_000);
  await slack.adapter.post({ ...one, doubtedSince });
  expect(await keyed(one.key)).toBe(1);
  expect(slack.api.calls('chat.postMessage').length).toBe(1);
});

test('a post that never arrived is posted with the second try, in a thread too', async () => {
  const root = await slack.adapter.post(out({}));
  slack.tick();
  slack.api.fail('chat.postMessage', 'before');
  const one = out({ thread: root.message });
  const doubtedSince = slack.bot.now;
  expect(await problem(slack.adapter.post(one))).toMatchObject({
    outcome: 'unknown',
    code: 'connection_lost',
  });
  slack.tick(20_000);
  const receipt = await slack.adapter.post({ ...one, doubtedSince });
  expect((await slack.lastIn(root.channel, root.message)).ts).toBe(receipt.message);
});

test('what has to wait for its turn asks Slack nothing, though it may have been posted', async () => {
  await slack.adapter.post(out({}));
  const second = { ...out({}), doubtedSince: slack.bot.now };
  slack.api.forget();
  expect(await problem(slack.adapter.post(second))).toMatchObject({ code: 'paced' });
  expect(slack.api.calls('conversations.history')).toEqual([]);
});

test('what took so long that it was given up is not posted any more', async () => {
  const given = { ...out({}), signal: AbortSignal.abort(new DeliveryError('unknown', 'took_too_long')) };
  expect(await problem(slack.adapter.post(given))).toMatchObject({ outcome: 'unknown' });
  expect(await keyed(given.key)).toBe(0);
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
});

test('a fault of ours is no failure of Slack', async () => {
  const { card: _, ...bare } = funnel;
  const broken = { ...bare, card: { title: 'Broken', elements: null } } as unknown as Message;
  await expect(slack.adapter.post(out({}, broken))).rejects.toThrow(TypeError);
});

test('errors are told apart: gone, later, unknown', async () => {
  expect(await problem(slack.adapter.post(out({ room: 'C404' })))).toMatchObject({
    outcome: 'gone',
    code: 'channel_not_found',
  });
  const receipt = { channel: slack.api.room('east'), message: '1.000001' };
  expect(await problem(slack.adapter.update(receipt, out({})))).toMatchObject({
    outcome: 'gone',
    code: 'message_not_found',
  });
  const answers = [
    ['internal_error', 'later'],
    ['token_revoked', 'gone'],
    ['missing_scope', 'gone'],
    ['is_archived', 'gone'],
    ['account_inactive', 'gone'],
    ['something_new', 'later'],
  ] as const;
  for (const [error, outcome] of answers) {
    slack.tick();
    slack.api.fail('chat.postMessage', { status: 200, body: { ok: false, error } });
    expect(await problem(slack.adapter.post(out({})))).toMatchObject({ outcome, code: error });
  }
  const elsewhere = { ...out({}), to: { kind: 'room' as const, workspace: 'T404', channel: 'C1' } };
  expect(await problem(slack.adapter.post(elsewhere))).toMatchObject({
    outcome: 'gone',
    code: 'not_installed',
  });
});

const funnel: Message = {
  text: 'Funnel',
  card: {
    title: 'Funnel',
    elements: [
      {
        kind: 'picture',
        alt: 'Two stages',
        picture: {
          kind: 'bars',
          title: 'Stages',
          series: [
            { label: 'Lead', value: 12, text: '12 · ¥480万' },
            { label: 'Won', value: 3, text: '3 · ¥90万' },
          ],
        },
      },
    ],
  },
};

test('a picture is uploaded once, privately, and shown with its words', async () => {
  await slack.adapter.post(out({}, funnel));
  slack.tick();
  await slack.adapter.post(out({}, funnel));
  const uploads = slack.api.calls('files.completeUploadExternal');
  expect(uploads.length).toBe(1);
  expect(uploads[0]?.asked.channel_id).toBeUndefined();
  const { blocks } = await slack.lastIn(slack.api.room('east'));
  const image = blocks?.find((one) => one.type === 'image');
  expect(image).toMatchObject({ alt_text: 'Two stages' });
  const { id } = (image as { slack_file: { id: string } }).slack_file;
  expect((await slack.api.ask<{ ok: boolean }>('files.info', { file: id })).ok).toBe(true);
});

test('without the picture its numbers are written out', async () => {
  const other = structuredClone(funnel);
  const [element] = other.card?.elements ?? [];
  if (element?.kind === 'picture') Object.assign(element.picture, { title: 'Other stages' });
  slack.api.fail('files.getUploadURLExternal', { status: 200, body: { ok: false, error: 'missing_scope' } });
  await slack.adapter.post(out({}, other));
  expect(JSON.stringify((await slack.lastIn(slack.api.room('east'))).blocks)).toContain('Lead · 12 · ¥480万');

  // A file that Slack is still working on cannot be shown either.
  slack.tick();
  slack.api.fail('chat.postMessage', { status: 200, body: { ok: false, error: 'invalid_blocks' } });
  await slack.adapter.post(out({}, funnel));
  expect(JSON.stringify((await slack.lastIn(slack.api.room('east'))).blocks)).toContain('Lead · 12 · ¥480万');
});
