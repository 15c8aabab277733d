import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

/**
 * What the database itself refuses, whatever the code does. Read from the catalog, so that a new table, key or guard
 * cannot be forgotten: a table gets rows from its columns' types, two organisations deep.
 */
let database: FreshDatabase;
let db: pg.Client;
let tables: readonly Table[];
let checks: readonly Check[];
const rows = new Map<string, Row>();

type Column = { name: string; type: string; length: number | null; nullable: boolean };
type Key = { columns: readonly string[]; parent: string; parentColumns: readonly string[] };
type Table = { name: string; columns: readonly Column[]; primary: readonly string[]; keys: readonly Key[] };
type Check = { table: string; name: string; definition: string };
type Row = Record<string, unknown>;
const ORGS = ['a', 'b'] as const;

/** Tables that route to an organisation, or belong to the local workspace, which knows of none. */
const outside = (table: string): boolean =>
  ['Organisation', 'Workspace', 'WorkspaceCode', 'Installation', 'OAuthState', '_prisma_migrations'].includes(
    table,
  ) || table.startsWith('Local');

beforeAll(async () => {
  database = await freshDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  tables = await readTables();
  checks = await readChecks();
  // Rows made from types alone mean nothing: the checks are put back where they are tested.
  for (const { table, name } of checks) await db.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  for (const org of ORGS) for (const table of parentsFirst(tables)) await insert(table, org);
});

afterAll(async () => {
  await db.end();
  await database.close();
});

async function readTables(): Promise<Table[]> {
  const { rows: found } = await db.query<Table>(`
    SELECT c.relname AS name,
      (SELECT json_agg(json_build_object('name', a.attname, 'type', t.typname, 'nullable', NOT a.attnotnull,
          'length', CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 END) ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
      (SELECT json_agg(a.attname ORDER BY k.place)
         FROM pg_constraint p, unnest(p.conkey) WITH ORDINALITY k(num, place), pg_attribute a
        WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attrelid = c.oid AND a.attnum = k.num) AS primary,
      coalesce((SELECT json_agg(json_build_object('parent', f.confrelid::regclass::text,
          'columns', (SELECT json_agg(a.attname ORDER BY k.place)
             FROM unnest(f.conkey) WITH ORDINALITY k(num, place), pg_attribute a
            WHERE a.attrelid = f.conrelid AND a.attnum = k.num),
          'parentColumns', (SELECT json_agg(a.attname ORDER BY k.place)
             FROM unnest(f.confkey) WITH ORDINALITY k(num, place), pg_attribute a
            WHERE a.attrelid = f.confrelid AND a.attnum = k.num)))
         FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'), '[]') AS keys
    FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`);
  const bare = (name: string) => name.replaceAll('"', '');
  return found.map((one) => ({
    ...one,
    keys: one.keys.map((key) => ({ ...key, parent: bare(key.parent) })),
  }));
}

async function readChecks(): Promise<Check[]> {
  const { rows: found } = await db.query<Check>(`
    SELECT replace(conrelid::regclass::text, '"', '') AS "table", conname AS name,
      pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY conname`);
  return found;
}

