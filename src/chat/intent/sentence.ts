import { addDays, type Day, dayOf, daysBetween } from '../../domain/day.ts';
import { halfWidth } from '../../domain/numeral.ts';
import { type DateSpan, findDates } from '../../domain/when.ts';
import { addWorkdays } from '../../domain/workday.ts';
import type { Scene } from '../line.ts';

/** What a line means: a command by name, and raw values as its fields read them. */
export type Intent = {
  command: string;
  /** Dates as YYYY-MM-DD, money as typed, choices as their codes. */
  values: Readonly<Record<string, string>>;
  /** Where names are still to be looked for; the whole line when left out. */
  rest?: string;
  /** A question: what is left may fill any field. */
  asks?: true;
  /** Every word of the rest names something: 刘洋的单子 is about 刘洋 or nobody. */
  exact?: true;
  confidence: 'sure' | 'likely';
};

/** One way to understand a line; null when it is not this. */
export type Rule = (line: Sentence) => Intent | null;

export type Extent = { start: number; end: number };

/** A date that was said, read both ways; null where it cannot be meant so. */
export type SaidDate = Extent & {
  /** When something happened. */
  past: Day | null;
  /** When something is to be done: of a longer time its last working day. */
  due: Day | null;
  /** When something is expected: of a longer time its last day. */
  close: Day | null;
  /** The days themselves, ahead. */
  from: Day | null;
  /** It is a month or more, not a day or a week. */
  long: boolean;
  /** The time of day that was said with it, 'HH:MM'. */
  time: string | null;
};

export type Clause = Extent & { text: string };

/** A line with what every rule wants to know of it. Every text in it keeps its place in `text`. */
export type Sentence = {
  /** As it was typed. */
  said: string;
  /** With digits, letters and signs half width. */
  text: string;
  scene: Scene;
  today: Day;
  clauses: readonly Clause[];
  dates: readonly SaidDate[];
};

/** How a line ends says nothing here; only a question mark does. */
const TRAILING = /(?:[\s。.!！~～…]|\p{Extended_Pictographic}|\u{FE0F})+$/u;

/** Longer text is a pasted document. */
const LONGEST = 600;

export function sentenceOf(line: string, scene: Scene): Sentence {
  const text = halfWidth(line).trim().slice(0, LONGEST).replace(TRAILING, '');
  const today = dayOf(scene.now, scene.zone);
  return {
    said: line.trim(),
    text,
    scene,
    today,
    clauses: clausesOf(text),
    dates: datesIn(text, { scene, today }),
  };
}

/** A comma between digits belongs to a number, a full stop inside a word to the word. */
const BREAK = /[，。;；!！?？\n]+|,(?!\d{3})|\.(?=\s|$)|\s[-–—|]+\s|\s*(?:\band then\b|\bthen\b|然后)\s*/giu;

function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of [...text.matchAll(BREAK), null]) {
    const end = match?.index ?? text.length;
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    const trimmed = piece.trim();
    if (trimmed !== '')
      clauses.push({ text: trimmed, start: start + lead, end: start + lead + trimmed.length });
    if (match !== null) start = end + match[0].length;
  }
  return clauses;
}

function datesIn(text: string, at: { scene: Scene; today: Day }): SaidDate[] {
  const ahead = findDates(text, { ...at.scene, direction: 'future' });
  const behind = findDates(text, { ...at.scene, direction: 'past' });
  const all = [...ahead, ...behind.filter((one) => !ahead.some((other) => overlap(one, other)))];
  return all
    .map((one) => saidDate(one, { ...at, behind: behind.find((other) => overlap(one, other)) }))
    .sort((a, b) => a.start - b.start);
}

function saidDate(ahead: DateSpan, at: { scene: Scene; today: Day; behind: DateSpan | undefined }): SaidDate {
  const { today, behind } = at;
  const { start, end, day, until = day, grain } = ahead;
  const to = (limit: Day): Day =>
    grain === 'day' || grain === 'range' ? limit : addWorkdays(addDays(limit, 1), -1, at.scene.calendar);
  const last = behind?.until ?? behind?.day;
  // 11月18号 said on the 21st is last week and not next year, 12/15 is next month and not last year.
  const isLong = last !== undefined && daysBetween(today, day) > 180 && daysBetween(last, today) < 90;
  const isOld =
    last !== undefined && daysBetween(last, today) > 180 && until >= today && daysBetween(today, day) < 120;
  const isOver = day === today && /^(?:this morning|今早|今晨)/iu.test(ahead.text);
  const isAhead = until >= today && !isLong && !isOver;
  // A year or a half is no day to do something on.
  const isDue = isAhead && grain !== 'year' && grain !== 'half';
  return {
    start,
    end,
    past:
      behind === undefined || last === undefined || isOld || behind.day > today
        ? null
        : to(earlier(last, today)),
    due: isDue ? (grain === 'range' ? day : later(to(until), today)) : null,
    close: isAhead ? until : null,
    from: isAhead ? day : null,
    long: grain === 'month' || grain === 'quarter' || grain === 'half' || grain === 'year',
    time: ahead.part ?? null,
  };
}

const earlier = (a: Day, b: Day): Day => [a, b].sort()[0] ?? a;
const later = (a: Day, b: Day): Day => [a, b].sort()[1] ?? b;

export const overlap = (a: Extent, b: Extent): boolean => a.start < b.end && b.start < a.end;

export const inside = (inner: Extent, outer: Extent): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

export const extentOf = (match: RegExpExecArray): Extent => ({
  start: match.index,
  end: match.index + match[0].length,
});

const EDGE_ZH =
  /^(?:把|将|就|那个|这个|那边|这边)+|(?:那边|这边|那个|这个|的?项目|的?单子|的|了|吧|啊|呀|哈|呢|就)+$/gu;
const EDGE_EN =
  /^(?:(?:the|a|an|is|was|now|again|to|at|with|for|by|on|in|has|have|we|i|please|pls|just|it|and|but|so|from|deal)\b[\s'’]*)+|(?:[\s'’]*\b(?:the|is|was|now|again|to|at|with|for|by|on|in|has|have|we|please|pls|just|it|and|but|so|from|deal))+$/giu;

/** The text with what a pattern finds blanked; every other character keeps its place. */
export const veiled = (text: string, what: RegExp): string =>
  text.replace(new RegExp(what.source, 'giu'), (hit) => '\u0000'.repeat(hit.length));

/** The line without what was taken from it: what is left of each clause, without the words that held it together. */
export function without(text: string, taken: readonly (Extent | undefined)[]): string {
  let left = text;
  for (const one of taken) {
    if (one !== undefined)
      left = left.slice(0, one.start) + '\u0000'.repeat(one.end - one.start) + left.slice(one.end);
  }
  return left
    .replaceAll('\u0000', ' ')
    .split(/[，。;；!！?？\n、]+|,(?!\d{3})/u)
    .map((piece) => piece.trim().replace(EDGE_ZH, '').replace(EDGE_EN, '').replace(/\s+/g, ' ').trim())
    .filter((piece) => piece !== '')
    .join(' ');
}
