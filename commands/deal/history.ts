import { HISTORY_PAGE, historyCard } from '../../src/cards/history.ts';
import { command, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { penOf } from './answer.ts';
import { pageNumber } from './fields.ts';

export const dealHistory = command({
  name: 'deal.history',
  says: { en: ['deal history', 'history'], zh: ['商机 历史', '历史'] },
  title: { en: 'History of a deal', zh: '商机历史' },
  help: { en: 'Show what happened to a deal: who, when, what', zh: '查看商机历史：谁、什么时候、做了什么' },
  example: { en: 'deal history acme', zh: '商机 历史 远景' },
  fields: { deal: deal({ status: 'any', merged: true }), page: pageNumber },
  needs: { action: 'deal.read', on: 'deal' },
  reads: true,
  async run({ deal: view, page }, context) {
    const { read } = context;
    const [events, pipelines, merged] = await Promise.all([
      read.history(view.number),
      read.pipelines(),
      read.mergedInto(view.number),
    ]);
    const others = await Promise.all(
      merged.map(async (number) => ({ number, events: await read.history(number) })),
    );
    const last = Math.max(1, Math.ceil(events.length / HISTORY_PAGE));
    const card = historyCard(
      {
        view,
        events,
        stages: pipelines.flatMap((one) => one.stages),
        merged: others,
        page: Math.min(page ?? 1, last),
      },
      penOf(context),
    );
    return show({ text: card.title, card });
  },
});
