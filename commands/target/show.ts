import { type Parts, partWhose, targetCard, togoText } from '../../src/cards/target.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { teamAndBelow } from '../../src/domain/measure.ts';
import { instantsOf } from '../../src/domain/period.ts';
import { breakdown, creditsIn, type Subject, type Target, wonBy } from '../../src/domain/target.ts';
import { penOf } from '../deal/answer.ts';
import { numberFields, type Question, questionOf, seesNoDeals } from '../funnel/asked.ts';
import { calledAs, maySet } from './subject.ts';

export const targetShow = command({
  name: 'target.show',
  says: {
    en: ['target show', 'targets', 'target', 'quota'],
    zh: ['目标 查看', '查看目标', '目标', '还差多少'],
  },
  title: { en: 'Target', zh: '查看目标' },
  help: { en: 'Show a target and what is still to win', zh: '查看目标和还差多少' },
  example: { en: 'target West this quarter', zh: '目标 华东 本季度' },
  fields: numberFields,
  needs: { action: 'team.read', on: 'team' },
  reads: true,
  async run(said, context) {
    const question = await questionOf(said, context);
    if ('refused' in question) return refuse(question.refused, question.field);
    const { person, read, scope, m } = context;
    if (person.role === 'admin' && seesNoDeals(await read.report(question.asked, scope), person))
      return refuse(m.funnel.noDeals);
    return show(await targetAnswer(question, context));
  },
});

/** The target with its parts, as it stands now. */
export async function targetAnswer(question: Question, context: Context) {
  const { asked } = question;
  const shown = calledAs(question.shown, asked.subject, context);
  // A target is about everything in its period: nothing is narrowed by when it is due.
  const report = await context.read.report({ ...asked, due: null }, context.scope);
  const view = {
    report,
    shown,
    pen: penOf(context),
    parts: await partsOf(question, context),
    maySet: asked.subject !== null && (await maySet(asked.subject, context)),
  };
  return { text: togoText(view), card: targetCard(view) };
}

const MEASURES: readonly Target['measure'][] = ['amount', 'units'];

/** The parts of a team or the organisation, for those who lead it. */
async function partsOf({ asked }: Question, context: Context): Promise<readonly Parts[]> {
  const { subject, period } = asked;
  if (subject === null || subject.scope === 'person' || !(await maySet(subject, context))) return [];
  const { read, teams, scope, organisation } = context;
  const { from, to } = instantsOf(period, organisation.zone);
  const [targets, people, histories] = await Promise.all([
    read.targets(period.key),
    read.people(),
    read.histories({ from, to }, scope),
  ]);
  const credits = creditsIn(histories, { from, to });
  const won = (part: Subject) =>
    wonBy(
      credits,
      partWhose(part, (id) => teamAndBelow(teams, id)),
    );
  return MEASURES.map((measure) => ({
    breakdown: breakdown(targets, { ...subject, measure }, { teams, people }),
    won,
  })).filter(
    ({ breakdown: { whole, parts } }) =>
      whole !== undefined || parts.some((part) => part.target !== undefined),
  );
}
