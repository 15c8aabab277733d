import type { Context } from '../../src/chat/command.ts';
import type { CustomerArg } from '../../src/chat/field.ts';
import type { Need } from '../../src/domain/attention.ts';
import { addDays, type Day, instantOf } from '../../src/domain/day.ts';
import { type Person, subtree, type Team } from '../../src/domain/people.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';
import { formatDay } from '../../src/domain/when.ts';

/** What a list was asked for. */
export type Asked = {
  filter: Exclude<Need, 'step'> | null;
  status: 'open' | 'won' | 'lost';
  stage: Stage | null;
  owner: Person | null;
  team: Team | null;
  customer: CustomerArg | null;
  /** The whole organisation was asked for, not just what one sees. */
  everyone: boolean;
  /** Expected close of open deals, closing day of others; both days included. */
  from: Day | null;
  until: Day | null;
};

/** As the store is asked. A team means its whole subtree; a customer nobody knows has no deals. */
export function queryOf(asked: Asked, at: { teams: readonly Team[]; zone: string }) {
  const { status, stage, owner, team, customer, from, until } = asked;
  const dated = from !== null || until !== null;
  return {
    status: [status],
    ...(stage === null ? {} : { stageId: stage.id }),
    ...(owner === null ? {} : { ownerId: owner.id }),
    ...(team === null ? {} : { teamIds: subtree(at.teams, team.id) }),
    ...(customer === null ? {} : { customerIds: customer.id === null ? [] : [customer.id] }),
    ...(dated && status === 'open'
      ? {
          closing: {
            ...(from === null ? {} : { from }),
            ...(until === null ? {} : { until }),
          },
        }
      : {}),
    ...(dated && status !== 'open'
      ? {
          closed: {
            from: from === null ? new Date(0) : instantOf(from, '00:00', at.zone),
            before: until === null ? FOREVER : instantOf(addDays(until, 1), '00:00', at.zone),
          },
        }
      : {}),
  };
}

const FOREVER = new Date('9999-12-31T00:00:00Z');

export const fits = (needs: readonly { why: Need }[], { filter }: Asked): boolean =>
  filter === null || needs.some((need) => need.why === filter);

/** The words that ask for the same list again. */
export function wordsOf(asked: Asked): Record<string, string> {
  const { filter, status, stage, owner, team, customer, from, until } = asked;
  const all = {
    status,
    filter,
    whose: asked.everyone ? 'everyone' : null,
    stage: stage?.id ?? null,
    owner: owner?.id ?? null,
    team: team?.id ?? null,
    customer: customer?.name ?? null,
    from,
    until,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** What the list shows, in the order in which one says it. */
export function listTitle(asked: Asked, { m, locale, today }: Context): string {
  const { lists, status } = m.deal;
  const day = (value: Day | null): string => (value === null ? '' : formatDay(value, locale, { today }));
  const dates =
    asked.from === null && asked.until === null ? [] : [`${day(asked.from)} – ${day(asked.until)}`];
  const parts = [
    status[asked.status],
    ...(asked.filter === null ? [] : [lists.filter[asked.filter]]),
    ...(asked.stage === null ? [] : [stageName(asked.stage, locale)]),
    ...(asked.team === null ? [] : [asked.team.name]),
    ...(asked.owner === null ? [] : [asked.owner.name]),
    ...(asked.customer === null ? [] : [asked.customer.name]),
    ...dates,
  ];
  return `${lists.list}${locale === 'zh' ? '：' : ': '}${parts.join(' · ')}`;
}
