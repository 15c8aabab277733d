import { takeButton } from '../../src/cards/undo.ts';
import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { deal, optional, text } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import { movable, moveEntry, moveIn } from '../../src/domain/undo.ts';
import type { DealView } from '../../src/domain/views.ts';
import { dealAnswer, subjectOf } from '../deal/answer.ts';
import { type DealEntry, entryOf, historyOf, lastEntries } from './entries.ts';
import { ownVisit, visitToDeal } from './visit.ts';
import { entryText } from './words.ts';

export const fix = command({
  name: 'fix',
  says: {
    en: ['fix', 'move entry', 'wrong deal'],
    zh: ['改记到', '改记', '记错商机', '记错客户'],
  },
  title: { en: 'Move to another deal', zh: '改记到别的商机' },
  help: { en: 'Move your last entry to the right deal', zh: '把最近一条记录改到正确的商机' },
  example: { en: 'fix globex', zh: '改记到 远大' },
  fields: {
    deal: optional(deal({ status: 'any', label: { en: 'The right deal', zh: '正确的商机' } })),
    entry: optional(text({ label: { en: 'Entry', zh: '记录' }, takes: 'named', machine: true })),
    visit: optional(text({ label: { en: 'Visit', zh: '拜访' }, takes: 'named', machine: true })),
  },
  // One's own entry, to a deal that one may log on: asked below, where both are known.
  needs: { action: 'self', on: 'nothing' },
  async run({ deal: right, entry, visit }, context) {
    const { m } = context;
    if (visit !== null) {
      const own = await ownVisit(visit, context);
      return own === null ? refuse(m.undo.unknown) : moved({ kind: 'visit', visit: own }, right, context);
    }
    if (entry !== null) {
      const found = await entryOf(entry, context);
      return found === null ? refuse(m.undo.unknown) : moved({ kind: 'deals', entry: found }, right, context);
    }
    // In the deal's own thread what stands there is meant.
    const [last] = await lastEntries({ take: 1, deal: context.here.deal, what: 'done' }, context);
    if (last === undefined) return refuse(m.undo.none);
    if (last.kind === 'hidden') return refuse(m.undo.hidden);
    if (last.kind === 'import') return refuse(m.undo.notMovable(m.undo.import(last.source, last.deals)));
    return moved(last, right, context);
  },
});

type Movable = Parameters<typeof toRight>[0];

/** Asks what is still open: whose it is, whether it can move, and where to. */
async function moved(what: Movable, right: DealView | null, context: Context): Promise<Outcome> {
  const { m, may, here } = context;
  if (what.kind === 'deals') {
    const no = await unmovable(what.entry, context);
    if (no !== null) return no;
  }
  const from = what.kind === 'deals' ? (movedPart(what.entry)?.view.number ?? null) : null;
  const values = what.kind === 'deals' ? { entry: what.entry.inputId } : { visit: what.visit.id };
  // In the deal's own thread the deal comes by itself: it is where the entry is, not where it belongs.
  if (right === null || right.number === from) {
    const note = right === null || here.deal === right.number ? m.undo.which : m.undo.sameDeal(right.name);
    return { kind: 'ask', note, fields: ['deal'], values: { ...values, deal: '' } };
  }
  if (!may('deal.log', subjectOf(right))) {
    return refuse(await refusal(context, { action: 'deal.log', subject: subjectOf(right) }));
  }
  return toRight(what, right, context);
}

/** Why an entry stays where it is. */
async function unmovable(entry: DealEntry, context: Context): Promise<Outcome | null> {
  const { m, person, read } = context;
  if (entry.actorId !== person.id) {
    const actor = await read.person(entry.actorId);
    return refuse(m.undo.notYours(actor?.name ?? m.chat.none));
  }
  if (entry.parts.every((part) => part.events.length === 0)) return refuse(m.undo.gone);
  if (movedPart(entry) !== null) return null;
  const text = m.undo.notMovable(await entryText(entry, context));
  return show({ text, buttons: [takeButton({ entry: entry.inputId }, context)] });
}

/** The one part of an entry that can go elsewhere; what was moved already can be moved on. */
function movedPart({ parts }: DealEntry): DealEntry['parts'][number] | null {
  const [only, second] = parts;
  if (only !== undefined && second === undefined) return movable(only.events) ? only : null;
  return moveIn(parts)?.to ?? null;
}

async function toRight(
  what: { kind: 'deals'; entry: DealEntry } | { kind: 'visit'; visit: Parameters<typeof visitToDeal>[0] },
  right: DealView,
  context: Context,
): Promise<Outcome> {
  const { m, now, read } = context;
  if (what.kind === 'visit') return visitToDeal(what.visit, right, context);
  const { entry } = what;
  const part = movedPart(entry);
  if (part === null) return refuse(m.undo.gone);
  const said = await entryText({ ...entry, parts: [part] }, context);
  const to = await historyOf(read, right.number);
  return {
    kind: 'record',
    changes: moveEntry(
      { from: part.history, to: { ...to, open: right.state.status === 'open' } },
      { inputId: entry.inputId, now },
    ),
    reply: async (after) =>
      dealAnswer(context, await after.dealView(right.number), () =>
        m.undo.moved(said, part.view.name, right.name),
      ),
  };
}
