import type { Words } from '../chat/card.ts';
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

/** For the chat of the organisation whose administrator says it there. */
export const workspaceCodeMessage = (code: string, { m }: Writing): Message => ({
  text: m.link.workspace.code(code),
  card: {
    title: m.link.workspace.title,
    badge: { text: code, tone: 'good' },
    elements: [{ kind: 'text', text: m.link.workspace.code(code) }],
    footer: m.link.workspace.note,
  },
});

/** Joining cannot be taken back, and only the asker knows whether they made the code. */
export function workspaceSureMessage(
  { code, organisation, by }: { code: string; organisation: string; by: Person },
  { m }: Writing,
): Message {
  const { workspace } = m.link;
  const says = (me: 'yes' | 'no'): Words => ({
    line: 'link workspace',
    values: { code, me },
    on: 'question',
  });
  return {
    text: workspace.sure(organisation, by.name),
    buttons: [
      { label: workspace.me(by.name), tone: 'primary', says: says('yes') },
      { label: workspace.notMe, says: says('no') },
    ],
  };
}

/** Becoming somebody else's other half cannot be undone by oneself, so it is asked once more. */
export const sureMessage = (
  { code, person, deals }: { code: string; person: Person; deals: number },
  { m }: Writing,
): Message => ({
  text: m.link.sure(person.name, deals),
  buttons: [
    {
      label: m.link.yes,
      tone: 'primary',
      says: { line: 'link', values: { code, sure: 'yes' }, on: 'question' },
    },
  ],
});
