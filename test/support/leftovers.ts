// Embedded servers outlive their process by design: what a killed test run leaves is taken away here.

import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterFolder, isAlive, openCluster } from '../../src/store/embedded/cluster.ts';
import { findPostmaster, stopPostmaster } from '../../src/store/embedded/postmaster.ts';

export async function stopServerOf(dir: string): Promise<void> {
  const cluster = await openCluster(clusterFolder(dir));
  const postmaster = cluster && (await findPostmaster(cluster));
  if (cluster && postmaster) await stopPostmaster(cluster, postmaster.pid);
}

/** Servers and folders '<prefix><pid>-…' of processes that are gone. */
export async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0;
    if (!(pid > 0) || isAlive(pid)) continue;
    const folder = join(parent, name);
    // Another user's run is that user's to sweep.
    await stopServerOf(folder)
      .then(() => rm(folder, { recursive: true, force: true }))
      .catch(() => {});
  }
}

/** For Ctrl-C, which leaves no time to wait. Returns what to call when the normal end has come. */
export async function stopAtExit(dir: string): Promise<() => void> {
  const cluster = await openCluster(clusterFolder(dir));
  const postmaster = cluster && (await findPostmaster(cluster));
  const stop = () => {
    if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', stop);
  return () => process.off('exit', stop);
}
