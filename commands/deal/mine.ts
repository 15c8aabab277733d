import { LIST_PAGE, listed, mineCard } from '../../src/cards/list.ts';
import { command, show } from '../../src/chat/command.ts';
import { byNeed } from '../../src/domain/attention.ts';
import { penOf } from './answer.ts';
import { aroundOf } from './around.ts';
import { pageNumber } from './fields.ts';

export const dealMine = command({
  name: 'deal.mine',
  says: { en: ['deal mine', 'my deals', 'mine'], zh: ['商机 我的', '我的商机', '我的单子'] },
  title: { en: 'My deals', zh: '我的商机' },
  help: { en: 'My open deals, what needs me first', zh: '我的商机，需要处理的排在前面' },
  example: { en: 'my deals', zh: '我的商机' },
  fields: { page: pageNumber },
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run({ page }, context) {
    const { read, person, scope, m, organisation } = context;
    const [deals, around] = await Promise.all([
      read.deals({ ownerId: person.id, status: ['open'] }, scope),
      aroundOf(context),
    ]);
    const all = deals.map((deal) => listed(deal, around));
    const sorted = byNeed(all, organisation.currency);
    const last = Math.max(1, Math.ceil(sorted.length / LIST_PAGE));
    const urgent = sorted.filter((deal) => deal.needs.some((need) => need.why !== 'closing')).length;
    const text = sorted.length === 0 ? m.deal.lists.mineNone : m.deal.lists.urgent(urgent, sorted.length);
    return show({ text, card: mineCard(sorted, Math.min(page ?? 1, last), penOf(context)) });
  },
});
