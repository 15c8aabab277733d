import { dayOf } from '../domain/day.ts';
import { type Known, mentions } from '../domain/mention.ts';
import { findPeriod } from '../domain/period.ts';
import type { DealLine } from '../domain/views.ts';
import type { Messages } from '../i18n/en.ts';
import type { Field, Fields } from './field.ts';
import type { Option } from './form.ts';
import { isStrict, type Reading } from './line.ts';
import { currencyOf } from './resolve/currency.ts';
import { isAskedOnly, preset, said, unsaid } from './resolve/field-said.ts';
import { cut, type Found, type Resolving, type Search } from './resolve/found.ts';

export type Resolved = {
  args: Record<string, unknown>;
  /** Canonical raw values: dates absolute, deals by number. What buttons and forms carry. */
  raw: Record<string, string>;
  /** What is wrong or missing, by field, in the person's language. */
  faults: Record<string, string>;
  /** Several things fit this field. */
  choose: { field: string; options: readonly Option[] } | null;
  /** The deals that were meant, where none of them will do: they are closed, or others'. */
  instead: { why: 'closed' | 'theirs'; deals: readonly DealLine[] } | null;
};

export async function resolveFields(reading: Reading, fields: Fields, to: Resolving): Promise<Resolved> {
  const resolved: Resolved = {
    args: {},
    raw: { ...reading.values },
    faults: {},
    choose: null,
    instead: null,
  };
  const search = await searching(reading, fields, to);
  // Deals first: a stage is one of the deal's own pipeline, an amount in its currency.
  const ordered = Object.entries(fields).sort(([, a], [, b]) => rank(a) - rank(b));
  for (const [name, field] of ordered) {
    const raw = reading.values[name]?.trim() ?? '';
    const loose = reading.loose?.includes(name) === true && search.rest === '' && search.prose;
    if (field.is.kind === 'money' && raw !== '')
      search.currency = await currencyOf({ search, args: resolved.args, target: field.is.target }, to);
    const found =
      raw === ''
        ? await unsaid({ name, field, search }, to)
        : await said({ name, field, raw, search, loose }, to);
    if (found.kind === 'value' && reading.loose?.includes(name) === true) giveBack(search, found.left);
    if (found.kind === 'value' && found.deal !== undefined) {
      search.stages = found.deal.pipeline.stages;
      search.deal = found.deal.state;
    }
    keep(resolved, { name, field, found }, to);
    // Which currency it is in stays open with the deal.
    if (field.is.kind === 'money' && raw !== '' && waitsForDeal(resolved, fields)) resolved.raw[name] = raw;
  }
  unknownNames(resolved, { reading, fields, rest: search.rest }, to);
  fillTexts(resolved, { reading, fields, rest: search.rest }, to);
  return resolved;
}

/** Whether the deal that a verb needs is still to be chosen. */
const waitsForDeal = ({ args }: Resolved, fields: Fields): boolean =>
  Object.entries(fields).some(
    ([name, { is, optional }]) => is.kind === 'deal' && !optional && args[name] === null,
  );

/** Words that no name took are free text, or nothing. */
function giveBack(search: Search, left = ''): void {
  search.rest = `${left} ${search.rest}`.trim();
}

/** Whether some field is still to be filled with what the others leave over. */
const wantsText = (fields: Fields, { values }: Reading): boolean =>
  Object.entries(fields).some(
    ([name, field]) =>
      field.is.kind === 'text' &&
      field.is.takes === 'rest' &&
      values[name] === undefined &&
      !isAskedOnly(field),
  );

/** References before free text, deals before stages. */
const rank = (field: Field): number =>
  ['deal', 'customer', 'person', 'team', 'stage'].indexOf(field.is.kind) + 1 || 9;

async function searching(reading: Reading, fields: Fields, to: Resolving): Promise<Search> {
  const wantsNames = Object.values(fields).some((field) => rank(field) < 9);
  const { rest } = reading;
  const known = wantsNames && rest !== '' ? await to.read.knownNames(rest, to.scope) : [];
  const pipelines = await to.read.pipelines();
  return {
    rest,
    known: takesStage(fields) ? besideStage(known, rest, to) : known,
    stages: pipelines.flatMap((pipeline) => pipeline.stages),
    currency: to.scene.currency,
    prose: wantsText(fields, reading),
  };
}

const takesStage = (fields: Fields): boolean => Object.values(fields).some(({ is }) => is.kind === 'stage');

/** In a deal's thread 谈判 is the stage of that deal, though another deal is called 谈判系统. */
function besideStage(known: readonly Known[], rest: string, { hereStages }: Resolving): readonly Known[] {
  const [stage] = mentions(
    rest,
    hereStages.flatMap(({ id, name }) =>
      [name.zh, name.en].map((one): Known => ({ kind: 'stage', id, name: one })),
    ),
  );
  if (stage === undefined) return known;
  const hidden = mentions(rest, known).filter(({ start, end }) => start >= stage.start && end <= stage.end);
  return known.filter((one) => !hidden.some((mention) => mention.known === one));
}

function keep(resolved: Resolved, one: { name: string; field: Field; found: Found }, to: Resolving): void {
  const { name, field, found } = one;
  switch (found.kind) {
    case 'value': {
      const parsed = field.schema.safeParse(found.value);
      if (parsed.success) {
        resolved.args[name] = parsed.data;
        resolved.raw[name] = found.raw;
      } else {
        resolved.args[name] = null;
        // What was typed is shown again, however wrong it is.
        resolved.raw[name] = found.raw;
        resolved.faults[name] = faultOf(field, found.raw, to.m);
      }
      return;
    }
    case 'fault':
      resolved.args[name] = null;
      resolved.faults[name] = found.fault;
      if (found.closed !== undefined && found.closed.length > 0)
        resolved.instead ??= { why: 'closed', deals: found.closed };
      return;
    case 'theirs':
      resolved.args[name] = null;
      resolved.faults[name] = to.m.chat.required;
      resolved.instead ??= { why: 'theirs', deals: found.deals };
      return;
    case 'choose':
      resolved.args[name] = null;
      if (resolved.choose === null) resolved.choose = { field: name, options: found.options };
      return;
    case 'nothing':
      resolved.args[name] = null;
      if (!field.optional && field.is.kind !== 'text') resolved.faults[name] = to.m.chat.required;
  }
}

