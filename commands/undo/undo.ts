import { undoButton } from '../../src/cards/import.ts';
import { restoreButton } from '../../src/cards/team.ts';
import { bringBackButton, type EntryRef, earlierButton, sureCard, takeButton } from '../../src/cards/undo.ts';
import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { choice, deal, optional, text } from '../../src/chat/field.ts';
import { fold } from '../../src/domain/deal.ts';
import type { Person } from '../../src/domain/people.ts';
import { takeBack } from '../../src/domain/undo.ts';
import type { DealView } from '../../src/domain/views.ts';
import { dealAnswer, subjectOf } from '../deal/answer.ts';
import { rightsTo } from '../team/roster.ts';
import {
  type DealEntry,
  entryOf,
  isOld,
  lastEntries,
  type Recorded,
  takenBackBy,
  takesAway,
} from './entries.ts';
import { shownEntries } from './list.ts';
import { bringVisitBack, HELD, ownVisit, undoVisit } from './visit.ts';
import { entryPlace, entryText, laterThings, visitText, whenText } from './words.ts';

const machine = (en: string, zh: string) =>
  optional(text({ label: { en, zh }, takes: 'named', machine: true }));

export const undo = command({
  name: 'undo',
  says: {
    en: ['undo', 'take back', 'oops undo'],
    zh: ['撤销', '撤回', '刚才记错了', '记错了'],
  },
  title: { en: 'Undo', zh: '撤销' },
  help: { en: 'Take back your last entry', zh: '撤销最近的一条记录' },
  example: { en: 'undo', zh: '撤销' },
  fields: {
    deal: optional(deal({ status: 'any', label: { en: 'Last entry on', zh: '哪个商机上的' } })),
    said: optional(text({ label: { en: 'Which one', zh: '哪一条' } })),
    entry: machine('Entry', '记录'),
    visit: machine('Visit', '拜访'),
    /** What a visit without a deal was before it was taken back. */
    back: optional(
      choice({
        label: { en: 'Bring back', zh: '恢复' },
        options: HELD.map((value) => ({ value, label: { en: value, zh: value } })),
        machine: true,
      }),
    ),
    sure: optional(
      choice({
        label: { en: 'Sure', zh: '确认' },
        options: [{ value: 'yes', label: { en: 'yes', zh: '是' } }],
        machine: true,
      }),
    ),
  },
  // One's own entries, in deals that one may read; `run` asks for those of others.
  needs: { action: 'self', on: 'nothing' },
  async run({ deal: on, said, entry, visit, back, sure }, context) {
    const { m } = context;
    if (visit !== null) {
      const own = await ownVisit(visit, context);
      if (own === null) return refuse(m.undo.unknown);
      return back === null ? undoVisit(own, context) : bringVisitBack(own, back, context);
    }
    if (entry !== null) {
      const found = await entryOf(entry, context);
      return found === null ? refuse(m.undo.unknown) : undoEntry(found, { sure: sure === 'yes' }, context);
    }
    // Something was said that is not understood: nothing is taken back on a guess.
    if (said !== null) return shownEntries({ deal: on?.number ?? null, text: m.undo.pick }, context);
    return undoLast(on, context);
  },
});

/** Takes the last entry back, unless the person should look at it first. */
async function undoLast(on: DealView | null, context: Context): Promise<Outcome> {
  const { m, now } = context;
  const [last] = await lastEntries({ take: 1, deal: on?.number ?? null, what: 'done' }, context);
  if (last === undefined) return show({ text: on === null ? m.undo.none : m.undo.noneOn(on.name) });
  if (last.kind === 'hidden') return show({ text: m.undo.hidden, buttons: [earlierButton(context)] });
  if (last.kind === 'import') {
    const text = m.undo.lastImport(m.undo.import(last.source, last.deals), whenText(last.at, context));
    return show({ text, buttons: [undoButton(last.id, m), earlierButton(context)] });
  }
  if (isOld(last, now)) return askFirst(last, context);
  if (last.kind === 'visit') return undoVisit(last.visit, context);
  return undoEntry(last.entry, { sure: false }, context);
}

type Single = Extract<Recorded, { kind: 'deals' | 'visit' }>;

async function askFirst(last: Single, context: Context): Promise<Outcome> {
  const { what, place, ref } = await saidOf(last, context);
  const text = context.m.undo.old(what, place);
  return show({ text, buttons: [takeButton(ref, context), earlierButton(context)] });
}

async function saidOf(
  last: Single,
  context: Context,
): Promise<{ what: string; place: string; ref: EntryRef }> {
  if (last.kind === 'visit') {
    const what = await visitText(last.visit, context);
    return { what, place: whenText(last.at, context), ref: { visit: last.visit.id } };
  }
  const { entry } = last;
  return {
    what: await entryText(entry, context),
    place: entryPlace(entry, context),
    ref: { entry: entry.inputId },
  };
}

async function undoEntry(entry: DealEntry, { sure }: { sure: boolean }, context: Context): Promise<Outcome> {
  const { m, now, person, may } = context;
  const { parts, inputId } = entry;
  const mine = entry.actorId === person.id;
  if (!mine && !parts.every(({ view }) => may('deal.gate', subjectOf(view)))) {
    const actor = await context.read.person(entry.actorId);
    return refuse(m.undo.notYours(actor?.name ?? m.chat.none));
  }
  const [first] = parts;
  const holding = parts.flatMap((part) => part.events);
  if (first === undefined || holding.length === 0) return show(goneMessage(entry, context));
  const imported = holding.find((event) => event.detail.importId !== undefined)?.detail.importId;
  if (imported !== undefined) return show({ text: m.undo.imported, buttons: [undoButton(imported, m)] });
  const leaver = await ownerWhoLeft(entry, context);
  if (leaver !== null) {
    const mayRestore = rightsTo(leaver, context).change;
    return show({
      text: m.undo.left(leaver.name),
      ...(mayRestore ? { buttons: [restoreButton(leaver, context)] } : {}),
    });
  }
  const redo = takesAway(entry);
  const what = await entryText(entry, context);
  if (!sure && !redo) {
    const later = await laterThings(entry, context);
    if (later.length > 0) {
      const asked = m.undo.confirm(what, later.length);
      return show({ text: asked, card: sureCard({ entry: inputId, text: asked, later }, context) });
    }
  }
  return {
    kind: 'record',
    changes: takeBack(
      parts.map((part) => part.history),
      { inputId, now },
    ),
    reply: async (after) => {
      const view = await after.dealView(first.view.number);
      if (redo) return dealAnswer(context, view, () => m.undo.restored(what));
      const full = `${what} · ${entryPlace(entry, context)}`;
      const answer = await dealAnswer(context, view, () => m.undo.takenBack(full));
      return { ...answer, buttons: [bringBackButton(context.inputId, context), earlierButton(context)] };
    },
  };
}

/** No deal goes back to somebody whose access ended: the owner it would have again. */
async function ownerWhoLeft(entry: DealEntry, { read }: Context): Promise<Person | null> {
  for (const { view, history, events } of entry.parts) {
    if (events.some((event) => event.kind === 'opened')) continue;
    const { ownerId } = fold(history.events.filter((event) => !events.includes(event)));
    const owner = ownerId === view.owner.id ? null : await read.person(ownerId);
    if (owner?.status === 'left') return owner;
  }
  return null;
}

/** Somebody was faster, or it was taken back before: it can be brought back. */
function goneMessage(entry: DealEntry, context: Context) {
  const by = takenBackBy(entry);
  const text = context.m.undo.gone;
  return by === null ? { text } : { text, buttons: [bringBackButton(by, context)] };
}
