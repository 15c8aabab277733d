import { objectionItem } from '../../src/cards/objection.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { isLive } from '../../src/domain/objection.ts';
import type { DealView, ObjectionView } from '../../src/domain/views.ts';
import { penOf } from '../deal/answer.ts';

export type Picked =
  | { kind: 'one'; one: ObjectionView }
  /** None fits, or the one that was meant is closed. */
  | { kind: 'none'; text: string }
  | { kind: 'several'; message: Message };

/** The objection of a deal that a step is meant for: the one named, or the only one that waits for it. */
export function pickObjection(
  said: { view: DealView; id: string | null; line: string },
  context: Context,
): Picked {
  const { m } = context;
  const { view, id, line } = said;
  if (id !== null) {
    const one = view.objections.find((other) => other.id === id);
    if (one === undefined) return { kind: 'none', text: m.objection.gone };
    if (isLive(one.status)) return { kind: 'one', one };
    return { kind: 'none', text: m.objection.closed(m.objection.status[one.status]) };
  }
  const waiting = view.objections.filter((one) => one.status === 'open');
  const fitting = waiting.length > 0 ? waiting : view.objections.filter((one) => one.status === 'answered');
  const [only] = fitting;
  if (only === undefined) return { kind: 'none', text: m.objection.noneOpen(view.name) };
  if (fitting.length === 1) return { kind: 'one', one: only };
  const items = fitting.map((one) => ({
    ...objectionItem(one, penOf(context)),
    press: { line, values: { deal: `#${view.number}`, objection: one.id } },
  }));
  return {
    kind: 'several',
    message: {
      text: m.objection.which,
      card: { title: m.objection.which, elements: [{ kind: 'list', items }] },
    },
  };
}
