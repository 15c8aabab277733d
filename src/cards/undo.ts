import type { Button, Card, ListItem } from '../chat/card.ts';
import type { Messages } from '../i18n/en.ts';
import { undoButton } from './import.ts';

type In = { m: Messages };

/** Which entry a button means: an input on deals, or a visit to a customer without one. */
export type EntryRef = { entry: string } | { visit: string };

export const takeButton = (ref: EntryRef, { m }: In): Button => ({
  label: m.undo.take,
  says: { line: 'undo', values: ref },
});

export const moveButton = (ref: EntryRef, { m }: In): Button => ({
  label: m.undo.moveTo,
  says: { line: 'fix', values: ref },
});

/** Taking a voiding back brings again what it voided. */
export const bringBackButton = (voiding: string, { m }: In): Button => ({
  label: m.undo.bringBack,
  says: { line: 'undo', values: { entry: voiding } },
});

export const earlierButton = ({ m }: In): Button => ({ label: m.undo.earlier, says: { line: 'undo list' } });

/** One entry as the list offers it; `what` and `place` are written out. */
export type ListedEntry = { what: string; place: string } & (
  | { kind: 'entry'; ref: EntryRef; movable: boolean }
  | { kind: 'voiding'; entry: string }
  | { kind: 'import'; id: string }
);

/** The last entries, each with what can be done about it. */
export function entriesCard(entries: readonly ListedEntry[], context: In): Card {
  const { m } = context;
  return {
    title: m.undo.title,
    elements: [{ kind: 'list', items: entries.map((one) => entryItem(one, context)) }],
    footer: m.undo.hint,
  };
}

function entryItem(one: ListedEntry, context: In): ListItem {
  const { m } = context;
  const item = { title: one.what, detail: one.place };
  switch (one.kind) {
    case 'entry':
      return {
        ...item,
        buttons: [takeButton(one.ref, context), ...(one.movable ? [moveButton(one.ref, context)] : [])],
      };
    case 'voiding':
      return { ...item, tone: 'muted', buttons: [bringBackButton(one.entry, context)] };
    case 'import':
      return { ...item, buttons: [undoButton(one.id, m)] };
  }
}

/** Something was done after it: shown before it is taken back all the same. */
export function sureCard(asked: { entry: string; text: string; later: readonly string[] }, { m }: In): Card {
  const { entry, text, later } = asked;
  return {
    title: text,
    elements: [
      { kind: 'list', title: m.undo.since, items: later.map((line) => ({ title: line })) },
      {
        kind: 'buttons',
        buttons: [
          { label: m.undo.sure, says: { line: 'undo', values: { entry, sure: 'yes' } }, tone: 'danger' },
        ],
      },
    ],
    footer: m.undo.hint,
  };
}
