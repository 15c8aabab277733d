import { describe, expect, test } from 'vitest';
import { commandLine, placeOf, valuesOf } from '../../../src/adapters/slack/input/inputs.ts';
import { mentioned, typed, withoutMention } from '../../../src/adapters/slack/input/text.ts';
import { cut, parts } from '../../../src/adapters/slack/render/text.ts';
import { carriedBy, wordsValue } from '../../../src/adapters/slack/words.ts';

const names: Record<string, string> = { U01: '李伟' };
const read = (text: string): string => typed(text, (id) => names[id]);

describe('what Slack writes is what the person sees', () => {
  test.each([
    ['交接给 <@U01>', '交接给 李伟'],
    ['交接给 <@U01|li>', '交接给 李伟'],
    ['ask <@U99|nobody>', 'ask nobody'],
    ['ask <@U99>', 'ask U99'],
    ['in <#C01|east>', 'in #east'],
    ['<!channel> look', '@channel look'],
    ['<!subteam^S01|@sales> look', '@sales look'],
    ['<!date^1392734382^{date}|18 Feb 2014>', '18 Feb 2014'],
    ['见 <http://acme.com|acme.com>', '见 acme.com'],
    ['see <https://acme.com/a?b=1&amp;c=2>', 'see https://acme.com/a?b=1&c=2'],
    ['see <https://acme.com|the page>', 'see the page (https://acme.com)'],
    ['<mailto:wang@acme.com|wang@acme.com>', 'wang@acme.com'],
    ['<tel:+8613800000000|138 0000 0000>', '138 0000 0000 (+8613800000000)'],
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    // What somebody typed themselves arrives escaped, and stays what they typed.
    ['&lt;@U01&gt; &amp;lt;', '<@U01> &lt;'],
  ])('%s', (text, seen) => {
    expect(read(text)).toBe(seen);
  });

  test('only the mention of the bot is taken out', () => {
    expect(withoutMention('<@UBOT> 推进', 'UBOT')).toBe('推进');
    expect(withoutMention('<@UBOT>: advance', 'UBOT')).toBe('advance');
    expect(withoutMention('hey <@UBOT|bot> give it to <@U01>', 'UBOT')).toBe('hey   give it to <@U01>');
    expect(withoutMention('give it to <@U01>', 'UBOT')).toBeNull();
    expect(mentioned('<@U01> and <@U02|x> and <@U01>')).toEqual(['U01', 'U02']);
  });
});

test('the name of a slash command is the first word', () => {
  const body = (command: string, text: string) => ({
    command,
    text,
    team_id: 'T',
    user_id: 'U',
    channel_id: 'C',
    channel_name: '',
    trigger_id: 't',
    response_url: '',
  });
  expect(commandLine(body('/stagepost', '推进远景'))).toBe('推进远景');
  expect(commandLine(body('/deal', 'acme'))).toBe('deal acme');
  expect(commandLine(body('/funnel', ''))).toBe('funnel');
  expect(commandLine(body('/stagepost', ' '))).toBe('help');
  expect(commandLine(body('/deal', ''))).toBe('deal mine');
  expect(commandLine(body('/visit', ' '))).toBe('visit log');
  expect(commandLine(body('/visit', 'help'))).toBe('help visit');
  expect(commandLine(body('/商机', '远景'))).toBe('商机 远景');
});

test('a thread is its root, and a root is no thread of its own', () => {
  expect(placeOf('C1', '1.1')).toEqual({ kind: 'room', channel: 'C1', thread: '1.1' });
  expect(placeOf('D1')).toEqual({ kind: 'direct', channel: 'D1' });
});

test('the values of a modal are the raw texts of its fields', () => {
  const state = {
    'field:note': { value: { type: 'plain_text_input', value: 'hello' } },
    'field:on': { value: { type: 'datepicker', selected_date: '2026-12-01' } },
    'field:at': { value: { type: 'timepicker', selected_time: '09:30' } },
    'field:stage': { value: { type: 'static_select', selected_option: { value: 's-1' } } },
    'field:who': { value: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
    'field:gone': { value: { type: 'plain_text_input', value: null } },
    'field:long': { value: { type: 'plain_text_input', value: null } },
    other: { value: { type: 'plain_text_input', value: 'x' } },
  };
  // Emptied is said; a field that could not hold its value keeps it when it is left empty.
  expect(valuesOf(state, ['long'])).toEqual({
    note: 'hello',
    on: '2026-12-01',
    at: '09:30',
    stage: 's-1',
    who: 'a,b',
    gone: '',
  });
});

test('words travel in a button and come back as they were', () => {
  const words = {
    line: 'deal advance',
    values: { deal: '#12', note: '“引号” \n <x>' },
    seen: { deal: 12, version: 3 },
  };
  expect(carriedBy(wordsValue(words))).toEqual({ kind: 'words', words });
  expect(carriedBy(wordsValue({ line: 'help' }))).toEqual({ kind: 'words', words: { line: 'help' } });
  expect(carriedBy('v0:old')).toBeNull();
  expect(carriedBy('{"l":7}')).toBeNull();
});

describe('shortened text', () => {
  test('never tears what one sees as one character', () => {
    expect(cut('ab👩‍👩‍👧‍👦cd', 8)).toBe('ab…');
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdef', 5)).toBe('abcd…');
  });
  test('is a dash when there is nothing, because Slack refuses nothing', () => {
    expect(cut(' \n', 5)).toBe('–');
  });
  test('loses its direction overrides', () => {
    expect(cut('\u202egnp.exe', 20)).toBe('gnp.exe');
  });
  test('in parts is whole again, parted between words', () => {
    const text = 'one two three four five six seven';
    expect(parts(text, 12).join('')).toBe(text);
    expect(parts(text, 12).every((part) => part.length <= 12)).toBe(true);
    expect(parts('名'.repeat(25), 10).join('')).toBe('名'.repeat(25));
  });
});
