import type { ImportChange } from '../domain/change.ts';
import { nameKey } from '../domain/name.ts';
import type { Person, Team } from '../domain/people.ts';
import type { Intent } from './intent.ts';
import type { Known } from './known.ts';

/** A person of the organisation, or one that this import adds. */
type Member = { id: string; name: string; teamId: string | null; status: Person['status'] };

/** Who and what the rows name: found in the organisation, or added to it as the rows need them. */
export type Roster = {
  /** What is to be added, in an order in which nothing points ahead. */
  changes(): readonly ImportChange[];
  made: { customers: number; people: number; teams: number };
  team(name: string): string;
  /** `several`: more than one person is called so; the first is taken. */
  find(name: string, email: string): { member: Member; several: boolean } | null;
  add(person: { name: string; email: string; teamId: string; role: 'rep' | 'manager' }): Member;
  /** Gives somebody without a team one; whoever has one keeps it. */
  join(member: Member, teamId: string): void;
  /** Where a deal goes that names no team and whose owner has none. */
  fallbackTeam(): string;
  customer(name: string): string;
  contact(customerId: string, name: string): string | null;
  addContact(
    customerId: string,
    contact: { name: string; title: string | null; role: string | null },
  ): string;
  text(body: string): string;
};

export function rosterOf(known: Known, { newId, importer }: Intent): Roster {
  const teams: ImportChange[] = [];
  const people: ImportChange[] = [];
  const customers: ImportChange[] = [];
  const contacts: ImportChange[] = [];
  const texts: ImportChange[] = [];
  const made = { customers: 0, people: 0, teams: 0 };

  const teamIds = new Map(known.teams.map((one) => [nameKey(one.name), one.id] as const).reverse());
  const members = known.people.map((one): Member & { email: string | null } => ({ ...one }));
  const byName = new Map<string, (Member & { email: string | null })[]>();
  const note = (member: Member & { email: string | null }) => {
    const key = nameKey(member.name);
    byName.set(key, [...(byName.get(key) ?? []), member]);
  };
  for (const member of members) note(member);
  const customerIds = new Map(known.customers);
  const contactIds = new Map(known.contacts);

  const team = (name: string): string => {
    const key = nameKey(name);
    const there = teamIds.get(key);
    if (there !== undefined) return there;
    const id = newId();
    teamIds.set(key, id);
    teams.push({ kind: 'team.add', id, name, parentId: null });
    made.teams += 1;
    return id;
  };

  return {
    made,
    changes: () => [...teams, ...people, ...customers, ...contacts, ...texts],
    team,

    find(name, email) {
      const mail = email.toLowerCase();
      const byMail = mail === '' ? undefined : members.find((one) => one.email?.toLowerCase() === mail);
      if (byMail !== undefined) return { member: byMail, several: false };
      const named = byName.get(nameKey(name)) ?? [];
      // Whoever works here comes before whoever has left or was never let in.
      const [first] = [...named].sort((a, b) => rank(a.status) - rank(b.status));
      return first === undefined ? null : { member: first, several: named.length > 1 };
    },

    add({ name, email, teamId, role }) {
      const id = newId();
      const member = { id, name, teamId, status: 'active' as const, email: email === '' ? null : email };
      members.push(member);
      note(member);
      people.push({
        kind: 'person.add',
        person: {
          id,
          name,
          email: member.email,
          role,
          status: 'active',
          teamId,
          locale: known.organisation.locale,
          zone: null,
        },
      });
      made.people += 1;
      return member;
    },

    join(member, teamId) {
      if (member.teamId !== null) return;
      member.teamId = teamId;
      people.push({ kind: 'person.set', id: member.id, set: { teamId } });
    },

    fallbackTeam: () => importer.teamId ?? rootOf(known.teams)?.id ?? team(known.organisation.name),

    customer(name) {
      const key = nameKey(name);
      const there = customerIds.get(key);
      if (there !== undefined) return there;
      const id = newId();
      customerIds.set(key, id);
      customers.push({ kind: 'customer.add', id, name });
      made.customers += 1;
      return id;
    },

    contact: (customerId, name) => contactIds.get(`${customerId} ${nameKey(name)}`) ?? null,

    addContact(customerId, { name, title, role }) {
      const id = newId();
      contactIds.set(`${customerId} ${nameKey(name)}`, id);
      contacts.push({ kind: 'contact.add', id, customerId, name, title, buyingRole: role });
      return id;
    },

    text(body) {
      const id = newId();
      texts.push({ kind: 'text.write', id, body });
      return id;
    },
  };
}

const rank = (status: Person['status']): number => ['active', 'pending', 'left'].indexOf(status);

const rootOf = (teams: readonly Team[]): Team | undefined =>
  teams.find((one) => one.parentId === null) ?? teams[0];
