import { dayText, dealCard } from '../../src/cards/deal.ts';
import { zoneOf } from '../../src/cards/pen.ts';
import type { Button } from '../../src/chat/card.ts';
import { type Context, command, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import { dayOf } from '../../src/domain/day.ts';
import type { DealView } from '../../src/domain/views.ts';
import { penOf, subjectOf } from './answer.ts';

export const dealShow = command({
  name: 'deal.show',
  says: { en: ['deal show', 'show'], zh: ['商机 查看', '查看商机', '看一下', '查看'] },
  title: { en: 'Show a deal', zh: '查看商机' },
  help: { en: 'Show a deal', zh: '查看商机' },
  example: { en: 'deal show acme', zh: '查看远景' },
  fields: { deal: deal({ status: 'any', merged: true }) },
  needs: { action: 'deal.read', on: 'deal' },
  reads: true,
  async run({ deal: view }, context) {
    if (view.state.mergedInto !== null && view.state.status === 'void')
      return show(await merged(view, context));
    return show({ text: `#${view.number} ${view.name}`, card: dealCard(view, penOf(context)) });
  },
});

/** A deal that became part of another one: since when, and the other's card for whoever may read it. */
async function merged(view: DealView, context: Context): Promise<Message> {
  const { m, read, may } = context;
  const into = await lastInto(view, read);
  const pen = penOf(context);
  const since = dayText(dayOf(view.state.closedAt ?? context.now, zoneOf(pen)), pen);
  const text = m.deal.say.partSince(view.number, into.number, since);
  const history: Button = {
    label: m.deal.button.history,
    says: { line: 'deal history', values: { deal: `#${view.number}` } },
  };
  const card = may('deal.read', subjectOf(into)) ? { card: dealCard(into, pen) } : {};
  return { text, ...card, buttons: [history] };
}

/** Where it ended up: the other deal may have been merged in its turn. */
async function lastInto(view: DealView, read: Context['read']): Promise<DealView> {
  const { status, mergedInto } = view.state;
  if (status !== 'void' || mergedInto === null) return view;
  const into = await read.dealView(mergedInto);
  return into === null ? view : lastInto(into, read);
}
