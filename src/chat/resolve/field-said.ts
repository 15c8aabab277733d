import { formatMoney, minorDigits, parseMoney } from '../../domain/money.ts';
import { parseDay, parseTime } from '../../domain/when.ts';
import type { Field } from '../field.ts';
import { choiceIn } from '../line/choice.ts';
import { dealMentioned, dealSaid } from './deal-said.ts';
import { byName, type Found, optionOf, type Resolving, type Search, take } from './found.ts';
import {
  customerBeginning,
  customerKnown,
  customerSaid,
  personSaid,
  stageIn,
  teamSaid,
  teamsFound,
} from './names-said.ts';

/** What was said for one field, by its name or anywhere in the line. */

type SaidField = {
  name: string;
  field: Field;
  raw: string;
  search: Search;
  /** Its words may go on after the name. */
  loose: boolean;
};

/** A field that something was said for. */
export async function said({ name, field, raw, search, loose }: SaidField, to: Resolving): Promise<Found> {
  const { is } = field;
  const example = field.example[to.locale];
  switch (is.kind) {
    case 'text':
    case 'choices':
    case 'number':
      return { kind: 'value', value: raw, raw };
    case 'time': {
      const time = parseTime(raw);
      return time === null
        ? { kind: 'fault', fault: to.m.chat.notTime(raw) }
        : { kind: 'value', value: time, raw: time };
    }
    case 'money': {
      const money = parseMoney(raw, search.currency);
      if ('refused' in money) return { kind: 'fault', fault: to.m.chat.notMoney(raw, example) };
      const { minor, currency } = money;
      if (money.confirm === true) {
        return {
          kind: 'fault',
          fault: to.m.chat.confirmAmount(formatMoney({ minor, currency }, to.locale, 'exact')),
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
      return dealSaid(raw, { ...is, acts: name === to.on }, to);
    case 'customer':
      if (is.known) return customerKnown(raw, to);
      return loose ? customerBeginning(raw, to) : customerSaid(raw, to);
    case 'person':
      return personSaid(raw, to);
    case 'team':
      return teamSaid(raw, to);
    case 'stage': {
      const within = { ...search, rest: raw };
      const found = stageIn(raw, search.stages, to, within);
      if (found === null) return { kind: 'fault', fault: to.m.chat.noSuch.stage(raw) };
      return found.kind === 'value' ? { ...found, left: within.rest } : found;
    }
  }
}

const decimal = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
};

/** A field that nothing was said for by name: references are looked for in the rest of the line. */
export async function unsaid(
  { name, field, search }: Pick<SaidField, 'name' | 'field' | 'search'>,
  to: Resolving,
): Promise<Found> {
  const { is } = field;
  if (isAskedOnly(field)) return preset(field);
  switch (is.kind) {
    case 'deal': {
      const before = search.rest;
      const found = await dealMentioned(search, { ...is, acts: name === to.on }, to);
      if (found.kind === 'fault' && field.optional) {
        search.rest = before;
        return { kind: 'nothing' };
      }
      if (found.kind !== 'nothing' || to.hereDeal === null) return found;
      return dealSaid(`#${to.hereDeal}`, { ...is, status: 'any' }, to);
    }
    case 'customer': {
      const found = take(search, ['customer'], field.leads?.en);
      if (found.length === 0) return preset(field);
      // Customers are said by name.
      if (found.length > 1) return { kind: 'choose', options: found.map(({ known }) => byName(known)) };
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
export const isAskedOnly = (field: Field): boolean => field.formOnly === true || field.machine === true;

export const preset = (field: Field): Found =>
  field.preset === undefined
    ? { kind: 'nothing' }
    : { kind: 'value', value: field.preset, raw: field.preset };
