// PostgreSQL refuses to run as root. Started by root, its programs run as another account.

import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);

export type Account = {
  /** null: as ourselves. */
  readonly ids: { readonly uid: number; readonly gid: number } | null;
  /** What to put before a command so that the account may enter folders of root's. */
  readonly prefix: readonly string[];
};

/**
 * Chooses the account. As root: whoever owns the data already, else `postgres`, else `nobody`;
 * no account is created on anybody's machine. When that account cannot enter `folders` (a clone
 * in /root, which is closed to others) it is given the one capability that opens them.
 */
export async function chooseAccount(data: string, folders: readonly string[]): Promise<Account> {
  if (process.getuid?.() !== 0) return { ids: null, prefix: [] };
  const ids = (await ownerOf(data)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (ids === null) throw new StartError('noAccountForPostgres', {});
  for (const folder of folders) {
    const closed = await closedFolder(folder, ids);
    if (closed === null) continue;
    const setpriv = await findSetpriv();
    if (setpriv === null) {
      throw new StartError('folderHiddenFromPostgres', { folder: closed, uid: ids.uid });
    }
    return { ids, prefix: [setpriv, ...openEverything(ids)] };
  }
  return { ids, prefix: [] };
}

/** The command to spawn, and the options that make it run as the account. */
export function runAs(account: Account, command: readonly [string, ...string[]]) {
  const [program, ...args] = command;
  const [wrapper, ...wrapped] = account.prefix;
  if (wrapper !== undefined) return { program: wrapper, args: [...wrapped, program, ...args], ids: {} };
  return { program, args, ids: account.ids ?? {} };
}

type Ids = { readonly uid: number; readonly gid: number };

async function ownerOf(folder: string): Promise<Ids | null> {
  const found = await stat(folder).catch(() => null);
  return found === null || found.uid === 0 ? null : { uid: found.uid, gid: found.gid };
}

async function idsOf(name: string): Promise<Ids | null> {
  const ids = Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)));
  const [uid, gid] = await ids.catch(() => []);
  return uid === undefined || gid === undefined ? null : { uid, gid };
}

/** The first folder on the way to `folder` that `ids` may not enter. */
async function closedFolder(folder: string, ids: Ids): Promise<string | null> {
  const { mode, uid, gid } = await stat(folder);
  const bit = uid === ids.uid ? 0o100 : gid === ids.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : closedFolder(parent, ids);
}

async function findSetpriv(): Promise<string | null> {
  for (const path of ['/usr/bin/setpriv', '/bin/setpriv']) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return null;
}

function openEverything({ uid, gid }: Ids): string[] {
  const capability = '+dac_override';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
  ];
}
