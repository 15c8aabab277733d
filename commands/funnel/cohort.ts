import { percentText } from '../../src/cards/quota.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { stage } from '../../src/chat/field.ts';
import type { Report } from '../../src/domain/measure-report.ts';
import { periodName } from '../../src/domain/period.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';
import { behindMessage, countedAt, instantOf } from '../deal/behind.ts';
import { pageNumber } from '../deal/fields.ts';
import { numberFields, questionOf } from './asked.ts';

export const funnelCohort = command({
  name: 'funnel.cohort',
  says: { en: ['funnel cohort', 'conversion'], zh: ['漏斗 转化', '阶段转化', '转化率'] },
  title: { en: 'Stage conversion', zh: '阶段转化' },
  help: { en: 'Show what became of the deals that entered a stage', zh: '查看进入某阶段的商机后来怎样了' },
  example: { en: 'conversion proposal this quarter', zh: '转化率 方案呈现 本季度' },
  fields: { stage: stage(), ...numberFields, at: countedAt, page: pageNumber },
  needs: { action: 'team.read', on: 'team' },
  reads: true,
  async run({ stage: entered, at, page, ...said }, context) {
    const question = await questionOf(said, context);
    if ('refused' in question) return refuse(question.refused, question.field);
    const { asked, shown } = question;
    const { m, locale } = context;
    const what = m.funnel.cohort.title(stageName(entered, locale), periodName(asked.period, locale));
    const message = await behindMessage(
      {
        number: { of: 'conversion', stageId: entered.id, pipelineId: null, line: null, currency: null },
        asked,
        shown,
        at: instantOf(at),
        room: false,
        title: [what, shown.label].join(' · '),
        page: page ?? 1,
        more: (next) => ({
          line: 'funnel cohort',
          values: {
            ...shown.values,
            stage: entered.id,
            period: asked.period.key,
            ...(at === null ? {} : { at }),
            page: String(next),
          },
        }),
        said: (report) => equalAge(report, { stage: entered, m }),
      },
      context,
    );
    return show(message);
  },
});

/** Beside the benchmark, if there is one and the deals have had its time. */
function equalAge({ pipelines }: Report, { stage: of, m }: Pick<Context, 'm'> & { stage: Stage }): string[] {
  const found = pipelines.flatMap(({ conversions }) => conversions).find((one) => one.stage.id === of.id);
  if (found === undefined || 'missing' in found.atEqualAge) return [];
  const { rate, deals, workdays, benchmark } = found.atEqualAge.value;
  return [m.funnel.cohort.equalAge(percentText(rate), deals, workdays, percentText(benchmark))];
}
