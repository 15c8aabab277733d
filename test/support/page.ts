import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = join(root, 'src/adapters/local/page');
const cache = join(root, 'node_modules/.cache/stagepost');
const inDist = 'src/adapters/local/page';

/** Compiles the local workspace's page as the build does, once for each state of its source; gives the folder. */
export async function builtPage(): Promise<string> {
  const folder = join(cache, `page-${await fingerprint()}`);
  if (!(await exists(folder))) await build(folder);
  return join(folder, inDist);
}

async function build(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  // Built aside and moved into place: two test files may build at the same time.
  const aside = await mkdtemp(join(cache, 'page-building-'));
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  );
  const options = [
    '-p',
    join(source, 'tsconfig.json'),
    '--outDir',
    aside,
    '--incremental',
    'false',
    '--tsBuildInfoFile',
    'null',
  ];
  await promisify(execFile)(process.execPath, [compiler, ...options], { cwd: root });
  await cp(join(source, 'style'), join(aside, inDist, 'style'), { recursive: true });
  try {
    await rename(aside, folder);
  } catch {
    await rm(aside, { recursive: true });
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const names = await readdir(source, { recursive: true });
  for (const name of names.sort()) {
    const path = join(source, name);
    if ((await stat(path)).isFile()) hash.update(name).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
