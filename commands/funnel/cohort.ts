import { cohortCard } from '../../src/cards/moves.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { stage } from '../../src/chat/field.ts';
import { penOf } from '../deal/answer.ts';
import { numberFields, questionOf } from './asked.ts';

export const funnelCohort = command({
  name: 'funnel.cohort',
  says: { en: ['funnel cohort', 'conversion'], zh: ['漏斗 转化', '阶段转化', '转化率'] },
  help: { en: 'Show what became of the deals that entered a stage', zh: '查看进入某阶段的商机后来怎样了' },
  example: { en: 'conversion proposal this quarter', zh: '转化率 方案呈现 本季度' },
  fields: { stage: stage(), ...numberFields },
  needs: { action: 'team.read', on: 'team' },
  async run({ stage: entered, ...said }, context) {
    const question = await questionOf(said, context);
    if ('refused' in question) return refuse(question.refused, question.field);
    const [report, people] = await Promise.all([
      context.read.report(question.asked, context.scope),
      context.read.people(),
    ]);
    const conversion = report.funnels
      .flatMap((funnel) => funnel.conversions)
      .find((one) => one.stage.id === entered.id);
    if (conversion === undefined) return refuse(context.m.funnel.missing.noneEntered);
    const names = new Map(people.map((one) => [one.id, one.name]));
    const card = cohortCard(conversion, { report, shown: question.shown, names, pen: penOf(context) });
    return show({ text: card.title, card });
  },
});
