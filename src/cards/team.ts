import type { Button, Card, CardElement, Fact, ListItem, Words } from '../chat/card.ts';
import { type Leave, leaveOn, managerOf, type Person, type Team, tree } from '../domain/people.ts';
import type { DealLine } from '../domain/views.ts';
import { dayText, moneyText } from './deal.ts';
import type { Pen } from './pen.ts';

/** Everybody that a card about people speaks of. */
export type Roster = { people: readonly Person[]; teams: readonly Team[]; leaves: readonly Leave[] };

/** What the reader may do to somebody, so that no button is offered that would be refused. */
export type Rights = { leave: boolean; change: boolean; own: boolean };

/** Beyond this many people a card shows the teams and opens one by a press. */
const AT_ONCE = 40;

const words = (line: string, values: Record<string, string>): Words => ({ line, values });

export const teamName = (teams: readonly Team[], id: string | null, { m }: Pick<Pen, 'm'>): string =>
  teams.find((team) => team.id === id)?.name ?? m.team.card.noTeam;

/** Who is who: pending people first, then the teams as a tree. */
export function peopleCard(
  roster: Roster,
  view: { root: string | null; mayAdmit: boolean; mayRestore(person: Person): boolean },
  pen: Pen,
): Card {
  const { m } = pen;
  const { people, teams } = roster;
  const active = people.filter((one) => one.status === 'active');
  const branches = tree(teams, view.root);
  const brief = view.root === null && active.length > AT_ONCE;
  const elements: CardElement[] = [];
  const pending = people.filter((one) => one.status === 'pending');
  if (pending.length > 0 && view.mayAdmit) {
    elements.push({
      kind: 'list',
      title: m.team.card.pending,
      items: pending.map((one) => pendingItem(one, pen)),
    });
  }
  for (const { team, depth } of branches) {
    const members = active.filter((one) => one.teamId === team.id);
    const title = `${'　'.repeat(depth)}${team.name} · ${m.team.card.count(members.length)}`;
    if (brief) {
      elements.push({
        kind: 'list',
        items: [{ title, press: words('team people', { team: team.id }) }],
      });
    } else if (members.length > 0) {
      elements.push({ kind: 'list', title, items: members.map((one) => personItem(one, roster, pen)) });
    } else {
      elements.push({ kind: 'text', text: title, tone: 'muted' });
    }
  }
  const loose = view.root === null ? active.filter((one) => one.teamId === null) : [];
  if (loose.length > 0) {
    const items = loose.map((one) => personItem(one, roster, pen));
    elements.push({ kind: 'list', title: m.team.card.noTeam, items });
  }
  const gone = people.filter((one) => one.status === 'left' && view.mayRestore(one));
  if (gone.length > 0 && view.root === null) {
    elements.push({
      kind: 'more',
      summary: `${m.team.card.left} · ${gone.length}`,
      elements: [{ kind: 'list', items: gone.map((one) => leftItem(one, pen)) }],
    });
  }
  return { title: m.team.card.people, elements };
}

export function pendingItem(person: Person, { m }: Pen): ListItem {
  const { id, email } = person;
  return {
    title: person.name,
    ...(email === null ? {} : { detail: email }),
    tone: 'warn',
    buttons: [
      { label: m.team.button.admit, tone: 'primary', says: words('team admit', { person: id }) },
      { label: m.team.button.decline, says: words('team decline', { person: id }) },
    ],
  };
}

function personItem(person: Person, { leaves }: Roster, pen: Pen): ListItem {
  const { m, today } = pen;
  const leave = leaveOn(leaves, person.id, today);
  const role = m.team.role[person.role];
  const away = leave === null ? null : m.team.card.away(dayText(leave.until, pen), leave.deputy.name);
  return {
    title: person.name,
    detail: away === null ? role : `${role} · ${away}`,
    press: words('team whoami', { person: person.id }),
  };
}

const leftItem = (person: Person, pen: Pen): ListItem => ({
  title: person.name,
  detail: pen.m.team.role[person.role],
  tone: 'muted',
  buttons: [restoreButton(person, pen)],
});

export const restoreButton = (person: Pick<Person, 'id'>, { m }: Pick<Pen, 'm'>): Button => ({
  label: m.team.button.restore,
  says: words('team restore', { person: person.id }),
});

