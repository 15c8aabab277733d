import { instantOf } from '../domain/day.ts';
import type { Remark, SkipReason, WarningReason } from '../domain/exchange.ts';
import { minorDigits } from '../domain/money.ts';
import { type DayOrder, dayOrder, readDay } from '../sheets/day.ts';
import { type Decimal, readDecimal } from '../sheets/decimal.ts';
import { storable } from '../sheets/table.ts';
import type { MappedTable } from './columns.ts';

/** Texts are cut to what a command would take. */
export const LONGEST = { name: 200, text: 4000, source: 60 };

/** One row with its cells by field. */
export type Row = {
  file: string;
  line: number;
  /** Trimmed, a name on one line; '' when the column is not there. */
  cell(field: string): string;
  has(field: string): boolean;
  day(field: string): string | null | 'bad';
  instant(field: string, zone: string): Date | null | 'bad';
  amount(field: string): Decimal | null | 'bad';
  /** Cells beyond the header that hold something. */
  extra: boolean;
};

/** The rows of a table. `order` decides days such as 3/1/2017 where a column itself does not. */
export function rowsOf({ table, columns }: MappedTable, order: DayOrder = 'ambiguous'): Row[] {
  const orders = new Map<string, DayOrder>();
  const orderOf = (field: string): DayOrder => {
    const known = orders.get(field);
    if (known !== undefined) return known;
    const index = columns.get(field)?.index;
    const found = index === undefined ? 'ymd' : dayOrder(cellsOf(table.rows, index));
    const decided = found === 'ambiguous' ? order : found;
    orders.set(field, decided);
    return decided;
  };
  // Days repeat, and finding noon in a zone is the dearest thing here.
  const noons = new Map<string, Date>();
  return table.rows.map((row) => {
    const cell = (field: string): string => {
      const column = columns.get(field);
      const text = column === undefined ? '' : (row.cells[column.index] ?? '').trim();
      return NAMES.has(field) ? onOneLine(text) : text;
    };
    const day = (field: string) => readDay(cell(field), orderOf(field));
    return {
      file: table.name,
      line: row.line,
      cell,
      has: (field) => columns.has(field),
      day,
      instant: (field, zone) => instantIn(cell(field), { day: day(field), zone, noons }),
      amount: (field) => scaled(readDecimal(cell(field)), columns.get(field)?.unit ?? null),
      extra: row.cells.slice(table.header.length).some((one) => one.trim() !== ''),
    };
  });
}

/** What is called by a name has it on one line, however the cell was wrapped. */
const NAMES: ReadonlySet<string> = new Set([
  'name',
  'customer',
  'partner',
  'product',
  'owner',
  'team',
  'manager',
  'pipeline',
  'stage',
  'competitor',
  'source',
  'person',
  'author',
  'said_by',
]);

/** Chinese is written without spaces, so a line that was broken inside it is joined without one. */
export const onOneLine = (text: string): string =>
  text.replace(/(?<=\p{Script=Han})\s*[\r\n]+\s*(?=\p{Script=Han})/gu, '').replace(/\s+/g, ' ');

function* cellsOf(rows: MappedTable['table']['rows'], index: number): Generator<string> {
  for (const row of rows) yield row.cells[index] ?? '';
}

/** A day alone happened at noon: whatever zone it is later read in, it stays that day. */
const NOON = '12:00';

type Setting = { day: string | null | 'bad'; zone: string; noons: Map<string, Date> };

function instantIn(cell: string, { day, zone, noons }: Setting): Date | null | 'bad' {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(cell)) {
    const instant = new Date(cell);
    return Number.isNaN(instant.getTime()) ? 'bad' : instant;
  }
  if (day === null || day === 'bad') return day;
  const [, hour = '', minute = '', half] =
    /[T\s日号](\d{1,2}):(\d\d)(?::\d\d)?(?:\s*([ap])\.?m)?/i.exec(cell) ?? [];
  const shifted = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const time = `${String(shifted).padStart(2, '0')}:${minute}`;
  if (hour !== '' && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return instantOf(day, time, zone);
  const noon = noons.get(day) ?? instantOf(day, NOON, zone);
  noons.set(day, noon);
  return noon;
}

function scaled(
  read: Decimal | null | 'bad',
  unit: { factor: string; currency: string | null } | null,
): Decimal | null | 'bad' {
  if (read === null || read === 'bad' || unit === null) return read;
  const zeros = /^10*$/.test(unit.factor) ? unit.factor.length - 1 : 0;
  const currency = read.currency ?? unit.currency;
  return { value: shifted(read.value, zeros), ...(currency === null ? {} : { currency }) };
}

function shifted(value: string, zeros: number): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const all = whole + fraction.slice(0, zeros).padEnd(zeros, '0');
  const rest = fraction.slice(zeros);
  return rest === '' ? all : `${all}.${rest}`;
}

/** A plain decimal in major units as minor ones, a half away from zero; null when it is no safe integer. */
export function minorOf(value: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const minor = kept + (Number(fraction[digits] ?? '0') >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return null;
  return value.startsWith('-') ? -minor : minor;
}

/** Minor units as a plain decimal in major ones. */
export function majorOf(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The beginning of a text, no character cut in half. */
export const clip = (text: string, most: number): string => storable(text.slice(0, most)).trim();

/** Remarks on rows as they are read. */
export type Remarks = {
  all: Remark[];
  skip(row: Pick<Row, 'file' | 'line'>, why: SkipReason, said?: string): void;
  warn(row: Pick<Row, 'file' | 'line'>, why: WarningReason, said?: string): void;
  /** A warning that is the same for every row that says so: given for the first of them. */
  once(row: Pick<Row, 'file' | 'line'>, why: WarningReason, said: string): void;
};

/** What somebody typed may be long; a remark only has to be recognised. */
const SAID = 80;

export function remarks(): Remarks {
  const all: Remark[] = [];
  const given = new Set<string>();
  const warn: Remarks['warn'] = ({ file, line }, why, said = '') => {
    all.push({ what: 'warned', why, file, line, said: clip(said, SAID) });
  };
  return {
    all,
    skip({ file, line }, why, said = '') {
      all.push({ what: 'skipped', why, file, line, said: clip(said, SAID) });
    },
    warn,
    once(row, why, said) {
      const key = `${row.file}\n${why}\n${said}`;
      if (given.has(key)) return;
      given.add(key);
      warn(row, why, said);
    },
  };
}
