// npm start builds only when something was changed since the last build: a start then takes a second, not five.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.built';
const SOURCES = [
  'src',
  'commands',
  'prisma',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** When a file at or below a path was last changed, in milliseconds. Folders change with what the build writes. */
function changed(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  // What the build writes itself is no source.
  const inside = readdirSync(path).filter((name) => name !== 'generated');
  return inside.reduce((latest, name) => Math.max(latest, changed(join(path, name))), 0);
}

const sources = SOURCES.filter((path) => existsSync(path));
const fresh = existsSync(STAMP) && sources.every((path) => changed(path) <= statSync(STAMP).mtimeMs);
if (!fresh) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, '');
}
