import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { z } from 'zod';

/**
 * Noto Sans SC, so that pictures need no font of the machine. The package cuts it into about a hundred files by
 * character; a picture needs ten to thirty of them, so each is registered under a family of its own when a
 * character of it is first drawn. (One family for all does not work: a missing glyph is looked for in the next
 * family, not in the next file.)
 */
const WEIGHTS = [400, 700] as const;
const LATIN = 'latin';

type Subset = { name: string; ranges: readonly (readonly [first: number, last: number])[] };

let subsets: readonly Subset[] | undefined;
const registered = new Set<string>();

/**
 * The font families for drawing `text`, as a CSS list, registered. It depends on the text alone, never on what was
 * drawn before, so that the same picture has the same bytes in every process.
 */
export function fontFamilies(text: string): string {
  const needed = new Set<string>([LATIN]);
  for (const character of new Set(text)) {
    const subset = subsetOf(character);
    if (subset) needed.add(subset);
  }
  const [latin, ...others] = [LATIN, ...[...needed].filter((name) => name !== LATIN).sort()];
  return [latin, ...others].map(registeredFamily).join(', ');
}

/** The part of the font that holds a character, or undefined when the font does not have it. */
export function subsetOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  subsets ??= readSubsets();
  return subsets.find(({ ranges }) => ranges.some(([first, last]) => first <= code && code <= last))?.name;
}

function registeredFamily(subset: string | undefined): string {
  const family = `stagepost-${subset}`;
  if (registered.has(family)) return family;
  for (const weight of WEIGHTS) {
    const path = join(packageFolder(), 'files', `noto-sans-sc-${subset}-${weight}-normal.woff2`);
    if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`font not readable: ${path}`);
  }
  registered.add(family);
  return family;
}

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/unicode.json'));
}

/** unicode.json: subset name, in brackets when it is a number, to a CSS unicode-range. Latin comes first. */
function readSubsets(): Subset[] {
  const text = readFileSync(join(packageFolder(), 'unicode.json'), 'utf8');
  const read = Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text))).map(
    ([name, range]) => ({
      name: name.replace(/[[\]]/g, ''),
      ranges: range.split(',').map(codeRange),
    }),
  );
  return [...read.filter(({ name }) => name === LATIN), ...read.filter(({ name }) => name !== LATIN)];
}

function codeRange(range: string): [number, number] {
  const [first = '', last = first] = range.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
