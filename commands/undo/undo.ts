import { restoreButton } from '../../src/cards/team.ts';
import type { Button, ListItem } from '../../src/chat/card.ts';
import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { choice, optional, text } from '../../src/chat/field.ts';
import { dayOf } from '../../src/domain/day.ts';
import { fold } from '../../src/domain/deal.ts';
import type { Person } from '../../src/domain/people.ts';
import { movable, restsOn, rootOf, takeBack } from '../../src/domain/undo.ts';
import { dealAnswer, subjectOf } from '../deal/answer.ts';
import { rightsTo } from '../team/roster.ts';
import { inFull } from '../visit/reading.ts';
import {
  entryOf,
  entryPlace,
  entryText,
  eventsText,
  lastEntries,
  type OwnEntry,
  takenBackBy,
} from './entries.ts';

/** So many of one's last entries are shown. */
const SHOWN = 5;

export const undo = command({
  name: 'undo',
  says: {
    en: ['undo', 'take back', 'oops undo', 'oops'],
    zh: ['撤销', '撤回', '刚才记错了', '记错了'],
  },
  help: { en: 'Take back one of your last entries', zh: '撤销最近的一条记录' },
  example: { en: 'undo', zh: '撤销' },
  fields: {
    entry: optional(text({ label: { en: 'Entry', zh: '记录' }, takes: 'named', machine: true })),
    visit: optional(text({ label: { en: 'Visit', zh: '拜访' }, takes: 'named', machine: true })),
    sure: optional(
      choice({
        label: { en: 'Sure', zh: '确认' },
        options: [{ value: 'yes', label: { en: 'yes', zh: '是' } }],
        formOnly: true,
      }),
    ),
  },
  // One's own entries, in deals that one may read; `run` asks for those of others.
  needs: { action: 'self', on: 'nothing' },
  async run({ entry, visit, sure }, context) {
    if (visit !== null) return undoVisit(visit, context);
    if (entry === null) return showEntries(context);
    const found = await entryOf(entry, context);
    return found === null
      ? refuse(context.m.undo.unknown)
      : undoEntry(found, { sure: sure === 'yes' }, context);
  },
});

async function showEntries(context: Context): Promise<Outcome> {
  const { m } = context;
  const [entries, visits] = await Promise.all([lastEntries(SHOWN, context), customerVisits(context)]);
  if (entries.length + visits.length === 0) return show({ text: m.undo.none });
  const items = await Promise.all(
    entries.map(async (entry, index) => ({
      at: entry.at,
      item: await entryItem(entry, { likely: index === 0 }, context),
    })),
  );
  const newestFirst = [...items, ...visits].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);
  return show({
    text: m.undo.pick,
    card: {
      title: m.undo.title,
      elements: [{ kind: 'list', items: newestFirst.map(({ item }) => item) }],
      footer: m.undo.hint,
    },
  });
}

async function entryItem(
  entry: OwnEntry,
  { likely }: { likely: boolean },
  context: Context,
): Promise<ListItem> {
  const { m } = context;
  const { inputId, parts } = entry;
  const take: Button = {
    label: m.undo.take,
    says: { line: 'undo', values: { entry: inputId } },
    ...(likely ? { tone: 'primary' as const } : {}),
  };
  const move: Button = { label: m.undo.move, says: { line: 'fix', values: { entry: inputId } } };
  const moves = parts.length === 1 && parts.every((part) => movable(part.events));
  return {
    title: await entryText(entry, context),
    detail: entryPlace(entry, context),
    buttons: moves ? [take, move] : [take],
  };
}

/** Visits to customers without a deal are in no deal's history; they stand beside it here. */
async function customerVisits(context: Context): Promise<{ at: Date; item: ListItem }[]> {
  const { read, person, scope, m, here, organisation } = context;
  if (here.deal !== null) return [];
  const visits = await read.visits({ personId: person.id, take: 3 * SHOWN }, scope);
  return visits
    .filter((visit) => visit.deal === null)
    .map((visit) => ({
      at: visit.at,
      item: {
        title: m.undo.visit(visit.summary ?? '', inFull(dayOf(visit.at, organisation.zone), context)),
        buttons: [{ label: m.undo.take, says: { line: 'undo', values: { visit: visit.id } } }],
      },
    }));
}

