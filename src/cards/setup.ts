import type { Button, Card, CardElement, Words } from '../chat/card.ts';
import type { Message } from '../chat/message.ts';
import type { Locale, Organisation, Person } from '../domain/people.ts';
import { allowed } from '../domain/permission.ts';
import { DIGEST_TIMES, SETUP_STEPS, type SetupStep } from '../domain/setup.ts';
import { TEMPLATE_KEYS, TEMPLATES } from '../domain/templates.ts';
import type { Messages } from '../i18n/en.ts';
import type { Pen } from './pen.ts';

type Writing = Pick<Pen, 'm' | 'locale'>;

/** What a step offers besides its own choices. */
export type SetupPlace = {
  /** The room in which the questions began, which can be chosen. */
  channel: string | null;
  /** Where the digest would go. */
  digest: 'room' | 'you';
};

/** One question with its answers as buttons: a press says words that could be typed. */
export function stepCard(step: SetupStep, place: SetupPlace, pen: Writing): Card {
  const { setup } = pen.m;
  const asked = questionOf(step, place, pen.m);
  return {
    title: asked.ask,
    subtitle: setup.step(SETUP_STEPS.indexOf(step) + 1, SETUP_STEPS.length),
    elements: [
      { kind: 'text', text: asked.note, tone: 'muted' },
      ...(step === 'template' ? [pathsOf(pen)] : []),
      { kind: 'buttons', buttons: answersOf(step, place, pen) },
    ],
  };
}

function questionOf(step: SetupStep, { channel, digest }: SetupPlace, { setup }: Messages) {
  switch (step) {
    case 'language':
    case 'template':
      return setup[step];
    case 'room':
      return { ask: setup.room.ask, note: channel === null ? setup.room.elsewhere : setup.room.hereNote };
    case 'digest':
      return { ask: setup.digest.ask(digest), note: setup.digest.note };
  }
}

const pathsOf = ({ locale }: Writing): CardElement => ({
  kind: 'list',
  items: TEMPLATE_KEYS.map((key) => ({
    title: TEMPLATES[key][locale],
    detail: TEMPLATES[key].stages.map((stage) => stage[locale]).join(' → '),
  })),
});

function answersOf(step: SetupStep, { channel }: SetupPlace, { m, locale }: Writing): Button[] {
  const { room, digest } = m.setup;
  const says = (value: string): Words => ({
    line: 'setup',
    values: { [step]: value, ...(channel !== null && { at: channel }) },
    on: 'question',
  });
  switch (step) {
    case 'language':
      return (['en', 'zh'] as const).map((one) => ({
        label: m.settings.languages[one],
        says: says(one),
      }));
    case 'template':
      return TEMPLATE_KEYS.map((key) => ({ label: TEMPLATES[key][locale], says: says(key) }));
    case 'room':
      return [
        ...(channel === null ? [] : [{ label: room.here, tone: 'primary' as const, says: says('here') }]),
        { label: room.none, says: says('none') },
      ];
    case 'digest':
      return [
        ...DIGEST_TIMES.map((time): Button => ({ label: digest.at(time), says: says(time) })),
        { label: digest.weekly, says: says('weekly') },
        { label: digest.none, says: says('none') },
      ];
  }
}

export type SetUp = {
  organisation: Organisation;
  /** The room that was chosen, as the reader knows it; null = none. */
  room: string | null;
  /** When the digest runs and where, in words; null = there is none. */
  digest: string | null;
};

/** What was chosen, and what one does next. */
export function setUpCard({ organisation, room, digest }: SetUp, { m, locale }: Writing): Card {
  const { setup, settings } = m;
  const template = TEMPLATE_KEYS.find((key) => key === organisation.template);
  return {
    title: setup.doneTitle,
    elements: [
      {
        kind: 'facts',
        facts: [
          { label: setup.facts.language, value: settings.languages[organisation.locale] },
          {
            label: setup.facts.template,
            value: template === undefined ? organisation.template : TEMPLATES[template][locale],
          },
          { label: setup.facts.room, value: room ?? setup.room.without },
          { label: setup.facts.digest, value: digest ?? setup.noDigest },
        ],
      },
      { kind: 'text', text: setup.next.import, tone: 'muted' },
      {
        kind: 'buttons',
        buttons: [
          { label: setup.next.deal, tone: 'primary', says: { line: 'deal new' } },
          { label: setup.next.people, says: { line: 'team people' } },
          { label: setup.next.again, says: { line: 'setup', values: { again: 'yes' } } },
        ],
      },
    ],
  };
}

/** The first words to whoever installed the bot. */
export function helloTo(reader: Person, { m }: Pick<Pen, 'm'>): Message {
  const { hello } = m.setup;
  if (!allowed(reader.role, 'organisation.change', 'none')) return { text: hello.other(reader.name) };
  return {
    text: hello.admin(reader.name),
    buttons: [{ label: hello.begin, tone: 'primary', says: { line: 'setup' } }],
  };
}

/** The first words in a room to which the bot was invited. */
export function helloRoom({ m }: { m: Messages; locale: Locale }): Message {
  const { hello } = m.setup;
  return { text: hello.room, buttons: [{ label: hello.here, says: { line: 'setup' } }] };
}
