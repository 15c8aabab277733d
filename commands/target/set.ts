import { inMeasure, type Shown } from '../../src/cards/quota.ts';
import { sumLine } from '../../src/cards/target.ts';
import { type Context, command, type Outcome, refuse } from '../../src/chat/command.ts';
import { money, number, optional } from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import { refusal } from '../../src/chat/permit.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Whose } from '../../src/domain/measure.ts';
import { type Money, minorDigits } from '../../src/domain/money.ts';
import { findPeriod, monthOf, type Period, periodName, periodOf } from '../../src/domain/period.ts';
import { breakdown, type Subject, type Target, targetOf } from '../../src/domain/target.ts';
import { penOf } from '../deal/answer.ts';
import { numberFields, periodSaid, whomOf } from '../funnel/asked.ts';
import { targetAnswer } from './show.ts';
import { calledAs, maySet, wholeOf } from './subject.ts';

export const targetSet = command({
  name: 'target.set',
  says: { en: ['target set', 'set target'], zh: ['目标 设定', '设定目标', '设目标', '定目标'] },
  title: { en: 'Set a target', zh: '设定目标' },
  help: {
    en: 'Set a target for yourself, a person, a team or everyone',
    zh: '给自己、同事、团队或全公司设定目标',
  },
  example: { en: 'target set West this month 800k', zh: '设定目标 华东 本月 500万' },
  fields: {
    team: numberFields.team,
    person: numberFields.person,
    whose: numberFields.whose,
    amount: optional(
      money({ label: { en: 'Amount', zh: '金额' }, example: { en: '800k', zh: '500万' }, target: true }),
    ),
    units: optional(
      number({
        label: { en: 'Number of deals', zh: '单数' },
        example: { en: '10', zh: '10' },
        min: 0,
        max: 1_000_000,
        formOnly: true,
      }),
    ),
    period: numberFields.period,
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ amount, units, ...said }, context) {
    const { m, person: me } = context;
    const nobody = said.team === null && said.person === null && said.whose === null;
    if (nobody && me.role !== 'rep')
      return { kind: 'ask', note: m.target.who, fields: ['team', 'person', 'whose'] };
    if (said.team !== null && said.person !== null) return refuse(m.target.oneOnly, 'person');
    const counted = unitsSaid(said.period);
    const bare = amount === null ? numberBeside(counted.rest, context) : null;
    if (bare !== null) return askedAbout(bare, context);
    const period = plannable(counted.rest, context);
    if (period === null) {
      const values = { period: monthOf(context.officeDay).key };
      return { kind: 'ask', fields: ['period', 'amount', 'units'], values };
    }
    if ('unknown' in period) return refuse(m.target.badPeriod(period.unknown), 'period');
    const values = valuesOf({ amount, units: units ?? counted.units }, context);
    if (values.length === 0) return { kind: 'ask', note: m.target.nothing, fields: ['amount', 'units'] };
    const whom = whomOf(said, context);
    if ('refused' in whom) return refuse(whom.refused);
    const { subject } = whom;
    if (subject === null) return refuse(m.chat.notAllowed.nothing);
    if (!(await maySet(subject, context))) return refuse(await refusalFor(subject, context));
    const targets = values.map((one): Target => ({ ...one, ...subject, period: period.key }));
    const shown = calledAs(whom.shown, subject, context);
    return recorded({ targets, period, whom: { whose: whom.whose, subject, shown } }, context);
  },
});

/** 10单, 12 units: a number of deals stands with its unit among the words about the period. */
function unitsSaid(said: string | null): { units: number | null; rest: string | null } {
  const match = /(?<![\d.])(\d{1,6})\s*(?:单|台|套|(?:deals?|units?)\b)/iu.exec(said ?? '');
  if (said === null || match === null) return { units: null, rest: said };
  const rest = said.replace(match[0], ' ').trim();
  return { units: Number(match[1]), rest: rest === '' ? null : rest };
}

type Beside = { number: string; period: string };

/** West this month 5: a number beside the period, which is neither an amount nor a number of deals yet. */
function numberBeside(said: string | null, { officeDay }: Context): Beside | null {
  if (said === null) return null;
  const found = findPeriod(said, officeDay);
  const left = found === null ? said : `${said.slice(0, found.start)} ${said.slice(found.end)}`;
  const number = /^\s*([-−]?\d[\d.,]*)\s*$/u.exec(left)?.[1];
  if (number === undefined || periodOf(said.trim()) !== null) return null;
  return { number, period: found === null ? monthOf(officeDay).key : found.period.key };
}

