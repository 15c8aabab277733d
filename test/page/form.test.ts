import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LocalPage, openLocalPage } from '../support/local-page.ts';

let local: LocalPage;
beforeAll(async () => {
  local = await openLocalPage();
});
afterEach(() => local.reset());
afterAll(() => local.close());

async function openForm(language: 'en' | 'zh' = 'en') {
  const page = await local.look({ as: language === 'zh' ? 'liu' : 'maya', language });
  await page.locator('textarea').fill(language === 'zh' ? '新商机' : 'new');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: language === 'zh' ? '新商机' : 'New deal' });
  await form.waitFor();
  return { page, form };
}

test('what is picked needs no example of words, what is typed has one', async () => {
  const { form } = await openForm();
  await form.getByText('for example 48w, 1.2M, ¥500,000').waitFor();
  expect(await form.getByLabel('Expected close').getAttribute('type')).toBe('date');
  expect(await form.getByText('for example next Friday').count()).toBe(0);
});

test('every control gives its raw value; a search gives what was chosen', async () => {
  const { page, form } = await openForm();
  await form.getByLabel('Name').fill('Acme CRM');
  await form.getByLabel('Customer').fill('ac');
  await form.getByRole('option', { name: 'Acme Corp' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await form.getByLabel('Customer').inputValue()).toBe('Acme Corp');
  await form.getByLabel('Amount').fill('48w');
  await form.getByLabel('Expected close').fill('2026-12-18');
  await form.getByLabel('Units').fill('3');
  await form.getByRole('group', { name: 'How it began' }).getByText('Call').click();
  await form.getByRole('group', { name: 'Also' }).getByText('Video meeting').click();
  await form.getByRole('group', { name: 'Also' }).getByText('On-site visit').click();
  await form.locator('textarea').fill('two\nlines');
  await form.getByRole('button', { name: 'Create' }).click();
  await page.locator('.card').waitFor();
  expect(local.workspace.heard.at(-1)?.said).toEqual({
    kind: 'submit',
    words: { line: 'new', values: { source: 'form' } },
    values: {
      name: 'Acme CRM',
      customer: 'customer:Acme Corp',
      amount: '48w',
      close: '2026-12-18',
      time: '09:00',
      count: '3',
      kind: 'call',
      kinds: 'onsite,video',
      note: 'two\nlines',
    },
  });
});

test('a fault stands beside its field, which has the focus; nothing filled in is lost', async () => {
  const { page, form } = await openForm('zh');
  await form.getByLabel('名称').fill('远景 数据平台');
  await form.getByLabel('金额').fill('很多');
  await form.getByRole('button', { name: '建立' }).click();
  await form.getByText('这不像金额，比如 48万。').waitFor();
  const amount = form.getByLabel('金额');
  expect(await amount.getAttribute('aria-invalid')).toBe('true');
  expect(await form.locator('[name=amount]:focus').count()).toBe(1);
  expect(await form.getByLabel('名称').inputValue()).toBe('远景 数据平台');
  await amount.fill('48万');
  await page.keyboard.press('Enter');
  await page.getByText('#12 远景能源 数据平台一期').waitFor();
  expect(await form.count()).toBe(0);
});

test('closing puts it aside with what was filled in', async () => {
  const { page, form } = await openForm();
  await form.getByLabel('Name').fill('Acme');
  await page.keyboard.press('Escape');
  expect(await form.count()).toBe(0);
  await page.getByRole('button', { name: 'Go on with “New deal”' }).click();
  expect(await form.getByLabel('Name').inputValue()).toBe('Acme');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await page.getByRole('button', { name: 'Go on with' }).count()).toBe(0);
});

test('a failed submit keeps the form; the same values again are the same input', async () => {
  const { page, form } = await openForm();
  await form.getByLabel('Name').fill('fail');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('Not sent. What you filled in is still here.').waitFor();
  await form.getByRole('button', { name: 'Create' }).click();
  await expect.poll(() => local.workspace.heard.length).toBe(3);
  const [first, second] = local.workspace.heard.slice(1);
  expect(second?.id).toBe(first?.id);
  await form.getByLabel('Name').fill('works');
  await form.getByRole('button', { name: 'Create' }).click();
  await page.locator('.card').waitFor();
  expect(local.workspace.heard.at(-1)?.id).not.toBe(first?.id);
});

test('the focus stays in the dialog and goes back where it was', async () => {
  const { page, form } = await openForm();
  for (let count = 0; count < 30; count += 1) {
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus:not(dialog, dialog *)').count()).toBe(0);
  }
  await page.keyboard.press('Escape');
  expect(await form.count()).toBe(0);
  await expect.poll(() => page.locator('.composer textarea:focus').count()).toBe(1);
});
