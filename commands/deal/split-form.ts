import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { leftOver } from '../../src/domain/parts.ts';
import type { PartSaid } from '../../src/domain/parts-said.ts';
import { unmet, winningStage } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { criterionOptions, dealForm, rawMoney } from './form.ts';

/** Both parts with what was said of them; what the part leaves over is worked out and shown before it is recorded. */
export function splitForm(
  view: DealView,
  { part, rest, fault }: { part: PartSaid; rest: PartSaid | null; fault?: string },
  context: Context,
): Message {
  const left = rest?.amount ?? leftOver(view.state, part.amount);
  return dealForm(
    view,
    {
      verb: 'deal.parted',
      note: context.m.deal.say.splitNote(view.name),
      ...shownFields(view, context),
      values: {
        name: part.name === '' ? null : part.name,
        amount: part.amount === null ? null : rawMoney(part.amount),
        close: part.day ?? (part.won ? context.today : null),
        won: part.won ? 'yes' : 'no',
        restName: rest === null || rest.name === '' ? view.name : rest.name,
        restAmount: left === null || 'refused' in left ? null : rawMoney(left),
        restClose: rest?.day ?? view.state.expectedClose,
      },
      ...(fault === undefined ? {} : { faults: { meets: fault } }),
    },
    context,
  );
}

/** The standard of winning is asked for here too, where the pipeline has one. */
function shownFields(view: DealView, context: Context) {
  const stage = winningStage(view.pipeline);
  const missing = stage === undefined ? [] : unmet(stage, view.state.met);
  const fields = ['name', 'amount', 'close', 'won', 'restName', 'restAmount', 'restClose'];
  return {
    fields: missing.length === 0 ? fields : [...fields, 'meets'],
    options: { meets: criterionOptions(missing, context) },
  };
}
