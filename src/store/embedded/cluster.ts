// The folder of one PostgreSQL server: made once, then only opened.
//
//   <home>/postgres/data       PGDATA; its postmaster.pid records process and port while it runs
//   <home>/postgres/password   of the only account, random, 0600
//   <home>/postgres/log        what the server said since its last start
//   <home>/lib                 library links

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';
import { type Account, runAs } from './account.ts';
import type { Programs } from './programs.ts';

/** The account inside PostgreSQL and the database that Stagepost uses. */
export const NAME = 'stagepost';

export type Cluster = { readonly data: string; readonly log: string; readonly password: string };

export function clusterFolder(home: string): string {
  return join(home, 'postgres');
}

/** null when none was made yet. Throws folderOfAnotherUser. */
export async function openCluster(folder: string): Promise<Cluster | null> {
  const data = join(folder, 'data');
  try {
    const password = await readFile(join(folder, 'password'), 'utf8');
    return { data, log: join(folder, 'log'), password: password.trim() };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (!hasCode(error, 'EACCES')) throw error;
    const { uid } = await stat(folder);
    throw new StartError('folderOfAnotherUser', { folder, uid }, error);
  }
}

/**
 * Runs initdb. Built aside and renamed into place: whoever is killed half-way leaves nothing that
 * looks finished, and of two processes that do this at once one wins and the other uses its result.
 */
export async function makeCluster(folder: string, programs: Programs, account: Account): Promise<void> {
  const aside = `${folder}.${process.pid}`;
  await removeLeftovers(folder);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const passwordFile = join(aside, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account.ids !== null) {
    for (const path of [aside, passwordFile]) await chown(path, account.ids.uid, account.ids.gid);
  }
  try {
    await initdb({ data: join(aside, 'data'), passwordFile, programs, account });
    await rename(aside, folder).catch((error: unknown) => {
      if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Folders of processes that died in makeCluster. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(`${basename(folder)}.`) ? Number(name.slice(basename(folder).length + 1)) : 0;
    if (pid > 0 && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

type Initialisation = {
  readonly data: string;
  readonly passwordFile: string;
  readonly programs: Programs;
  readonly account: Account;
};

async function initdb({ data, passwordFile, programs, account }: Initialisation): Promise<void> {
  const command = runAs(account, [
    programs.initdb,
    `--pgdata=${data}`,
    `--username=${NAME}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: the same order and letters on every machine, no system locale needed.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--set=timezone=UTC',
    '--set=log_timezone=UTC',
    '--no-sync',
    '--no-instructions',
  ]);
  const child = spawn(command.program, command.args, {
    ...command.ids,
    cwd: '/',
    env: programs.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail).once('close', done);
  }).catch((error: unknown) => {
    throw new StartError('postgresFailed', { step: 'initialise', log: null, detail: String(error) }, error);
  });
  if (code !== 0) {
    throw new StartError('postgresFailed', { step: 'initialise', log: null, detail: said.trim() });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
