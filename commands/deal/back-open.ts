import { dayText } from '../../src/cards/deal.ts';
import type { Context } from '../../src/chat/command.ts';
import { stepLeft } from '../../src/domain/closing.ts';
import type { DealView } from '../../src/domain/views.ts';
import { penOf } from './answer.ts';

/** The next step that a closed deal takes up again. */
export const stepOf = async (view: DealView, { read, today }: Context) =>
  stepLeft(await read.eventsOf(view.number), today);

/** That the deal is open again, and what is to be done next. */
export function openAgain(opened: string, after: DealView, context: Context): string {
  const { m, locale } = context;
  const { say } = m.deal;
  const { nextStepDue } = after.state;
  const due = nextStepDue === null ? null : dayText(nextStepDue, penOf(context));
  const step = after.nextStep === null ? say.stepMissing : say.stepBack(after.nextStep, due);
  return locale === 'zh' ? `${opened}${step}` : `${opened} ${step}`;
}
