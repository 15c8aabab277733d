import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LocalPage, openLocalPage } from '../support/local-page.ts';

let local: LocalPage;
beforeAll(async () => {
  local = await openLocalPage();
});
afterEach(() => local.reset());
afterAll(() => local.close());

describe('the / menu', () => {
  test('by keyboard: opens, narrows in either language, moves, fills in, sends', async () => {
    const page = await local.look({ as: 'maya' });
    const line = page.locator('textarea');
    const chosen = page.getByRole('option', { selected: true });
    await line.pressSequentially('/');
    expect(await page.getByRole('option').count()).toBe(7);
    await line.pressSequentially('漏');
    expect(await page.getByRole('option').count()).toBe(1);
    await line.fill('/de');
    await expect.poll(() => chosen.textContent()).toContain('/deal');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect(await line.inputValue()).toBe('/deal ');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await line.pressSequentially('acme');
    await page.keyboard.press('Enter');
    await page.locator('.card').waitFor();
    expect(local.workspace.heard.at(-1)?.said).toEqual({
      kind: 'line',
      text: 'deal acme',
      addressed: 'command',
    });
  });

  test('closes with Escape and leaves the text; Enter sends a verb that is typed out', async () => {
    const page = await local.look({ as: 'liu', language: 'zh' });
    const line = page.locator('textarea');
    await line.pressSequentially('／撤');
    await page.getByRole('option', { name: '撤销' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(await line.inputValue()).toBe('／撤');
    await line.pressSequentially('销');
    await page.getByRole('option', { name: '撤销' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => local.workspace.heard.at(-1)?.said).toMatchObject({ text: '撤销' });
  });
});

describe('who and where', () => {
  test('one acts as somebody else, a newcomer included', async () => {
    const page = await local.look({ as: 'liu' });
    await page.getByRole('button', { name: 'You are 刘洋' }).click();
    const people = page.getByRole('dialog', { name: 'Act as…' });
    expect(await people.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'East China',
      'International',
      'No team',
    ]);
    await people.getByRole('button', { name: 'Noah Kim' }).click();
    await page.getByText('No channels yet.', { exact: false }).waitFor();
    await page.locator('textarea').fill('hello');
    await page.keyboard.press('Enter');
    await expect.poll(() => local.workspace.heard.at(-1)?.actor).toBe('noah');
    await page.goto(local.workspace.url);
    await page.getByRole('button', { name: 'You are Noah Kim' }).waitFor();
  });

  test('Ctrl K jumps to a channel or a person', async () => {
    const page = await local.look({ as: 'liu' });
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: 'Jump to' });
    await dialog.waitFor();
    await page.keyboard.type('wins');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'wins-and-losses', level: 2 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('maya');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'You are Maya Patel' }).waitFor();
  });

  test('the page speaks English or Chinese, and remembers which', async () => {
    const page = await local.look({ as: 'liu', channel: 'wins' });
    await page.getByText('This is the beginning of wins-and-losses.').waitFor();
    await page.getByRole('button', { name: '切换到中文' }).click();
    await page.getByText('wins-and-losses，从这里开始。').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.reload();
    await page.getByRole('button', { name: 'Switch to English' }).waitFor();
    await page.getByText('销售代表 · 华东').waitFor();
  });

  test('Chinese is drawn with the font that the page brings', async () => {
    const page = await local.look({ as: 'liu', language: 'zh' });
    await page.getByText('发生了什么').waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    const loaded = await page.evaluate<number>(
      "[...document.fonts].filter(({ status }) => status === 'loaded').length",
    );
    const offered = await page.evaluate<number>('document.fonts.size');
    expect(loaded).toBeGreaterThan(3);
    // Only the subsets that hold a character on the page.
    expect(offered).toBeGreaterThan(loaded * 5);
  });
});

describe('the clock', () => {
  test("shows the workspace's time and moves for everybody", async () => {
    const liu = await local.look({ as: 'liu' });
    const chen = await local.look({ as: 'chen', language: 'zh' });
    await liu.getByText('Mon, Nov 23 09:30').waitFor();
    await liu.getByRole('button', { name: '+1 hour' }).click();
    await liu.getByText('Mon, Nov 23 10:30').waitFor();
    await chen.getByText('11月23日周一 10:30').waitFor();
    await chen.getByRole('button', { name: '明早 09:00' }).click();
    await liu.getByText('Tue, Nov 24 09:00').waitFor();
    await liu.getByRole('button', { name: '+1 week' }).click();
    await liu.getByText('Tue, Dec 1 09:00').waitFor();
  });
});

describe('on a phone', () => {
  test('one column at a time, with ways back', async () => {
    await local.workspace.post('say', { as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const page = await local.look({ as: 'liu', language: 'zh', width: 'phone' });
    expect(await page.locator('main').isVisible()).toBe(false);
    await page.getByRole('button', { name: '华东商机' }).click();
    await page.locator('.card').waitFor();
    expect(await page.locator('.sidebar').isVisible()).toBe(false);
    await page
      .locator('.message', { has: page.locator('.card') })
      .getByRole('button', { name: '回复话题' })
      .click();
    await page.locator('.thread-panel').waitFor();
    expect(await page.locator('main').isVisible()).toBe(false);
    await page.getByRole('button', { name: '返回' }).click();
    await page.locator('main .card').waitFor();
    await page.getByRole('button', { name: '返回' }).click();
    await page.locator('.sidebar').waitFor();
  });

  test('nothing is wider than the screen', async () => {
    for (const text of ['@驿站 商机 远景', '@驿站 漏斗', '/specimen']) {
      await local.workspace.post('say', { as: 'liu', channel: 'east', text });
    }
    const page = await local.look({ as: 'liu', channel: 'east', width: 'phone' });
    await page.locator('.card').nth(2).waitFor();
    const widest = await page.evaluate<number>(`
      Math.max(...[...document.querySelectorAll('main *')]
        .filter((element) => !element.closest('.table, .hidden, .attach'))
        .map((element) => element.getBoundingClientRect().right))
    `);
    expect(widest).toBeLessThanOrEqual(390);
  });
});

test('a lost connection is said, taken up again, and nothing is missed', async () => {
  const page = await local.look({ as: 'liu', channel: 'east' });
  await page.getByText('This is the beginning').waitFor();
  await local.workspace.adapter.stop();
  await page.getByText('Connection lost. Trying again…').waitFor();
  await local.workspace.post('say', { as: 'chen', channel: 'east', text: 'said in between' });
  await page.getByText('said in between').waitFor();
  await expect.poll(() => page.getByText('Connection lost.').count()).toBe(0);
});
