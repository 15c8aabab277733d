import { digestListCard } from '../../src/cards/digest-list.ts';
import { command, show } from '../../src/chat/command.ts';
import { listedFor, readingOf } from './which.ts';

export const digestList = command({
  name: 'digest.list',
  says: { en: ['digest list', 'digests'], zh: ['日报 列表', '查看日报', '定时汇报'] },
  title: { en: 'Digests', zh: '定时汇报' },
  help: { en: 'The digests, when each last ran and runs next', zh: '查看定时汇报：上次结果和下次时间' },
  example: { en: 'digest list', zh: '日报 列表' },
  fields: {},
  needs: { action: 'team.read', on: 'nothing' },
  reads: true,
  async run(_said, context) {
    const card = digestListCard(await listedFor(context), context.now, readingOf(context));
    const [first] = card.elements;
    return show({ text: first?.kind === 'text' ? first.text : card.title, card });
  },
});
