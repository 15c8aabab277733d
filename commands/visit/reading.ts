import type { Context } from '../../src/chat/command.ts';
import { objectionIn } from '../../src/chat/intent/objection.ts';
import { inside, type Sentence, sentenceOf } from '../../src/chat/intent/sentence.ts';
import { plan, readVisit, visit } from '../../src/chat/intent/visit.ts';
import { type Scene, verbOf } from '../../src/chat/line.ts';
import type { Met, ObjectionCategory } from '../../src/domain/activity.ts';
import { OBJECTION_CATEGORIES, VISIT_KINDS, type VisitKind } from '../../src/domain/activity.ts';
import type { Change } from '../../src/domain/change.ts';
import { type Day, dayOf, instantOf } from '../../src/domain/day.ts';
import { type Known, mentions } from '../../src/domain/mention.ts';
import type { DealView } from '../../src/domain/views.ts';
import { contactsIn, personCalled, type SaidPerson } from '../../src/domain/visit.ts';
import { findDates, formatDay } from '../../src/domain/when.ts';

/** What a line tells of a visit, wherever it was written: typed, or into the one box of the form. */
export type Told = {
  kind: VisitKind | null;
  attempt: boolean;
  on: Day | null;
  met: string | null;
  next: string | null;
  due: Day | null;
  objection: { category: ObjectionCategory; words: string } | null;
  /** The line speaks of nothing but a visit to come, on this day. */
  toCome: Day | null;
};

export function toldIn(line: string, scene: Scene): Told {
  const sentence = sentenceOf(line, scene);
  const { values } = readVisit(sentence);
  return {
    kind: VISIT_KINDS.find((kind) => kind === values.kind) ?? null,
    attempt: values.attempt === 'yes',
    on: values.on ?? null,
    met: values.met ?? null,
    next: values.next ?? null,
    due: values.due ?? null,
    objection: heardIn(sentence),
    toCome: visit(sentence) === null ? (plan(sentence)?.values.on ?? null) : null,
  };
}

/** The objection that a line reports, in the words of its clause. */
export const objectionTold = (line: string, scene: Scene): Told['objection'] =>
  heardIn(sentenceOf(line, scene));

function heardIn({ text, clauses }: Sentence): Told['objection'] {
  const found = objectionIn(text);
  const category = OBJECTION_CATEGORIES.find((one) => one === found?.category);
  if (found === null || category === undefined) return null;
  return { category, words: clauses.find((clause) => inside(found, clause))?.text ?? text.trim() };
}

/** Relative days are read from the day on which the line was said, in the speaker's zone. */
export function sceneOf({ now, today, zone, organisation }: Context): Scene {
  const { calendar, currency } = organisation;
  const said = dayOf(now, zone) === today ? now : instantOf(today, '23:00', zone);
  return { now: said, zone, calendar, currency };
}

/** Whose day a day is, and the zone in which the organisation counts. */
export const zonesOf = ({ zone, organisation }: Context): { zone: string; office: string } => ({
  zone,
  office: organisation.zone,
});

/** The time of day that was said beside a day. */
export const timeSaid = (line: string, day: Day, scene: Scene): string | null =>
  (['future', 'past'] as const)
    .flatMap((direction) => findDates(line, { ...scene, direction }))
    .find((one) => one.day === day && one.part !== undefined)?.part ?? null;

/** A line without its number: #12 names the deal and is not told. */
export const withoutNumber = (line: string): string => line.replace(/(?:^|\s)#\d{1,9}(?!\d)/u, ' ').trim();

/** A line without the verb it began with, which a whole line still has. */
export function withoutVerb(line: string, name: string, { commands }: Pick<Context, 'commands'>): string {
  const own = commands.filter((one) => one.name === name);
  return verbOf(line, own)?.rest ?? line;
}

/** Whether a line says more than which deal it is about. */
export function tellsMore(line: string, { name, customer }: DealView): boolean {
  const names = [name, customer?.name ?? ''].map((one): Known => ({ kind: 'deal', id: one, name: one }));
  const [said] = mentions(line, names);
  const left = said === undefined ? line : `${line.slice(0, said.start)}${line.slice(said.end)}`;
  return /[\p{L}\p{N}]/u.test(left);
}

/** A day as it is echoed: in full, so that a wrong guess is seen. */
export const inFull = (day: Day, { locale, today }: Pick<Context, 'locale' | 'today'>): string =>
  formatDay(day, locale, { today, style: 'full' });

/** Who was met, without the companies that are called like people (徐工, 常熟): as named, and whoever of the customer's people stands in the line. */
export async function whoWasMet(
  said: { line: string; met: string | null },
  customerId: string | null,
  { read, scope }: Pick<Context, 'read' | 'scope'>,
): Promise<readonly SaidPerson[]> {
  const contacts = customerId === null ? [] : await read.contactsOf(customerId);
  const colleagues = (await read.people()).map((one) => one.name);
  const names = (said.met ?? '')
    .split(/[,，、;；&]|\sand\s|和/u)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !colleagues.includes(name));
  const companies = (await read.knownNames(names.join(' '), scope)).filter(({ kind }) => kind === 'customer');
  const persons = names.filter((name) => !companies.some((one) => one.name.includes(name)));
  const people = [...persons.map((name) => personCalled(name, contacts)), ...contactsIn(said.line, contacts)];
  return people.filter((one, index) => people.findIndex((other) => other.name === one.name) === index);
}

/** People as a visit keeps them: a contact by id, anybody else as a text. */
export function keptPeople(
  people: readonly SaidPerson[],
  newId: () => string,
): { met: readonly Met[]; texts: readonly Change[] } {
  const texts: Change[] = [];
  const met = people.map((one): Met => {
    if ('contactId' in one) return { contactId: one.contactId };
    const textId = newId();
    texts.push({ kind: 'text.write', id: textId, body: one.name });
    return { textId };
  });
  return { met, texts };
}
