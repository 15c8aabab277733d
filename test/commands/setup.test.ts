import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeMessage } from '../../src/cards/notice.ts';
import type { Reply } from '../../src/chat/message.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const labels = (reply: Reply): string[] => pressable(reply).map((one) => one.label);

describe('setting up', () => {
  test('takes four presses, holds at once, and goes on where it was left', async () => {
    let clicks = 0;
    const click = async (reply: Reply, label: string, where = {}): Promise<Reply> => {
      clicks += 1;
      return bot.press('ada', pressed(reply, label), where);
    };
    const hello = await noticeMessage(
      { kind: 'installed' },
      { read: bot.read(), reader: await ada(), pen: await pen() },
    );
    const language = await click({ ...must(hello), audience: 'asker' }, 'Set up');
    expect(language.text).toBe('Which language do I speak in channels, and with newcomers?');
    expect(labels(language)).toEqual(['English', '中文']);

    const template = await click(language, 'English');
    expect((await bot.read().organisation()).locale).toBe('en');
    expect(wordsOf(template)).toContain('Step 2 of 4');
    expect(wordsOf(template)).toContain('Prospect → First contact');

    const room = await click(template, 'Project sales');
    expect((await bot.read().organisation()).template).toBe('project');
    expect(labels(room)).toEqual(['No channel yet']);
    expect(wordsOf(room)).toContain('Invite me into that channel');

    // Somewhere else, a day later, and said again.
    bot.at(new Date(bot.now.getTime() + 86_400_000));
    const here = await click(room, 'No channel yet', { room: 'all' }).then(() =>
      bot.press('ada', { line: 'setup', values: { room: 'here' } }, { room: 'all' }),
    );
    clicks += 1;
    expect(here.text).toBe('When do I post the digest in the channel?');
    expect(wordsOf(here)).toMatch(/nothing of these deals will be seen here yet: .+ may not read them/);
    expect((await bot.read().teams()).map((team) => [team.name, team.homes[0]?.channel])).toEqual([
      ['Sales', 'all'],
      ['华东', undefined],
      ['West', undefined],
    ]);

    const done = await click(here, 'Working days 08:30', { room: 'all' });
    expect(done.card?.title).toBe('Stagepost is set up');
    expect(wordsOf(done)).toContain('Every working day at 08:30 · Everyone');
    const [schedule] = await bot.read().schedules();
    expect(schedule).toMatchObject({ time: '08:30', teamId: null, locale: 'en', room: { channel: 'all' } });
    expect(await bot.read().draftsOf(bot.ids.ada, 'setup')).toEqual([]);
    expect(clicks).toBeLessThanOrEqual(10);
  });

  test('asked again it begins anew, and the same answers change nothing', async () => {
    const reply = await bot.say('ada', 'setup');
    expect(reply.text).toContain('Which language');
    await bot.press('ada', pressed(reply, 'English'));
    await bot.press('ada', { line: 'setup', values: { template: 'project' } });
    await bot.press('ada', { line: 'setup', values: { room: 'here' } }, { room: 'all' });
    const [before] = await bot.read().schedules();
    await bot.press('ada', { line: 'setup', values: { digest: '08:30' } }, { room: 'all' });
    expect((await bot.read().schedules()).map((one) => one.id)).toEqual([before?.id]);
    expect((await bot.read().pipelines()).length).toBe(2);
  });

  test('an older step’s button still holds, and then the open question is shown', async () => {
    await bot.press('ada', { line: 'setup', values: { again: 'yes' } });
    await bot.press('ada', { line: 'setup', values: { language: 'en' } });
    await bot.press('ada', { line: 'setup', values: { template: 'consultative' } });
    const back = await bot.press('ada', { line: 'setup', values: { language: 'zh' } });
    expect((await bot.read().organisation()).locale).toBe('zh');
    expect(back.text).toContain('In which channel');
    expect((await bot.say('ada', '初始设置')).text).toContain('In which channel');
  });

  test('without a room the digest is one’s own; a room can only be chosen in it', async () => {
    expect((await bot.press('ada', { line: 'setup', values: { room: 'here' } })).text).toContain(
      'Say this in the channel',
    );
    const digest = await bot.press('ada', { line: 'setup', values: { room: 'none' } });
    expect(digest.text).toBe('When do I send you the digest?');
    const done = await bot.press('ada', pressed(digest, 'Mondays 09:00'));
    expect(wordsOf(done)).toContain('none yet; say “team home” in a channel');
    const own = (await bot.read().schedules()).at(-1);
    expect(own).toMatchObject({ room: { channel: '@ada' }, cadence: { kind: 'weekly', weekday: 1 } });
  });

  test('in a room the room itself is offered, for the asker’s eyes', async () => {
    await bot.press('olga', { line: 'setup', values: { language: 'en' } }, { room: 'leads' });
    const room = await bot.press(
      'olga',
      { line: 'setup', values: { template: 'consultative' } },
      { room: 'leads' },
    );
    expect(room.audience).toBe('asker');
    expect(labels(room)).toEqual(['Use this channel', 'No channel yet']);
    await bot.press('olga', pressed(room, 'Use this channel'), { room: 'leads' });
    // Operations may not give teams a room; the digest goes there all the same.
    expect((await bot.read().teams())[0]?.homes[0]?.channel).toBe('all');
    await bot.press('olga', { line: 'setup', values: { digest: '18:00' } }, { room: 'leads' });
    expect((await bot.read().schedules()).at(-1)).toMatchObject({
      time: '18:00',
      room: { channel: 'leads' },
    });
  });

  test('is for those who run the organisation', async () => {
    expect((await bot.say('sam', 'setup')).text).toContain('Your role does not include this');
    const hello = await noticeMessage(
      { kind: 'installed' },
      { read: bot.read(), reader: { ...(await ada()), role: 'rep' }, pen: await pen() },
    );
    expect(hello).toEqual({ text: 'Hello Ada Admin! I am installed and ready.' });
  });
});

const ada = async () => must(await bot.read().person(bot.ids.ada));
const pen = async () => ({
  m: messages.en,
  locale: 'en' as const,
  today: '2026-11-21',
  office: { zone: 'Asia/Shanghai', calendar: 'prc' },
});

function must<T>(value: T | null): T {
  if (value === null) throw new Error('there is nothing');
  return value;
}
