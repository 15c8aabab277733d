import { formatMoney, minorDigits, parseMoney } from '../domain/money.ts';
import { parseDay } from '../domain/when.ts';
import type { Messages } from '../i18n/en.ts';
import { dealMentioned, dealSaid } from './deal-said.ts';
import type { Field, Fields } from './field.ts';
import type { Option } from './form.ts';
import { type Found, optionOf, type Resolving, type Search, take } from './found.ts';
import { choiceIn, type Reading } from './line.ts';
import { customerSaid, personSaid, stageIn, teamSaid, teamsFound } from './names-said.ts';

export type Resolved = {
  args: Record<string, unknown>;
  /** Canonical raw values: dates absolute, deals by number. What buttons and forms carry. */
  raw: Record<string, string>;
  /** What is wrong or missing, by field, in the person's language. */
  faults: Record<string, string>;
  /** Several things fit this field. */
  choose: { field: string; options: readonly Option[] } | null;
};

export async function resolveFields(reading: Reading, fields: Fields, to: Resolving): Promise<Resolved> {
  const resolved: Resolved = { args: {}, raw: { ...reading.values }, faults: {}, choose: null };
  const search = await searching(reading, fields, to);
  // Deals first: a stage is one of the deal's own pipeline.
  const ordered = Object.entries(fields).sort(([, a], [, b]) => rank(a) - rank(b));
  for (const [name, field] of ordered) {
    const raw = reading.values[name]?.trim() ?? '';
    const found = raw === '' ? await unsaid(field, search, to) : await said({ field, raw, search }, to);
    if (found.kind === 'value' && found.deal !== undefined) {
      search.stages = found.deal.pipeline.stages;
      search.currency = found.deal.state.currency;
    }
    keep(resolved, { name, field, found }, to);
  }
  unknownNames(resolved, { fields, rest: search.rest }, to);
  fillTexts(resolved, { reading, fields, rest: search.rest }, to);
  return resolved;
}

/** References before free text, deals before stages. */
const rank = (field: Field): number =>
  ['deal', 'customer', 'person', 'team', 'stage'].indexOf(field.is.kind) + 1 || 9;

async function searching(reading: Reading, fields: Fields, to: Resolving): Promise<Search> {
  const wantsNames = Object.values(fields).some((field) => rank(field) < 9);
  const known = wantsNames && reading.rest !== '' ? await to.read.knownNames(reading.rest, to.scope) : [];
  const pipelines = await to.read.pipelines();
  return {
    rest: reading.rest,
    known,
    stages: pipelines.flatMap((pipeline) => pipeline.stages),
    currency: to.scene.currency,
  };
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
        resolved.faults[name] = faultOf(field, found.raw, to.m);
      }
      return;
    }
    case 'fault':
      resolved.args[name] = null;
      resolved.faults[name] = found.fault;
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

/** A field that something was said for. */
async function said(one: { field: Field; raw: string; search: Search }, to: Resolving): Promise<Found> {
  const { field, raw, search } = one;
  const { is } = field;
  const example = field.example[to.locale];
  switch (is.kind) {
    case 'text':
    case 'choices':
    case 'number':
    case 'time':
      return { kind: 'value', value: raw, raw };
    case 'money': {
      const money = parseMoney(raw, search.currency);
      if ('refused' in money) return { kind: 'fault', fault: to.m.chat.notMoney(raw, example) };
      const { minor, currency } = money;
      if (money.confirm === true) {
        return {
          kind: 'fault',
          fault: to.m.chat.confirmAmount(formatMoney({ minor, currency }, to.locale, 'short')),
        };
      }
      return { kind: 'value', value: { minor, currency }, raw: decimal(minor, currency) };
    }
    case 'date': {
      const day = parseDay(raw, { ...to.scene, direction: is.direction });
      return typeof day === 'string'
        ? { kind: 'value', value: day, raw: day }
        : { kind: 'fault', fault: to.m.chat.notDate(raw, example) };
    }
    case 'choice': {
      const chosen = choiceIn(raw, is.options);
      if (chosen !== null) return { kind: 'value', value: chosen.raw, raw: chosen.raw };
      const labels = is.options
        .map((option) => option.label[to.locale])
        .join(to.locale === 'zh' ? '、' : ', ');
      return { kind: 'fault', fault: to.m.chat.notChoice(raw, labels) };
    }
    case 'deal':
      return dealSaid(raw, is.status, to);
    case 'customer':
      return customerSaid(raw, to);
    case 'person':
      return personSaid(raw, to);
    case 'team':
      return teamSaid(raw, to);
    case 'stage':
      return stageIn(raw, search.stages, to) ?? { kind: 'fault', fault: to.m.chat.noSuch.stage(raw) };
  }
}