async function undoVisit(id: string, context: Context): Promise<Outcome> {
  const { read, m, person, organisation } = context;
  const visit = await read.visit(id);
  if (visit === null || visit.deal !== null || visit.personId !== person.id) return refuse(m.undo.unknown);
  if (visit.status === 'void') return refuse(m.undo.gone);
  const what = m.undo.visit(visit.summary ?? '', inFull(dayOf(visit.at, organisation.zone), context));
  return {
    kind: 'record',
    changes: [{ kind: 'visit.set', id, set: { status: 'void' } }],
    reply: async () => ({ text: m.undo.takenBack(what) }),
  };
}

async function undoEntry(entry: OwnEntry, { sure }: { sure: boolean }, context: Context): Promise<Outcome> {
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
  if (holding.some((event) => event.detail.importId !== undefined)) return refuse(m.undo.imported);
  const roots = parts.flatMap(({ history, events }) => events.map((event) => rootOf(event, history)));
  const redo = roots.every(({ takesAway }) => takesAway);
  const leaver = await ownerWhoLeft(entry, context);
  if (leaver !== null) {
    const mayRestore = rightsTo(leaver, context).change;
    return show({
      text: m.undo.left(leaver.name),
      ...(mayRestore ? { buttons: [restoreButton(leaver, context)] } : {}),
    });
  }
  const what = await rootsText(entry, context);
  if (!sure && !redo) {
    const later = await laterThings(entry, context);
    if (later.length > 0) return show(confirmMessage({ entry, what, later }, context));
  }
  return {
    kind: 'record',
    changes: takeBack(
      parts.map((part) => part.history),
      { inputId, now },
    ),
    reply: async (after) =>
      dealAnswer(context, await after.dealView(first.view.number), () =>
        redo ? m.undo.restored(what) : m.undo.takenBack(what),
      ),
  };
}

/** No deal goes back to somebody whose access ended: the owner it would have again. */
async function ownerWhoLeft(entry: OwnEntry, { read }: Context): Promise<Person | null> {
  for (const { view, history, events } of entry.parts) {
    if (events.some((event) => event.kind === 'opened')) continue;
    const { ownerId } = fold(history.events.filter((event) => !events.includes(event)));
    const owner = ownerId === view.owner.id ? null : await read.person(ownerId);
    if (owner?.status === 'left') return owner;
  }
  return null;
}

/** Somebody was faster, or it was taken back before: it can be brought back. */
function goneMessage(entry: OwnEntry, { m }: Context) {
  const by = takenBackBy(entry);
  if (by === null) return { text: m.undo.gone };
  return {
    text: m.undo.gone,
    buttons: [{ label: m.undo.bringBack, says: { line: 'undo', values: { entry: by } } }],
  };
}

/** What an entry is about: of a voiding, what it voided. */
async function rootsText(entry: OwnEntry, context: Context): Promise<string> {
  const said = await Promise.all(
    entry.parts.map(({ view, history, events }) => {
      const about = events.map((event) => rootOf(event, history).root);
      return eventsText(view, about, context);
    }),
  );
  return [...new Set(said)].filter((text) => text !== '').join(context.m.line.and);
}

/** What was done on the deals since, one line each. */
async function laterThings(entry: OwnEntry, context: Context): Promise<readonly string[]> {
  const lines = await Promise.all(
    entry.parts.flatMap(({ view, history, events }) => {
      const later = restsOn(history, events);
      const inputs = [...new Set(later.map((event) => event.inputId))];
      return inputs.map((id) =>
        eventsText(
          view,
          later.filter((event) => event.inputId === id),
          context,
        ),
      );
    }),
  );
  return lines.filter((line) => line !== '');
}

function confirmMessage(asked: { entry: OwnEntry; what: string; later: readonly string[] }, { m }: Context) {
  const { entry, what, later } = asked;
  const text = m.undo.confirm(what, later.length);
  return {
    text,
    card: {
      title: text,
      elements: [
        { kind: 'list' as const, title: m.undo.since, items: later.map((line) => ({ title: line })) },
        {
          kind: 'buttons' as const,
          buttons: [
            {
              label: m.undo.sure,
              says: { line: 'undo', values: { entry: entry.inputId, sure: 'yes' } },
              tone: 'danger' as const,
            },
          ],
        },
      ],
      footer: m.undo.hint,
    },
  };
}
