import { type DayFacts, dayCard, dayLine, type PersonDay, type TeamDay } from '../../src/cards/day.ts';
import { type Around, type ListedDeal, listed } from '../../src/cards/list.ts';
import { type Context, command, show } from '../../src/chat/command.ts';
import { byNeed } from '../../src/domain/attention.ts';
import { concerns } from '../../src/domain/measure.ts';
import type { Person } from '../../src/domain/people.ts';
import { penOf } from '../deal/answer.ts';
import { aroundOf } from '../deal/around.ts';
import { questionOf } from '../funnel/asked.ts';

export const dayShow = command({
  name: 'day.show',
  says: { en: ['day', 'my day'], zh: ['今日', '我的今日', '我的一天'] },
  title: { en: 'My day', zh: '我的今日' },
  help: { en: 'Your day: what is due, what is stuck, who waits', zh: '我的今日：到期、停滞、待处理' },
  example: { en: 'my day', zh: '今日' },
  fields: {},
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run(_, context) {
    // What is due today is due on the reader's own day.
    const pen = { ...penOf(context), today: context.today };
    const facts = await factsOf(context);
    return show({ text: dayLine(facts, pen), card: dayCard(facts, pen) });
  },
});

async function factsOf(context: Context): Promise<DayFacts> {
  const { person, read, scope, today } = context;
  const [around, own, steps, requests, waiting, people] = await Promise.all([
    aroundOf(context),
    read.deals({ ownerId: person.id, status: ['open'] }, scope),
    read.stepsDue(person.id, today),
    read.requestsFor(person.id),
    waitingFor(context),
    read.people(),
  ]);
  const mine = own.map((deal) => listed(deal, around));
  return {
    reader: person,
    mine: byNeed(mine, context.organisation.currency),
    steps,
    handover: requests.filter((one) => mine.some((deal) => deal.number === one.dealNumber)).length,
    waiting,
    team: await teamDay(people, around, context),
  };
}

/** Whom the reader may let in. */
const waitingFor = async ({ may, read }: Context): Promise<readonly Person[]> =>
  may('people.admit', null) ? (await read.people()).filter((one) => one.status === 'pending') : [];

/** A rep's day is their own deals; an administrator has none of the numbers. */
async function teamDay(people: readonly Person[], around: Around, context: Context): Promise<TeamDay | null> {
  const { person, read, scope } = context;
  if (person.role === 'rep' || person.role === 'admin') return null;
  const question = await questionOf({ team: null, person: null, whose: null, period: null }, context);
  if ('refused' in question) return null;
  const { asked, shown } = question;
  const [report, deals] = await Promise.all([
    read.report(asked, scope),
    read.deals({ status: ['open'] }, scope),
  ]);
  const theirs = deals.filter((deal) => deal.owner.id !== person.id && concerns(asked.whose, deal.state));
  return {
    report,
    shown,
    people: byOwner(
      theirs.map((deal) => listed(deal, around)),
      people,
    ),
  };
}

function byOwner(deals: readonly ListedDeal[], people: readonly Person[]): PersonDay[] {
  return people.flatMap((person) => {
    const own = deals.filter((deal) => deal.owner.id === person.id);
    if (own.length === 0) return [];
    const count = (why: keyof PersonDay['needs']): number =>
      own.filter((deal) => deal.needs.some((need) => need.why === why)).length;
    const needs = {
      step: count('step'),
      silent: count('silent'),
      stuck: count('stuck'),
      overdue: count('overdue'),
    };
    return [{ person, needs }];
  });
}