/** One person: what they are and, for those who may, what can be changed. */
export function personCard(
  person: Person,
  at: { roster: Roster; rights: Rights; zone: string },
  pen: Pen,
): Card {
  const { m } = pen;
  const { card } = m.team;
  const { people, teams, leaves } = at.roster;
  const manager = managerOf(person, { people, teams });
  const coming = leaves.filter((leave) => leave.person.id === person.id);
  const facts: Fact[] = [
    { label: card.role, value: m.team.role[person.role] },
    { label: card.team, value: teamName(teams, person.teamId, pen) },
    ...(manager === null
      ? []
      : [{ label: card.manager, value: manager.name, press: words('team whoami', { person: manager.id }) }]),
    ...(person.email === null ? [] : [{ label: card.email, value: person.email }]),
    { label: card.language, value: m.settings.languages[person.locale] },
    { label: card.zone, value: at.zone },
    ...coming.map((leave) => ({ label: card.leave, value: leaveText(leave, pen) })),
  ];
  const badge =
    person.status === 'active'
      ? {}
      : { badge: { text: person.status === 'left' ? card.left : card.waits, tone: 'warn' as const } };
  const buttons = personButtons({ person, heir: manager?.name ?? null }, at.rights, pen);
  return {
    title: person.name,
    subtitle: m.team.does[person.role],
    ...badge,
    elements: [
      { kind: 'facts', facts },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
    ],
  };
}

/** `heir`: who gets the open deals of somebody whose access ends; null = whoever ends it. */
type Standing = { person: Person; heir: string | null };

function personButtons({ person, heir }: Standing, rights: Rights, pen: Pen): Button[] {
  const { button, deactivateSure } = pen.m.team;
  const on = (line: string): Words => words(line, { person: person.id });
  if (person.status === 'left') return rights.change ? [restoreButton(person, pen)] : [];
  return [
    ...(rights.leave ? [{ label: button.leave, says: on('team leave') }] : []),
    ...(rights.own ? [{ label: button.settings, says: { line: 'settings show' } }] : []),
    ...(rights.change
      ? [
          { label: button.role, says: on('team role') },
          { label: button.move, says: on('team move') },
        ]
      : []),
    ...(rights.change && !rights.own
      ? [
          {
            label: button.deactivate,
            tone: 'danger' as const,
            says: on('team deactivate'),
            confirm: { title: button.deactivate, text: deactivateSure(person.name, heir) },
          },
        ]
      : []),
  ];
}

/** Several teams could take somebody in: one press each. */
export function admissionCard(person: Person, teams: readonly Team[], { m }: Pick<Pen, 'm'>): Card {
  const title = m.team.whichTeam(person.name);
  const buttons = tree(teams).map(
    ({ team }): Button => ({
      label: team.name,
      says: words('team admit', { person: person.id, team: team.id }),
    }),
  );
  return { title, elements: [{ kind: 'buttons', buttons }] };
}

const leaveText = (leave: Leave, pen: Pen): string =>
  `${pen.m.team.card.leaveOf(dayText(leave.from, pen), dayText(leave.until, pen))} · ${pen.m.team.card.covers(leave.deputy.name)}`;

export function leavesCard(leaves: readonly Leave[], mayCancel: (leave: Leave) => boolean, pen: Pen): Card {
  const { m } = pen;
  if (leaves.length === 0) {
    return { title: m.team.card.leaves, elements: [{ kind: 'text', text: m.team.noLeaves, tone: 'muted' }] };
  }
  const items = leaves.map(
    (leave): ListItem => ({
      title: leave.person.name,
      detail: leaveText(leave, pen),
      ...(mayCancel(leave) ? { buttons: [cancelLeave(leave, pen)] } : {}),
    }),
  );
  return { title: m.team.card.leaves, elements: [{ kind: 'list', items }] };
}

export const cancelLeave = (leave: Pick<Leave, 'id'>, { m }: Pick<Pen, 'm'>): Button => ({
  label: m.team.button.cancel,
  says: words('team back', { leave: leave.id }),
});

/** Deals to hand out: for each, one press per person who could take it. */
export function handoverCard(deals: readonly DealLine[], heirs: readonly Person[], pen: Pen): Card {
  const { m } = pen;
  const items = deals.map((deal): ListItem => {
    const to = (person: string): Words => ({
      ...words('team assign', { deal: `#${deal.number}`, person }),
      seen: { deal: deal.number, version: deal.version },
    });
    return {
      title: `#${deal.number} ${deal.name}`,
      detail: [deal.customer, moneyText(deal.state, pen)].filter((part) => part !== null).join(' · '),
      press: { line: 'deal show', values: { deal: `#${deal.number}` } },
      buttons: [
        ...heirs.map((one): Button => ({ label: one.name, says: to(one.id) })),
        { label: m.team.button.keep, says: to(deal.owner.id) },
      ],
    };
  });
  return {
    title: deals.length === 0 ? m.team.handoverDone : m.team.handover(deals.length),
    elements: items.length === 0 ? [] : [{ kind: 'list', items }],
  };
}
