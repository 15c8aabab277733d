import { columnsForm } from '../../src/cards/import.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { type Field, number, optional, text } from '../../src/chat/field.ts';
import { DEAL_FIELDS, type DealField } from '../../src/domain/exchange.ts';
import { mapTables } from '../../src/exchange/prepare.ts';
import { mappingsOf, previewOf, type Staged, stagedOf } from './stage.ts';

/** One named text per value of a deal: the place of its column, or '-'. The card says what each is called. */
const columnFields = Object.fromEntries(
  DEAL_FIELDS.map((field) => [
    field,
    optional(text({ label: { en: field, zh: field }, takes: 'named', formOnly: true })),
  ]),
) as Record<DealField, Field<string | null>>;

/** Which column of a waiting file means what: a form, and with its answer the preview again. */
export const importColumns = command({
  name: 'import.columns',
  says: { en: ['import columns'], zh: ['导入列对应'] },
  title: { en: 'Columns of the import', zh: '导入列对应' },
  help: { en: 'Say what the columns of an import mean', zh: '指定导入文件各列的含义' },
  example: { en: 'import columns', zh: '导入列对应' },
  hidden: true,
  fields: {
    draft: text({ label: { en: 'Import', zh: '导入' }, takes: 'named' }),
    table: number({ label: { en: 'File', zh: '文件' }, min: 0, max: 99 }),
    chosen: optional(text({ label: { en: 'Chosen', zh: '已选' }, takes: 'named', formOnly: true })),
    ...columnFields,
  },
  needs: { action: 'data.import', on: 'nothing' },
  async run(args, context) {
    const { m } = context;
    const staged = await stagedOf(args.draft, context);
    const table = staged?.tables[args.table];
    if (staged === null || table === undefined) return refuse(m.importing.gone);
    if (args.chosen === null) {
      const mapped = mapTables(staged.tables, mappingsOf(staged))[args.table];
      const form = columnsForm(
        {
          draft: args.draft,
          index: args.table,
          name: table.name,
          header: table.header,
          sample: table.rows[0]?.cells ?? [],
        },
        {
          m,
          mapped: new Map(
            [...(mapped?.columns ?? [])].map(([field, column]) => [field, column.index] as const),
          ),
        },
      );
      return show({ text: form.title, form });
    }
    const fields = DEAL_FIELDS.map((field) => [field, args[field] ?? '-'] as const);
    const next: Staged = {
      ...staged,
      columns: [
        ...staged.columns.filter(([index]) => index !== args.table),
        [args.table, pairsOf(table.header, fields)],
      ],
    };
    const preview = await previewOf(args.draft, next, context);
    return {
      kind: 'record',
      changes: [{ kind: 'draft.save', id: args.draft, draftKind: 'import', body: next }],
      reply: async () => preview,
    };
  },
});

/** Every header with its field; one that nobody chose means nothing. */
function pairsOf(
  header: readonly string[],
  fields: readonly (readonly [DealField, string])[],
): readonly (readonly [string, string])[] {
  return header.flatMap((name, index) => {
    const field = fields.find(([, column]) => column === String(index))?.[0] ?? '-';
    return name === '' ? [] : [[name, field] as const];
  });
}