function faultOf(field: Field, raw: string, m: Messages): string {
  const { is } = field;
  if (is.kind === 'text') return raw.length > is.maxLength ? m.chat.tooLong(is.maxLength) : m.chat.required;
  if (is.kind === 'number') return m.chat.notNumber(is.min, is.max);
  if (is.kind === 'time') return m.chat.notTime(raw);
  return m.chat.required;
}

/** Small words of a request, and labels without a value: they name nothing. */
const SMALL =
  /^(?:[的了吧呀啊哈呢把给到为成个下就都再请改在和与]|一下|帮我|麻烦|谢谢|please|pls|thanks|to|for|of|in|on|at|by|the|a|an|and|is|it|its|with|from|deal|deals|as|now|商机|单子|项目)+$/iu;

/** Words beside an order that say whom it is for, or that it is one: alone they name nothing. */
const BESIDE =
  /^(?:[我你您咱们发看呗呢吗嘛哦吧了的啊每个号日]|这里|这边|这个|本?群里?|现在|今天|大家|全部|所有|团队|部门|me|us|my|our|ours|we|i|you|here|there|this|that|room|channel|today|right|all|everyone|everybody|team|show|send|post)+$/iu;

/** What of the rest was meant for a verb that asks about every word, without what leads to it. */
function unreadWords(rest: string, fields: Fields): string {
  const labels = Object.entries(fields).flatMap(([name, { label, short = [] }]) => [
    name,
    label.en,
    label.zh,
    ...short,
  ]);
  const isSmall = (word: string): boolean =>
    !/[\p{L}\p{N}]/u.test(word) ||
    SMALL.test(word) ||
    labels.some((one) => one.toLowerCase() === word.toLowerCase());
  const words = [...rest.matchAll(/[^\s,，。;；、]+/gu)];
  const first = words.find(([word]) => !isSmall(word));
  const names = words.some(([word]) => !isSmall(word) && !BESIDE.test(word));
  return first === undefined || !names ? '' : rest.slice(first.index);
}

/**
 * A name that nobody knows is said to be unknown, not passed over: it fills the field that it was meant for. That is the
 * one that the verb cannot do without; else, of an order, the first reference that is still empty.
 */
function unknownNames(
  resolved: Resolved,
  { reading, fields, rest }: { reading: Reading; fields: Fields; rest: string },
  to: Resolving,
): void {
  const takesText = Object.values(fields).some(
    ({ is }) => is.kind === 'text' && (is.takes === 'rest' || is.takes === 'whole'),
  );
  if (takesText || resolved.choose !== null) return;
  const empty = Object.entries(fields).flatMap(([name, field]) =>
    isReference(field.is.kind) && resolved.raw[name] === undefined && !isAskedOnly(field)
      ? [{ name, kind: field.is.kind }]
      : [],
  );
  const missing = empty.find(({ name }) => resolved.faults[name] === to.m.chat.required);
  const orders = reading.order === true && !isStrict(fields) && Object.keys(resolved.faults).length === 0;
  const meant = missing ?? (orders ? empty[0] : undefined);
  const lead = rest.replace(/^(给|到|为|to|for|into)\s*/iu, '').trim();
  const said = missing === undefined ? unreadWords(lead, fields) : lead;
  if (meant === undefined || said === '') return;
  resolved.raw[meant.name] = said;
  resolved.faults[meant.name] = to.m.chat.noSuch[meant.kind](said);
}

type Reference = 'deal' | 'customer' | 'person' | 'team' | 'stage';
const isReference = (kind: Field['is']['kind']): kind is Reference =>
  kind === 'deal' || kind === 'customer' || kind === 'person' || kind === 'team' || kind === 'stage';

/** Free text takes what is left over, or the whole line. */
function fillTexts(
  resolved: Resolved,
  from: { reading: Reading; fields: Fields; rest: string },
  to: Resolving,
): void {
  const { reading, fields } = from;
  let rest = from.rest;
  for (const [name, field] of Object.entries(fields)) {
    if (field.is.kind !== 'text') continue;
    const { takes } = field.is;
    if (takes === 'left') {
      const left = reading.order === true ? unreadWords(rest, fields) : '';
      resolved.args[name] = left === '' ? null : left;
      continue;
    }
    if (resolved.raw[name] !== undefined || isAskedOnly(field)) continue;
    const period = takes === 'period' ? findPeriod(rest, dayOf(to.scene.now, to.scene.zone)) : null;
    const value =
      takes === 'whole'
        ? reading.said
        : takes === 'rest'
          ? rest
          : period === null
            ? ''
            : rest.slice(period.start, period.end);
    if (takes === 'rest') rest = '';
    if (period !== null) rest = cut(rest, period);
    keep(
      resolved,
      { name, field, found: value === '' ? preset(field) : { kind: 'value', value, raw: value } },
      to,
    );
  }
  for (const [name, field] of Object.entries(from.fields)) {
    if (
      field.is.kind === 'text' &&
      !field.optional &&
      resolved.args[name] === null &&
      resolved.faults[name] === undefined
    ) {
      resolved.faults[name] = to.m.chat.required;
    }
  }
}
