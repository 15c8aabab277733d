import { nameKey } from '../domain/name.ts';
import type { Person, Team } from '../domain/people.ts';
import { canOwn, scopeOf } from '../domain/permission.ts';
import type { DealLine } from '../domain/views.ts';
import type { Messages } from '../i18n/en.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Command } from './command.ts';
import type { Desk } from './desk.ts';
import type { Option } from './form.ts';
import type { Place, Platform } from './input.ts';
import { verbOf } from './line.ts';
import { mayDo } from './permit.ts';
import { dealOptions } from './resolve/deal-options.ts';
import type { DealStatusWanted } from './resolve/deal-said.ts';

/** What is typed into a search field of a form. */
export type Typing = {
  platform: Platform;
  workspace: string;
  actor: string;
  place: Place;
  /** The form's line. */
  line: string;
  field: string;
  typed: string;
};

const MOST = 20;

/** Options for a search field: only what the person may see, from the first character on. */
export async function suggest(desk: Desk, typing: Typing): Promise<readonly Option[]> {
  const org = await desk.organisationOf(typing.platform, typing.workspace);
  if (org === null) return [];
  const read = desk.reads(org, desk.now());
  const person = await read.identified(typing.platform, typing.workspace, typing.actor);
  const command = verbOf(typing.line, desk.commands)?.command;
  const field = command?.fields[typing.field];
  if (person === null || person.status !== 'active' || command === undefined || field === undefined)
    return [];
  const teams = await read.teams();
  const typed = typing.typed.trim().toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().includes(typed);
  switch (field.is.kind) {
    case 'deal': {
      const found = await dealsTyped(read, { typed, status: field.is.status }, { person, teams });
      const deals = await doable(found, command, { read, person, teams });
      const pipelines = await read.pipelines();
      const { locale } = person;
      return dealOptions(deals, { person, locale, m: messages[locale], pipelines }).slice(0, MOST);
    }
    case 'customer':
      return customerOptions(await read.customersNamed(typed, MOST), {
        typed: typing.typed.trim(),
        known: field.is.known,
        m: messages[person.locale],
      });
    case 'person': {
      const { owns } = field.is;
      return (await read.people())
        .filter((one) => one.status !== 'left' && fits(one.name))
        .filter((one) => owns !== true || mayOwn(one, command, { person, teams }))
        .slice(0, MOST)
        .map((one) => ({ value: one.id, label: one.name }));
    }
    case 'team':
      return teams
        .filter((one) => fits(one.name))
        .slice(0, MOST)
        .map((one) => ({ value: one.id, label: one.name }));
    default:
      return [];
  }
}

/** One's own deals and what is in progress are not crowded out by what is newer. */
async function dealsTyped(
  read: Reads,
  { typed, status }: { typed: string; status: DealStatusWanted },
  { person, teams }: { person: Person; teams: readonly Team[] },
): Promise<readonly DealLine[]> {
  const scope = scopeOf(person, teams);
  const found = await Promise.all([
    read.dealsNamed({ typed, status, take: MOST, ownerId: person.id }, scope),
    ...(status === 'any' ? (['open', 'closed'] as const) : [status]).map((one) =>
      read.dealsNamed({ typed, status: one, take: MOST }, scope),
    ),
  ]);
  return [...new Map(found.flat().map((deal) => [deal.number, deal])).values()];
}

/** Whom a deal may be given to; a new one is opened for oneself and those whom one manages. */
const mayOwn = (one: Person, { needs }: Command, { person, teams }: Omit<Asker, 'read'>): boolean =>
  canOwn(one) &&
  (needs.action !== 'deal.create' ||
    mayDo(person, teams, { action: 'deal.create', subject: { person: one } }));

type Asker = { read: Reads; person: Person; teams: readonly Team[] };

/** Of deals for a verb that does something to one: those to which the person may do it. */
async function doable(
  deals: readonly DealLine[],
  { needs, fields }: Command,
  { read, person, teams }: Asker,
): Promise<readonly DealLine[]> {
  const is = fields[needs.on]?.is;
  if (is?.kind !== 'deal' || is.offered) return deals;
  const may = ({ state }: DealLine, collaborators: readonly string[]): boolean =>
    mayDo(person, teams, { action: needs.action, subject: { deal: { ...state, collaborators } } });
  const along = await read.collaboratorsOf(deals.map((deal) => deal.number));
  return deals.filter((deal) => may(deal, along.get(deal.number) ?? []));
}

/** The customers that there are; what was typed may be a new one, where a list of options is all that can be filled in. */
function customerOptions(
  customers: readonly { name: string }[],
  { typed, known, m }: { typed: string; known: boolean; m: Messages },
): Option[] {
  const options = customers.map(({ name }) => ({ value: name, label: name }));
  const exists = customers.some(({ name }) => nameKey(name) === nameKey(typed));
  if (known || exists || typed === '') return options;
  return [...options.slice(0, MOST - 1), { value: typed, label: m.chat.newCustomer(typed) }];
}
