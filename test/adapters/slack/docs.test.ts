import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCOPES } from '../../../src/adapters/slack/manifest.ts';

const readme = readFileSync('README.md', 'utf8');
const section = readme.split('\n## Install in Slack\n')[1]?.split('\n## ')[0] ?? '';

test('the README has a reason for each scope, and for no other', () => {
  const rows = [...section.matchAll(/^\| `([a-z_:.]+)` \| \S.*\S \|$/gm)].map((row) => row[1]);
  expect(rows).toEqual([...SCOPES]);
});

test('pictures say that they are no screenshots, and are small', () => {
  const pictures = [...section.matchAll(/\]\((docs\/images\/slack-[a-z]+\.png)\)/g)].map(
    (match) => match[1] ?? '',
  );
  expect(pictures.length).toBe(3);
  for (const path of pictures) expect(statSync(path).size).toBeLessThan(300_000);
  expect(section).toContain('not screenshots of Slack');
});
