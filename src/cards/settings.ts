import type { Button, Card, CardElement, Fact, ListItem, Words } from '../chat/card.ts';
import { zoneText } from '../domain/locality.ts';
import type { Locale, Organisation, Person } from '../domain/people.ts';
import { type Pipeline, type Stage, stageName } from '../domain/stage.ts';
import { TEMPLATES, type Template, templateOf, workOf } from '../domain/templates.ts';
import { knownCalendars } from '../domain/workday.ts';
import { messages } from '../i18n/messages.ts';
import type { Pen } from './pen.ts';

type Writing = Pick<Pen, 'm' | 'locale'>;

const open = (line: string, values: Record<string, string> = {}): Words => ({ line, values });

/** What is said to somebody in the language they just chose. */
export const languageText = (locale: Locale): string => messages[locale].settings.languageIs;

export const calendarName = (calendar: string, locale: Locale): string =>
  knownCalendars().find((one) => one.calendar === calendar)?.[locale] ?? calendar;

type Settings = {
  person: Person;
  organisation: Organisation;
  pipeline: Pipeline;
  /** May the reader change what holds for everyone? */
  mayChange: boolean;
};

/** One's own settings, then the organisation's, then the stages of the process in use. */
export function settingsCard(
  { person, organisation, pipeline, mayChange }: Settings,
  pen: Writing & { now: Date },
): Card {
  const { m, locale } = pen;
  const { settings } = m;
  const zone = zoneText(organisation.zone, pen);
  const mine: Fact[] = [
    { label: settings.language, value: settings.languages[person.locale] },
    {
      label: settings.zone,
      value: person.zone === null ? settings.likeAll(zone) : zoneText(person.zone, pen),
    },
  ];
  const ours: Fact[] = [
    { label: settings.name, value: organisation.name },
    { label: settings.language, value: settings.languages[organisation.locale] },
    { label: settings.zone, value: zone },
    { label: settings.currency, value: organisation.currency },
    { label: settings.calendar, value: calendarName(organisation.calendar, locale) },
    { label: settings.template, value: templateName(pipeline.template, locale) },
  ];
  const elements: CardElement[] = [
    { kind: 'text', text: settings.mine, tone: 'muted' },
    { kind: 'facts', facts: mine },
    {
      kind: 'buttons',
      buttons: [
        { label: settings.change.language, says: open('settings language') },
        { label: settings.change.zone, says: open('settings zone') },
      ],
    },
    { kind: 'divider' },
    { kind: 'text', text: settings.ours, tone: 'muted' },
    { kind: 'facts', facts: ours },
    ...(mayChange ? [{ kind: 'buttons' as const, buttons: changeButtons(pen) }] : []),
    {
      kind: 'list',
      title: settings.stages,
      items: pipeline.stages.map((stage) => stageItem(stage, pen)),
    },
  ];
  return { title: settings.title, elements };
}

function changeButtons({ m }: Writing): Button[] {
  const { change } = m.settings;
  const all = { for: 'everyone' };
  return [
    { label: change.allLanguage, says: open('settings language', all) },
    { label: change.allZone, says: open('settings zone', all) },
    { label: change.currency, says: open('settings currency') },
    { label: change.calendar, says: open('settings calendar') },
    { label: change.template, says: open('settings template') },
  ];
}

/** A stage in one line: what it is worth, how long it may be quiet, how many go on from it. */
function stageItem(stage: Stage, { m, locale }: Writing): ListItem {
  const { settings } = m;
  const parts =
    stage.part === 'open'
      ? [
          `${settings.probability} ${settings.percent(stage.probability)}`,
          `${settings.patience} ${settings.workdays(stage.patience)}`,
          ...(stage.benchmark === null ? [] : [settings.benchmarkOf(settings.percent(stage.benchmark))]),
        ]
      : [stage.part === 'wins' ? settings.wins : settings.after];
  return {
    title: stageName(stage, locale),
    detail: parts.join(' · '),
    press: open('settings stages', { stage: stage.id }),
  };
}

/** One stage: its numbers, the standard that admits a deal, the work that it asks for. */
export function stageCard(stage: Stage, at: { pipeline: Pipeline; mayChange: boolean }, pen: Writing): Card {
  const { m, locale } = pen;
  const { settings } = m;
  const facts: Fact[] = [
    { label: settings.probability, value: settings.percent(stage.probability) },
    { label: settings.patience, value: settings.workdays(stage.patience) },
    ...(stage.benchmark === null
      ? []
      : [{ label: settings.benchmark, value: settings.percent(stage.benchmark) }]),
    ...(stage.leastPhase === null
      ? []
      : [{ label: settings.leastPhase, value: m.deal.phase[stage.leastPhase] }]),
    ...(stage.criteria.length < 2
      ? []
      : [{ label: settings.admits, value: settings.standard[stage.admits] }]),
  ];
  const criteria = stage.criteria.map(
    (one): ListItem => ({
      title: one.text[locale],
      ...(at.mayChange
        ? {
            buttons: [
              {
                label: settings.change.retire,
                says: open('settings retire', { stage: stage.id, criterion: one.id }),
              },
            ],
          }
        : {}),
    }),
  );
  const work = workOf(at.pipeline.template, stage.key).map((one): ListItem => ({ title: one[locale] }));
  const elements: CardElement[] = [
    { kind: 'facts', facts },
    criteria.length === 0
      ? { kind: 'text', text: settings.noCriteria, tone: 'muted' }
      : { kind: 'list', title: settings.criteria, items: criteria },
    ...(work.length === 0
      ? []
      : [
          {
            kind: 'more' as const,
            summary: settings.work,
            elements: [{ kind: 'list' as const, items: work }],
          },
        ]),
    ...(at.mayChange
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              { label: settings.change.stage, says: open('settings stage', { stage: stage.id }) },
              { label: settings.change.criterion, says: open('settings criterion', { stage: stage.id }) },
            ],
          },
        ]
      : []),
  ];
  return { title: stageName(stage, locale), subtitle: templateName(at.pipeline.template, locale), elements };
}

/** The templates to choose from, each with its path. */
export function templatesCard(inUse: string, { m, locale }: Writing): Card {
  const { settings } = m;
  const items = Object.values(TEMPLATES).map((template): ListItem => {
    const path = template.stages.map((stage) => stage[locale]).join(' → ');
    const used = template.key === inUse;
    return {
      title: used ? `${template[locale]} · ${settings.inUse}` : template[locale],
      detail: path,
      ...(used ? {} : { buttons: [useButton(template, { m, locale })] }),
    };
  });
  return {
    title: settings.templates,
    elements: [
      { kind: 'text', text: settings.templatesNote, tone: 'muted' },
      { kind: 'list', items },
    ],
  };
}

function useButton(template: Template, { m, locale }: Writing): Button {
  const name = template[locale];
  return {
    label: m.settings.use(name),
    says: open('settings template', { template: template.key }),
    confirm: { title: m.settings.use(name), text: m.settings.useSure(name) },
  };
}

export const templateName = (key: string, locale: Locale): string => templateOf(key)?.[locale] ?? key;