const decimal = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
};

/** A field that nothing was said for by name: references are looked for in the rest of the line. */
async function unsaid(field: Field, search: Search, to: Resolving): Promise<Found> {
  const { is } = field;
  if (isAskedOnly(field)) return preset(field);
  switch (is.kind) {
    case 'deal': {
      const found = await dealMentioned(search, is.status, to);
      if (found.kind === 'fault' && field.optional) return { kind: 'nothing' };
      if (found.kind !== 'nothing' || to.hereDeal === null) return found;
      return dealSaid(`#${to.hereDeal}`, 'any', to);
    }
    case 'customer': {
      const found = take(search, ['customer']);
      if (found.length === 0) return preset(field);
      if (found.length > 1) return { kind: 'choose', options: found.map(optionOf) };
      const one = found[0]?.known;
      return one === undefined
        ? preset(field)
        : { kind: 'value', value: { id: one.id, name: one.name }, raw: one.name };
    }
    case 'person': {
      const found = take(search, ['person']);
      if (found.length > 1) return { kind: 'choose', options: found.map(optionOf) };
      const one = found[0]?.known;
      return one === undefined ? preset(field) : personSaid(one.id, to);
    }
    case 'team': {
      const found = take(search, ['team']);
      return found.length === 0 ? preset(field) : teamsFound(found, { raw: '', to });
    }
    case 'stage':
      return stageIn(search.rest, search.stages, to, search) ?? preset(field);
    case 'text':
    case 'money':
    case 'date':
    case 'time':
    case 'number':
    case 'choice':
    case 'choices':
      return preset(field);
  }
}

/** Nothing of a line is for it. */
const isAskedOnly = (field: Field): boolean => field.formOnly === true || field.machine === true;

const preset = (field: Field): Found =>
  field.preset === undefined
    ? { kind: 'nothing' }
    : { kind: 'value', value: field.preset, raw: field.preset };

/** A name that nobody knows is said to be unknown, not passed over: it fills the field that it was meant for. */
function unknownNames(resolved: Resolved, said: { fields: Fields; rest: string }, to: Resolving): void {
  const { fields } = said;
  const rest = said.rest.replace(/^(给|到|为|to|for|into)\s*/iu, '').trim();
  const takesText = Object.values(fields).some(({ is }) => is.kind === 'text' && is.takes !== 'named');
  if (rest === '' || takesText || resolved.choose !== null) return;
  for (const [name, field] of Object.entries(fields)) {
    const { kind } = field.is;
    const missing = resolved.faults[name] === to.m.chat.required && resolved.raw[name] === undefined;
    if (!missing || !(kind === 'deal' || kind === 'person' || kind === 'team' || kind === 'stage')) continue;
    resolved.raw[name] = rest;
    resolved.faults[name] = to.m.chat.noSuch[kind](rest);
    return;
  }
}

/** Free text takes what is left over, or the whole line. */
function fillTexts(
  resolved: Resolved,
  from: { reading: Reading; fields: Fields; rest: string },
  to: Resolving,
): void {
  let rest = from.rest;
  for (const [name, field] of Object.entries(from.fields)) {
    if (field.is.kind !== 'text' || resolved.raw[name] !== undefined || isAskedOnly(field)) continue;
    const { takes } = field.is;
    const value = takes === 'whole' ? from.reading.said : takes === 'rest' ? rest : '';
    if (takes === 'rest') rest = '';
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
