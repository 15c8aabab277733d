import type { Button, Card, CardElement, ListItem, Words } from '../chat/card.ts';
import type { Need } from '../domain/attention.ts';
import type { Report } from '../domain/measure-report.ts';
import type { Person } from '../domain/people.ts';
import { allowed, everAllowed } from '../domain/permission.ts';
import { dayText } from './deal.ts';
import { mainPicture } from './funnel.ts';
import { dealItem, type ListedDeal } from './list.ts';
import type { Pen } from './pen.ts';
import { quotaFacts, type Shown, sumText } from './quota.ts';
import { pendingItem } from './team.ts';

/** Somebody's day, as every chat shows it: a Home, a day card, or the answer to a line. */
export type DayFacts = {
  reader: Person;
  /** The reader's open deals, what needs them first. */
  mine: readonly ListedDeal[];
  /** The words of next steps that are due by today, by deal. */
  steps: ReadonlyMap<number, string>;
  /** Deals that somebody left behind and the reader has to hand out. */
  handover: number;
  /** People whom the reader may let in. */
  waiting: readonly Person[];
  team: TeamDay | null;
};

/** For those who look at more than their own deals. */
export type TeamDay = { report: Report; shown: Shown; people: readonly PersonDay[] };
export type PersonDay = { person: { id: string; name: string }; needs: Readonly<Record<Trouble, number>> };

/** What somebody may need help with, as a list of deals can be narrowed to it. */
type Trouble = Exclude<Need, 'closing'>;
const TROUBLES = ['step', 'silent', 'stuck', 'overdue'] as const satisfies readonly Trouble[];

/** As many lines as one reads at a glance; the others are one press away. */
const AT_ONCE = 6;

/** Waiting people first, because they can do nothing meanwhile; then the team; then one's own deals. */
export function dayCard(facts: DayFacts, pen: Pen): Card {
  const { m } = pen;
  const elements = [
    ...waitingElements(facts, pen),
    ...(facts.team === null ? [] : teamElements(facts.team, pen)),
    ...mineElements(facts, pen),
    { kind: 'buttons' as const, buttons: buttonsOf(facts, pen) },
  ];
  return { title: m.day.title(dayText(pen.today, pen)), subtitle: dayLine(facts, pen), elements };
}

/** The day in one line. */
export function dayLine({ mine, waiting, team }: DayFacts, pen: Pick<Pen, 'm' | 'locale'>): string {
  const { m } = pen;
  const own = mine.filter((deal) => deal.needs.some((need) => need.why !== 'closing')).length;
  const parts = [
    ...(waiting.length === 0 ? [] : [m.day.waiting(waiting.length)]),
    ...(team === null ? [] : [countText(team.report, pen)]),
    ...(mine.length === 0 ? [] : [m.deal.lists.urgent(own, mine.length)]),
  ];
  return parts.length === 0 ? m.day.quiet : parts.join(' · ');
}

const countText = ({ total }: Report, pen: Pick<Pen, 'm' | 'locale'>): string =>
  pen.m.day.counts(total.count, sumText(total.amount, pen));

function waitingElements({ waiting, handover }: DayFacts, pen: Pen): CardElement[] {
  const { m } = pen;
  return [
    ...(waiting.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title: m.team.card.pending,
            items: waiting.slice(0, AT_ONCE).map((one) => pendingItem(one, pen)),
          },
        ]),
    ...(handover === 0
      ? []
      : [
          { kind: 'text' as const, text: m.day.handover(handover), tone: 'warn' as const },
          {
            kind: 'buttons' as const,
            buttons: [{ label: m.team.button.handOut, says: { line: 'team handover' } }],
          },
        ]),
  ];
}

function teamElements({ report, shown, people }: TeamDay, pen: Pen): CardElement[] {
  const { m } = pen;
  const helped = people
    .filter((one) => troubles(one) > 0)
    .toSorted((a, b) => troubles(b) - troubles(a))
    .slice(0, AT_ONCE);
  return [
    ...mainPicture(report, { title: m.funnel.title(shown.label), pen }),
    {
      kind: 'facts',
      facts: [
        {
          label: m.day.funnel,
          value: countText(report, pen),
          press: { line: 'funnel', values: { ...shown.values } },
        },
        ...quotaFacts(report.amountQuota, { report, shown, pen }),
      ],
    },
    helped.length === 0
      ? { kind: 'text', text: m.day.helpNone, tone: 'good' }
      : { kind: 'list', title: m.day.help, items: helped.map((one) => helpedItem(one, pen)) },
  ];
}

