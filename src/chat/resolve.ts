import { best, type Known, type Mention, mentions } from '../domain/mention.ts';
import { formatMoney, minorDigits, parseMoney } from '../domain/money.ts';
import { nameKey } from '../domain/name.ts';
import type { Locale, Person, Team } from '../domain/people.ts';
import type { Action, Scope } from '../domain/permission.ts';
import type { Pipeline, Stage } from '../domain/stage.ts';
import type { DealLine, DealView } from '../domain/views.ts';
import { parseDay } from '../domain/when.ts';
import type { Messages } from '../i18n/en.ts';
import type { Reads } from '../store/reads.ts';
import type { CustomerArg, Field, Fields } from './field.ts';
import type { Option } from './form.ts';
import { choiceIn, type Reading, type Scene } from './line.ts';

/** Phase two: raw values become values, references are looked up in the organisation. */
export type Resolving = {
  read: Reads;
  scope: Scope;
  person: Person;
  teams: readonly Team[];
  locale: Locale;
  m: Messages;
  scene: Scene;
  /** The deal whose home thread the line was said in. */
  hereDeal: number | null;
  /** May the person do what the verb needs to this deal? Narrows several matches to the sensible ones. */
  fits(deal: DealLine, action: Action): boolean;
  action: Action;
};

export type Resolved = {
  args: Record<string, unknown>;
  /** Canonical raw values: dates absolute, deals by number. What buttons and forms carry. */
  raw: Record<string, string>;
  /** What is wrong or missing, by field, in the person's language. */
  faults: Record<string, string>;
  /** Several things fit this field. */
  choose: { field: string; options: readonly Option[] } | null;
};

type Found =
  /** `pipeline`: the deal's own, whose stages the line then speaks of. */
  | { kind: 'value'; value: unknown; raw: string; pipeline?: Pipeline }
  | { kind: 'fault'; fault: string }
  | { kind: 'choose'; options: readonly Option[] }
  | { kind: 'nothing' };

export async function resolveFields(reading: Reading, fields: Fields, to: Resolving): Promise<Resolved> {
  const resolved: Resolved = { args: {}, raw: { ...reading.values }, faults: {}, choose: null };
  const search = await searching(reading, fields, to);
  // Deals first: a stage is one of the deal's own pipeline.
  const ordered = Object.entries(fields).sort(([, a], [, b]) => rank(a) - rank(b));
  for (const [name, field] of ordered) {
    const raw = reading.values[name]?.trim() ?? '';
    const found = raw === '' ? await unsaid(field, search, to) : await said({ field, raw, search }, to);
    if (found.kind === 'value' && found.pipeline !== undefined) search.pipeline = found.pipeline;
    keep(resolved, { name, field, found }, to);
  }
  fillTexts(resolved, { reading, fields, rest: search.rest }, to);
  return resolved;
}

/** References before free text, deals before stages. */
const rank = (field: Field): number =>
  ['deal', 'customer', 'person', 'team', 'stage'].indexOf(field.is.kind) + 1 || 9;

type Search = {
  /** Text in which names are looked for; each one found is taken out. */
  rest: string;
  known: readonly Known[];
  pipeline: Pipeline;
};

async function searching(reading: Reading, fields: Fields, to: Resolving): Promise<Search> {
  const wantsNames = Object.values(fields).some((field) => rank(field) < 9);
  const known = wantsNames && reading.rest !== '' ? await to.read.knownNames(reading.rest, to.scope) : [];
  const [pipeline] = await to.read.pipelines();
  if (pipeline === undefined) throw new Error('an organisation has a pipeline');
  return { rest: reading.rest, known, pipeline };
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
      const money = parseMoney(raw, to.scene.currency);
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
    case 'team': {
      const byId = to.teams.find((team) => team.id === raw || nameKey(team.name) === nameKey(raw));
      if (byId !== undefined) return { kind: 'value', value: byId, raw: byId.id };
      const found = mentions(
        raw,
        to.teams.map((team) => ({ kind: 'team', id: team.id, name: team.name })),
      );
      return teamsFound(found, { raw, to });
    }
    case 'stage':
      return stageIn(raw, search.pipeline, to) ?? { kind: 'fault', fault: to.m.chat.noSuch.stage(raw) };
  }
}

