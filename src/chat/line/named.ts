import { findAmounts } from '../../domain/money.ts';
import { findDates, findTimes } from '../../domain/when.ts';
import type { Field, Fields } from '../field.ts';
import { choiceIn } from './choice.ts';
import type { Scene } from './scene.ts';

/** `amount: 50k`, `客户：远景能源`: which words of a line are the value of a field that was named. Pure. */

/** A value and where it stands: `start` to `end` with its name, `from` to `to` alone. */
export type NamedValue = {
  raw: string;
  start: number;
  end: number;
  from: number;
  to: number;
  /** Several words that nothing held together: a known name at their beginning may be all of it. */
  loose: boolean;
};

type Verb = { fields: Fields; scene: Scene };

/** The value of a field that was named in the text, whose width is folded; null when it was not. */
export function namedValue(text: string, name: string, { fields, scene }: Verb): NamedValue | null {
  const field = fields[name];
  if (field === undefined) return null;
  const label = new RegExp(`(?:^|[\\s,，;；、])${namesOf(name, field)}\\s*[:=]\\s*`, 'iu').exec(text);
  const lead = label ?? leadIn(text, field);
  if (lead === null) return null;
  return valueBehind(lead, text, { name, field, fields, scene });
}

/** The value of a reference whose label stands before it without a colon: owner Joe, 客户 远景, 负责人李伟. */
export function labelledValue(text: string, name: string, { fields, scene }: Verb): NamedValue | null {
  const field = fields[name];
  if (field === undefined || !REFERENCES.has(field.is.kind)) return null;
  const label = new RegExp(
    `(?:^|[\\s,，;；、])(?:${namesOf(name, field)}\\s+|${escaped(field.label.zh)})(?=[\\p{L}\\p{N}"“])`,
    'iu',
  ).exec(text);
  return label === null ? null : valueBehind(label, text, { name, field, fields, scene });
}

const REFERENCES: ReadonlySet<string> = new Set(['customer', 'person', 'team', 'stage']);

/** The value that stands behind its label. */
function valueBehind(lead: RegExpExecArray, text: string, said: Said): NamedValue | null {
  const from = lead.index + lead[0].length;
  const rest = text.slice(from);
  const quoted = /^(?:"([^"]*)"|“([^”]*)”)/u.exec(rest);
  if (quoted !== null) {
    const raw = quoted[1] ?? quoted[2] ?? '';
    const at = { start: lead.index, from: from + 1, to: from + 1 + raw.length };
    return { raw, ...at, end: from + quoted[0].length, loose: false };
  }
  const words = rest.slice(0, valueEnd(rest, said)).replace(/[\s,，;；、]+$/u, '');
  if (words === '') return null;
  const to = from + words.length;
  return { raw: words, start: lead.index, end: to, from, to, loose: /\s/.test(words) };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const namesOf = (name: string, { label, short = [] }: Field): string =>
  `(?:${[name, label.en, label.zh, ...short].map(escaped).join('|')})`;

/** new deal for Acme: what stands first after the verb, behind a word that leads to this field. */
function leadIn(text: string, { leads }: Field): RegExpExecArray | null {
  const [en, zh] = [leads?.en ?? [], leads?.zh ?? []];
  if (en.length + zh.length === 0) return null;
  return new RegExp(`^\\s*(?:(?:${en.join('|')})\\s+|(?:${zh.join('|')})\\s*)(?=\\S)`, 'iu').exec(text);
}

type Said = Verb & { name: string; field: Field };

/** Where a value ends that begins at the text's first character. */
function valueEnd(text: string, said: Said): number {
  const { field, fields, scene } = said;
  const { is } = field;
  const limit = text.slice(0, nextField(text, fields));
  switch (is.kind) {
    case 'text':
      return is.lines ? limit.length : boundary(line(limit), said);
    case 'customer':
    case 'deal':
    case 'person':
    case 'team':
    case 'stage': {
      const words = line(limit).slice(0, boundary(line(limit), said));
      return nameEnd(words.slice(0, sentenceEnd(words)), { prose: takesProse(fields) });
    }
    case 'date': {
      const date = findDates(limit, { ...scene, direction: is.direction })[0];
      return date?.start === 0 ? date.end : firstWord(limit);
    }
    case 'money': {
      const amount = findAmounts(limit, scene.currency, { bare: true })[0];
      return amount?.start === 0 ? amount.end : firstWord(limit);
    }
    case 'choice': {
      const chosen = choiceIn(limit, is.options);
      return chosen?.start === 0 ? chosen.end : firstWord(limit);
    }
    case 'time': {
      const [time] = findTimes(limit);
      return time?.start === 0 ? time.end : firstWord(limit);
    }
    case 'choices':
    case 'number':
      return firstWord(limit);
  }
}

