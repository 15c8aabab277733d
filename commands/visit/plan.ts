import { planButtons } from '../../src/cards/visit.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { date, deal, lines, optional } from '../../src/chat/field.ts';
import { without } from '../../src/chat/intent/sentence.ts';
import type { Change } from '../../src/domain/change.ts';
import { dayOf, timeOf } from '../../src/domain/day.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import { type Known, mentions } from '../../src/domain/mention.ts';
import type { DealView } from '../../src/domain/views.ts';
import { visitEvents, visitTime } from '../../src/domain/visit.ts';
import { findDates, withTime } from '../../src/domain/when.ts';
import { dealAnswer } from '../deal/answer.ts';
import { occasion } from './fields.ts';
import {
  inFull,
  keptPeople,
  sceneOf,
  timeSaid,
  toldIn,
  whoWasMet,
  withoutNumber,
  zonesOf,
} from './reading.ts';

export const visitPlan = command({
  name: 'visit.plan',
  says: {
    en: ['visit plan', 'plan visit', 'plan a visit'],
    zh: ['拜访 计划', '计划拜访', '约拜访'],
  },
  title: { en: 'Plan a visit', zh: '计划拜访' },
  help: { en: 'Plan a visit', zh: '计划一次拜访' },
  example: { en: 'visit plan acme demo next Tuesday 10:00', zh: '拜访 计划 远景 下周二上午10点演示' },
  fields: {
    deal: deal({ status: 'any' }),
    purpose: optional(lines({ label: { en: 'What for', zh: '目的' }, example: { en: 'demo', zh: '演示' } })),
    on: optional(
      date({
        label: { en: 'On', zh: '哪一天' },
        example: { en: 'next Tuesday', zh: '下周二' },
        direction: 'future',
        formOnly: true,
      }),
    ),
    ...occasion,
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, purpose: said, on, at, met, kind }, context) {
    const { m, newId, now, person, today } = context;
    const scene = sceneOf(context);
    const line = withoutNumber(said ?? '');
    const dates = findDates(line, { ...scene, direction: 'future' });
    const day = on ?? dates[0]?.day ?? null;
    if (day === null) {
      return { kind: 'ask', note: m.visit.whenPlanned, fields: ['on', 'at', 'purpose', 'kind', 'met'] };
    }
    if (day < today) return refuse(m.visit.past, 'on');
    const time = at ?? timeSaid(line, day, scene);
    const instant = visitTime({ day, time }, { now, ...zonesOf(context) }).at;
    const told = toldIn(line, scene);
    const people = await whoWasMet({ line, met: met ?? told.met }, view.customer?.id ?? null, context);
    const { met: kept, texts } = keptPeople(people, newId);
    const purpose = purposeOf(without(line, dates), view);
    const chosen = kind ?? told.kind ?? 'onsite';
    const summaryId = newId();
    const visit = {
      id: newId(),
      deal: view.number,
      customerId: null,
      personId: person.id,
      at: instant,
      kind: chosen,
      status: 'planned' as const,
      summaryId,
      nextStepId: null,
      nextStepDue: null,
      met: kept,
      signals: [],
    };
    const step: NewEvent[] = takesStep(view, today)
      ? [
          {
            kind: 'stepped',
            at: now,
            changes: { nextStepId: summaryId, nextStepDue: day },
            detail: { visitId: visit.id },
          },
        ]
      : [];
    const changes: Change[] = [
      { kind: 'text.write', id: summaryId, body: purpose ?? m.visit.kind[chosen] },
      ...texts,
      { kind: 'visit.add', visit },
      {
        kind: 'deal.record',
        deal: view.number,
        version: null,
        events: [...visitEvents(visit, { open: false, now }), ...step],
      },
    ];
    const shown = inFull(dayOf(instant, context.zone), context);
    const when = time === null ? shown : withTime(shown, timeOf(instant, scene.zone));
    const sentence = [
      m.visit.planned(m.visit.aKind[chosen], when),
      ...(people.length === 0
        ? []
        : [m.visit.seeing(people.map((one) => one.name).join(context.locale === 'zh' ? '、' : ', '))]),
      ...(purpose === null ? [] : [purpose]),
    ].join(' · ');
    return {
      kind: 'record',
      changes,
      reply: async (after) => ({
        ...(await dealAnswer(context, await after.dealView(view.number), () => sentence)),
        buttons: planButtons(visit, context),
      }),
    };
  },
});

/** A plan is the deal's next step, unless another one is agreed and still ahead. */
const takesStep = ({ state }: DealView, today: string): boolean =>
  state.status === 'open' &&
  (state.nextStepId === null || state.nextStepDue === null || state.nextStepDue < today);

const FILLERS =
  /^(?:(?:visit|plan|a|the|to|with|at|on|by|call|meet|see|(?:计划)?拜访(?:计划)?|约|去|见|跟|和)(?=[\s\p{Script=Han}]|$)\s*)+|\s+(?:on|by|at)$/giu;

/** What it is for: how, with whom and when it will be are said beside it. */
function purposeOf(text: string, { customer, name }: DealView): string | null {
  const names = [customer?.name ?? '', name].map((one): Known => ({ kind: 'deal', id: one, name: one }));
  const [said] = mentions(text, names);
  const bare = said === undefined ? text : `${text.slice(0, said.start)} ${text.slice(said.end)}`;
  const purpose = bare.trim().replace(FILLERS, '').trim();
  return purpose === '' ? null : purpose;
}
