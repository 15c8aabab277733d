import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { verbOf } from '../../src/chat/line.ts';

/** Verbs that are one word in both languages. */
const ONE_WORD = /^(?:undo|fix|help\.show|review|link\.|day\.|setup\.|import\.|digest\.now)/u;

const named = commands.filter((one) => one.hidden !== true && !ONE_WORD.test(one.name));

test.each(named.map((one) => [one.name, one.says.zh[0] ?? '']))(
  '%s is called by a noun and a verb in Chinese: %s',
  (name, form) => {
    expect(form).toMatch(/^\p{Script=Han}+ \p{Script=Han}+$/u);
    expect(verbOf(form.replace(' ', ''), commands)?.command.name).toBe(name);
    expect(verbOf(`/${form.replace(' ', '+')}`, commands)?.command.name).toBe(name);
  },
);

test('no words lead to two verbs', () => {
  const verbs = new Map<string, Set<string>>();
  for (const { name, says } of commands) {
    for (const form of [...says.en, ...says.zh]) {
      const key = form.replace(/\s/g, '').toLowerCase();
      verbs.set(key, (verbs.get(key) ?? new Set()).add(name));
    }
  }
  expect([...verbs].filter(([, names]) => names.size > 1)).toEqual([]);
});

/** Ids that buttons carry; a person could only misread them. */
const CARRIED = ['entry', 'visit', 'objection', 'review', 'request', 'leave', 'criterion', 'page', 'like'];

test('what only buttons carry is never asked of a person', () => {
  const asked = commands.flatMap(({ name, fields }) =>
    CARRIED.flatMap((field) =>
      fields[field]?.is.kind === 'text' && !fields[field]?.machine ? [`${name} ${field}`] : [],
    ),
  );
  expect(asked).toEqual([]);
});
