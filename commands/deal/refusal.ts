import { amountText } from '../../src/cards/deal.ts';
import type { Context } from '../../src/chat/command.ts';
import { dayOf } from '../../src/domain/day.ts';
import type { Refusal } from '../../src/domain/moves.ts';
import { stageName } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { formatDay } from '../../src/domain/when.ts';

/** Why a rule said no, as a sentence that says what to do. */
export function refusalText(refusal: Refusal, view: DealView, context: Context): string {
  const { m, locale, today, zone } = context;
  const { refused } = m.deal.say;
  const { name, state } = view;
  switch (refusal.refused) {
    case 'notOpen':
      return m.deal.notOpen(name, m.deal.status[state.status]);
    case 'notClosed':
      return refused.notClosed(name);
    case 'notWon':
      return refused.notWon(name);
    case 'noNext':
      return m.deal.noNext(stageName(refusal.stage, locale));
    case 'sameStage':
      return refused.sameStage(name, stageName(refusal.stage, locale));
    case 'otherPipeline':
      return refused.otherPipeline;
    case 'gate':
      return refused.gateShut(stageName(refusal.stage, locale));
    case 'reason':
      return refused.back(stageName(refusal.stage, locale));
    case 'wins':
      return m.deal.say.winNote(name);
    case 'future':
      return refused.future;
    case 'beforeOpening':
      return refused.beforeOpening(formatDay(dayOf(state.openedAt, zone), locale, { today }));
    case 'unchanged':
      return refused.unchanged(name);
    case 'push':
      return refused.push(name, refusal.pushes);
    case 'noStep':
      return refused.noStep(name);
    case 'past':
      return refused.past;
    case 'notSnoozed':
      return refused.notSnoozed(name);
    case 'sameDeal':
      return refused.sameDeal;
    case 'currencies':
      return refused.currencies;
    case 'partTooLarge':
      return refused.partTooLarge(amountText(state, { m, locale }));
  }
}