const decimal = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
};

/** A field that nothing was said for by name: references are looked for in the rest of the line. */
async function unsaid(field: Field, search: Search, to: Resolving): Promise<Found> {
  const { is } = field;
  if (field.formOnly === true) return preset(field);
  switch (is.kind) {
    case 'deal': {
      const found = await dealMentioned(search, is.status, to);
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
      return stageIn(search.rest, search.pipeline, to, search) ?? preset(field);
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

const preset = (field: Field): Found =>
  field.preset === undefined
    ? { kind: 'nothing' }
    : { kind: 'value', value: field.preset, raw: field.preset };

const optionOf = (mention: Mention): Option => ({ value: mention.known.id, label: mention.known.name });

/** The best mentions of some kinds; their words are taken out of the rest. */
function take(search: Search, kinds: readonly Known['kind'][]): Mention[] {
  const found = best(
    mentions(
      search.rest,
      search.known.filter((one) => kinds.includes(one.kind)),
    ),
  );
  const [first] = found;
  if (first !== undefined) search.rest = cut(search.rest, first);
  return found;
}

const cut = (text: string, { start, end }: { start: number; end: number }): string =>
  `${text.slice(0, start)} ${text.slice(end)}`
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：的]+|[\s,，、;；:：]+$/g, '');

type DealStatusWanted = 'open' | 'closed' | 'any';
const STATUSES = { open: ['open'], closed: ['won', 'lost'], any: ['open', 'won', 'lost'] } as const;

async function dealSaid(raw: string, wanted: DealStatusWanted, to: Resolving): Promise<Found> {
  const number = /^#?(\d{1,9})$/.exec(raw.trim());
  if (number === null) {
    const known = await to.read.knownNames(raw, to.scope);
    const [pipeline] = await to.read.pipelines();
    if (pipeline === undefined) return { kind: 'nothing' };
    const found = await dealMentioned({ rest: raw, known, pipeline }, wanted, to);
    return found.kind === 'nothing' ? { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) } : found;
  }
  const view = await to.read.dealView(Number(number[1]));
  if (view === null || view.state.status === 'void')
    return { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) };
  return dealValue(view);
}

const dealValue = (view: DealView): Found => ({
  kind: 'value',
  value: view,
  raw: `#${view.number}`,
  pipeline: view.pipeline,
});

/** Deals by their name, their customer or a person at the customer; the heaviest mention decides. */
async function dealMentioned(search: Search, wanted: DealStatusWanted, to: Resolving): Promise<Found> {
  const found = best(
    mentions(
      search.rest,
      search.known.filter(
        (one) => DEAL_NAMES.has(one.kind) && (one.kind !== 'contact' || to.hereDeal === null),
      ),
    ),
  );
  const [first] = found;
  if (first === undefined) return { kind: 'nothing' };
  const numbers = found.flatMap(({ known }) => (known.kind === 'deal' ? [Number(known.id)] : []));
  const customerIds = found.flatMap(({ known }) => (known.kind === 'deal' ? [] : [known.id]));
  const status = STATUSES[wanted];
  const [byName, byCustomer] = await Promise.all([
    numbers.length === 0 ? [] : to.read.deals({ numbers, status }, to.scope),
    customerIds.length === 0 ? [] : to.read.deals({ customerIds, status }, to.scope),
  ]);
  const all = new Map([...byCustomer, ...byName].map((deal) => [deal.number, deal]));
  const candidates = narrowed([...all.values()], search.rest, to);
  const [one] = candidates;
  if (one === undefined) return { kind: 'nothing' };
  search.rest = cut(search.rest, first);
  if (candidates.length > 1) return { kind: 'choose', options: candidates.slice(0, 20).map(dealOption) };
  const view = await to.read.dealView(one.number);
  return view === null ? { kind: 'nothing' } : dealValue(view);
}

/** In a deal's thread 王总 is that deal's; elsewhere a person at a customer leads to the customer's deals. */
const DEAL_NAMES: ReadonlySet<Known['kind']> = new Set(['deal', 'customer', 'contact']);