const firstWord = (text: string): number => /^[^\s,，]*/u.exec(text)?.[0].length ?? 0;
const line = (text: string): string => /^[^\n]*/u.exec(text)?.[0] ?? '';

/** Where the next field is named. */
function nextField(text: string, fields: Fields): number {
  const names = Object.entries(fields).map(([name, field]) => namesOf(name, field));
  return new RegExp(`[\\s,，;；、](?:${names.join('|')})\\s*[:=]`, 'iu').exec(text)?.index ?? text.length;
}

/** Where an amount or a date stands that another field of the verb waits for. A name may begin like one: 3M, 九阳. */
function boundary(text: string, { name, fields, scene }: Said): number {
  const waits = (kind: 'money' | 'date'): boolean =>
    Object.entries(fields).some(
      ([other, field]) =>
        other !== name && field.is.kind === kind && field.formOnly !== true && field.machine !== true,
    );
  const spans = [
    ...(waits('money') ? [...findAmounts(text, scene.currency), ...bareAmounts(text)] : []),
    ...(waits('date') ? findDates(text, { ...scene, direction: 'future' }) : []),
  ];
  return Math.min(text.length, ...spans.filter((span) => span.start > 0).map((span) => span.start));
}

/** Bare numbers that are too long to be part of a name: Studio 54 is one, 50000 and 50,000 are amounts. */
const bareAmounts = (text: string): { start: number }[] =>
  [...text.matchAll(/(?<=\s)(?:\d{4,}|\d{1,3}(?:,\d{3})+)(?=\s|$)/gu)].map((match) => ({
    start: match.index,
  }));

const SUFFIX =
  /^(?:plc|co|inc|ltd|llc|llp|gmbh|corp|ag|sa|bv|nv|kg|spa|srl|pty|limited|company|group|holdings?)\.?$/iu;

/** A name stands in one clause; ", Inc." still belongs to it. */
function sentenceEnd(text: string): number {
  for (const match of text.matchAll(/[,，;；。!！?？]/gu)) {
    const next = /^\s*([\p{L}.]+)/u.exec(text.slice(match.index + 1))?.[1] ?? '';
    if (match[0] !== ',' || !SUFFIX.test(next)) return match.index;
  }
  return text.length;
}

/** What follows a name is a sentence, not another name. */
const takesProse = (fields: Fields): boolean =>
  Object.values(fields).some(({ is }) => is.kind === 'text' && is.lines && is.takes !== 'named');

const HAN_LAST = /\p{Script=Han}[)）]?$/u;
const HAN_FIRST = /^[（(]?\p{Script=Han}/u;
/** A Chinese word after a foreign name that is part of it: ABB 中国, Siemens 医疗科技. */
const GOES_ON_ZH = /^(?:中国|大中华|亚太|集团|股份|科技|技术|有限|公司)|(?:公司|集团|股份|科技|中国)$/u;
/** Words with which a sentence goes on after a name. */
const TELLING =
  /^(?:met|saw|called|rang|phoned|emailed|visited|spoke|talked|had|has|have|is|was|are|were|wants?|needs?|said|says|asked|told|sent|left|got)$/u;
const JOINS = /^(?:[&+-]|of|and|the|de|la|le|du|di|da|del|van|von|der|den|y|et|und|for|on)$/u;

/** Where a name ends among words. Chinese names have no spaces in them; of a sentence a name is what is written large. */
function nameEnd(text: string, { prose }: { prose: boolean }): number {
  const words = [...text.matchAll(/\S+/gu)];
  const large = /\p{Lu}/u.test(text);
  let end = 0;
  for (const [index, word] of words.entries()) {
    if (
      index > 0 &&
      !goesOn(
        words.slice(index - 1).map(([one]) => one),
        { prose, large },
      )
    )
      break;
    end = word.index + word[0].length;
  }
  return end;
}

/** Whether the second of some words still belongs to the name that the first belongs to. */
function goesOn(
  [before = '', word = '', after = '']: readonly string[],
  { prose, large }: { prose: boolean; large: boolean },
): boolean {
  if (HAN_LAST.test(before)) return false;
  if (HAN_FIRST.test(word)) return GOES_ON_ZH.test(word);
  if (!prose || SUFFIX.test(word)) return true;
  if (TELLING.test(word)) return false;
  return !large || /[\p{Lu}\p{N}]/u.test(word) || (JOINS.test(word) && /^[\p{Lu}\p{N}]/u.test(after));
}
