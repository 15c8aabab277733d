import { type Context, command, refuse } from '../../src/chat/command.ts';
import { number, stage } from '../../src/chat/field.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';
import { silent } from '../../src/domain/stall.ts';

export const nudgePatience = command({
  name: 'nudge.patience',
  says: { en: ['nudge patience', 'patience'], zh: ['提醒 预警', '预警天数'] },
  title: { en: 'Silence limit of a stage', zh: '失联预警天数' },
  help: {
    en: 'After how many working days without contact a deal in a stage is silent; 0 for never',
    zh: '某阶段多少个工作日没有联系客户算失联，0 为不预警',
  },
  example: { en: 'nudge patience negotiation 5', zh: '提醒 预警 谈判 5' },
  fields: {
    stage: stage(),
    days: number({
      label: { en: 'Working days', zh: '工作日' },
      example: { en: '5', zh: '5' },
      min: 0,
      max: 365,
    }),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ stage: of, days }, context) {
    const { m, locale, now } = context;
    const name = stageName(of, locale);
    if (of.patience === days) return refuse(m.nudge.patienceSame(name, days));
    const [before, after] = await silentAt([of.patience, days], of, context);
    return {
      kind: 'record',
      changes: [{ kind: 'stage.set', stageId: of.id, from: now, set: { patience: days } }],
      reply: async () => ({
        text: `${m.nudge.patience(name, days)} ${m.nudge.silentNow(before ?? 0, after ?? 0)}`,
      }),
    };
  },
});

/** How many deals of the stage are silent under one patience and another: a change holds at once. */
async function silentAt(
  patiences: readonly number[],
  stage: Stage,
  { read, scope, officeDay: today, organisation }: Context,
): Promise<readonly number[]> {
  const deals = await read.deals({ stageId: stage.id, status: ['open'] }, scope);
  const office = { zone: organisation.zone, calendar: organisation.calendar };
  return patiences.map(
    (patience) =>
      deals.filter((deal) => silent(deal.state, { ...stage, patience }, { today, office }) !== null).length,
  );
}
