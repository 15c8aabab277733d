import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { understand } from '../src/chat/understand.ts';
import { NOW, ZONE } from './support/bot.ts';

const README = readFileSync('README.md', 'utf8');
const TABLE = /(<!-- commands:[^>]*-->\n)[\s\S]*?(<!-- \/commands -->)/;

/** The table of verbs as README shows it: each with what it does, and a line that works in both languages. */
function commandTable(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = commands.flatMap((command) => {
    if (command.hidden === true) return [];
    const { says, help, example } = command;
    const said = [says.en[0], says.zh[0]].map((form) => `\`${form}\``).join(' · ');
    return [
      `| ${said} | ${cell(help.en)} · ${cell(help.zh)} | \`${cell(example.en)}\` · \`${cell(example.zh)}\` |`,
    ];
  });
  return ['| say | what it does | for example |', '|---|---|---|', ...rows].join('\n');
}

test('the table of commands is the list of commands', () => {
  const made = README.replace(
    TABLE,
    (_, start: string, end: string) => `${start}\n${commandTable()}\n\n${end}`,
  );
  if (process.env.UPDATE_README !== undefined) writeFileSync('README.md', made);
  else expect(README).toBe(made);
});

describe('lines that README tells people to try', () => {
  const scene = { now: NOW, zone: ZONE, calendar: 'prc', currency: 'CNY' };
  const tried = [
    ...(/\| say \| what happens \|[\s\S]*?\n\n/.exec(README)?.[0] ?? '').matchAll(/^\| (`.*?`) \|/gm),
  ];
  const lines = tried.flatMap((row) =>
    [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );

  test('there are some', () => expect(lines.length).toBeGreaterThan(8));
  test.each(lines)('%s', (line) => {
    expect(understand(line, { commands, scene, addressed: 'plain', inThread: false })).not.toBeNull();
  });
});

test('every configuration variable is in README', async () => {
  const { VARIABLES } = await import('../src/config.ts');
  for (const name of VARIABLES) expect(README).toContain(`\`${name}\``);
});
