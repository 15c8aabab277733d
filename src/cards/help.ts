import type { Card, ListItem, Words } from '../chat/card.ts';
import type { Locale, Person, Role } from '../domain/people.ts';
import type { Messages } from '../i18n/en.ts';
import { messages } from '../i18n/messages.ts';
import type { Pen } from './pen.ts';

/** What help knows of a verb; made from the command list. */
export type HelpEntry = {
  /** noun.verb */
  name: string;
  /** The canonical form. */
  says: string;
  also: readonly string[];
  help: string;
  example: string;
  /** The example as it is needs nothing more and records nothing, so it can be pressed. */
  pressable: boolean;
  fields: readonly { label: string; example: string; optional: boolean; options: readonly string[] }[];
};

export const nounOf = (name: string): string => name.split('.')[0] ?? name;

/** What a noun is called; a noun without a name is called as it is typed. */
export const nounName = (noun: string, m: Messages): string =>
  Object.entries(m.help.noun).find(([one]) => one === noun)?.[1] ?? noun;

/** Every name of a noun, in both languages: help is asked for in either. */
export const nounNames = (noun: string): readonly string[] => [
  noun,
  nounName(noun, messages.en),
  nounName(noun, messages.zh),
];

/** Everything one may say, a fold per noun. */
export function helpCard(entries: readonly HelpEntry[], pen: Pick<Pen, 'm'>): Card {
  const { m } = pen;
  const nouns = [...new Set(entries.map((entry) => nounOf(entry.name)))];
  return {
    title: m.help.title,
    elements: [
      { kind: 'text', text: m.help.intro },
      ...nouns.map((noun) => {
        const of = entries.filter((entry) => nounOf(entry.name) === noun);
        return {
          kind: 'more' as const,
          summary: m.help.more(nounName(noun, m), of.length),
          elements: [{ kind: 'list' as const, items: of.map(entryItem) }],
        };
      }),
    ],
  };
}

/** The verbs of one noun. */
export const nounCard = (noun: string, entries: readonly HelpEntry[], { m }: Pick<Pen, 'm'>): Card => ({
  title: m.help.of(nounName(noun, m)),
  elements: [{ kind: 'list', items: entries.map(entryItem) }],
});

/** An example that only shows something is said by a press; any other opens help on it, and records nothing. */
const entryItem = (entry: HelpEntry): ListItem => ({
  title: entry.example,
  detail: entry.help,
  press: entry.pressable ? { line: entry.example } : helpOn(entry.name),
});

const helpOn = (verb: string): Words => ({ line: 'help', values: { verb } });

/** One verb: how it is said, what it can tell apart, an example. */
export function verbCard(entry: HelpEntry, { m }: Pick<Pen, 'm'>): Card {
  const items = entry.fields.map((field): ListItem => {
    const details = [
      ...(field.example === '' ? [] : [m.help.example(field.example)]),
      ...(field.options.length === 0 ? [] : [field.options.join(' / ')]),
    ];
    return {
      title: field.optional ? m.help.optional(field.label) : field.label,
      ...(details.length === 0 ? {} : { detail: details.join(' · ') }),
    };
  });
  return {
    title: entry.says,
    subtitle: entry.help,
    elements: [
      { kind: 'text', text: m.help.example(entry.example) },
      ...(items.length === 0 ? [] : [{ kind: 'list' as const, title: m.help.knows, items }]),
      ...(entry.also.length === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: `${m.help.ways}: ${entry.also.join(' · ')}`,
              tone: 'muted' as const,
            },
          ]),
      // Said without anything more, a verb opens its form.
      { kind: 'buttons', buttons: [{ label: m.help.try, says: { line: entry.says } }] },
    ],
  };
}

/** The first lines that do not only show something, by the verb that help is opened on instead. */
const FIRST_VERBS: Readonly<Record<Role, readonly (string | null)[]>> = {
  rep: ['visit.log', 'deal.advance', null],
  manager: [null, null, null],
  operations: [null, null, null],
  admin: [null, null, null],
  readonly: [null, 'deal.show', null],
};

/** The first words to somebody who was let in: three lines that their role would say. */
export function welcomeCard(
  person: Pick<Person, 'name' | 'role'>,
  { m }: { m: Messages; locale: Locale },
): Card {
  return {
    title: m.help.welcome(person.name),
    elements: [{ kind: 'list', items: m.help.first[person.role].map(firstItem(person.role)) }],
    footer: m.help.welcomeNote,
  };
}

const firstItem =
  (role: Role) =>
  (line: string, index: number): ListItem => {
    const verb = FIRST_VERBS[role][index] ?? null;
    return { title: line, press: verb === null ? { line } : helpOn(verb) };
  };
