import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Embedded, findEmbedded, startEmbedded } from '../../src/store/embedded.ts';
import { stopServerOf } from '../support/leftovers.ts';
import { scratch } from '../support/scratch.ts';

const BUILD = 'dist/embedded-test';
const AS_ROOT = process.getuid?.() === 0;
const HAS_SETPRIV = existsSync('/usr/bin/setpriv') || existsSync('/bin/setpriv');

/** Shared, because initdb takes a second; a test that needs an untouched one sets `dir` to a newFolder. */
let shared: string;
let dir: string;
let folders: string[];
let owners: ChildProcess[];

beforeAll(async () => {
  // Node 20 runs no TypeScript: the process to be killed is compiled.
  const options = '--ignoreConfig --noCheck --rootDir . --target es2023 --module nodenext --types node';
  await promisify(execFile)(process.execPath, [
    'node_modules/typescript/bin/tsc',
    ...options.split(' '),
    '--rewriteRelativeImportExtensions',
    '--outDir',
    BUILD,
    'test/support/embedded-owner.ts',
  ]);
});

beforeAll(async () => {
  shared = await mkdtemp(join(scratch(), 'stagepost-embedded-'));
  await chmod(shared, 0o755);
  return () => rm(shared, { recursive: true, force: true });
});

beforeEach(() => {
  dir = shared;
  folders = [];
  owners = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  for (const folder of [shared, ...folders]) await stopServerOf(folder);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(scratch(), 'stagepost-embedded-'));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

function start(folder = dir): Promise<Embedded> {
  return startEmbedded({ dir: folder, log: { info() {}, warn() {} }, durability: 'throwaway' });
}

type Owner = { readonly process: ChildProcess; says(): Promise<Record<string, unknown>> };

function own(folder: string, { uid }: { readonly uid?: number } = {}): Owner {
  const child = spawn(process.execPath, [join(BUILD, 'test/support/embedded-owner.js'), folder, '3000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A process group of its own, as a shell gives to what it runs in the foreground.
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  owners.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, says: async () => JSON.parse((await lines.next()).value ?? '{}') };
}

const CLOSED = 'other users cannot read this clone';

async function canRunOurs(uid: number): Promise<boolean> {
  const probe = `require('node:fs').readFileSync('${BUILD}/test/support/embedded-owner.js'); require('pg')`;
  return promisify(execFile)(process.execPath, ['-e', probe], { uid, gid: uid }).then(
    () => true,
    () => false,
  );
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function kill(owner: Owner): Promise<void> {
  owner.process.kill('SIGKILL');
  await once(owner.process, 'exit');
}

async function writeStatusFile(pid: number): Promise<void> {
  const data = join(dir, 'postgres/data');
  const lines = [pid, data, 1, 5432, '', '127.0.0.1', '', 'ready', ''];
  await writeFile(join(data, 'postmaster.pid'), lines.join('\n'));
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('an embedded PostgreSQL', () => {
  test('keeps its data from one start to the next, Chinese included', async () => {
    const first = await start();
    await ask(first.url, `CREATE TABLE customer AS SELECT '远景能源' AS name`);
    await first.stop();
    expect(await findEmbedded(dir)).toBeNull();
    const second = await start();
    expect(
      await ask(second.url, `SELECT name FROM customer WHERE name LIKE '%远景%' AND length(name) = 4`),
    ).toEqual([{ name: '远景能源' }]);
    await second.stop();
  });

  test('is open to this machine only, with a password that only its owner can read', async () => {
    const postgres = await start();
    expect(await ask(postgres.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(postgres.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect((await stat(join(dir, 'postgres/password'))).mode & 0o777).toBe(0o600);
    const wrong = Object.assign(new URL(postgres.url), { password: 'guess' }).href;
    await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await postgres.stop();
  });

  test('finds its libraries without install scripts, and again after the clone has moved', async () => {
    await (await start()).stop();
    const links = (await readdir(join(dir, 'lib'))).filter((name) => /icu|pq/.test(name));
    expect(links.length).toBeGreaterThan(3);
    for (const name of links) await rm(join(dir, 'lib', name));
    await symlink('/nowhere/that/once/was', join(dir, 'lib', links[0] ?? ''));
    const again = await start();
    expect((await readdir(join(dir, 'lib'))).filter((name) => /icu|pq/.test(name))).toEqual(links);
    await again.stop();
  });

  test('a folder that cannot be used is a StartError', async () => {
    await writeFile(join(dir, 'file'), '');
    await expect(start(join(dir, 'file', 'sub'))).rejects.toMatchObject({ code: 'folderNotUsable' });
  });

  test('data of another major version is refused, not opened', async () => {
    await (await start()).stop();
    const file = join(dir, 'postgres/data/PG_VERSION');
    const own = await readFile(file);
    await writeFile(file, '19\n');
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'postgresOtherData',
        params: { found: 19, wanted: 18 },
      });
    } finally {
      await writeFile(file, own);
    }
  });
});

describe('one owner at a time', () => {
  test('a second instance is refused and told by whom; readers still find the server', async () => {
    const owner = own(dir);
    const { ready } = await owner.says();
    await expect(start()).rejects.toMatchObject({
      code: 'instanceRunning',
      params: { pid: owner.process.pid, port: 3000 },
    });
    expect(await findEmbedded(dir)).toBe(ready);
    owner.process.kill('SIGTERM');
    expect(await owner.says()).toEqual({ asked: 1, stopped: true });
    await (await start()).stop();
  });

  test('of two that start at once in a new folder, one runs', async () => {
    dir = await newFolder();
    const said = await Promise.all([own(dir).says(), own(dir).says()]);
    expect(said.filter((line) => 'ready' in line)).toHaveLength(1);
    expect(said.filter((line) => line.refused === 'instanceRunning')).toHaveLength(1);
  });

  test('what a killed first start left behind is removed', async () => {
    dir = await newFolder();
    await mkdir(join(dir, 'postgres.4194305', 'data'), { recursive: true }); // a number no process has
    await (await start()).stop();
    expect((await readdir(dir)).sort()).toEqual(['lib', 'postgres']);
  });
});

describe('after a violent end', () => {
  test('of its owner, the surviving server is adopted', async () => {
    const owner = own(dir);
    const { ready } = await owner.says();
    await ask(String(ready), 'DROP TABLE IF EXISTS deal; CREATE TABLE deal AS SELECT 7 AS number');
    const pid = await postmasterPid();
    await kill(owner);
    const adopted = await start();
    expect(await postmasterPid()).toBe(pid);
    expect(await ask(adopted.url, 'SELECT number FROM deal')).toEqual([{ number: 7 }]);
    await adopted.stop();
    expect(await findEmbedded(dir)).toBeNull();
  });

  test('of owner and server, it recovers', async () => {
    const owner = own(dir);
    const { ready } = await owner.says();
    await ask(String(ready), 'DROP TABLE IF EXISTS deal; CREATE TABLE deal AS SELECT 7 AS number');
    const pid = await postmasterPid();
    await kill(owner);
    process.kill(pid, 'SIGKILL');
    const recovered = await start();
    expect(await ask(recovered.url, 'SELECT number FROM deal')).toEqual([{ number: 7 }]);
    await recovered.stop();
  });

  test('a postmaster.pid that names a dead process does not stop it', async () => {
    await (await start()).stop();
    await writeStatusFile(4_194_305); // a number no process has
    await (await start()).stop();
  });

  test('a postmaster.pid that names a stranger does not stop it', async () => {
    await (await start()).stop();
    // Of the account that PostgreSQL runs as: it takes any such process for its own.
    const { uid, gid } = await stat(join(dir, 'postgres'));
    const stranger = spawn('sleep', ['60'], AS_ROOT ? { uid, gid } : {});
    await once(stranger, 'spawn');
    await writeStatusFile(stranger.pid ?? 0);
    await (await start()).stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  test("Ctrl-C reaches the owner's process group, not the server", async () => {
    const owner = own(dir);
    await owner.says();
    process.kill(-(owner.process.pid ?? 0), 'SIGINT');
    expect(await owner.says()).toEqual({ asked: 1, stopped: true });
    expect(await findEmbedded(dir)).toBeNull();
  });
});

describe.runIf(AS_ROOT)('started by root', () => {
  test('the server runs as somebody else', async () => {
    const postgres = await start();
    expect((await stat(join(dir, 'postgres/data'))).uid).not.toBe(0);
    expect((await stat(`/proc/${await postmasterPid()}`)).uid).not.toBe(0);
    await postgres.stop();
  });

  test.runIf(HAS_SETPRIV)('it works in a folder that only root can enter', async () => {
    dir = await newFolder();
    await chmod(dir, 0o700);
    const postgres = await start();
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    await (await start()).stop();
  });

  test('an ordinary user starts it too, and root can take over that folder', async ({ skip }) => {
    const nobody = Number((await promisify(execFile)('id', ['-u', 'nobody'])).stdout);
    skip(!(await canRunOurs(nobody)), CLOSED);
    dir = await newFolder();
    await chown(dir, nobody, nobody);
    const owner = own(dir, { uid: nobody });
    expect(await owner.says()).toHaveProperty('ready');
    owner.process.kill('SIGTERM');
    expect(await owner.says()).toMatchObject({ stopped: true });
    const asRoot = await start();
    expect((await stat(join(dir, 'postgres/data'))).uid).toBe(nobody);
    await asRoot.stop();
  });

  test("a user who is not the data's owner is told whose it is", async ({ skip }) => {
    skip(!(await canRunOurs(1)), CLOSED);
    await (await start()).stop();
    const { uid } = await stat(join(dir, 'postgres'));
    expect(await own(dir, { uid: 1 }).says()).toMatchObject({ refused: 'folderOfAnotherUser', uid });
  });
});
