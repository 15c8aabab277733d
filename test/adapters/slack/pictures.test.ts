import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPicture } from '../../../src/charts/draw.ts';
import { theBrowser } from '../../support/browser.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import { type Drawn, pageOf } from '../../support/slack-page.ts';
import type { OpenView } from '../../support/slack-payloads.ts';

// What the pictures in the documentation show, from what the adapter sent. UPDATE_PICTURES=1 draws them anew.

let slack: SlackBot;
let picture: Uint8Array = new Uint8Array();
beforeAll(async () => {
  slack = await aSlackBot({
    async draw(asked) {
      picture = await drawPicture(asked);
      return picture;
    },
  });
  const longAgo = { openedAt: new Date('2026-10-12T02:00:00Z') };
  const lately = { openedAt: new Date('2026-11-18T02:00:00Z'), owner: 'mia' } as const;
  const { prisma, org, deal } = slack.bot;
  await prisma.organisation.update({ where: { id: org }, data: { currency: 'USD' } });
  const dollars = { currency: 'USD' } as const;
  await deal({
    ...lately,
    ...dollars,
    name: 'CRM renewal',
    customer: 'Acme',
    amount: 65_000,
    close: '2026-12-31',
  });
  await deal({ ...lately, ...dollars, name: 'Fleet rollout', customer: 'Globex', amount: 120_000 });
  await deal({
    ...lately,
    ...dollars,
    name: 'Lab network',
    customer: 'Umbrella',
    amount: 90_000,
    stage: 'proposal',
  });
  await deal({
    ...longAgo,
    ...dollars,
    owner: 'joe',
    name: 'Plant pilot',
    customer: 'Initech',
    amount: 48_000,
    stage: 'negotiation',
  });
});
afterAll(() => slack.close());

const drawn: Record<string, Drawn> = {};
const blocksOf = (value: unknown): Record<string, unknown>[] =>
  (value as { blocks: Record<string, unknown>[] }).blocks;

test('a deal’s card, after one line about a visit', async () => {
  await slack.write('mia', 'met Acme CFO, too pricey, demo next tue');
  const blocks = blocksOf(await slack.lastIn(await slack.dm('mia')));
  drawn['slack-deal'] = { kind: 'message', who: 'stagepost', blocks };
  expect(pageOf(drawn['slack-deal'], { picture })).toContain('CRM renewal');
});

test('a form, filled in from somebody’s message', async () => {
  const channel = slack.api.room('all');
  const text = 'The CFO of Acme says we are 10% above the other offer.';
  const { ts } = await slack.api.ask<{ ts: string }>('chat.postMessage', { channel, text });
  const message = { ts, user: slack.api.user('joe'), text, channel };
  await slack.interaction(await slack.said.shortcut('mia', 'record_objection', message));
  const { title, blocks, ...view } = slack.view() as OpenView & { submit: { text: string } };
  // The emulator's own address is of no interest to a reader.
  const shown = JSON.parse(
    JSON.stringify(blocks).replace(/http:\/\/localhost:\d+/, 'https://acme.slack.com'),
  );
  drawn['slack-form'] = {
    kind: 'modal',
    title: title.text,
    submit: view.submit.text,
    close: 'Cancel',
    blocks: shown,
  };
  expect(pageOf(drawn['slack-form'], { picture })).toContain('10% above');
});

test('a manager’s Home', async () => {
  await slack.write('newbie', 'hello');
  drawn['slack-home'] = { kind: 'home', blocks: blocksOf(await slack.lookAtHome('sam')) };
  expect(pageOf(drawn['slack-home'], { picture })).toContain('newbie');
});

test.runIf(process.env.UPDATE_PICTURES)('drawn anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stagepost-pictures-'));
  const browser = await theBrowser();
  for (const [name, one] of Object.entries(drawn)) {
    const file = join(folder, `${name}.html`);
    await writeFile(file, pageOf(one, { picture }));
    const page = await browser.newPage({ deviceScaleFactor: 1.5 });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate('document.fonts.ready.then(() => 0)');
    const path = new URL(`../../../docs/images/${name}.png`, import.meta.url).pathname;
    await page.locator('main').screenshot({ path });
    await page.close();
  }
  await rm(folder, { recursive: true });
});
