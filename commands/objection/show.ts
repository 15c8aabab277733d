import { command, refuse, show } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import { objectionAnswer } from './answer-card.ts';

/** Behind an objection in a list: its card, with what helps to answer it. */
export const objectionShow = command({
  name: 'objection.show',
  says: { en: ['objection show'], zh: ['异议 查看'] },
  title: { en: 'Show an objection', zh: '查看异议' },
  help: { en: 'Show an objection and how to answer it', zh: '查看异议与应对建议' },
  example: { en: 'objection show', zh: '异议 查看' },
  hidden: true,
  fields: {
    deal: deal({ status: 'any' }),
    objection: text({ label: { en: 'Objection', zh: '异议' }, takes: 'named', machine: true }),
  },
  needs: { action: 'deal.read', on: 'deal' },
  reads: true,
  async run({ deal: view, objection: id }, context) {
    const one = view.objections.find((other) => other.id === id);
    if (one === undefined) return refuse(context.m.objection.gone);
    const title = context.m.objection.title(context.m.objection.category[one.category]);
    return show(await objectionAnswer(context, { read: context.read, id }, `${title} · ${view.name}`));
  },
});