/** Several deals fit: those one may act on come before those one may only read; a fuller mention before a short one. */
function narrowed(deals: readonly DealLine[], line: string, to: Resolving): readonly DealLine[] {
  const acting = deals.filter((deal) => to.fits(deal, to.action));
  const pool = acting.length > 0 ? acting : deals;
  if (pool.length < 2) return pool;
  const known = pool.map(
    (deal): Known => ({ kind: 'deal', id: String(deal.number), name: `${deal.customer ?? ''} ${deal.name}` }),
  );
  const weights = mentions(line, known);
  const top = weights[0]?.weight ?? 0;
  const heaviest = weights.filter((one) => one.weight >= top - 0.01).map((one) => Number(one.known.id));
  return heaviest.length === 0 ? pool : pool.filter((deal) => heaviest.includes(deal.number));
}

export const dealOption = (deal: DealLine): Option => ({
  value: `#${deal.number}`,
  label: `#${deal.number} ${deal.name}`,
  detail: [deal.customer, deal.owner.name].filter((part) => part !== null).join(' · '),
});

async function customerSaid(raw: string, to: Resolving): Promise<Found> {
  const exact = await to.read.customerByName(nameKey(raw));
  if (exact !== null) return { kind: 'value', value: exact, raw: exact.name };
  // A name that is not known is a new customer; a fragment of a known one is not.
  const value: CustomerArg = { id: null, name: raw.trim() };
  return { kind: 'value', value, raw: value.name };
}

async function personSaid(raw: string, to: Resolving): Promise<Found> {
  if (/^(me|myself|我|自己)$/iu.test(raw)) return { kind: 'value', value: to.person, raw: to.person.id };
  const people = (await to.read.people()).filter((one) => one.status !== 'left');
  const exact = people.find((one) => one.id === raw || nameKey(one.name) === nameKey(raw));
  if (exact !== undefined) return { kind: 'value', value: exact, raw: exact.id };
  const found = best(
    mentions(
      raw,
      people.map((one) => ({ kind: 'person', id: one.id, name: one.name })),
    ),
  );
  if (found.length > 1) return { kind: 'choose', options: found.map(optionOf) };
  const one = people.find((candidate) => candidate.id === found[0]?.known.id);
  return one === undefined
    ? { kind: 'fault', fault: to.m.chat.noSuch.person(raw) }
    : { kind: 'value', value: one, raw: one.id };
}

function teamsFound(found: readonly Mention[], { raw, to }: { raw: string; to: Resolving }): Found {
  const top = best(found);
  if (top.length > 1) return { kind: 'choose', options: top.map(optionOf) };
  const one = to.teams.find((team) => team.id === top[0]?.known.id);
  return one === undefined
    ? { kind: 'fault', fault: to.m.chat.noSuch.team(raw) }
    : { kind: 'value', value: one, raw: one.id };
}

/** A stage by its name in either language, its key or its number in the pipeline. */
function stageIn(raw: string, pipeline: Pipeline, to: Resolving, search?: Search): Found | null {
  const exact = pipeline.stages.find((stage) => stage.id === raw || stage.key === raw);
  if (exact !== undefined) return stageValue(exact);
  const known = pipeline.stages.flatMap((stage): Known[] => [
    { kind: 'stage', id: stage.id, name: stage.name.zh },
    { kind: 'stage', id: stage.id, name: stage.name.en },
  ]);
  const found = best(mentions(raw, known));
  const ids = [...new Set(found.map((one) => one.known.id))];
  const [first] = found;
  if (first === undefined) return null;
  if (search !== undefined) search.rest = cut(search.rest, first);
  if (ids.length > 1) {
    const options = pipeline.stages.filter((stage) => ids.includes(stage.id));
    return {
      kind: 'choose',
      options: options.map((stage) => ({ value: stage.id, label: stage.name[to.locale] })),
    };
  }
  const one = pipeline.stages.find((stage) => stage.id === ids[0]);
  return one === undefined ? null : stageValue(one);
}

const stageValue = (stage: Stage): Found => ({ kind: 'value', value: stage, raw: stage.id });

/** Free text takes what is left over, or the whole line. */
function fillTexts(
  resolved: Resolved,
  from: { reading: Reading; fields: Fields; rest: string },
  to: Resolving,
): void {
  let rest = from.rest;
  for (const [name, field] of Object.entries(from.fields)) {
    if (field.is.kind !== 'text' || resolved.raw[name] !== undefined || field.formOnly === true) continue;
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
