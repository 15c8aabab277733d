// Imports as the command line does them, on a bot's organisation:
//
//   const report = await importFiles(bot, { 'deals.csv': 'name,stage\nA,Won\n' });

import { v7 } from 'uuid';
import { mayDo } from '../../src/chat/permit.ts';
import type { ImportReport } from '../../src/domain/exchange.ts';
import type { Intent } from '../../src/exchange/intent.ts';
import { readKnown } from '../../src/exchange/known.ts';
import { type Plan, planImport } from '../../src/exchange/plan.ts';
import { type Mappings, mapTables, prepareImport, readTables } from '../../src/exchange/prepare.ts';
import type { Bot } from './bot.ts';
import type { CastName } from './cast.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;
export type Importing = { as?: CastName; reach?: 'own' | 'all'; source?: string; mappings?: Mappings };

const sheets = (files: Files) =>
  Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? Buffer.from(content) : content,
  }));

async function intentOf(bot: Bot, { as = 'olga', source = 'deals' }: Importing = {}): Promise<Intent> {
  const read = bot.read();
  const [importer, teams] = await Promise.all([read.person(bot.ids[as]), read.teams()]);
  if (importer === null) throw new Error('no such person');
  const mayImport = (deal: { ownerId: string; teamId: string }) =>
    mayDo(importer, teams, {
      action: 'data.import',
      subject: { deal: { ...deal, collaborators: [], confidential: false } },
    });
  return {
    now: bot.now,
    importId: v7(),
    source,
    importer,
    mayImport,
    mayAdd: mayImport({ ownerId: '', teamId: '' }),
    order: 'ambiguous',
    newId: v7,
  };
}

export async function planFiles(bot: Bot, files: Files, importing: Importing = {}): Promise<Plan> {
  const { tables, refusals } = await readTables(sheets(files));
  if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
  const intent = await intentOf(bot, importing);
  return prepareImport(bot.read(), tables, {
    intent,
    ...(importing.mappings === undefined ? {} : { mappings: importing.mappings }),
  });
}

export async function importFiles(
  bot: Bot,
  files: Files,
  importing: Importing = {},
): Promise<ImportReport & { id: string }> {
  const { tables } = await readTables(sheets(files));
  const intent = await intentOf(bot, importing);
  const mapped = mapTables(tables, importing.mappings);
  const plan = planImport(mapped, await readKnown(bot.read(), mapped, intent.source), intent);
  const committed = await bot.commit(bot.org, {
    key: `import:${intent.importId}`,
    actorId: intent.importer.id,
    now: bot.now,
    changes: [{ kind: 'import.apply', id: intent.importId, report: plan.report, changes: plan.changes }],
    answeredIn: null,
    reply: async () => null,
  });
  if (committed.kind !== 'done') throw new Error(`not done: ${JSON.stringify(committed)}`);
  return { ...plan.report, id: intent.importId };
}
