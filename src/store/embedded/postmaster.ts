// A running PostgreSQL server (its first process is the postmaster): found, started, stopped.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { type Account, runAs } from './account.ts';
import { type Cluster, isAlive } from './cluster.ts';
import type { Programs } from './programs.ts';

export type Postmaster = { readonly pid: number; readonly port: number };

/** `throwaway` survives the death of every process but no power cut: for tests. */
export type Durability = 'safe' | 'throwaway';

const POLL_MS = 20;

/** Replaying what was written before a crash can take a while. */
const START_LIMIT_MS = 60_000;

/**
 * The server of this data folder, if one runs. postmaster.pid alone proves nothing: after a crash
 * its number may be anybody's, so the process must also be a postgres on this very folder.
 * A file that names a stranger is removed: PostgreSQL would take that process for its own server.
 */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const { pid, port } = await readStatus(cluster);
  if (!(pid > 0)) return null;
  if (isAlive(pid) && (await commandLine(pid)).includes(cluster.data)) {
    if (port > 0) return { pid, port };
    // It is writing the file this moment.
    await pause(POLL_MS);
    return findPostmaster(cluster);
  }
  // Of a dead process PostgreSQL removes it itself, and does so without a race.
  if (isAlive(pid)) await rm(statusFile(cluster), { force: true });
  return null;
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const shown = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return shown.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

export type Launch = {
  readonly cluster: Cluster;
  readonly programs: Programs;
  readonly account: Account;
  readonly durability: Durability;
};

// A power failure may take it all: nothing waits for the disk, and little is kept of what was written.
const THROWAWAY = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_wal_size: '256MB',
};

/**
 * Starts the server on a free port of 127.0.0.1 and returns when it accepts connections, or null
 * when another process was faster on the same data. It gets its own session, so that Ctrl-C in
 * the terminal does not reach it before we close our connections, and it writes to a file, so
 * that it survives us: the next start adopts it.
 */
export async function startPostmaster(launch: Launch): Promise<Postmaster | null> {
  const { cluster, programs, account, durability } = launch;
  const port = await freePort();
  const log = await open(cluster.log, 'w', 0o600);
  const command = runAs(account, [
    programs.postgres,
    '-D',
    cluster.data,
    '-p',
    String(port),
    ...settings({ listen_addresses: '127.0.0.1', unix_socket_directories: '', logging_collector: 'off' }),
    ...(durability === 'throwaway' ? settings(THROWAWAY) : []),
  ]);
  const child = spawn(command.program, command.args, {
    ...command.ids,
    cwd: '/',
    env: programs.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  let ended = false;
  let failure: Error | null = null;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', (error) => {
    failure = error;
  });
  await log.close();
  for (let waited = 0; !ended; waited += POLL_MS) {
    if (failure !== null || waited > START_LIMIT_MS) throw await startFailed(cluster, failure);
    const status = await readStatus(cluster);
    if (status.pid === child.pid && status.ready) return { pid: status.pid, port };
    await pause(POLL_MS);
  }
  return null;
}

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** "Fast" shutdown: connections are ended, everything is written. Immediate if that takes over 5 s. */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, milliseconds] of [
    ['SIGINT', 5_000],
    ['SIGQUIT', 3_000],
  ] as const) {
    if (!(await runs(cluster, pid))) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < milliseconds; waited += POLL_MS) {
      if (!(await runs(cluster, pid))) return;
      await pause(POLL_MS);
    }
  }
  throw new StartError('postgresFailed', { step: 'stop', log: cluster.log, detail: `pid ${pid}` });
}

/** It removes its file last. The process may stay for long, as a zombie, where init reaps no orphans. */
async function runs(cluster: Cluster, pid: number): Promise<boolean> {
  return isAlive(pid) && (await readStatus(cluster)).pid === pid;
}

type Status = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** postmaster.pid: one value a line; port and state are filled in while it starts. */
async function readStatus(cluster: Cluster): Promise<Status> {
  const text = await readFile(statusFile(cluster), 'utf8').catch(() => '');
  const [pid, , , port, , , , state] = text.split('\n');
  return { pid: Number(pid), port: Number(port), ready: state?.trim() === 'ready' };
}

function statusFile(cluster: Cluster): string {
  return join(cluster.data, 'postmaster.pid');
}

/** With the last lines of its log, or why it could not even be run. */
export async function startFailed(cluster: Cluster, failure: Error | null = null): Promise<StartError> {
  const text = await readFile(cluster.log, 'utf8').catch(() => '');
  const detail = failure?.message ?? text.trim().split('\n').slice(-5).join('\n');
  return new StartError('postgresFailed', { step: 'start', log: cluster.log, detail }, failure);
}
