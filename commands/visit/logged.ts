import { buttonsAfter, type LoggedVisit, loggedText } from '../../src/cards/logged.ts';
import type { Button } from '../../src/chat/card.ts';
import { type Context, type Outcome, refuse, show } from '../../src/chat/command.ts';
import type { Visit } from '../../src/domain/activity.ts';
import type { Change } from '../../src/domain/change.ts';
import { addMonths, type Day, dayOf, isLongAgo } from '../../src/domain/day.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import type { DealView, VisitView } from '../../src/domain/views.ts';
import { visitEvents, visitTime } from '../../src/domain/visit.ts';
import { dealAnswer, penOf } from '../deal/answer.ts';
import type { VisitArgs } from './fields.ts';
import {
  inFull,
  keptPeople,
  sceneOf,
  type Told,
  timeSaid,
  toldIn,
  whoWasMet,
  withoutNumber,
  zonesOf,
} from './reading.ts';

export type Logging = VisitArgs & {
  what: string;
  /** The deal it is logged on; null for a customer without one. */
  view: DealView | null;
  customer: { id: string; name: string; add: readonly Change[] } | null;
  /** The plan that took place. */
  plan: VisitView | null;
};

/** Records a visit from one line, or from a form laid over it, and says back all that was understood. */
export async function logged(said: Logging, context: Context): Promise<Outcome> {
  const { m, newId, now, today } = context;
  const scene = sceneOf(context);
  const line = withoutNumber(said.what);
  const told = toldIn(line, scene);
  if (told.toCome !== null && said.on === null && said.attempt === null) {
    return stillToCome(said, { day: told.toCome, line }, context);
  }
  const day = said.on ?? told.on ?? today;
  const time = said.at ?? timeSaid(line, day, scene);
  const { at, ahead } = visitTime({ day, time }, { now, ...zonesOf(context) });
  if (ahead) return refuse(m.visit.future, day > today ? 'on' : 'at');
  if (said.sure === null && isDoubtful(day, said.view, context)) {
    const values = { on: day, sure: 'yes' };
    return { kind: 'ask', note: m.chat.longAgo(inFull(day, context)), fields: ['on'], values };
  }
  const next = nextStep(said, told, context);
  if (next !== null && next.due !== null && next.due < today) return refuse(m.visit.duePast, 'due');

  const { view, customer, plan } = said;
  const attempt = said.attempt === null ? told.attempt : said.attempt === 'yes';
  const customerId = view === null ? (customer?.id ?? null) : (view.customer?.id ?? null);
  const people = attempt ? [] : await whoWasMet({ line, met: said.met ?? told.met }, customerId, context);
  const { met, texts } = keptPeople(people, newId);
  const summaryId = newId();
  const nextStepId = next === null ? null : newId();
  const visit: Visit = {
    id: newId(),
    deal: view?.number ?? null,
    customerId: view === null ? customerId : null,
    personId: plan?.personId ?? context.person.id,
    at,
    kind: said.kind ?? told.kind ?? plan?.kind ?? (attempt ? 'call' : 'onsite'),
    status: attempt ? 'attempt' : 'done',
    summaryId,
    nextStepId,
    nextStepDue: next?.due ?? null,
    met,
    signals: said.signals ?? [],
  };
  const changes: Change[] = [
    ...(customer?.add ?? []),
    { kind: 'text.write', id: summaryId, body: summary(said, { line, m }) },
    ...(next === null || nextStepId === null
      ? []
      : [{ kind: 'text.write' as const, id: nextStepId, body: next.text }]),
    ...texts,
    { kind: 'visit.add', visit },
    ...taken(plan),
    ...dealChange(visit, said, now),
  ];
  const facts: LoggedVisit = {
    visit,
    day: inFull(day, context),
    people: people.map((one) => one.name),
    unknown: people.flatMap((one) => ('contactId' in one ? [] : [one.name])),
    next:
      next === null ? null : { text: next.text, due: next.due === null ? null : inFull(next.due, context) },
    objection: objectionOf(said, told),
    customerName: view === null ? (customer?.name ?? '') : '',
    keptStep: view !== null && view.nextStep !== null,
  };
  return {
    kind: 'record',
    changes,
    reply: async (after) => {
      const text = loggedText(facts, context);
      if (view === null) return { text, buttons: [takeBack(visit.id, context)] };
      const now = await after.dealView(view.number);
      const answer = await dealAnswer(context, now, () => text);
      return {
        ...answer,
        buttons: now === null ? [] : buttonsAfter(facts, { view: now, pen: penOf(context) }),
      };
    },
  };
}

