// npm run import -- <files> [--map header=field] [--source name] [--as person] [--dates mdy] [--report file.csv]

import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { reasonOf, remarkText } from '../src/cards/import.ts';
import { refusalText } from '../src/cards/refusal.ts';
import type { ImportReport } from '../src/domain/exchange.ts';
import { nameKey } from '../src/domain/name.ts';
import type { Person } from '../src/domain/people.ts';
import { fieldsOf, type Mapping } from '../src/exchange/columns.ts';
import type { Intent } from '../src/exchange/intent.ts';
import { mapTables, prepareImport, readTables } from '../src/exchange/prepare.ts';
import { messages } from '../src/i18n/messages.ts';
import { importCli } from '../src/i18n/sections/import-cli.ts';
import { writeCsv } from '../src/sheets/csv.ts';
import type { DayOrder } from '../src/sheets/day.ts';
import type { Table } from '../src/sheets/table.ts';
import { type Books, localeOf, Refused, runCli, withBooks } from './books.ts';

const m = messages[localeOf(process.env)];
const cli = importCli[localeOf(process.env)];

/** How many remarks are printed; --report has them all. */
const PRINTED = 20;

await runCli(process.env, async () => {
  const { positionals: files, values } = argumentsOf();
  if (files.length === 0 || values.help === true) {
    console.log(cli.usage);
    if (values.help !== true) process.exitCode = 1;
    return;
  }
  const mapping = mappingOf(values.map ?? []);
  const order = orderOf(values.dates);
  show(cli.reading(files.length));
  const tables = await tablesOf(files);
  const known = mapTables(tables, { all: mapping, each: new Map() });
  if (known.every((one) => one.kind === null)) throw new Refused(cli.noTable);
  show(cli.planning(tables.reduce((sum, table) => sum + table.rows.length, 0)));
  const done = await withBooks(
    {
      environment: process.env,
      at: new Date(),
      org: values.org ?? null,
      progress: (written, of) => show(cli.writing(written, of)),
    },
    async (books) => ({
      name: books.name,
      report: await importInto(books, {
        tables,
        mapping,
        order,
        source: values.source ?? 'deals',
        as: values.as ?? null,
      }),
    }),
  );
  show('');
  print(done.name, done.report);
  if (values.report !== undefined) {
    await writeReport(values.report, done.report);
    console.log(cli.reported(values.report));
  }
});

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        map: { type: 'string', multiple: true },
        source: { type: 'string' },
        as: { type: 'string' },
        dates: { type: 'string' },
        report: { type: 'string' },
        org: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch {
    throw new Refused(cli.usage);
  }
}

function mappingOf(said: readonly string[]): Mapping {
  const fields = new Set([
    ...fieldsOf('deals'),
    ...fieldsOf('people'),
    ...fieldsOf('visits'),
    ...fieldsOf('objections'),
    '-',
  ]);
  return new Map(
    said.map((one) => {
      const at = one.lastIndexOf('=');
      const field = one.slice(at + 1).trim();
      if (at < 1 || !fields.has(field)) throw new Refused(cli.badMap(one, fieldsOf('deals').join(', ')));
      return [one.slice(0, at).trim(), field];
    }),
  );
}

function orderOf(said: string | undefined): DayOrder {
  if (said === undefined) return 'ambiguous';
  if (said === 'mdy' || said === 'dmy') return said;
  throw new Refused(cli.badDates);
}

async function tablesOf(paths: readonly string[]): Promise<readonly Table[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) throw new Refused(cli.noFile(path));
      return { name: basename(path), bytes };
    }),
  );
  const { tables, refusals } = await readTables(files);
  const [refusal] = refusals;
  if (refusal !== undefined) throw new Refused(refusalText(refusal, m));
  return tables;
}

type Importing = {
  tables: readonly Table[];
  mapping: Mapping;
  order: DayOrder;
  source: string;
  as: string | null;
};

async function importInto(
  books: Books,
  { tables, mapping, order, source, as }: Importing,
): Promise<ImportReport> {
  const { read, commit, org, now, newId } = books;
  const importer = importerOf(await read.people(), as);
  const importId = newId();
  // Whoever may run this may do anything to the database.
  const intent: Intent = {
    now,
    importId,
    source,
    importer,
    mayImport: () => true,
    mayAdd: true,
    order,
    newId,
  };
  for (const last of [false, true]) {
    const mappings = { all: mapping, each: new Map() };
    const { report, changes } = await prepareImport(read, tables, { intent, mappings });
    const committed = await commit(org, {
      key: `cli:import:${importId}`,
      actorId: importer.id,
      now,
      changes: [{ kind: 'import.apply', id: importId, report, changes }],
      answeredIn: null,
      reply: async () => null,
    });
    if (committed.kind !== 'conflict') return report;
    if (last) break;
  }
  throw new Refused(cli.meanwhile);
}

function importerOf(people: readonly Person[], said: string | null): Person {
  const active = people.filter((one) => one.status === 'active');
  const found =
    said === null
      ? (active.find((one) => one.role === 'admin') ?? active[0])
      : active.find(
          (one) => nameKey(one.name) === nameKey(said) || one.email?.toLowerCase() === said.toLowerCase(),
        );
  if (found === undefined) throw new Refused(cli.noPerson(said ?? ''));
  return found;
}

/** One line that is written over; where nobody watches, nothing. */
function show(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text}`);
}

function print(name: string, report: ImportReport): void {
  const { kind } = m.importing;
  const count = report.remarks.filter((one) => one.what === 'warned' || one.why !== 'unchanged');
  const skips = ({ unchanged, skipped }: { unchanged: number; skipped: number }) => unchanged + skipped;
  const lines = [
    cli.into(name),
    cli.row(kind.deals, { ...report.deals, skipped: skips(report.deals) }),
    ...(['visits', 'objections'] as const).flatMap((one) =>
      report[one].read === 0 ? [] : [cli.row(kind[one], { ...report[one], skipped: skips(report[one]) })],
    ),
    cli.made(report.made),
    cli.without(report.without),
    cli.warned(count.length),
    ...count.slice(0, PRINTED).map((one) => `    ${remarkText(one, m)}`),
    ...(count.length > PRINTED ? [`    ${m.importing.more(count.length - PRINTED)}`] : []),
  ];
  console.log(lines.join('\n'));
}

async function writeReport(path: string, report: ImportReport): Promise<void> {
  const rows = report.remarks.map((one) => [
    one.file,
    one.line,
    one.what,
    one.why,
    reasonOf(one, m),
    one.said,
  ]);
  const text = await writeCsv(['file', 'line', 'outcome', 'code', 'reason', 'said'], rows, { bom: true });
  await writeFile(path, text).catch(() => {
    throw new Refused(cli.noFolder(path));
  });
}
