import { describe, expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { verbOf } from '../src/chat/line.ts';
import { understand } from '../src/chat/understand.ts';
import { en } from '../src/i18n/en.ts';
import { zh } from '../src/i18n/zh.ts';

const HAN = /\p{Script=Han}/u;

type Leaf = { path: string; value: unknown };

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Named facts of any name, or a text. */
const FACTS = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 'X' : 'X') });

/** What a message says for some arguments: texts where it takes texts, numbers or lists where it takes those. */
function said(value: unknown): string {
  if (typeof value !== 'function') return String(value);
  for (const argument of ['X', 7, ['X'], null, FACTS]) {
    try {
      const text: unknown = value(...Array.from({ length: Math.max(value.length, 1) }, () => argument));
      if (typeof text === 'string' && !text.includes('undefined')) return text;
    } catch {
      // Another kind of argument, then.
    }
  }
  throw new Error(`what does ${String(value)} take?`);
}

/** English by its name, and what Chinese says by punctuation alone. */
const NO_CHINESE = [
  'settings.languages.en',
  'schedule.line',
  'target.within',
  'visit.by',
  'objection.caseFrom',
];

/** Has words of its own, and does not only join or show what it is given. */
const speaks = (value: unknown): boolean => /[a-z]/i.test(said(value).replaceAll('X', ''));

describe('messages', () => {
  test('both languages have the same keys', () => {
    expect(leaves(zh).map((one) => one.path)).toEqual(leaves(en).map((one) => one.path));
  });

  test('nothing is empty, and English is English', () => {
    for (const { path, value } of leaves(en)) {
      expect(said(value).trim(), `en ${path}`).not.toBe('');
      if (path !== 'settings.languages.zh') expect(said(value), `en ${path}`).not.toMatch(HAN);
    }
    for (const { path, value } of leaves(zh)) expect(said(value).trim(), `zh ${path}`).not.toBe('');
  });

  test('Chinese is Chinese', () => {
    const english = new Map(leaves(en).map(({ path, value }) => [path, value]));
    const without = leaves(zh).filter(
      ({ path, value }) => speaks(english.get(path)) && !HAN.test(said(value)),
    );
    expect(without.map((one) => one.path).filter((path) => !NO_CHINESE.includes(path))).toEqual([]);
  });
});

describe('commands', () => {
  test.each(commands.map((one) => [one.name, one] as const))('%s speaks both languages', (_, one) => {
    expect(one.says.en.length).toBeGreaterThan(0);
    expect(one.says.zh.length).toBeGreaterThan(0);
    for (const form of one.says.en) expect(form).not.toMatch(HAN);
    for (const form of one.says.zh) expect(form).toMatch(HAN);
    expect(one.help.en).toMatch(/^[A-Z]/);
    expect(one.help.en).not.toMatch(HAN);
    expect(one.help.zh).toMatch(HAN);
    expect(one.example.en.trim()).not.toBe('');
    expect(one.example.zh).toMatch(HAN);
    for (const [name, field] of Object.entries(one.fields)) {
      const { label } = field;
      expect(label.en.trim(), `${one.name} ${name}`).not.toBe('');
      expect(label.en).not.toMatch(HAN);
      // The name of a column in a file is the same in both.
      if (label.zh !== label.en) expect(label.zh, `${one.name} ${name}`).toMatch(HAN);
      if (field.is.kind === 'choice' || field.is.kind === 'choices') {
        for (const { label } of field.is.options) {
          expect(label.en.trim()).not.toBe('');
          expect(label.zh.trim()).not.toBe('');
        }
      }
    }
  });

  test('no two verbs are said alike', () => {
    const forms = commands.flatMap((one) =>
      [...one.says.en, ...one.says.zh].map((form) => form.toLowerCase()),
    );
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  // As typed to the bot in a direct chat, and after a slash.
  test.each(
    commands.flatMap((one) => [[one.example.en, one.name] as const, [one.example.zh, one.name] as const]),
  )('“%s” is %s', (line, name) => {
    const scene = {
      now: new Date('2026-11-21T02:00:00Z'),
      zone: 'Asia/Shanghai',
      calendar: 'prc',
      currency: 'CNY',
    };
    for (const addressed of ['plain', 'command'] as const) {
      const request = understand(line, { commands, scene, addressed, inThread: false });
      expect(request?.command.name, addressed).toBe(name);
    }
  });

  test('the canonical form of each verb leads to it', () => {
    for (const one of commands) {
      for (const form of [...one.says.en, ...one.says.zh]) {
        expect(verbOf(form, commands)?.command.name, form).toBe(one.name);
      }
    }
  });
});
