import { funnelCard } from '../../src/cards/funnel.ts';
import { sumText } from '../../src/cards/quota.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { penOf } from '../deal/answer.ts';
import { numberFields, questionOf, seesNoDeals } from './asked.ts';

export const funnelShow = command({
  name: 'funnel.show',
  says: {
    en: ['funnel show', 'funnel', 'pipeline'],
    zh: ['漏斗 查看', '漏斗', '销售漏斗', '看漏斗', '查看漏斗'],
  },
  title: { en: 'Funnel', zh: '销售漏斗' },
  help: { en: 'Show the funnel of yourself, a team or everyone', zh: '查看自己、团队或全员的销售漏斗' },
  example: { en: 'funnel West this month', zh: '漏斗 华东 本月' },
  fields: numberFields,
  needs: { action: 'team.read', on: 'team' },
  reads: true,
  async run(said, context) {
    const question = await questionOf(said, context);
    if ('refused' in question) return refuse(question.refused, question.field);
    const report = await context.read.report(question.asked, context.scope);
    const pen = penOf(context);
    const { m, person } = context;
    if (seesNoDeals(report, person)) return refuse(m.funnel.noDeals);
    const line = m.funnel.line(report.total.count, sumText(report.total.amount, pen));
    const card = funnelCard(report, question.shown, pen);
    return show({ text: [card.title, card.subtitle, line].join(' · '), card });
  },
});
