import type { Message } from '../chat/message.ts';
import type { Person } from '../domain/people.ts';
import type { Pen } from './pen.ts';

type Writing = Pick<Pen, 'm'>;

export const codeMessage = (code: string, { m }: Writing): Message => ({
  text: m.link.code(code),
  card: {
    title: m.link.title,
    badge: { text: code, tone: 'good' },
    elements: [{ kind: 'text', text: m.link.code(code) }],
    footer: m.link.note,
  },
});

/** Becoming somebody else's other half cannot be undone by oneself, so it is asked once more. */
export const sureMessage = (
  { code, person, deals }: { code: string; person: Person; deals: number },
  { m }: Writing,
): Message => ({
  text: m.link.sure(person.name, deals),
  buttons: [{ label: m.link.yes, tone: 'primary', says: { line: 'link', values: { code, sure: 'yes' } } }],
});
