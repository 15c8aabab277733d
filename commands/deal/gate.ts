import { type Context, type Outcome, refuse, show } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import { type Decision, isRefusal, type Refusal } from '../../src/domain/moves.ts';
import { findStage, type Stage, stageName } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { settled, subjectOf } from './answer.ts';
import { criterionOptions, dealForm } from './form.ts';
import { refusalText } from './refusal.ts';
import { winForm } from './win-form.ts';

/** A move that was asked for, and what it led to. */
export type Moving = { decision: Decision; before?: readonly Change[] };

/** Records a move; or asks for what stands in its way: the standard of the stage, a reason, the facts of a win. */
export function moved(view: DealView, moving: Moving, context: Context): Outcome {
  const { decision } = moving;
  if (!isRefusal(decision))
    return settled(
      view,
      { ...moving, text: (after) => movedText(view, { after, decision }, context) },
      context,
    );
  if (decision.refused === 'wins') return show(winForm(view, {}, context));
  if (decision.refused === 'noNext' && decision.stage.part === 'open')
    return show(winForm(view, {}, context));
  if (decision.refused === 'gate') return show(gateForm(view, decision, context));
  const text = refusalText(decision, view, context);
  return decision.refused === 'reason' ? show(reasonForm(view, decision.stage, context)) : refuse(text);
}

/** Nothing goes back without a word on why. */
const reasonForm = (view: DealView, to: Stage, context: Context): Message =>
  dealForm(
    view,
    {
      verb: 'deal.move',
      note: context.m.deal.say.refused.back(stageName(to, context.locale)),
      fields: ['reason'],
      values: { stage: to.id },
    },
    context,
  );

type Gate = Refusal & { refused: 'gate' };

/** The criteria that are not met, to be ticked; whoever may let a deal through can give a reason instead. */
function gateForm(view: DealView, gate: Gate, context: Context): Message {
  const { m, locale } = context;
  const { refused } = m.deal.say;
  const stage = stageName(gate.stage, locale);
  const mayLetThrough = context.may('deal.gate', subjectOf(view));
  return dealForm(
    view,
    {
      verb: 'deal.enter',
      note: gate.stage.admits === 'any' ? refused.gateAny(stage) : refused.gateAll(stage),
      fields: mayLetThrough ? ['meets', 'reason'] : ['meets'],
      values: { stage: gate.stage.id },
      options: { meets: criterionOptions(gate.unmet, context) },
    },
    context,
  );
}

type Move = { after: DealView; decision: Exclude<Decision, Refusal> };

/** From where to where, what was passed over, and whether somebody let it through. */
function movedText(before: DealView, { after, decision }: Move, { m, locale }: Context): string {
  const { say } = m.deal;
  const name = (stage: Stage): string => stageName(stage, locale);
  const detail = decision.events.at(-1)?.detail ?? {};
  const ends = [after.name, name(before.stage), name(after.stage)] as const;
  const skipped = (detail.skippedIds ?? []).flatMap((id) => findStage(before.pipeline, id) ?? []);
  return [
    detail.back === true ? say.movedBack(...ends) : say.moved(...ends),
    ...(skipped.length === 0 ? [] : [say.skipped(skipped.map(name).join(locale === 'zh' ? '、' : ', '))]),
    ...(detail.unmetIds === undefined ? [] : [say.letThrough]),
  ].join(locale === 'zh' ? '' : ' ');
}
