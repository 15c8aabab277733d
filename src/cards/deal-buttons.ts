import type { Button, CardElement } from '../chat/card.ts';
import { needsOf } from '../domain/attention.ts';
import type { Action } from '../domain/permission.ts';
import { nextStage, stageName } from '../domain/stage.ts';
import { snoozed } from '../domain/stall.ts';
import type { DealView } from '../domain/views.ts';
import type { Pen } from './pen.ts';

/** As many buttons as a thumb can tell apart; the others are one press away. */
const IN_REACH = 6;

/** What the verbs behind the buttons need; the others change the deal. */
const NEEDS: Readonly<Record<string, Action>> = {
  'deal history': 'deal.read',
  'deal note': 'deal.log',
  'deal next': 'deal.log',
  'deal done': 'deal.log',
  'visit log': 'deal.log',
  'objection record': 'deal.log',
  'deal assign': 'deal.assign',
};

/** What one would do next, the most likely first: a press says words that could be typed. */
export function dealButtons(view: DealView, pen: Pen): CardElement[] {
  const { may } = pen;
  const offered = inOrder(view, pen).filter(
    ({ says }) => may === undefined || may(NEEDS[says.line] ?? 'deal.change', view),
  );
  const [first, ...others] = offered;
  if (first === undefined) return [];
  // To look at is not to do: a history never stands out.
  const plain = first.tone !== undefined || first.says.line === 'deal history';
  const buttons = [plain ? first : { ...first, tone: 'primary' as const }, ...others];
  const elements: CardElement[] = [{ kind: 'buttons', buttons: buttons.slice(0, IN_REACH) }];
  const rest = buttons.slice(IN_REACH);
  if (rest.length > 0)
    elements.push({
      kind: 'more',
      summary: pen.m.deal.button.more,
      elements: [{ kind: 'buttons', buttons: rest }],
    });
  return elements;
}

function inOrder(view: DealView, pen: Pen): Button[] {
  const { button } = pen.m.deal;
  const { resting, fresh } = saying(view);
  const history: Button = { label: button.history, says: fresh('deal history') };
  const note: Button = { label: button.note, says: fresh('deal note') };
  switch (view.state.status) {
    case 'open':
      return openButtons(view, pen);
    case 'lost':
      return [{ label: button.reopen, says: resting('deal reopen') }, note, history];
    case 'won':
      return [
        history,
        note,
        { label: button.edit, says: resting('deal edit') },
        { label: button.cancel, says: resting('deal cancel'), tone: 'danger' },
      ];
    case 'void':
      return [];
  }
}

/** `resting` words are decided on what the card shows and do nothing once that has changed; `fresh` ones rest on nothing. */
function saying({ number, version }: DealView) {
  const values = { deal: `#${number}` };
  return {
    resting: (line: string): Button['says'] => ({ line, values, seen: { deal: number, version } }),
    fresh: (line: string): Button['says'] => ({ line, values }),
  };
}

/** A step that is late is finished first, a silent customer is called first; else the deal goes forward. */
function openButtons(view: DealView, pen: Pen): Button[] {
  const { m, locale, today, office } = pen;
  const { button } = m.deal;
  const { state, stage, pipeline } = view;
  const { resting, fresh } = saying(view);
  const needs = needsOf(state, stage, { today, office, p90: view.stageP90 }).map((need) => need.why);
  const next = nextStage(pipeline, state.stageId);

  const win: Button = { label: button.win, says: resting('deal win') };
  const log: Button = { label: button.log, says: fresh('visit log') };
  const step: Button = { label: button.next, says: fresh('deal next') };
  const done: Button[] = view.nextStep === null ? [] : [{ label: button.done, says: resting('deal done') }];
  const goesOn = next !== undefined && next.part === 'open';
  const forward: Button = goesOn
    ? { label: button.advance(stageName(next, locale)), says: resting('deal advance') }
    : win;
  const urgent = needs.includes('step') ? done : needs.includes('silent') ? [log] : [];
  const ordered = [
    ...urgent,
    forward,
    log,
    step,
    { label: button.objection, says: fresh('objection record') },
    { label: button.edit, says: resting('deal edit') },
    ...done,
    win,
    { label: button.lose, says: resting('deal lose') },
    snoozed(state, today)
      ? { label: button.wake, says: resting('deal wake') }
      : { label: button.snooze, says: resting('deal snooze') },
    { label: button.note, says: fresh('deal note') },
    { label: button.handOver, says: resting('deal assign') },
    { label: button.split, says: resting('deal split') },
    { label: button.history, says: fresh('deal history') },
  ];
  return ordered.filter((one, index) => ordered.indexOf(one) === index);
}
