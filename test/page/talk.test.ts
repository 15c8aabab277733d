import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelsView } from '../../src/adapters/local/api.ts';
import { type LocalPage, openLocalPage } from '../support/local-page.ts';

let local: LocalPage;
beforeAll(async () => {
  local = await openLocalPage();
});
afterEach(() => local.reset());
afterAll(() => local.close());

const say = (body: object) => local.workspace.post('say', body);

describe('saying something', () => {
  test('to the bot: the line, the answer, and a follow-up by a button', async () => {
    const page = await local.look({ as: 'liu', language: 'zh' });
    await page.getByText('发生了什么，一句话告诉我。').waitFor();
    await page.getByRole('button', { name: '远景见了王总，嫌贵，下周二演示' }).click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.message', { hasText: '远景见了王总' }).waitFor();
    await page.getByText('已记录远景的拜访。').waitFor();
    await page.getByRole('button', { name: '记下价格异议' }).click();
    await page.getByText('这个数字背后: objections 12').waitFor();
    expect(local.workspace.heard.at(-1)?.said).toEqual({ kind: 'press', words: { line: 'objections 12' } });
    expect(await page.locator('textarea').inputValue()).toBe('');
  });

  test('shows at once to another person, and counts as unread where nobody looks', async () => {
    const wang = await local.look({ as: 'wang', channel: 'east' });
    const chen = await local.look({ as: 'chen' });
    await say({ as: 'liu', channel: 'east', text: '大家早' });
    await wang.getByText('大家早').waitFor();
    await chen.locator('.channel-link.unread', { hasText: '华东商机' }).getByText('1 unread').waitFor();
    expect(await chen.title()).toBe('(1) Stagepost 驿站');
    await chen.getByRole('button', { name: '华东商机' }).click();
    await chen.getByText('大家早').waitFor();
    await expect.poll(() => chen.locator('.count').count()).toBe(0);
    await expect
      .poll(
        async () => (await local.workspace.get<ChannelsView>('channels?as=chen')).body.channels[0]?.unread,
      )
      .toBe(0);
  });

  test('what only the asker may see stays with the asker', async () => {
    const liu = await local.look({ as: 'liu', channel: 'east' });
    const wang = await local.look({ as: 'wang', channel: 'east' });
    await liu.locator('textarea').fill('/specimen');
    await liu.keyboard.press('Enter');
    await liu.locator('.card').waitFor();
    expect(await liu.getByText('Only you see this').count()).toBe(2);
    await say({ as: 'chen', channel: 'east', text: 'marker' });
    await wang.getByText('marker').waitFor();
    expect(await wang.locator('.message').count()).toBe(1);
  });

  test('in a thread under a card', async () => {
    await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const page = await local.look({ as: 'wang', channel: 'east' });
    const wide = await local.look({ as: 'chen', channel: 'east' });
    await page.locator('.message', { hasText: '#12' }).last().hover();
    await page
      .locator('.message', { hasText: '#12' })
      .last()
      .getByRole('button', { name: 'Reply in thread' })
      .click();
    const panel = page.locator('.thread-panel');
    await panel.getByPlaceholder('Reply here').fill('今天通了电话');
    await page.keyboard.press('Enter');
    await panel.locator('.message', { hasText: '今天通了电话' }).waitFor();
    await panel.getByText('已记录远景的拜访。').waitFor();
    expect(local.workspace.heard.at(-1)?.place.thread).toBeDefined();
    await wide.getByRole('button', { name: '1 reply' }).click();
    await wide.locator('.thread-panel').getByText('今天通了电话').waitFor();
    await wide.keyboard.press('Escape');
    await expect.poll(() => wide.locator('.thread-panel').count()).toBe(0);
  });

  test('text is text: nothing that was typed becomes an element', async () => {
    const page = await local.look({ as: 'liu', channel: 'east' });
    const text = '<img src=x onerror="document.title=\'owned\'"><b>bold</b>';
    await page.locator('textarea').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.said', { hasText: text }).waitFor();
    await page.locator('textarea').fill('/specimen');
    await page.keyboard.press('Enter');
    await page.locator('.card').getByText('<b>bold</b> [link](http://example.com)').waitFor();
    expect(await page.locator('.said b, .card b, .card a, img[src="x"]').count()).toBe(0);
    expect(await page.title()).toBe('Stagepost 驿站');
  });

  test('nothing is lost when the server is gone: it is kept, tried again and said once', async () => {
    const page = await local.look({ as: 'liu', channel: 'east' });
    await page.route('**/local/api/say', (route) => route.abort());
    await page.locator('textarea').fill('very important');
    await page.keyboard.press('Enter');
    await page.getByText('Not sent.').waitFor();
    await page.getByText('very important').waitFor();
    await page.unroute('**/local/api/say');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.getByText('Not sent.').count()).toBe(0);
    expect(await page.getByText('very important').count()).toBe(1);
    expect(local.workspace.messages).toHaveLength(1);
  });

  test('while the bot thinks the page says so, and others see what was said', async () => {
    const release = local.workspace.hold();
    const liu = await local.look({ as: 'liu', channel: 'east' });
    const wang = await local.look({ as: 'wang', channel: 'east' });
    await liu.locator('textarea').fill('@stagepost deal');
    await liu.keyboard.press('Enter');
    await liu.getByText('Stagepost is working on it…').waitFor();
    await wang.getByText('@stagepost deal').waitFor();
    release();
    await liu.locator('.card').waitFor();
    await expect.poll(() => liu.locator('.thinking').count()).toBe(0);
    expect(await liu.locator('.message').count()).toBe(2);
  });

  test('an old address of a thread that is gone shows the channel', async () => {
    const page = await local.look({ as: 'liu', channel: 'east' });
    await page.goto(`${local.workspace.url}/#/liu/east/nowhere`);
    await expect.poll(() => page.url()).toBe(`${local.workspace.url}/#/liu/east`);
    expect(await page.locator('.thread-panel').count()).toBe(0);
  });

  test('an address of somebody who is not here asks whom one will be', async () => {
    const page = await local.look({ as: 'liu', channel: 'east' });
    await page.goto(`${local.workspace.url}/#/nobody/nowhere`);
    const dialog = page.getByRole('dialog', { name: 'Act as…' });
    await dialog.getByText('Nobody here goes by that address.').waitFor();
    expect(await page.locator('.talk').count()).toBe(0);
    await dialog.getByRole('button', { name: '王小明' }).click();
    await expect.poll(() => page.url()).toBe(`${local.workspace.url}/#/wang`);
    await page.locator('.composer').waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('whom the bot told something first still learns what can be said, until something is', async () => {
    await local.workspace.adapter.post({
      key: 'nudge',
      to: { kind: 'person', workspace: 'local', person: 'liu' },
      message: { text: '远景已有两周没有联系。' },
      locale: 'zh',
    });
    const page = await local.look({ as: 'liu', language: 'zh' });
    await page.getByText('远景已有两周没有联系。').waitFor();
    await page.getByRole('button', { name: '我的商机' }).click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.examples').count()).toBe(0);
  });

  test('a bot that breaks says so under what was said', async () => {
    const page = await local.look({ as: 'liu' });
    await page.locator('textarea').fill('break');
    // Waits until the page has taken in what was filled in.
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Stagepost did not answer.').waitFor();
    expect(await page.locator('.said', { hasText: 'break' }).count()).toBe(1);
  });

  test('a draft survives going elsewhere and a reload', async () => {
    const page = await local.look({ as: 'liu', channel: 'east' });
    await page.locator('textarea').fill('not finished');
    await page.getByRole('button', { name: 'wins-and-losses' }).click();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('');
    await page.goBack();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('not finished');
    await page.reload();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('not finished');
  });
});

describe('files', () => {
  test('dropped on the conversation, shown, removed, sent', async () => {
    const page = await local.look({ as: 'liu' });
    const data = await page.evaluateHandle(`
      const transfer = new DataTransfer();
      transfer.items.add(new File(['客户,金额\\n'], '商机.csv'));
      transfer.items.add(new File(['x'], 'other.csv'));
      transfer;
    `);
    await page.dispatchEvent('.talk', 'dragover', { dataTransfer: data });
    await page.getByText('Drop to attach').waitFor();
    await page.dispatchEvent('.talk', 'drop', { dataTransfer: data });
    await page.getByRole('button', { name: 'Remove other.csv' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('商机.csv: 14').waitFor();
    expect(await page.getByRole('link', { name: 'Download 商机.csv' }).count()).toBe(1);
  });

  test('picked by the button', async () => {
    const page = await local.look({ as: 'liu' });
    await page
      .getByLabel('Attach files')
      .setInputFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') });
    await page.locator('.attached').getByText('deals.csv').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('deals.csv: 3').waitFor();
  });
});

describe('a card', () => {
  test('is replaced in place by a press, for everybody', async () => {
    await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const liu = await local.look({ as: 'liu', channel: 'east' });
    const wang = await local.look({ as: 'wang', channel: 'east' });
    const stage = (page: typeof liu) => page.locator('.step.current .step-label');
    expect(await stage(wang).textContent()).toBe('方案呈现');
    await liu.getByRole('button', { name: '推进' }).click();
    await expect.poll(() => stage(wang).textContent()).toBe('谈判');
    await expect.poll(() => stage(liu).textContent()).toBe('谈判');
    expect(await wang.locator('.message').count()).toBe(2);
  });

  test('asks before a press that is marked so', async () => {
    await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const page = await local.look({ as: 'liu', channel: 'east', language: 'zh' });
    const heard = local.workspace.heard.length;
    await page.getByRole('button', { name: '输单' }).click();
    const dialog = page.getByRole('dialog', { name: '把 #12 记为输单？' });
    await dialog.getByRole('button', { name: '取消' }).click();
    expect(local.workspace.heard).toHaveLength(heard);
    await page.getByRole('button', { name: '输单' }).click();
    await dialog.getByRole('button', { name: '输单' }).click();
    await expect.poll(() => local.workspace.heard.at(-1)?.said).toMatchObject({ words: { line: 'lose 12' } });
  });

  test('shows its picture with an alternative text, and opens what is behind a number', async () => {
    const page = await local.look({ as: 'maya' });
    await page.locator('textarea').fill('funnel');
    await page.keyboard.press('Enter');
    await page.getByAltText('Funnel: 31 prospects', { exact: false }).waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('.picture img').naturalWidth")).toBe(960);
    await page.getByRole('button', { name: '31', exact: true }).click();
    await page.getByText('Behind that number: list Prospect').waitFor();
    const { said } = local.workspace.heard.at(-1) ?? {};
    expect(said).toMatchObject({ kind: 'press', words: { values: { asOf: '2026-11-23T01:00:00.000Z' } } });
  });
});