const troubles = ({ needs }: PersonDay): number => TROUBLES.reduce((sum, why) => sum + needs[why], 0);

function helpedItem({ person, needs }: PersonDay, { m }: Pen): ListItem {
  const said = TROUBLES.filter((why) => needs[why] > 0);
  return {
    title: person.name,
    detail: said.map((why) => m.day.need[why](needs[why])).join(' · '),
    tone: 'warn',
    press: helpWords(person.id, said),
  };
}

/** A late step is no filter of the list of deals: of those all open deals are shown. */
function helpWords(owner: string, needs: readonly Trouble[]): Words {
  const [filter, ...others] = needs.filter((why) => why !== 'step');
  const narrowed = filter !== undefined && others.length === 0 && !needs.includes('step');
  return { line: 'deal list', values: { status: 'open', owner, ...(narrowed ? { filter } : {}) } };
}

/** What is due today, then what needs its owner, then a rep's others, each deal once. */
function mineElements({ mine, steps, team }: DayFacts, pen: Pen): CardElement[] {
  const { m, today } = pen;
  if (mine.length === 0) return [];
  const due = mine.filter((deal) => deal.state.nextStepDue === today);
  const others = mine.filter((deal) => !due.includes(deal));
  const item = (deal: ListedDeal): ListItem =>
    withStep(dealItem(deal, pen, { owner: false }), steps.get(deal.number));
  const groups = [
    { title: m.day.due, deals: due },
    ...TROUBLES.map((why) => ({
      title: m.deal.lists.needs[why],
      deals: others.filter((deal) => deal.needs[0]?.why === why),
    })),
  ].filter(({ deals }) => deals.length > 0);
  const own: CardElement[] = team === null ? [] : [{ kind: 'text', text: m.day.mine, tone: 'muted' }];
  const shown = new Set(groups.flatMap(({ deals }) => deals));
  // Who looks at a team finds their own others one press away.
  const rest = team === null ? mine.filter((deal) => !shown.has(deal)) : [];
  const restTitle = groups.length === 0 ? m.day.button.mine : m.deal.lists.rest;
  return [
    ...own,
    ...(groups.length === 0 ? [{ kind: 'text' as const, text: m.day.quiet, tone: 'good' as const }] : []),
    ...groups.flatMap(({ title, deals }) => group(title, deals.map(item), pen)),
    ...(rest.length === 0 ? [] : group(restTitle, rest.map(item), pen)),
  ];
}

const withStep = (item: ListItem, step: string | undefined): ListItem =>
  step === undefined || step === '' ? item : { ...item, detail: [step, item.detail].join(' · ') };

function group(title: string, items: readonly ListItem[], { m }: Pen): CardElement[] {
  const left = items.length - AT_ONCE;
  const more: CardElement[] =
    left <= 0
      ? []
      : [{ kind: 'buttons', buttons: [{ label: m.day.more(left), says: { line: 'deal mine' } }] }];
  return [{ kind: 'list', title, items: items.slice(0, AT_ONCE) }, ...more];
}

function buttonsOf({ reader, mine }: DayFacts, { m }: Pen): Button[] {
  const { button } = m.day;
  const may = (action: Parameters<typeof everAllowed>[1]): boolean => everAllowed(reader.role, action);
  return [
    ...(may('deal.create')
      ? [
          { label: button.log, tone: 'primary' as const, says: { line: 'visit log' } },
          { label: button.fresh, says: { line: 'deal new' } },
        ]
      : []),
    ...(mine.length === 0
      ? []
      : [
          { label: button.mine, says: { line: 'deal mine' } },
          { label: button.review, says: { line: 'review' } },
        ]),
    { label: button.funnel, says: { line: 'funnel' } },
    ...(may('people.admit') ? [{ label: button.people, says: { line: 'team people' } }] : []),
    ...(allowed(reader.role, 'organisation.change', 'none')
      ? [{ label: button.setup, says: { line: 'setup' } }]
      : []),
    { label: button.help, says: { line: 'help' } },
  ];
}
