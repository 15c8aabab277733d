import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { deal, optional, text } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import { movable, moveEntry } from '../../src/domain/undo.ts';
import type { DealView } from '../../src/domain/views.ts';
import { dealAnswer, subjectOf } from '../deal/answer.ts';
import { entryOf, entryText, historyOf, lastEntries, type OwnEntry } from './entries.ts';

export const fix = command({
  name: 'fix',
  says: {
    en: ['fix', 'move entry', 'wrong deal'],
    zh: ['改记到', '改记', '记错商机', '记错客户'],
  },
  help: { en: 'Move your last entry to the right deal', zh: '把最近一条记录改到正确的商机' },
  example: { en: 'fix globex', zh: '改记到 远大' },
  fields: {
    deal: optional(deal({ status: 'any', label: { en: 'The right deal', zh: '正确的商机' } })),
    entry: optional(text({ label: { en: 'Entry', zh: '记录' }, takes: 'named', machine: true })),
  },
  // One's own entry, to a deal that one may log on: asked below, where both are known.
  needs: { action: 'self', on: 'nothing' },
  async run({ deal: right, entry: id }, context) {
    const { m } = context;
    const entry = id === null ? await lastDone(context) : await entryOf(id, context);
    if (entry === undefined || entry === null) return refuse(id === null ? m.undo.none : m.undo.unknown);
    if (entry.actorId !== context.person.id) {
      const actor = await context.read.person(entry.actorId);
      return refuse(m.undo.notYours(actor?.name ?? m.chat.none));
    }
    return moved(entry, right, context);
  },
});

/** The last thing that was done; taking something back is no thing to move. */
async function lastDone(context: Context): Promise<OwnEntry | undefined> {
  const entries = await lastEntries(5, context);
  return entries.find(({ parts }) =>
    parts.some(({ events }) => events.some((event) => event.voids === null)),
  );
}

async function moved(entry: OwnEntry, right: DealView | null, context: Context): Promise<Outcome> {
  const { m, now, read, may } = context;
  const what = await entryText(entry, context);
  const [part, second] = entry.parts;
  if (part === undefined || part.events.length === 0) return refuse(m.undo.gone);
  if (second !== undefined || !movable(part.events)) {
    const take = { label: m.undo.take, says: { line: 'undo', values: { entry: entry.inputId } } };
    return show({ text: m.undo.notMovable(what), buttons: [take] });
  }
  // In the deal's own thread the deal comes by itself: it is where the entry is, not where it belongs.
  if (right === null || right.number === part.view.number) {
    const note =
      right === null || context.here.deal === right.number ? m.undo.which : m.undo.sameDeal(right.name);
    return { kind: 'ask', note, fields: ['deal'], values: { entry: entry.inputId, deal: '' } };
  }
  if (!may('deal.log', subjectOf(right))) {
    const mayRead = may('deal.read', subjectOf(right));
    return refuse(refusal(m, { subject: subjectOf(right), owner: right.owner.name, mayRead }));
  }
  const to = await historyOf(read, right.number);
  return {
    kind: 'record',
    changes: moveEntry(
      { from: part.history, to: { ...to, open: right.state.status === 'open' } },
      { inputId: entry.inputId, now },
    ),
    reply: async (after) =>
      dealAnswer(context, await after.dealView(right.number), () =>
        m.undo.moved(what, part.view.name, right.name),
      ),
  };
}
