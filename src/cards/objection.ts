import type { Button, Card, CardElement, Fact, ListItem, Words } from '../chat/card.ts';
import {
  NATURES,
  OBJECTION_CATEGORIES,
  OBJECTION_STATUSES,
  type ObjectionStatus,
} from '../domain/activity.ts';
import { dayOf } from '../domain/day.ts';
import { isLive, OBJECTION_WORDS, successRate } from '../domain/objection.ts';
import { playFor, STEPS } from '../domain/playbook.ts';
import type { ObjectionView } from '../domain/views.ts';
import { namedCodes } from './choices.ts';
import { dayText } from './deal.ts';
import { type Pen, zoneOf } from './pen.ts';

export const objectionCategories = namedCodes(
  OBJECTION_CATEGORIES,
  (m, category) => m.objection.category[category],
  OBJECTION_WORDS,
);
export const objectionNatures = namedCodes(NATURES, (m, nature) => m.objection.nature[nature]);

export const objectionStatuses = namedCodes(OBJECTION_STATUSES, (m, status) => m.objection.status[status]);

/** An answer that resolved the like before. */
export type Case = { response: string; from: ObjectionView; resolved: number; lost: number };

const TONES = { open: 'warn', answered: 'plain', resolved: 'good', lost: 'bad', void: 'muted' } as const;

/** One objection: their words, what the book and earlier cases say, and what to do next. */
export function objectionCard(one: ObjectionView, cases: readonly Case[], pen: Pen): Card {
  const { m } = pen;
  const live = isLive(one.status);
  const elements: CardElement[] = [{ kind: 'facts', facts: factsOf(one, pen) }];
  if (live) elements.push(...guidance(one, pen));
  if (live && cases.length > 0) {
    elements.push({
      kind: 'list',
      title: m.objection.cases,
      items: cases.map((like) => caseItem(like, one, pen)),
    });
  }
  const buttons = buttonsOf(one, pen);
  if (buttons.length > 0) elements.push({ kind: 'buttons', buttons });
  return {
    title: m.objection.title(m.objection.category[one.category]),
    subtitle: `#${one.deal} ${one.dealName}`,
    badge: { text: m.objection.status[one.status], tone: TONES[one.status] },
    elements,
  };
}

function factsOf(one: ObjectionView, pen: Pen): Fact[] {
  const { m } = pen;
  return [
    ...(one.words === null ? [] : [{ label: m.objection.words, value: one.words }]),
    ...(one.saidBy === null ? [] : [{ label: m.objection.saidBy, value: one.saidBy }]),
    ...(one.nature === null
      ? []
      : [{ label: m.objection.natureLabel, value: m.objection.nature[one.nature] }]),
    ...(one.response === null ? [] : [{ label: m.objection.response, value: one.response }]),
    {
      label: m.objection.recordedOn,
      value: `${dayText(dayOf(one.at, zoneOf(pen)), pen)} · ${one.author.name}`,
    },
  ];
}

/** What the objection usually means and how to take it; the five steps stand behind a fold. */
function guidance(one: ObjectionView, { m, locale }: Pen): CardElement[] {
  const play = playFor(one.category, one.words);
  const steps: CardElement = {
    kind: 'more',
    summary: m.objection.steps,
    elements: [{ kind: 'list', items: STEPS.map((step) => ({ title: step[locale] })) }],
  };
  if (play === null) return [steps];
  return [
    {
      kind: 'facts',
      facts: [
        { label: m.objection.means, value: play.means[locale] },
        { label: m.objection.ask, value: play.ask[locale] },
        { label: m.objection.goOn, value: play.answer[locale] },
      ],
    },
    steps,
  ];
}

function caseItem(like: Case, one: ObjectionView, { m }: Pen): ListItem {
  const rate = successRate(like);
  const from = m.objection.caseFrom(`#${like.from.deal} ${like.from.dealName}`, like.from.author.name);
  return {
    title: like.response,
    detail: rate === null ? from : `${from} · ${m.objection.rate(rate, like.resolved + like.lost)}`,
    press: { line: 'deal show', values: { deal: `#${like.from.deal}` } },
    buttons: [
      {
        label: m.objection.useIt,
        says: {
          line: 'objection answer',
          values: { deal: `#${one.deal}`, objection: one.id, like: like.from.id },
        },
      },
    ],
  };
}

function buttonsOf(one: ObjectionView, { m }: Pen): Button[] {
  if (!isLive(one.status)) return [];
  const on = (line: string): Words => ({ line, values: { deal: `#${one.deal}`, objection: one.id } });
  const likely = (status: ObjectionStatus) => (one.status === status ? { tone: 'primary' as const } : {});
  return [
    { label: m.objection.answerIt, says: on('objection answer'), ...likely('open') },
    { label: m.objection.resolve, says: on('objection resolve'), ...likely('answered') },
    { label: m.objection.becameLoss, says: on('objection lost') },
  ];
}

export type ObjectionPage = {
  title: string;
  objections: readonly ObjectionView[];
  offset: number;
  older: Words | null;
  newer: Words | null;
};

export function objectionListCard(page: ObjectionPage, pen: Pen): Card {
  const { m } = pen;
  const { title, objections, offset, older, newer } = page;
  if (objections.length === 0) {
    return { title, elements: [{ kind: 'text', text: m.objection.none, tone: 'muted' }] };
  }
  const turns: Button[] = [
    ...(newer === null ? [] : [{ label: m.visit.newer, says: newer }]),
    ...(older === null ? [] : [{ label: m.visit.earlier, says: older }]),
  ];
  const elements: CardElement[] = [{ kind: 'list', items: objections.map((one) => objectionItem(one, pen)) }];
  if (turns.length > 0) elements.push({ kind: 'buttons', buttons: turns });
  return { title, subtitle: m.visit.page(offset + 1, offset + objections.length), elements };
}

export function objectionItem(one: ObjectionView, pen: Pen): ListItem {
  const { m } = pen;
  const { category, status, words, response, dealName, deal, id } = one;
  const said = [words, one.saidBy].flatMap((part) => part ?? []).join(' · ');
  return {
    title: [m.objection.category[category], m.objection.status[status], ...(said === '' ? [] : [said])].join(
      ' · ',
    ),
    detail: [
      `#${deal} ${dealName}`,
      dayText(dayOf(one.at, zoneOf(pen)), pen),
      one.author.name,
      ...(response === null ? [] : [`${m.objection.response}: ${response}`]),
    ].join(' · '),
    ...(status === 'open' ? { tone: 'warn' as const } : {}),
    press: { line: 'objection show', values: { deal: `#${deal}`, objection: id } },
  };
}
