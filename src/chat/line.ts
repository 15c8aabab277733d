import { dayOf } from '../domain/day.ts';
import { findAmounts } from '../domain/money.ts';
import { type DateSpan, findDates } from '../domain/when.ts';
import type { Command } from './command.ts';
import type { Choice, Field, Fields } from './field.ts';

/** What reading a line needs to know of the world. */
export type Scene = { now: Date; zone: string; calendar: string; currency: string };

/** Raw values by field, as they were typed, and what no field has taken. */
export type Reading = { values: Readonly<Record<string, string>>; rest: string; said: string };

/** Width folded, so that ／商机＋推进 reads like /商机+推进; text keeps its characters otherwise. */
export const foldWidth = (text: string): string =>
  text.replace(/[！-～　]/g, (char) => char.normalize('NFKC'));

/** Which verb a line begins with, and what follows it as it was typed. The longest form wins. */
export function verbOf(
  line: string,
  commands: readonly Command[],
): { command: Command; rest: string; form: string } | null {
  const typed = line.replace(/^[\s/／　]+/, '');
  const text = foldWidth(typed);
  let found: { command: Command; rest: string; form: string } | null = null;
  for (const command of commands) {
    for (const form of [...command.says.en, ...command.says.zh]) {
      const end = endOf(text, form);
      if (end !== null && (found === null || form.length > found.form.length)) {
        // Folding keeps every position, so the words can be cut out of what was typed.
        found = {
          command,
          rest: typed
            .slice(end)
            .replace(/^[\s:：,，+＋]+/, '')
            .trim(),
          form,
        };
      }
    }
  }
  return found;
}

/** Where `form` ends at the beginning of the text; null when the text does not begin with it. */
function endOf(text: string, form: string): number | null {
  const chinese = /\p{Script=Han}$/u.test(form);
  const words = form.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(`^${words.join('[\\s+]*')}`, 'iu').exec(text);
  if (match === null) return null;
  const rest = text.slice(match[0].length);
  if (!chinese && /^[\p{L}\p{N}]/u.test(rest) && !/^\p{Script=Han}/u.test(rest)) return null;
  return match[0].length;
}

/**
 * Phase one, pure: takes #number, name: value, amounts, dates and choice words out of the text, in any order.
 * References and free text are left in `rest`.
 */
export function readFields(text: string, fields: Fields, scene: Scene): Reading {
  const values: Record<string, string> = {};
  // `rest` is searched with its width folded; `typed` is the same places as people typed them.
  let rest = foldWidth(text);
  let typed = text;
  const take = (name: string, raw: string, { start, end }: { start: number; end: number }) => {
    values[name] = raw;
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
    typed = `${typed.slice(0, start)} ${typed.slice(end)}`;
  };
  const open = Object.entries(fields).filter(
    ([, field]) => field.formOnly !== true && field.machine !== true,
  );

  for (const [name] of open.filter(([, field]) => field.is.kind === 'deal')) {
    const number = /(?:^|[\s,，])#(\d{1,9})(?!\d)/.exec(rest);
    if (number !== null)
      take(name, `#${number[1]}`, { start: number.index, end: number.index + number[0].length });
  }
  for (const [name, field] of Object.entries(fields)) {
    const named = namedValue(rest, name, field);
    if (named !== null)
      take(name, field.is.kind === 'text' ? typed.slice(named.from, named.to) : named.raw, named);
  }
  for (const [name, field] of open) {
    if (values[name] !== undefined) continue;
    const found =
      field.is.kind === 'date' ? findDate(rest, { name, fields: open, scene }) : findSpan(rest, field, scene);
    if (found === null) continue;
    take(name, found.raw, found);
    // 下周 is both ends of an absence.
    if (name === 'from' && found.until !== undefined && fields.until !== undefined)
      values.until ??= found.until;
  }
  return { values, rest: tidy(typed), said: text.trim() };
}

const tidy = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/^[\s,，、;；:：]+|[\s,，、;；:：]+$/g, '');

