import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { SCOPES } from '../src/adapters/slack/manifest.ts';
import { understand } from '../src/chat/understand.ts';
import { NOW } from './support/bot.ts';
import { ZONE } from './support/cast.ts';

const FILES = ['README.md', 'README.zh-CN.md'] as const;
const read = (file: (typeof FILES)[number]): string => readFileSync(file, 'utf8');
const TABLE = /(<!-- commands:[^>]*-->\n)[\s\S]*?(<!-- \/commands -->)/;

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string | undefined): string => `\`${cell(text ?? '')}\``;

/** The table of verbs: each with what it does, and a line that works, in both languages or in Chinese. */
const TABLES: Readonly<Record<(typeof FILES)[number], () => string[]>> = {
  'README.md': () => [
    '| say | what it does | for example |',
    '|---|---|---|',
    ...visible.map(({ says, help, example }) => {
      const said = `${code(says.en[0])} · ${code(says.zh[0])}`;
      return `| ${said} | ${cell(help.en)} · ${cell(help.zh)} | ${code(example.en)} · ${code(example.zh)} |`;
    }),
  ],
  'README.zh-CN.md': () => [
    '| 怎么说 | 做什么 | 例如 |',
    '|---|---|---|',
    ...visible.map(
      ({ says, help, example }) => `| ${code(says.zh[0])} | ${cell(help.zh)} | ${code(example.zh)} |`,
    ),
  ],
};
const visible = commands.filter((command) => command.hidden !== true);

test.each(FILES)('the table of commands in %s is the list of commands', (file) => {
  const text = read(file);
  const made = text.replace(
    TABLE,
    (_, start: string, end: string) => `${start}\n${TABLES[file]().join('\n')}\n\n${end}`,
  );
  if (process.env.UPDATE_README !== undefined) writeFileSync(file, made);
  else expect(text).toBe(made);
});

describe.each(FILES)('lines that %s tells people to try', (file) => {
  const scene = { now: NOW, zone: ZONE, calendar: 'prc', currency: 'CNY' };
  const table = /\| (?:say \| what happens|说 \| 结果) \|[\s\S]*?\n\n/.exec(read(file))?.[0] ?? '';
  const lines = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap((row) =>
    [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );

  test('there are some', () => expect(lines.length).toBeGreaterThan(8));
  test.each(lines)('%s', (line) => {
    expect(understand(line, { commands, scene, addressed: 'plain', inThread: false })).not.toBeNull();
  });
});

test.each(FILES)('every configuration variable is in %s', async (file) => {
  const { VARIABLES } = await import('../src/config.ts');
  const text = read(file);
  for (const name of VARIABLES) expect(text).toContain(`\`${name}\``);
});

/** What the READMEs lead to, without one another. */
const links = (file: (typeof FILES)[number]): string[] =>
  [...read(file).matchAll(/\]\(([^)#]+?)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => !path.startsWith('README'));

test('both READMEs lead to the same documents and pictures, which are there', () => {
  const [english, chinese] = FILES.map((file) => [...new Set(links(file))].sort());
  expect(chinese).toEqual(english);
  expect(english?.filter((path) => !existsSync(path))).toEqual([]);
});

test.each(FILES)('%s has a reason for each scope of Slack', (file) => {
  for (const scope of SCOPES) expect(read(file)).toContain(`| \`${scope}\` |`);
});
