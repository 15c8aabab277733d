import { dayOf } from '../domain/day.ts';
import { type AmountSpan, becomes, findAmounts } from '../domain/money.ts';
import { type DateSpan, findDates, findTimes } from '../domain/when.ts';
import type { Command } from './command.ts';
import type { Field, Fields } from './field.ts';
import { choiceIn } from './line/choice.ts';
import { labelledValue, namedValue } from './line/named.ts';
import type { Scene } from './line/scene.ts';

export type { Scene };

/**
 * Raw values by field, as they were typed, and what no field has taken. `loose` names the fields whose value is several
 * words without quotes: what of them is not the name that was meant goes back to the rest.
 */
export type Reading = {
  values: Readonly<Record<string, string>>;
  rest: string;
  said: string;
  loose?: readonly string[];
  /** It was an order that began with its verb: words that nothing takes were meant for it. */
  order?: true;
};

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
  const take = (name: string, raw: string, { start, end, time }: Taken) => {
    values[name] = raw;
    const left = time === undefined ? ' ' : ` ${time} `;
    rest = `${rest.slice(0, start)}${left}${rest.slice(end)}`;
    typed = `${typed.slice(0, start)}${left}${typed.slice(end)}`;
  };
  const open = Object.entries(fields).filter(
    ([, field]) => field.formOnly !== true && field.machine !== true,
  );

  for (const [name] of open.filter(([, field]) => field.is.kind === 'deal')) {
    const number = /(?:^|[\s,，])#(\d{1,9})(?!\d)/.exec(rest);
    if (number !== null)
      take(name, `#${number[1]}`, { start: number.index, end: number.index + number[0].length });
  }
  const loose: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const named = namedValue(rest, name, { fields, scene });
    if (named === null) continue;
    take(name, field.is.kind === 'text' ? typed.slice(named.from, named.to) : named.raw, named);
    if (named.loose) loose.push(name);
  }
  for (const [name, field] of open) {
    if (values[name] !== undefined) continue;
    const found =
      field.is.kind === 'date'
        ? findDate(rest, { name, fields: open, scene })
        : findSpan(rest, field, { scene, deal: mayNumberDeal(open, values) });
    if (found === null) continue;
    take(name, found.raw, found);
    // 下周 is both ends of an absence.
    if (name === 'from' && found.until !== undefined && fields.until !== undefined)
      values.until ??= found.until;
    // 65k→70k says what it was as well.
    if (found.was !== undefined && fields.was !== undefined) values.was = found.was;
  }
  for (const [name, field] of isStrict(fields) ? open : []) {
    const labelled = values[name] === undefined ? labelledValue(rest, name, { fields, scene }) : null;
    if (labelled === null) continue;
    take(name, field.is.kind === 'text' ? typed.slice(labelled.from, labelled.to) : labelled.raw, labelled);
    if (labelled.loose) loose.push(name);
  }
  return { values, rest: tidy(typed), said: text.trim(), ...(loose.length === 0 ? {} : { loose }) };
}

/** A verb that asks about words it does not understand. */
export const isStrict = (fields: Fields): boolean =>
  Object.values(fields).some(({ is }) => is.kind === 'text' && is.takes === 'left');

/** edit 106 close jan 15: a short number at the beginning is the deal's, not an amount. */
const mayNumberDeal = (
  open: readonly (readonly [string, Field])[],
  values: Readonly<Record<string, string>>,
): boolean => open.some(([name, { is }]) => is.kind === 'deal' && values[name] === undefined);

const tidy = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/^[\s,，、;；:：]+|[\s,，、;；:：]+$/g, '');

/** What is cut out of a line. `time`: of it that stays there. */
type Taken = { start: number; end: number; time?: string };
type Span = Taken & { raw: string; until?: string; was?: string };

/** `deal`: the verb still looks for its deal. */
type Looking = { scene: Scene; deal: boolean };

function findSpan(text: string, field: Field, looking: Looking): Span | null {
  const { is } = field;
  switch (is.kind) {
    case 'money':
      return findMoney(text, looking);
    case 'time': {
      // What is written like a time and is none is shown beside its field.
      const [first] = findTimes(text);
      return first === undefined
        ? null
        : { raw: first.time ?? first.text, start: first.start, end: first.end };
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
 * The amount of a line. Of 65k→70k it is what it becomes; of two that nothing joins neither is, and both are shown
 * beside the field.
 */
function findMoney(text: string, { scene, deal }: Looking): Span | null {
  // An amount never stands where a date does: 3/12 or 31号 are no money.
  const dates = findDates(text, scene);
  const amounts = findAmounts(text, scene.currency, { bare: true }).filter(
    (amount) => !dates.some((date) => date.start < amount.end && date.end > amount.start),
  );
  const written = amounts.filter(({ text: said }) => !SHORT_NUMBER.test(foldWidth(said)));
  const numbers = amounts.filter(({ start }) => !deal || text.slice(0, start).trim() !== '');
  const [last, before, ...more] = (written.length > 0 ? written : numbers.slice(-1)).toReversed();
  if (last === undefined) return null;
  if (before === undefined) return spanOf(last, last.text);
  if (more.length === 0 && becomes(text.slice(before.end, last.start)))
    return { raw: last.text, start: before.start, end: last.end, was: before.text };
  return spanOf(last, [...more.toReversed(), before, last].map((one) => one.text).join(', '));
}

const spanOf = ({ start, end }: AmountSpan, raw: string): Span => ({ raw, start, end });

/** As short as a number in a name, of a room or of a deal: Office 365. */
const SHORT_NUMBER = /^\d{1,3}(?:\.\d+)?$/;

const DATED =
  /(?<![\p{L}\p{N}])(?:(?:clos(?:e[sd]?|ing)|expected close)(?:\s+(?:date|by|on|is))?|by|on|before|until|till)\s+$/iu;

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
  const { day, until, end, part } = span;
  const raw = direction === 'future' && name !== 'from' ? (until ?? day) : day;
  // send the offer by Friday: the word before the date goes with it.
  const start = span.start - (DATED.exec(text.slice(0, span.start))?.[0].length ?? 0);
  const time = is.timed === true && part !== undefined ? { time: part } : {};
  return { raw, start, end, ...time, ...(until === undefined ? {} : { until }) };
}