type Span = { raw: string; start: number; end: number; until?: string };

/** `amount: 50k`, `金额：50万`; a value with spaces stands in quotes. `from` and `to` are the value without them. */
function namedValue(text: string, name: string, field: Field): (Span & { from: number; to: number }) | null {
  const names = [name, field.label.en, field.label.zh].map((one) =>
    one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const match = new RegExp(
    `(?:^|[\\s,，])(?:${names.join('|')})\\s*[:=]\\s*(?:"([^"]*)"|“([^”]*)”|([^\\s,，]+))`,
    'iu',
  ).exec(text);
  if (match === null) return null;
  const raw = match[1] ?? match[2] ?? match[3] ?? '';
  const end = match.index + match[0].length;
  const to = match[3] === undefined ? end - 1 : end;
  return { raw, start: match.index, end, from: to - raw.length, to };
}

function findSpan(text: string, field: Field, scene: Scene): Span | null {
  const { is } = field;
  switch (is.kind) {
    case 'money': {
      // An amount never stands where a date does: 3/12 or 31号 are no money.
      const dates = findDates(text, scene);
      const amounts = findAmounts(text, scene.currency, { bare: true }).filter(
        (amount) => !dates.some((date) => date.start < amount.end && date.end > amount.start),
      );
      const last = amounts.at(-1);
      return last === undefined ? null : { raw: last.text, start: last.start, end: last.end };
    }
    case 'time': {
      const match = /(?<![\d:])([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)/.exec(text);
      if (match === null) return null;
      return {
        raw: `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`,
        start: match.index,
        end: match.index + match[0].length,
      };
    }
    case 'number': {
      const match = /(?<![\p{L}\p{N}.#/-])\d{1,9}(?![\p{N}./-])/u.exec(text);
      return match === null
        ? null
        : { raw: match[0], start: match.index, end: match.index + match[0].length };
    }
    case 'choice':
      return choiceIn(text, is.options);
    case 'date':
    case 'choices':
    case 'text':
    case 'deal':
    case 'customer':
    case 'person':
    case 'team':
    case 'stage':
      return null;
  }
}

/**
 * The date a field is after: in a line with a visit and a next step, each of them takes the date on its own side of
 * today. Of a longer time what is expected holds the last day.
 */
function findDate(
  text: string,
  { name, fields, scene }: { name: string; fields: readonly (readonly [string, Field])[]; scene: Scene },
): Span | null {
  const is = fields.find(([one]) => one === name)?.[1].is;
  if (is?.kind !== 'date') return null;
  const { direction } = is;
  const today = dayOf(scene.now, scene.zone);
  const found = findDates(text, { ...scene, direction });
  const onItsSide = ({ day, until = day }: DateSpan): boolean =>
    direction === 'any' || (direction === 'past' ? day <= today : until >= today);
  const others = fields.some(
    ([other, field]) => other !== name && field.is.kind === 'date' && field.is.direction !== direction,
  );
  const span = found.find(onItsSide) ?? (others ? undefined : found[0]);
  if (span === undefined) return null;
  const { day, until, start, end } = span;
  const raw = direction === 'future' && name !== 'from' ? (until ?? day) : day;
  return { raw, start, end, ...(until === undefined ? {} : { until }) };
}

/** The first word of a choice that stands in the text; the longest word wins. */
export function choiceIn(text: string, options: readonly Choice[]): Span | null {
  let found: (Span & { length: number }) | null = null;
  for (const option of options) {
    for (const word of [option.value, option.label.en, option.label.zh, ...(option.also ?? [])]) {
      const start = indexOfWord(text, word);
      if (start >= 0 && (found === null || word.length > found.length)) {
        found = { raw: option.value, start, end: start + word.length, length: word.length };
      }
    }
  }
  return found;
}

function indexOfWord(text: string, word: string): number {
  if (/\p{Script=Han}/u.test(word)) return text.indexOf(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.index ?? -1;
}