function parentsFirst(all: readonly Table[]): Table[] {
  const done: Table[] = [];
  let left = all.filter((table) => !outside(table.name) || table.name === 'Organisation');
  while (left.length > 0) {
    const ready = left.filter((table) =>
      table.keys.every(({ parent }) => parent === table.name || done.some((one) => one.name === parent)),
    );
    if (ready.length === 0) throw new Error(`a circle of keys: ${left.map((one) => one.name).join(', ')}`);
    done.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return done;
}

let counter = 0;

function valueFor({ type, length }: Column): unknown {
  counter += 1;
  switch (type) {
    case 'uuid':
      return `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
    case 'int4':
    case 'int8':
      return counter;
    case 'bool':
      return false;
    case 'json':
    case 'jsonb':
      return '{}';
    case 'date':
    case 'timestamptz':
      return new Date(Date.UTC(2026, 0, counter)).toISOString();
    case 'bytea':
      return Buffer.from([1]);
    case 'text':
    case 'bpchar':
    case 'varchar':
      return `x${counter}`.slice(0, length ?? 100);
    default:
      if (type.startsWith('_')) return [];
      throw new Error(`how does one make a ${type}?`);
  }
}

/** A row of its own organisation: keys point to that organisation's row of the parent, or to nothing. */
async function insert(table: Table, org: string): Promise<void> {
  const row: Row = {};
  for (const column of table.columns) if (!column.nullable) row[column.name] = valueFor(column);
  for (const key of table.keys) {
    const parent = rows.get(`${org} ${key.parent}`);
    key.columns.forEach((name, index) => {
      if (parent !== undefined) row[name] = parent[key.parentColumns[index] ?? ''];
    });
  }
  const names = Object.keys(row);
  await db.query(
    `INSERT INTO "${table.name}" (${names.map((name) => `"${name}"`).join(', ')})
     VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  rows.set(`${org} ${table.name}`, row);
}

/** What PostgreSQL says to a statement on organisation a's row: its error's code and constraint, or 'done'. */
async function attempt(statement: string, prepare: readonly string[] = []): Promise<string> {
  await db.query('BEGIN');
  try {
    for (const one of prepare) await db.query(one);
    const { rowCount } = await db.query(statement);
    return rowCount === 1 ? 'done' : `${rowCount} rows`;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `${error.code}${error.constraint === undefined ? '' : ` ${error.constraint}`}`;
  } finally {
    await db.query('ROLLBACK');
  }
}

const literal = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

/** Organisation a's row of a table. */
function whereOf(table: string): string {
  const row = rows.get(`a ${table}`);
  if (row === undefined) throw new Error(`no row of ${table}`);
  const primary = tables.find((one) => one.name === table)?.primary ?? [];
  return primary.map((name) => `"${name}" = ${literal(row[name])}`).join(' AND ');
}

const asleep = (table: string): string => `ALTER TABLE "${table}" DISABLE TRIGGER USER`;

describe('organisations', () => {
  test('every table leads with its organisation: in its key and in every foreign key', () => {
    const inside = tables.filter((table) => !outside(table.name));
    expect(inside.length).toBeGreaterThan(25);
    for (const table of inside) {
      expect(table.primary[0], `${table.name}'s key`).toBe('orgId');
      for (const key of table.keys) {
        expect(key.columns[0], `${table.name} → ${key.parent}`).toBe('orgId');
        expect(key.parentColumns[0]).toBe(key.parent === 'Organisation' ? 'id' : 'orgId');
      }
      const rooted = table.keys.some((key) => key.parent === 'Organisation' || !outside(key.parent));
      expect(rooted || ROOTLESS.includes(table.name), `${table.name} hangs on its organisation`).toBe(true);
    }
  });

  /** Queues, and what is written before the rows that it speaks of exist. */
  const ROOTLESS = ['ForeignRef', 'Inbox', 'Outbox', 'Slot'];

  test('no foreign key can point into another one', async () => {
    let tried = 0;
    for (const table of tables.filter((one) => !outside(one.name))) {
      for (const key of table.keys.filter((one) => one.parent !== 'Organisation')) {
        const foreign = rows.get(`b ${key.parent}`);
        const own = rows.get(`a ${key.parent}`);
        const set = (parent: Row | undefined) =>
          key.columns
            .flatMap((name, index) =>
              name === 'orgId' ? [] : [`"${name}" = ${literal(parent?.[key.parentColumns[index] ?? ''])}`],
            )
            .join(', ');
        const update = (parent: Row | undefined) =>
          attempt(`UPDATE "${table.name}" SET ${set(parent)} WHERE ${whereOf(table.name)}`, [
            asleep(table.name),
          ]);
        const what = `${table.name} (${key.columns.join(', ')}) → ${key.parent}`;
        expect(await update(foreign), what).toMatch(/^23503 /);
        expect(await update(own), what).toBe('done');
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(30);
  });
});

describe('history', () => {
  test.each(['DealEvent', 'Audit', 'Slot'])('%s is added to, never changed or removed', async (table) => {
    const first = tables.find((one) => one.name === table)?.primary.at(-1) ?? '';
    const where = whereOf(table);
    expect(await attempt(`UPDATE "${table}" SET "${first}" = "${first}" WHERE ${where}`)).toBe('23001');
    expect(await attempt(`DELETE FROM "${table}" WHERE ${where}`)).toBe('23001');
  });

  test.each(['TRUNCATE "DealEvent"', 'TRUNCATE "Deal" CASCADE', 'TRUNCATE "Organisation" CASCADE'])(
    '%s is refused',
    async (statement) => {
      expect(await attempt(statement)).toBe('23001');
    },
  );

  test('a deal with a history cannot be removed', async () => {
    expect(await attempt(`DELETE FROM "Deal" WHERE ${whereOf('Deal')}`)).toMatch(/^23(001|503)/);
  });
});

/** For each check: what it refuses and what it lets pass, as assignments. */
const CASES: Record<string, { no: readonly string[]; yes: readonly string[] }> = {
  Organisation_joined: {
    no: [`"joinedId" = gen_random_uuid(), "lastDeal" = 1`],
    yes: [`"joinedId" = NULL, "lastDeal" = 1`, `"joinedId" = gen_random_uuid(), "lastDeal" = 0`],
  },
  Deal_status: { no: [`"status" = 'gone'`], yes: [`"status" = 'void'`] },
  Deal_number: { no: [`"number" = 0`, `"number" = -1`], yes: [`"number" = "number"`] },
  Deal_version: { no: [`"version" = 0`], yes: [`"version" = 1`] },
  Deal_amount: { no: [`"amount" = -1`], yes: [`"amount" = 0`, `"amount" = NULL`] },
  Deal_currency: { no: [`"currency" = 'cny'`, `"currency" = 'C'`], yes: [`"currency" = 'CNY'`] },
  Deal_ball: { no: [`"ball" = 'me'`], yes: [`"ball" = 'us'`, `"ball" = NULL`] },
  Deal_closed: {
    no: [`"status" = 'open', "closedAt" = now()`, `"status" = 'won', "closedAt" = NULL`],
    yes: [`"status" = 'open', "closedAt" = NULL`, `"status" = 'lost', "closedAt" = now()`],
  },
  Deal_loss_reason: {
    no: [`"status" = 'open', "lossReason" = 'price'`, `"status" = 'won', "lossReason" = 'price'`],
    yes: [`"status" = 'lost', "lossReason" = 'price'`, `"status" = 'void', "lossReason" = 'price'`],
  },
  DealEvent_seq: { no: [`"seq" = 0`], yes: [`"seq" = 1`] },
  DealEvent_voids: {
    no: [`"seq" = 3, "voids" = 3`, `"seq" = 3, "voids" = 4`, `"voids" = 0`],
    yes: [`"seq" = 3, "voids" = 2`, `"voids" = NULL`],
  },
  DealEvent_opening: {
    no: [`"seq" = 2, "kind" = 'opened'`, `"seq" = 1, "kind" = 'moved'`],
    yes: [`"seq" = 1, "kind" = 'opened'`, `"seq" = 2, "kind" = 'moved'`],
  },
  StageFact_probability: { no: [`"probability" = -1`, `"probability" = 101`], yes: [`"probability" = 100`] },
  StageFact_patience: { no: [`"patience" = -1`, `"patience" = 366`], yes: [`"patience" = 0`] },
  StageFact_benchmark: { no: [`"benchmark" = 101`], yes: [`"benchmark" = 25`, `"benchmark" = NULL`] },
  StageFact_part: { no: [`"part" = 'loses'`], yes: [`"part" = 'wins'`] },
  StageFact_admits: { no: [`"admits" = 'most'`], yes: [`"admits" = 'all'`] },
  Person_role: { no: [`"role" = 'owner'`], yes: [`"role" = 'readonly'`] },
  Person_status: { no: [`"status" = 'gone'`], yes: [`"status" = 'pending'`] },
  Person_locale: { no: [`"locale" = 'fr'`], yes: [`"locale" = 'zh'`] },
  Team_parent: { no: [`"parentId" = "id"`], yes: [`"parentId" = NULL`] },
  Leave_span: {
    no: [`"from" = '2026-12-02', "until" = '2026-12-01'`],
    yes: [`"from" = '2026-12-02', "until" = '2026-12-02'`],
  },
  Leave_deputy: { no: [`"deputyId" = "personId"`], yes: [`"deputyId" = gen_random_uuid()`] },
  Visit_kind: { no: [`"kind" = 'dream'`], yes: [`"kind" = 'onsite'`] },
  Visit_status: { no: [`"status" = 'maybe'`], yes: [`"status" = 'attempt'`] },
  Visit_subject: {
    no: [`"dealNumber" = NULL, "customerId" = NULL`],
    yes: [`"dealNumber" = NULL`, `"customerId" = NULL`],
  },
  Objection_status: { no: [`"status" = 'ignored'`], yes: [`"status" = 'resolved'`] },
  Target_scope: { no: [`"scope" = 'world'`], yes: [`"scope" = 'team'`] },
  Target_measure: { no: [`"measure" = 'love'`], yes: [`"measure" = 'units'`] },
  Target_period: {
    no: [`"period" = '2026-13'`, `"period" = '2026-Q5'`, `"period" = '26'`, `"period" = '2026-1'`],
    yes: [`"period" = '2026'`, `"period" = '2026-Q4'`, `"period" = '2026-12'`],
  },
  Target_value: { no: [`"value" = -1`], yes: [`"value" = 0`, `"value" = NULL`] },
  Slot_outcome: { no: [`"outcome" = 'lost'`], yes: [`"outcome" = 'quiet'`] },
  Outbox_status: { no: [`"status" = 'gone fishing'`], yes: [`"status" = 'unconfirmed'`] },
};

describe('what must not be', () => {
  test('every check is tried here', () => {
    expect(checks.map((one) => one.name)).toEqual(Object.keys(CASES).sort());
  });

  test.each(Object.entries(CASES))('%s', async (name, { no, yes }) => {
    const check = checks.find((one) => one.name === name);
    if (check === undefined) throw new Error(`there is no ${name}`);
    const { table, definition } = check;
    const prepare = [
      asleep(table),
      `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition} NOT VALID`,
    ];
    const update = (set: string) => attempt(`UPDATE "${table}" SET ${set} WHERE ${whereOf(table)}`, prepare);
    for (const set of no) expect(await update(set), set).toBe(`23514 ${name}`);
    for (const set of yes) expect(await update(set), set).toMatch(/^(done|23503)/);
  });
});
