import { entriesCard, type ListedEntry } from '../../src/cards/undo.ts';
import { type Context, command, type Outcome, show } from '../../src/chat/command.ts';
import { deal, optional } from '../../src/chat/field.ts';
import { movable, moveIn } from '../../src/domain/undo.ts';
import { type DealEntry, lastEntries, type Recorded, takesAway } from './entries.ts';
import { entryPlace, entryText, visitText, whenText } from './words.ts';

/** So many of one's last entries are shown. */
const SHOWN = 5;

export const undoList = command({
  name: 'undo.list',
  says: {
    en: ['undo list', 'undo earlier', 'my entries', 'oops'],
    zh: ['撤销列表', '撤销更早的', '最近的记录'],
  },
  title: { en: 'Your last entries', zh: '最近的记录' },
  help: {
    en: 'Show your last entries, to take back or move one',
    zh: '查看最近的记录，可撤销或改到别的商机',
  },
  example: { en: 'undo list', zh: '撤销列表' },
  fields: { deal: optional(deal({ status: 'any' })) },
  // One's own entries, in deals that one may read.
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  run: ({ deal: view }, context) =>
    shownEntries({ deal: view?.number ?? null, text: context.m.undo.pick }, context),
});

/** The last entries under a sentence; in a deal's own thread those of that deal. */
export async function shownEntries(
  { deal: on, text }: { deal: number | null; text: string },
  context: Context,
): Promise<Outcome> {
  const entries = await lastEntries({ take: SHOWN, deal: on, what: 'all' }, context);
  const listed = (await Promise.all(entries.map((one) => listedEntry(one, context)))).flatMap(
    (one) => one ?? [],
  );
  if (listed.length === 0) return show({ text: context.m.undo.none });
  return show({ text, card: entriesCard(listed, context) });
}

async function listedEntry(one: Recorded, context: Context): Promise<ListedEntry | null> {
  const { m } = context;
  switch (one.kind) {
    case 'deals':
      return listedDeals(one.entry, context);
    case 'visit': {
      const what = await visitText(one.visit, context);
      return {
        kind: 'entry',
        what,
        place: whenText(one.at, context),
        ref: { visit: one.visit.id },
        movable: true,
      };
    }
    case 'import': {
      const { id, at, source, deals } = one;
      return { kind: 'import', what: m.undo.import(source, deals), place: whenText(at, context), id };
    }
    case 'hidden':
      return null;
  }
}

async function listedDeals(entry: DealEntry, context: Context): Promise<ListedEntry> {
  const { inputId, parts } = entry;
  const [what, place] = [await entryText(entry, context), entryPlace(entry, context)];
  if (takesAway(entry))
    return { kind: 'voiding', what: context.m.undo.tookBack(what), place, entry: inputId };
  const moves = moveIn(parts) !== null || (parts.length === 1 && parts.every((part) => movable(part.events)));
  return { kind: 'entry', what, place, ref: { entry: inputId }, movable: moves };
}
