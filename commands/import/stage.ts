import { z } from 'zod';
import { type ImportPreview, importPreview, previewText } from '../../src/cards/import.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { isUuid } from '../../src/domain/id.ts';
import type { Intent } from '../../src/exchange/intent.ts';
import type { Plan } from '../../src/exchange/plan.ts';
import { type Mappings, mapTables, prepareImport } from '../../src/exchange/prepare.ts';
import type { Table } from '../../src/sheets/table.ts';
import { penOf } from '../deal/answer.ts';

/** An import on its way: the tables as they were read, and what was said about their columns. */
export type Staged = {
  tables: readonly Table[];
  /** By table: header → field, '-' for none. */
  columns: readonly (readonly [number, readonly (readonly [string, string])[]])[];
  source: string;
};

const StagedShape = z.object({
  tables: z.array(
    z.custom<Table>(
      (value) => typeof value === 'object' && value !== null && 'header' in value && 'rows' in value,
    ),
  ),
  columns: z.array(z.tuple([z.number(), z.array(z.tuple([z.string(), z.string()]))])),
  source: z.string(),
});

/** The person's own waiting import; null when it was run, cancelled or never theirs. */
export async function stagedOf(draft: string, { read, person }: Context): Promise<Staged | null> {
  if (!isUuid(draft)) return null;
  const kept = await read.draft(draft);
  if (kept === null || kept.personId !== person.id || kept.kind !== 'import') return null;
  const parsed = StagedShape.safeParse(kept.body);
  return parsed.success ? parsed.data : null;
}

export const mappingsOf = ({ columns }: Staged): Mappings => ({
  all: new Map(),
  each: new Map(columns.map(([index, pairs]) => [index, new Map(pairs)] as const)),
});

/** Who imports may reach their own deals, their teams' or everybody's, as the one table says. */
export function intentOf(context: Context, source: string): Intent {
  const { person, now, newId, may } = context;
  const mayImport: Intent['mayImport'] = (deal) =>
    may('data.import', { deal: { ...deal, collaborators: [], confidential: false } });
  return {
    now,
    importId: newId(),
    source,
    importer: person,
    mayImport,
    mayAdd: mayImport({ ownerId: '', teamId: '' }),
    order: 'ambiguous',
    newId,
  };
}

export async function planOf(staged: Staged, context: Context): Promise<{ plan: Plan; intent: Intent }> {
  const intent = intentOf(context, staged.source);
  const plan = await prepareImport(context.read, staged.tables, { intent, mappings: mappingsOf(staged) });
  return { plan, intent };
}

/** What the files would do, as a message. */
export async function previewOf(draft: string, staged: Staged, context: Context): Promise<Message> {
  const { plan } = await planOf(staged, context);
  const mapped = mapTables(staged.tables, mappingsOf(staged));
  const preview: ImportPreview = {
    draft,
    report: plan.report,
    files: mapped.map(({ table, kind, unused }) => ({
      name: table.name,
      kind,
      rows: table.rows.length,
      unused: kind === null ? [] : unused,
      columns: kind === null || kind === 'deals',
    })),
    first: firstRows(mapped),
  };
  return { text: previewText(plan.report, context.m), card: importPreview(preview, penOf(context)) };
}

const SHOWN = ['name', 'customer', 'product', 'owner', 'stage', 'status', 'amount'] as const;

function firstRows(mapped: ReturnType<typeof mapTables>): ImportPreview['first'] {
  const deals = mapped.find((one) => one.kind === 'deals');
  if (deals === undefined) return null;
  const fields = SHOWN.filter((field) => deals.columns.has(field)).slice(0, 5);
  const rows = deals.table.rows
    .slice(0, 3)
    .map((row) => fields.map((field) => row.cells[deals.columns.get(field)?.index ?? -1] ?? ''));
  return { fields, rows };
}
