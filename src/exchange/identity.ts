import { createHash } from 'node:crypto';
import { DEAL_FIELDS } from '../domain/exchange.ts';
import { nameKey } from '../domain/name.ts';
import { clip, type Row } from './rows.ts';

/** What a row is known by, so that it is the same row when the file comes again. */
export type Identified = { row: Row; external: string; repeated: boolean };

/** Externals that we made up begin so: a file's own ids are never taken for them by an export. */
const MADE = /^(number|row):/;
export const isMadeUp = (external: string): boolean => MADE.test(external);

/** What says which deal a row is when it has neither id nor number. */
const IDENTITY = ['name', 'customer', 'product', 'owner', 'opened'] as const;

/**
 * Each deal row with its external id: its own, else its number, else a digest of what it is about; rows that are
 * alike in that are told apart by their order. `repeated`: an id that stood in an earlier row.
 */
export function identified(rows: readonly Row[]): Identified[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const own = clip(row.cell('foreign_id'), LONGEST_ID);
    const number = row.cell('number');
    const given = own !== '' ? own : number !== '' ? `number:${clip(number, LONGEST_ID)}` : null;
    const external =
      given ?? `row:${digest(IDENTITY.map((field) => nameKey(row.cell(field))).join('\n'), 16)}`;
    const times = (seen.get(external) ?? 0) + 1;
    seen.set(external, times);
    if (given !== null || times === 1) return { row, external, repeated: times > 1 };
    return { row, external: `${external}-${times}`, repeated: false };
  });
}

const LONGEST_ID = 200;

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** A digest of what a row says, for rows without an id. */
export const textDigest = (text: string): string => digest(text, 16);

/**
 * A row as `field=digest` per cell: a later import sees which cells have changed since, and leaves alone what only
 * people here have changed.
 */
export function hashOf(row: Row): string {
  return DEAL_FIELDS.flatMap((field) =>
    row.has(field) ? [`${field}=${digest(row.cell(field), 8)}`] : [],
  ).join(' ');
}

/** The fields whose cells differ from those of an earlier import; fields that it did not have differ too. */
export function changedSince(hash: string, row: Row): ReadonlySet<string> {
  const before = new Map(
    hash.split(' ').map((part) => {
      const [field = '', value = ''] = part.split('=');
      return [field, value] as const;
    }),
  );
  return new Set(
    DEAL_FIELDS.filter((field) => row.has(field) && before.get(field) !== digest(row.cell(field), 8)),
  );
}