/** Long ago, or well before the deal: people are often met before their deal is opened, but not a month before. */
const isDoubtful = (day: Day, view: DealView | null, { today, zone }: Context): boolean =>
  isLongAgo(day, today) || (view !== null && day < addMonths(dayOf(view.state.openedAt, zone), -1));

/** Named in the form it is taken at its word; the words are those of the line where it stands there. */
const objectionOf = (said: Logging, told: Told): Told['objection'] =>
  said.objection === null || said.objection === told.objection?.category
    ? told.objection
    : { category: said.objection, words: said.what };

/** A date without words still is a next step. */
function nextStep(said: Logging, told: Told, { m }: Context): { text: string; due: string | null } | null {
  const text = said.next ?? told.next;
  const due = said.due ?? told.due;
  return text === null && due === null ? null : { text: text ?? m.visit.followUp, due };
}

/** The line as it was said; answers to the prompts stand below it, each under its name. */
function summary(said: Logging, { line, m }: { line: string; m: Context['m'] }): string {
  const { spin } = m.visit;
  const prompts: readonly (readonly [string, string | null])[] = [
    [spin.situation, said.situation],
    [spin.problem, said.problem],
    [spin.implication, said.implication],
    [spin.payoff, said.payoff],
  ];
  const answers = prompts.flatMap(([label, answer]) => (answer === null ? [] : [`${label}: ${answer}`]));
  return [line, ...answers].join('\n');
}

/** The visit stands for its plan, which keeps what was planned: undone, it is there again. */
const taken = (plan: VisitView | null): Change[] =>
  plan === null ? [] : [{ kind: 'visit.set', id: plan.id, set: { status: 'void' } }];

/** A contact holds whatever happened to the deal meanwhile: two people may log at once. */
function dealChange(visit: Visit, said: Logging, now: Date): Change[] {
  const { view, plan } = said;
  if (view === null) return [];
  // The plan was the deal's next step, and it has been done.
  const stepDone: NewEvent[] =
    plan !== null &&
    plan.summaryId !== null &&
    view.state.nextStepId === plan.summaryId &&
    visit.status === 'done'
      ? [
          {
            kind: 'stepped',
            at: now,
            changes: { nextStepId: null, nextStepDue: null },
            detail: { stepDone: true, visitId: visit.id },
          },
        ]
      : [];
  const [contact, ...rest] = visitEvents(visit, {
    open: view.state.status === 'open',
    now,
    ...(plan === null ? {} : { replaces: plan.id }),
  });
  if (contact === undefined) return [];
  return [{ kind: 'deal.record', deal: view.number, version: null, events: [contact, ...stepDone, ...rest] }];
}

/** Nothing happened yet: the same words are offered as a plan. */
function stillToCome(said: Logging, { day, line }: { day: string; line: string }, context: Context): Outcome {
  const { m } = context;
  const text = m.visit.toCome(inFull(day, context));
  if (said.view === null) return refuse(m.visit.future, 'on');
  const values = { deal: `#${said.view.number}`, purpose: line };
  return show({
    text,
    buttons: [{ label: m.visit.plan, says: { line: 'visit plan', values }, tone: 'primary' }],
  });
}

/** A visit without a deal is in no deal's history, so dispatch offers no undo for it. */
export const takeBack = (visit: string, { m }: Context): Button => ({
  label: m.chat.undo,
  says: { line: 'undo', values: { visit } },
});
