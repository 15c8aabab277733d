// What a database consists of, as sorted lines 'kind name: definition' that can be compared.

import pg from 'pg';

const QUERIES = [
  `SELECT 'column' AS kind, c.relname || '.' || a.attname AS name,
          format('%s%s%s', format_type(a.atttypid, a.atttypmod),
                 CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                 ' default ' || pg_get_expr(d.adbin, d.adrelid)) AS definition
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace`,
  `SELECT 'table' AS kind, c.relname AS name,
          format('%s, row security %s', c.relkind, c.relrowsecurity) AS definition
     FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relnamespace = 'public'::regnamespace`,
  `SELECT 'index' AS kind, indexname AS name, indexdef AS definition
     FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT CASE contype WHEN 'c' THEN 'check' ELSE 'constraint' END AS kind,
          format('%s.%s', conrelid::regclass, conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
    -- Not-null constraints have rows only since PostgreSQL 18; the columns say them already.
    WHERE contype <> 'n' AND connamespace = 'public'::regnamespace`,
  `SELECT 'trigger' AS kind, format('%s.%s', tgrelid::regclass, tgname) AS name,
          pg_get_triggerdef(oid) AS definition
     FROM pg_trigger WHERE NOT tgisinternal`,
  `SELECT 'function' AS kind, proname AS name, pg_get_functiondef(oid) AS definition
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')`,
  `SELECT 'type' AS kind, t.typname AS name,
          string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS definition
     FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`,
  `SELECT 'policy' AS kind, format('%s.%s', tablename, policyname) AS name,
          format('%s %s %s', cmd, qual, with_check) AS definition
     FROM pg_policies WHERE schemaname = 'public'`,
  `SELECT 'extension' AS kind, extname AS name, '' AS definition FROM pg_extension`,
];

type Row = { kind: string; name: string; definition: string };

/** Without Prisma's own table. */
export async function readCatalog(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const lines: string[] = [];
    for (const query of QUERIES) {
      const { rows } = await client.query<Row>(query);
      lines.push(
        ...rows.map(({ kind, name, definition }) => `${kind} ${name.replaceAll('"', '')}: ${definition}`),
      );
    }
    return lines.filter((line) => !/^\w+ _prisma_migrations/.test(line)).sort();
  } finally {
    await client.end();
  }
}
