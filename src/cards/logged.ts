import type { Button } from '../chat/card.ts';
import type { ObjectionCategory, Visit } from '../domain/activity.ts';
import type { Locale } from '../domain/people.ts';
import type { DealView } from '../domain/views.ts';
import type { Messages } from '../i18n/en.ts';
import type { Pen } from './pen.ts';

/** A visit as it was understood, for saying it back. Days are written out already. */
export type LoggedVisit = {
  visit: Pick<Visit, 'id' | 'kind' | 'status' | 'signals'>;
  day: string;
  people: readonly string[];
  /** Those of them that are no contacts yet. */
  unknown: readonly string[];
  next: { text: string; due: string | null } | null;
  objection: { category: ObjectionCategory; words: string } | null;
  /** For a visit without a deal. */
  customerName: string;
  /** The deal had a next step already, and still has it. */
  keptStep: boolean;
};

/** So many buying signals in one visit are worth a word. */
const MANY_SIGNALS = 2;

/** All that was understood, in one line. */
export function loggedText(facts: LoggedVisit, { m, locale }: { m: Messages; locale: Locale }): string {
  const { visit, day, people, next, keptStep, customerName } = facts;
  const comma = locale === 'zh' ? '，' : ', ';
  const names = people.join(locale === 'zh' ? '、' : ', ');
  const done =
    visit.status === 'attempt' ? m.visit.attempted(day) : m.visit.logged(m.visit.aKind[visit.kind], day);
  const face = visit.kind === 'onsite' || visit.kind === 'inbound';
  const who = names === '' ? [] : [face ? m.visit.with(names) : m.visit.spokeWith(names)];
  const first = [done, ...(customerName === '' ? [] : [customerName]), ...who].join(comma);
  const step =
    next === null
      ? keptStep || visit.status === 'attempt' || customerName !== ''
        ? null
        : m.visit.noNext
      : next.due === null
        ? m.visit.nextOpen(next.text)
        : m.visit.next(next.text, next.due);
  const end = locale === 'zh' ? '。' : '.';
  const text = `${[first, ...(step === null ? [] : [step])].join(locale === 'zh' ? '；' : '; ')}${end}`;
  if (visit.signals.length < MANY_SIGNALS) return text;
  return `${text}${locale === 'zh' ? '' : ' '}${m.visit.askForBusiness(visit.signals.length)}`;
}

/** What one would do next: note the objection, keep the people, agree a next step. */
export function buttonsAfter(facts: LoggedVisit, { view, pen }: { view: DealView; pen: Pen }): Button[] {
  const { m } = pen;
  const { visit, objection, unknown, next } = facts;
  const deal = `#${view.number}`;
  const buttons: Button[] = [];
  if (objection !== null) {
    const { category, words } = objection;
    buttons.push({
      label: m.visit.objection(m.objection.category[category]),
      says: { line: 'objection record', values: { deal, category, words, visit: visit.id } },
      tone: 'primary',
    });
  }
  if ((next === null ? view.nextStep === null : next.due === null) && view.state.status === 'open') {
    buttons.push({ label: m.visit.setNext, says: { line: 'deal next', values: { deal } } });
  }
  if (view.customer !== null) {
    for (const name of unknown.slice(0, 2)) {
      buttons.push({
        label: m.visit.addContact(name),
        says: { line: 'visit contact', values: { deal, visit: visit.id, name } },
      });
    }
  }
  return buttons;
}