/** Both amounts and numbers of deals are a few figures at times: which it is, and that it is so small, is asked. */
function askedAbout({ number, period }: Beside, { m, locale }: Context): Outcome {
  const { example } = targetSet.fields.amount ?? { example: { en: '', zh: '' } };
  const note = /^\d/.test(number) ? m.target.whichNumber(number) : m.chat.notMoney(number, example[locale]);
  return { kind: 'ask', note, fields: ['period', 'amount', 'units'], values: { period, amount: number } };
}

/** Targets are by month, quarter or year. */
function plannable(said: string | null, context: Context): Period | null | { unknown: string } {
  const period = periodSaid(said, context);
  if (period === null || 'unknown' in period) return period;
  return period.kind === 'week' || period.kind === 'span' ? { unknown: said ?? '' } : period;
}

type Values = Pick<Target, 'measure' | 'value' | 'currency'>[];

function valuesOf(
  { amount, units }: { amount: Money | null; units: number | null },
  { organisation }: Context,
): Values {
  const byUnits: Values =
    units === null ? [] : [{ measure: 'units', value: units, currency: organisation.currency }];
  return amount === null
    ? byUnits
    : [{ measure: 'amount', value: amount.minor, currency: amount.currency }, ...byUnits];
}

/** Who may set it instead. */
async function refusalFor({ scope, subject: id }: Subject, context: Context): Promise<string> {
  const action = 'team.target';
  if (scope === 'team') {
    const team = context.teams.find((one) => one.id === id);
    return refusal(context, { action, subject: team === undefined ? null : { team } });
  }
  const person = scope === 'person' ? await context.read.person(id) : null;
  return refusal(context, { action, subject: person === null ? null : { person } });
}

type Setting = {
  targets: readonly Target[];
  period: Period;
  whom: { whose: Whose; subject: Subject; shown: Shown };
};

/** 0 takes a target away. What it was stays one press away. */
async function recorded({ targets, period, whom }: Setting, context: Context): Promise<Outcome> {
  const { subject, whose, shown } = whom;
  const before = await context.read.targets(period.key);
  const changes = targets.map(
    ({ value, ...target }): Change => ({
      kind: 'target.set',
      target: { ...target, id: context.newId(), value: value === 0 ? null : value },
    }),
  );
  return {
    kind: 'record',
    changes,
    async reply(after): Promise<Message> {
      const then = { ...context, read: after };
      const { card } = await targetAnswer({ asked: { whose, subject, due: null, period }, shown }, then);
      const sums = await Promise.all(targets.map((target) => sumAbove(target, then)));
      const sentences = targets.map((target) =>
        sentence(
          { target, before: targetOf(before, subject, target.measure), period },
          { ...context, shown },
        ),
      );
      return {
        text: sentences.join(' '),
        card: { ...card, elements: [...sums.flat(), ...card.elements] },
        buttons: [
          {
            label: context.m.chat.undo,
            says: { line: 'target set', values: undoing({ targets, before, shown }) },
          },
        ],
      };
    },
  };
}

type Undoing = { targets: readonly Target[]; before: readonly Target[]; shown: Shown };

/** The values that set everything back, as one would type them. */
function undoing({ targets, before, shown }: Undoing): Record<string, string> {
  const values = targets.map((target): [string, string] => {
    const { value, currency } = targetOf(before, target, target.measure) ?? {
      value: 0,
      currency: target.currency,
    };
    return target.measure === 'units'
      ? ['units', `${value}`]
      : ['amount', `${value / 10 ** minorDigits(currency)} ${currency}`];
  });
  return { ...shown.values, period: targets[0]?.period ?? '', ...Object.fromEntries(values) };
}

type Told = { target: Target; before: Target | undefined; period: Period };

function sentence(
  { target, before, period }: Told,
  { m, locale, shown }: Context & { shown: Shown },
): string {
  const text = (one: Target) => (one.value === 0 ? m.funnel.none : inMeasure(one, one.value, { m, locale }));
  const name = periodName(period, locale);
  return before === undefined || before.value === target.value
    ? m.target.set(shown.label, name, text(target))
    : m.target.changed(shown.label, name, m.target.change(text(before), text(target)));
}

/** How the target's siblings and it add up to the target above them. */
async function sumAbove(target: Target, context: Context) {
  const { read, teams, organisation, m } = context;
  const [targets, people] = await Promise.all([read.targets(target.period), read.people()]);
  const teamId = people.find((one) => one.id === target.subject)?.teamId ?? null;
  const whole = wholeOf(target, { teams, organisation, teamId });
  if (whole === null) return [];
  const name = teams.find((one) => one.id === whole.subject)?.name ?? m.target.organisation;
  const sum = sumLine(
    breakdown(targets, { ...whole, measure: target.measure }, { teams, people }),
    penOf(context),
  );
  return sum.map((line) =>
    line.kind === 'text' ? { ...line, text: m.target.within(name, line.text) } : line,
  );
}
