import { moneyText } from '../../src/cards/deal.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { choice, date, deal, money, optional, text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { closeWon } from '../../src/domain/closing.ts';
import type { Day } from '../../src/domain/day.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import type { Money } from '../../src/domain/money.ts';
import { isRefusal, type Refusal } from '../../src/domain/moves.ts';
import { takePart } from '../../src/domain/parts.ts';
import { winningStage } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { meets } from './fields.ts';
import { refusalText } from './refusal.ts';
import { splitForm } from './split-form.ts';

const PART = 'part';

/** What the form of a split says. */
export const dealParted = command({
  name: 'deal.parted',
  says: { en: ['deal split confirmed'], zh: ['商机 确认拆分'] },
  title: { en: 'Split the deal', zh: '拆分商机' },
  help: { en: 'Split a deal', zh: '拆分商机' },
  example: {
    en: 'deal split confirmed acme name: pilot amount: 300k',
    zh: '商机 确认拆分 远景 名称：一期 金额：30万',
  },
  fields: {
    deal: deal(),
    name: text({
      label: { en: 'Part', zh: '拆出部分' },
      takes: 'named',
      example: { en: 'phase one', zh: '一期' },
    }),
    amount: optional(money({ label: { en: 'Its amount', zh: '拆出金额' }, formOnly: true })),
    close: optional(date({ label: { en: 'Its close', zh: '拆出部分成交日' }, formOnly: true })),
    won: choice({
      label: { en: 'Signed already', zh: '是否已签' },
      preset: 'no',
      formOnly: true,
      options: [
        { value: 'no', label: { en: 'Not yet', zh: '未签' } },
        { value: 'yes', label: { en: 'Signed', zh: '已签' } },
      ],
    }),
    restName: optional(
      text({ label: { en: 'What remains', zh: '剩余部分' }, takes: 'named', formOnly: true }),
    ),
    restAmount: optional(money({ label: { en: 'Amount remaining', zh: '剩余金额' }, formOnly: true })),
    restClose: optional(
      date({ label: { en: 'Expected close of the rest', zh: '剩余部分预计成交' }, formOnly: true }),
    ),
    meets,
  },
  needs: { action: 'deal.change', on: 'deal' },
  hidden: true,
  async run({ deal: view, restName, restAmount, restClose, ...part }, context) {
    const { m, now, newId } = context;
    const rest = takePart(view.state, {
      deal: { made: PART },
      amount: part.amount,
      rest: { amount: restAmount, close: restClose },
      now,
    });
    if (isRefusal(rest)) return refuse(refusalText(rest, view, context), 'amount');
    const opened = opening(view, part, context);
    if ('refused' in opened && opened.refused === 'gate') {
      const fault = refusalText(opened, view, context);
      const one = { name: part.name, amount: part.amount, day: part.close, won: true };
      const other = { name: restName ?? '', amount: restAmount, day: restClose, won: false };
      return show(splitForm(view, { part: one, rest: other, fault }, context));
    }
    if ('refused' in opened) return refuse(refusalText(opened, view, context), 'close');
    const renamed = restName === null || restName === view.name ? null : newId();
    const changes: Change[] = [
      ...opened.changes,
      ...(renamed === null ? [] : [{ kind: 'text.write' as const, id: renamed, body: restName ?? '' }]),
      {
        kind: 'deal.record',
        deal: view.number,
        version: view.version,
        events: rest.events.map((event) =>
          renamed === null ? event : { ...event, changes: { ...event.changes, nameId: renamed } },
        ),
      },
    ];
    const told = (shown: DealView): string =>
      `#${shown.number} ${shown.name} · ${moneyText(shown.state, context)}`;
    return {
      kind: 'record',
      changes,
      reply: async (after, made) => {
        const [one, other] = await Promise.all([
          after.dealView(made.get(PART) ?? 0),
          after.dealView(view.number),
        ]);
        if (one === null || other === null) return { text: m.chat.notAllowed.hidden };
        const open = (shown: DealView) => ({
          title: `#${shown.number} ${shown.name}`,
          detail: `${m.deal.status[shown.state.status]} · ${moneyText(shown.state, context)}`,
          press: { line: 'deal show', values: { deal: `#${shown.number}` } },
        });
        return {
          text: m.deal.say.split(told(one), told(other)),
          card: { title: m.deal.button.split, elements: [{ kind: 'list', items: [open(one), open(other)] }] },
        };
      },
    };
  },
});

type Part = {
  name: string;
  amount: Money | null;
  close: Day | null;
  won: string;
  meets: readonly string[] | null;
};

/** The part as a deal of its own, in the stage of the whole; won at once when it was signed. */
function opening(view: DealView, part: Part, context: Context): { changes: Change[] } | Refusal {
  const { now, today, newId, zone, organisation } = context;
  const { state, pipeline, number } = view;
  const nameId = newId();
  const { pipelineId, stageId, customerId, partnerId, ownerId, teamId, confidential, source } = state;
  const changes = {
    status: 'open' as const,
    pipelineId,
    stageId,
    nameId,
    customerId,
    partnerId,
    ownerId,
    teamId,
    confidential,
    source,
    amount: part.amount?.minor ?? null,
    currency: part.amount?.currency ?? state.currency,
    expectedClose: part.close ?? state.expectedClose,
    partOf: number,
  };
  const then: NewEvent[] = [];
  if (state.met.length > 0)
    then.push({ kind: 'met', at: now, changes: {}, detail: { criterionIds: state.met } });
  if (part.won === 'yes') {
    const criteria = winningStage(pipeline)?.criteria ?? [];
    const decision = closeWon({
      state,
      pipeline,
      now,
      meets: (part.meets ?? []).filter((id) => criteria.some((one) => one.id === id)),
      reasonId: null,
      letThrough: false,
      on: { day: part.close ?? today, now, zone, office: organisation.zone },
      amount: part.amount,
    });
    if (isRefusal(decision)) return decision;
    then.push(...decision.events);
  }
  return {
    changes: [
      { kind: 'text.write', id: nameId, body: part.name },
      {
        kind: 'deal.open',
        ref: PART,
        opening: { at: openedAt(then, now), changes, detail: { deal: number } },
        ...(then.length === 0 ? {} : { then }),
      },
    ],
  };
}

/** A part is not won before it exists. */
const openedAt = (then: readonly NewEvent[], now: Date): Date =>
  [...then.map((event) => event.at), now].sort((a, b) => a.getTime() - b.getTime())[0] ?? now;
