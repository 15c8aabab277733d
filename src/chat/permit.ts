import { lineage, type Person, type Role, type Team } from '../domain/people.ts';
import {
  type Action,
  allowed,
  relationToDeal,
  relationToPerson,
  relationToTeam,
} from '../domain/permission.ts';
import type { DealView } from '../domain/views.ts';
import { isDeal } from './asking.ts';
import type { Command, Context, Subject } from './command.ts';
import type { Resolved } from './resolve.ts';

/** Asks the one table. A verb about nothing in particular has the relation `none`. */
export function mayDo(
  person: Person,
  teams: readonly Team[],
  ask: { action: Action; subject: Subject },
): boolean {
  const { action, subject } = ask;
  if (subject === null) return allowed(person.role, action, 'none');
  if ('deal' in subject) return allowed(person.role, action, relationToDeal(person, subject.deal, teams));
  if ('person' in subject)
    return allowed(person.role, action, relationToPerson(person, subject.person, teams));
  return allowed(person.role, action, relationToTeam(person, subject.team.id, teams));
}

/** Whatever the verb is about, a deal that one may not read is not shown to exist, by its number either. */
export const hides = (command: Command, { args }: Resolved, context: Context): boolean =>
  Object.entries(args).some(([name, value]) => {
    const is = command.fields[name]?.is;
    const offered = is?.kind === 'deal' && is.offered;
    return isDeal(value) && !offered && !context.may('deal.read', subjectFor(value));
  });

/** What the verb is about: the value of its `needs.on` field. */
export function subjectOf(command: Command, { args }: Resolved): Subject | 'missing' {
  const { on } = command.needs;
  if (on === 'nothing') return null;
  const value = args[on];
  const kind = command.fields[on]?.is.kind;
  if (value === null || value === undefined || typeof value !== 'object') {
    return command.fields[on]?.optional === true ? null : 'missing';
  }
  if (isDeal(value)) return subjectFor(value);
  if (kind === 'person') return { person: value as Context['person'] };
  if (kind === 'team') return { team: value as Context['teams'][number] };
  return null;
}

const subjectFor = (view: DealView): Subject => ({
  deal: { ...view.state, collaborators: view.collaborators },
});

/** Why a person may not do something, and who may. What one may not read is not admitted to exist. */
export async function refusal(context: Context, ask: { action: Action; subject: Subject }): Promise<string> {
  const { m, may, read } = context;
  const { notAllowed } = m.chat;
  const { subject } = ask;
  if (subject !== null && 'deal' in subject && !may('deal.read', subject)) return notAllowed.hidden;
  const people = await read.people();
  const why = whyNot(subject, { m, people });
  const names = whoMay(ask, { context, people }).map((one) => one.name);
  return names.length === 0 ? why : notAllowed.ask(why, names);
}

function whyNot(subject: Subject, { m, people }: Pick<Context, 'm'> & { people: readonly Person[] }): string {
  const { notAllowed } = m.chat;
  if (subject === null) return notAllowed.nothing;
  if ('person' in subject) return notAllowed.person;
  if ('team' in subject) return notAllowed.team;
  const owner = people.find((one) => one.id === subject.deal.ownerId);
  return notAllowed.deal(owner?.name ?? m.chat.none);
}

/** So many are named: more to choose from is no help. */
const MOST_NAMED = 2;
/** Who is asked for what no owner and no manager above may do. */
const KEEPERS: readonly Role[] = ['admin', 'operations'];

/** Whom to ask: the deal's owner, then the managers above, the nearest first, then those who keep the organisation. */
function whoMay(
  ask: { action: Action; subject: Subject },
  { context, people }: { context: Context; people: readonly Person[] },
): readonly Person[] {
  const { person, teams } = context;
  const able = people.filter((one) => one.status === 'active' && mayDo(one, teams, ask));
  const owner = able.filter(
    (one) => ask.subject !== null && 'deal' in ask.subject && one.id === ask.subject.deal.ownerId,
  );
  const teamId = teamOf(ask.subject, person);
  const managers = (teamId === null ? [] : lineage(teams, teamId)).flatMap((id) =>
    able.filter((one) => one.role === 'manager' && one.teamId === id),
  );
  const keepers = KEEPERS.flatMap((role) => able.filter((one) => one.role === role));
  return [...new Set([...owner, ...managers, ...keepers])].slice(0, MOST_NAMED);
}

function teamOf(subject: Subject, asker: Person): string | null {
  if (subject === null) return asker.teamId;
  if ('deal' in subject) return subject.deal.teamId;
  return 'person' in subject ? subject.person.teamId : subject.team.id;
}
