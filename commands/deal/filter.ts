import type { Context } from '../../src/chat/command.ts';
import type { CustomerArg } from '../../src/chat/field.ts';
import { NEEDS, type Need } from '../../src/domain/attention.ts';
import type { NumberAsked, NumberName } from '../../src/domain/behind.ts';
import { addDays, type Day, instantOf } from '../../src/domain/day.ts';
import { teamAndBelow, type Whose } from '../../src/domain/measure.ts';
import type { Asked as ReportAsked } from '../../src/domain/measure-report.ts';
import { LINES } from '../../src/domain/movement.ts';
import { type Person, subtree, type Team } from '../../src/domain/people.ts';
import { monthOf, type Period, periodName } from '../../src/domain/period.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';
import { formatDay } from '../../src/domain/when.ts';
import type { Filter } from './words.ts';

/** What a list was asked for. */
export type Asked = {
  filter: Filter | null;
  status: 'open' | 'won' | 'lost';
  stage: Stage | null;
  owner: Person | null;
  team: Team | null;
  customer: CustomerArg | null;
  /** The whole organisation was asked for, not just what one sees. */
  everyone: boolean;
  period: Period | null;
  /** Expected close of open deals, closing day of others; both days included. */
  from: Day | null;
  until: Day | null;
  /** What only a number's button carries: when it was counted, for a room or a person, and what it is a part of. */
  at: string | null;
  room: string | null;
  pipeline: string | null;
  line: string | null;
  currency: string | null;
};

const isNeed = (filter: Filter): filter is Exclude<Need, 'step'> => NEEDS.some((need) => need === filter);

/** The number of a funnel whose deals are asked for; null = a list of deals as they are now. */
export function numberOf(asked: Asked): NumberAsked | null {
  const of = nameOf(asked);
  if (of === null) return null;
  const { stage, pipeline, line, currency } = asked;
  const known = line === 'start' || line === 'end' ? line : (LINES.find((one) => one === line) ?? null);
  return {
    of,
    stageId: of === 'open' ? (stage?.id ?? null) : null,
    pipelineId: pipeline,
    line: known,
    currency,
  };
}

function nameOf({ filter, status, at, period }: Asked): NumberName | null {
  if (filter === 'closing') return null;
  // Without an instant what deals need is asked of them as they are now.
  if (filter !== null) return isNeed(filter) && at === null ? null : filter;
  if (status === 'open') return at === null ? null : 'open';
  return at === null && period === null ? null : status;
}

/** Whose numbers, of which period: this month's when none was said. */
export function reportAsked(
  { owner, team, period }: Asked,
  of: NumberName,
  { teams, officeDay }: Pick<Context, 'teams' | 'officeDay'>,
): ReportAsked {
  const whose: Whose =
    owner !== null
      ? { kind: 'person', personId: owner.id }
      : team !== null
        ? teamAndBelow(teams, team.id)
        : { kind: 'everyone' };
  const narrows = of === 'open' || of === 'noAmount' || of === 'omitted';
  const paced = (of === 'winRate' || of === 'cycle') && period !== null;
  return {
    whose,
    subject: null,
    due: narrows ? period : null,
    period: period ?? monthOf(officeDay),
    ...(paced ? { over: period } : {}),
  };
}

/** As the store is asked. A team means its whole subtree; a customer nobody knows has no deals. */
export function queryOf(asked: Asked, at: { teams: readonly Team[]; zone: string }) {
  const { status, stage, owner, team, customer, period } = asked;
  const from = asked.from ?? period?.from ?? null;
  const until = asked.until ?? period?.until ?? null;
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
  const { filter, status, stage, owner, team, customer, period, from, until } = asked;
  const { at, room, pipeline, line, currency } = asked;
  const all = {
    status,
    filter,
    whose: asked.everyone ? 'everyone' : null,
    stage: stage?.id ?? null,
    owner: owner?.id ?? null,
    team: team?.id ?? null,
    customer: customer?.name ?? null,
    period: period?.key ?? null,
    from,
    until,
    at,
    room,
    pipeline,
    line,
    currency,
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
    ...(asked.filter === null || !isNeed(asked.filter) ? [] : [lists.filter[asked.filter]]),
    ...narrowing(asked, { locale }),
    ...dates,
  ];
  return `${lists.list}${locale === 'zh' ? '：' : ': '}${parts.join(' · ')}`;
}

/** The number, whose it is and of which period: as the card that it was pressed on says it. */
export function numberTitle(asked: Asked, number: NumberAsked, { m, locale, person }: Context): string {
  const { behind, moves, movement, whose } = m.funnel;
  const { line } = number;
  const what =
    number.of !== 'movement' || line === null
      ? behind.number[number.of]
      : line === 'start' || line === 'end'
        ? moves[line]
        : movement[line];
  const rate = (number.of === 'winRate' || number.of === 'cycle') && asked.period === null;
  return [
    what,
    ...(asked.everyone ? [whose.everyone] : []),
    ...narrowing(asked, { locale, mine: { id: person.id, label: whose.mine } }),
    ...(rate ? [behind.trailing] : []),
  ].join(' · ');
}

function narrowing(
  { stage, team, owner, customer, period }: Asked,
  { locale, mine }: Pick<Context, 'locale'> & { mine?: { id: string; label: string } },
): string[] {
  return [
    ...(stage === null ? [] : [stageName(stage, locale)]),
    ...(team === null ? [] : [team.name]),
    ...(owner === null ? [] : [owner.id === mine?.id ? mine.label : owner.name]),
    ...(customer === null ? [] : [customer.name]),
    ...(period === null ? [] : [periodName(period, locale)]),
  ];
}
