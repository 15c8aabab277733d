import type { Context } from '../../src/chat/command.ts';
import { formatMoney } from '../../src/domain/money.ts';
import type { DealView } from '../../src/domain/views.ts';
import { formatDay } from '../../src/domain/when.ts';

/** What an edit changed, with absolute dates: from what it was to what it is. */
export function editedText(before: DealView, after: DealView, context: Context): string {
  const { m, locale, today } = context;
  const { change, edited } = m.deal.say;
  const day = (value: string | null): string =>
    value === null ? m.deal.card.unknown : formatDay(value, locale, { today });
  const [was, is] = [before.state, after.state];
  const parts = [
    ...(was.amount === is.amount && was.currency === is.currency
      ? []
      : [change.amount(exactly(was, context), exactly(is, context))]),
    ...(was.expectedClose === is.expectedClose
      ? []
      : [change.close(day(was.expectedClose), day(is.expectedClose))]),
    ...(before.name === after.name ? [] : [change.name(after.name)]),
    ...(was.customerId === is.customerId ? [] : [change.customer(after.customer?.name ?? m.chat.none)]),
    ...(was.partnerId === is.partnerId ? [] : [change.partner(after.partner?.name ?? m.chat.none)]),
    ...(was.category === is.category || is.category === null
      ? []
      : [change.category(m.deal.category[is.category])]),
    ...(was.phase === is.phase || is.phase === null ? [] : [change.phase(m.deal.phase[is.phase])]),
    ...(was.ball === is.ball || is.ball === null ? [] : [m.deal.holds[is.ball]]),
  ];
  return edited(before.name, parts.join(change.and));
}

/** As it was said: the short form of 65,432 is another amount. */
export const exactly = (
  { amount: minor, currency }: DealView['state'],
  { m, locale }: Pick<Context, 'm' | 'locale'>,
): string => (minor === null ? m.deal.card.unknown : formatMoney({ minor, currency }, locale, 'exact'));
