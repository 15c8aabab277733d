import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitTo } from '../../src/store/commit.ts';
import { found, type NewOrganisation, organisationOf } from '../../src/store/founding.ts';
import { readsOf } from '../../src/store/reads.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const now = new Date('2026-11-21T02:00:00Z');
const fresh: NewOrganisation = {
  name: '驿站科技',
  locale: 'zh',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'prc',
  template: 'project',
  workspace: { platform: 'local', external: 'w1', name: 'Local' },
  admin: { name: '王芳', external: 'u1' },
  now,
  newId: v7,
};

test('a workspace founds an organisation that is ready for its first deal', async () => {
  const { prisma } = database;
  const org = await found(prisma, commitTo(prisma), fresh);
  expect(await organisationOf(prisma)('local', 'w1')).toBe(org);
  expect(await organisationOf(prisma)('local', 'w2')).toBeNull();
  const read = readsOf({ db: prisma, org, now });
  expect(await read.organisation()).toMatchObject({ locale: 'zh', calendar: 'prc', template: 'project' });
  const [team] = await read.teams();
  expect(await read.identified('local', 'w1', 'u1')).toMatchObject({
    name: '王芳',
    role: 'admin',
    status: 'active',
    teamId: team?.id,
  });
  const [pipeline] = await read.pipelines();
  expect(pipeline).toMatchObject({ name: '项目型销售', isDefault: true });
  expect(pipeline?.stages.find((one) => one.key === 'commercial')?.criteria).toHaveLength(5);
});

test('founded again, it is the same one, with everything once', async () => {
  const { prisma } = database;
  const org = await found(prisma, commitTo(prisma), fresh);
  expect(await prisma.organisation.count()).toBe(1);
  const read = readsOf({ db: prisma, org, now });
  expect(await read.people()).toHaveLength(1);
  expect(await read.pipelines()).toHaveLength(1);
});

test('two who speak first at the same moment found one organisation', async () => {
  const { prisma } = database;
  const at = (external: string): NewOrganisation => ({
    ...fresh,
    workspace: { ...fresh.workspace, external: 'w4' },
    admin: { name: external, external, locale: 'en', zone: 'Asia/Tokyo' },
  });
  const both = await Promise.all(['u1', 'u2'].map((who) => found(prisma, commitTo(prisma), at(who))));
  expect(new Set(both).size).toBe(1);
  const people = await readsOf({ db: prisma, org: both[0] ?? '', now }).people();
  // Whoever it is speaks as their profile says.
  expect(people).toMatchObject([{ role: 'admin', locale: 'en', zone: 'Asia/Tokyo' }]);
});

test('a founding that broke off half way is finished by the next', async () => {
  const { prisma } = database;
  const other = { ...fresh, workspace: { ...fresh.workspace, external: 'w3' } };
  const broken = found(prisma, () => Promise.reject(new Error('power cut')), other);
  await expect(broken).rejects.toThrow('power cut');
  const org = await found(prisma, commitTo(prisma), other);
  expect(await readsOf({ db: prisma, org, now }).people()).toHaveLength(1);
});
