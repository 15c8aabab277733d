import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as engine } from 'playwright-core';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache/stagepost/', import.meta.url));

/** One for the process, whose test files come one after the other; it goes when the process does. */
let browser: Promise<Browser> | undefined;

/** A headless Chromium from npm that needs nothing of the system, not even libnss3. Close the contexts, not the browser. */
export function theBrowser(): Promise<Browser> {
  browser ??= launched();
  return browser;
}

async function launched(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const libraries = (await lacksLibraries(executablePath)) ? [join(folder, 'al2023/lib')] : [];
  const path = [...libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return engine.launch({
    executablePath,
    args: [...chromium.args.filter((flag) => !unwanted.test(flag)), '--headless=shell'],
    env: { ...process.env, ...(path !== '' && { LD_LIBRARY_PATH: path }) },
  });
}

/** The package's flags serve other purposes: the page is tested with the browser's own security switched on. */
const unwanted =
  /^--(headless|single-process|in-process-gpu|disable-web-security|allow-running-insecure-content)/;

/** Unpacks the browser once per version. Aside and then into place: test files start at the same time. */
async function unpacked(): Promise<string> {
  const { version }: { version: string } = createRequire(import.meta.url)(
    join(packageFolder(), 'package.json'),
  );
  const folder = join(cache, `chromium-${version}`);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'chromium-unpacking-'));
  // The package unpacks into the temporary folder, and its libraries only where it takes itself to be on Lambda.
  const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const script =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: dirname(cache), env });
  try {
    await rename(aside, folder);
  } catch {
    await rm(aside, { recursive: true });
  }
  return folder;
}

function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
}

/** Whether the system has not all that the browser is linked to. */
async function lacksLibraries(executable: string): Promise<boolean> {
  try {
    const { stdout } = await run('ldd', [executable]);
    return stdout.includes('not found');
  } catch {
    return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
