import { expect, test } from 'vitest';
import { localeOf, Refused, withBooks } from '../../prisma/books.ts';
import { freshDatabase } from '../support/database.ts';

const AT = new Date('2026-11-21T02:00:00Z');

test('an empty database is founded once; several organisations have to be told apart', async () => {
  const database = await freshDatabase();
  const environment = { DATABASE_URL: database.url };
  const open = (org: string | null) =>
    withBooks({ environment, at: AT, org }, async (books) => ({ org: books.org, name: books.name }));
  const first = await open(null);
  expect(await open(null)).toEqual(first);
  await database.prisma.organisation.create({
    data: {
      id: '019aa000-0000-7000-8000-000000000001',
      name: 'Other',
      locale: 'en',
      zone: 'UTC',
      currency: 'USD',
      template: 'consultative',
      createdAt: AT,
    },
  });
  await expect(open(null)).rejects.toThrow(Refused);
  await expect(open('Nobody')).rejects.toThrow('Other');
  expect((await open('Other')).name).toBe('Other');
  await database.close();
});

test('what is asked for speaks the language of the terminal', () => {
  expect(localeOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
  expect(localeOf({ LANG: 'C.UTF-8' })).toBe('en');
  expect(localeOf({ LANG: 'C.UTF-8', ORG_LOCALE: 'zh' })).toBe('zh');
});
