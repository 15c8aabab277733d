// npm run migration -- <name>
//
// Writes prisma/migrations/<timestamp>_<name>/migration.sql.
// The first one is complete: the SQL of schema.prisma, then guards.sql (triggers and CHECKs, which
// the schema language cannot say). Every later one is an empty file to be filled by hand: change
// schema.prisma or guards.sql, which always say what should be, write the SQL that leads there, and
// run test/store/migrate.test.ts, which compares the two. Nothing is ever derived by comparing with
// a database, and a migration that has been released is never edited.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { diffFromEmpty } from '../src/store/migrate.ts';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error('npm run migration -- <name>     (lower-case letters, digits and _)');
  process.exit(1);
}

await mkdir('prisma/migrations', { recursive: true });
const earlier = await readdir('prisma/migrations');
const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = `prisma/migrations/${timestamp}_${name}`;
await mkdir(folder);
await writeFile(`${folder}/migration.sql`, earlier.length === 0 ? await first() : '');
if (earlier.length === 0) {
  await writeFile('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
}
console.log(`${folder}/migration.sql`);

async function first(): Promise<string> {
  return `${await diffFromEmpty('prisma/schema.prisma')}\n${await readFile('prisma/guards.sql', 'utf8')}`;
}
