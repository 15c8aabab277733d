import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

// Who may import whom. `types` may be imported as types only. biome.json holds the same walls while one types.
const MAY: Record<string, { values: readonly string[]; types?: readonly string[] }> = {
  domain: { values: [] },
  i18n: { values: [], types: ['domain'] },
  store: { values: ['domain'] },
  sheets: { values: [] },
  exchange: { values: ['domain', 'sheets'], types: ['store'] },
  chat: { values: ['domain', 'i18n'], types: ['store'] },
  cards: { values: ['domain', 'i18n'], types: ['chat', 'exchange', 'sheets'] },
  charts: { values: [], types: ['chat', 'i18n'] },
  jobs: { values: ['chat', 'cards', 'domain', 'i18n'], types: ['store'] },
  adapters: { values: ['chat', 'i18n'], types: ['domain'] },
  commands: { values: ['chat', 'cards', 'domain', 'exchange', 'sheets'] },
};

const IMPORT = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^;]*?)\s*from\s*'(\.[^']+)'|import\('(\.[^']+)'\)/g;

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'generated') return [];
    return entry.isDirectory() ? files(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** The house a file stands in: the folder below src, or commands; main, http and config are the roof. */
function houseOf(path: string): string {
  const [first, second = ''] = path.split('/');
  if (first !== 'src') return first ?? '';
  return second.replace(/\.ts$/, '');
}

const ROOF = new Set([
  'main',
  'platform',
  'platform-ports',
  'local',
  'slack',
  'lark',
  'http',
  'stopping',
  'config',
  'prisma',
]);

function violations(path: string): string[] {
  const house = houseOf(path);
  const rule = MAY[house];
  if (rule === undefined) return ROOF.has(house) ? [] : [`${path}: the house ${house} is not in the table`];
  const source = readFileSync(path, 'utf8');
  return [...source.matchAll(IMPORT)].flatMap((match) => {
    const target = houseOf(relative('.', join(dirname(path), match[4] ?? match[5] ?? '')));
    // `import { type A, type B }` imports types only, as `import type` does.
    const names = (match[3] ?? '')
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const typeOnly =
      match[2] !== undefined || (names.length > 0 && names.every((name) => name.startsWith('type ')));
    const fine =
      target === house || rule.values.includes(target) || (typeOnly && (rule.types ?? []).includes(target));
    return fine ? [] : [`${path} → ${match[4] ?? match[5]}`];
  });
}

test('every import stays within the walls', () => {
  const all = [...files('src'), ...files('commands')];
  expect(all.length).toBeGreaterThan(80);
  expect(all.flatMap(violations)).toEqual([]);
});

test('twin adapters know nothing of one another', () => {
  const strays = files('src/adapters').flatMap((path) => {
    const own = path.split('/')[2];
    const others = [...readFileSync(path, 'utf8').matchAll(/from '\.\.\/(slack|lark|local)\//g)];
    return others.filter((match) => match[1] !== own).map(() => path);
  });
  expect(strays).toEqual([]);
});

test('only the roof reads the environment and the clock', () => {
  const reads = /process\.env|Date\.now\(\)|new Date\(\)|Math\.random\(\)/;
  const strays = [...files('src'), ...files('commands')].filter(
    (path) => path !== 'src/main.ts' && !path.includes('/page/') && reads.test(readFileSync(path, 'utf8')),
  );
  expect(strays).toEqual([]);
});
