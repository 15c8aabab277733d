import type { DealLine } from '../../domain/views.ts';
import type { Button, ListItem } from '../card.ts';
import type { Context } from '../command.ts';
import type { Message } from '../message.ts';
import type { Resolved } from '../resolve.ts';

/** So many are named: more are no help. */
const MOST = 5;

type Instead = NonNullable<Resolved['instead']>;

/** The deals that were meant, where the verb can be said of none of them: they are closed, or others' to change. */
export function insteadOf({ why, deals }: Instead, fault: string, context: Context): Message {
  const { m, locale } = context;
  const some = deals.slice(0, MOST);
  if (why === 'theirs') {
    const names = some.map(({ number, name, owner }) => m.chat.whose(`#${number} ${name}`, owner.name));
    return { text: m.chat.noneYours(names.join(locale === 'zh' ? '、' : ', ')) };
  }
  return {
    text: fault,
    card: {
      title: fault,
      elements: [
        { kind: 'list', title: m.chat.closedInstead, items: some.map((deal) => itemOf(deal, context)) },
      ],
    },
  };
}

function itemOf(deal: DealLine, { m, may }: Context): ListItem {
  const { number, name, customer, state } = deal;
  const values = { deal: `#${number}` };
  const mine = may('deal.change', { deal: { ...state, collaborators: [] } });
  const reopen: Button = { label: m.deal.button.reopen, says: { line: 'deal reopen', values } };
  return {
    title: `#${number} ${name}`,
    detail: [customer, m.deal.status[state.status], deal.owner.name]
      .filter((one) => one !== null)
      .join(' · '),
    press: { line: 'deal show', values },
    ...(mine && state.status === 'lost' ? { buttons: [reopen] } : {}),
  };
}
