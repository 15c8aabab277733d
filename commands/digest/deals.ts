import { LIST_PAGE, listCard, listed } from '../../src/cards/list.ts';
import { momentText } from '../../src/cards/quota.ts';
import { type Context, command, show } from '../../src/chat/command.ts';
import { optional, text } from '../../src/chat/field.ts';
import { NEWS } from '../../src/domain/news.ts';
import { numbersIn } from '../../src/domain/ranges.ts';
import { largestFirst } from '../../src/domain/size.ts';
import { penOf } from '../deal/answer.ts';
import { aroundOf } from '../deal/around.ts';
import { pageNumber } from '../deal/fields.ts';

/** More than any press names; what is typed in its place opens no more. */
const MOST = 20_000;

const carried = (en: string, zh: string, maxLength: number) =>
  text({ label: { en, zh }, takes: 'named', maxLength, machine: true });

/** What a digest's number opens: the very deals it counted, as they are now. */
export const digestDeals = command({
  name: 'digest.deals',
  says: { en: ['digest deals'], zh: ['日报 商机'] },
  title: { en: 'Deals of a digest', zh: '汇报里的商机' },
  help: { en: 'The deals behind a number of a digest', zh: '汇报数字背后的商机' },
  example: { en: 'digest deals', zh: '日报 商机' },
  fields: {
    deals: carried('Deals', '商机编号', 1_000),
    about: carried('What about them', '内容', 20),
    at: carried('As of', '时点', 30),
    more: optional(carried('Not carried', '未列出', 9)),
    page: pageNumber,
  },
  needs: { action: 'people.read', on: 'nothing' },
  hidden: true,
  async run({ deals, about, at, more, page }, context) {
    const { read, scope, organisation } = context;
    const numbers = numbersIn(deals, MOST);
    const query = { numbers, status: ['open', 'won', 'lost', 'void'] as const };
    const [found, hidden, around] = await Promise.all([
      read.deals(query, scope),
      read.hiddenDeals(query, scope),
      aroundOf(context),
    ]);
    const last = Math.max(1, Math.ceil(found.length / LIST_PAGE));
    const values = { deals, about, at, ...(more === null ? {} : { more }) };
    const card = listCard(
      {
        title: titleOf({ about, at }, context),
        deals: found.map((deal) => listed(deal, around)).toSorted(largestFirst(organisation.currency)),
        hidden: hidden.length,
        page: Math.min(page ?? 1, last),
        more: (next) => ({ line: 'digest deals', values: { ...values, page: String(next) } }),
        showOwner: true,
        order: 'size',
      },
      penOf(context),
    );
    const { lists } = context.m.deal;
    const nothing = hidden.length === 0 ? lists.none : lists.hidden(hidden.length);
    const text = [card.title, card.subtitle ?? nothing].join(' · ');
    if (more === null) return show({ text, card });
    const left = context.m.digest.behind.left(more);
    return show({
      text,
      card: { ...card, footer: [...(card.footer ? [card.footer] : []), left].join(' · ') },
    });
  },
});

function titleOf({ about, at }: { about: string; at: string }, context: Context): string {
  const { behind, news, numbers } = context.m.digest;
  const kind = NEWS.find((one) => one === about);
  const what =
    kind === undefined
      ? about === 'silent' ||
        about === 'stuck' ||
        about === 'today' ||
        about === 'overdue' ||
        about === 'look'
        ? numbers[about]
        : numbers.escalated
      : news[kind];
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? what : behind.title(what, momentText(instant, penOf(context)));
}
