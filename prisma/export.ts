// npm run export -- <folder>      writes deals.csv, events.csv, visits.csv and objections.csv into it

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportFiles } from '../src/exchange/export.ts';
import { importCli } from '../src/i18n/sections/import-cli.ts';
import { type Books, localeOf, Refused, runCli, withBooks } from './books.ts';

const cli = importCli[localeOf(process.env)];

await runCli(process.env, async () => {
  const { positionals, values } = argumentsOf();
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Refused(cli.exportUsage);
  await mkdir(folder, { recursive: true }).catch(() => {
    throw new Refused(cli.noFolder(folder));
  });
  const files = await withBooks(
    { environment: process.env, at: new Date(), org: values.org ?? null },
    exportFrom,
  );
  for (const file of files) {
    await writeFile(join(folder, file.name), file.text).catch(() => {
      throw new Refused(cli.noFolder(folder));
    });
  }
  console.log(cli.exportedTo(folder));
  for (const file of files) console.log(cli.exported(file.rows, file.name));
});

function argumentsOf() {
  try {
    return parseArgs({ allowPositionals: true, options: { org: { type: 'string' } } });
  } catch {
    throw new Refused(cli.exportUsage);
  }
}

/** Whoever may run this may see everything, confidential deals too; that it happened is kept. */
async function exportFrom({ read, commit, org, now, newId }: Books) {
  const [teams, people] = await Promise.all([read.teams(), read.people()]);
  const files = await exportFiles(read, {
    personId: '',
    teams: 'all',
    managed: teams.map((team) => team.id),
  });
  const actor = people.find((one) => one.role === 'admin') ?? people[0];
  if (actor !== undefined) {
    const id = newId();
    const deals = files[0]?.rows ?? 0;
    await commit(org, {
      key: `cli:export:${id}`,
      actorId: actor.id,
      now,
      changes: [{ kind: 'audit', id, action: 'data.export', detail: { deals, by: 'command line' } }],
      answeredIn: null,
      reply: async () => null,
    });
  }
  return files;
}
