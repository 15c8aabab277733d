import { undoChanged } from '../../src/cards/import.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { optional, text } from '../../src/chat/field.ts';
import { live } from '../../src/domain/deal.ts';
import type { Touched, Undoing } from '../../src/domain/exchange.ts';
import { isUuid } from '../../src/domain/id.ts';
import { reportOf } from './report.ts';
import { intentOf } from './stage.ts';

/** Takes an import back: all of it, or what nobody has worked on since. */
export const importUndo = command({
  name: 'import.undo',
  says: { en: ['import undo', 'undo import'], zh: ['撤销导入'] },
  title: { en: 'Undo an import', zh: '撤销导入' },
  help: { en: 'Undo an import', zh: '撤销一次导入' },
  example: { en: 'import undo', zh: '撤销导入' },
  fields: {
    id: optional(text({ label: { en: 'Import', zh: '导入' }, takes: 'named', formOnly: true })),
    rest: optional(text({ label: { en: 'Only the rest', zh: '只撤其余' }, takes: 'named', formOnly: true })),
  },
  needs: { action: 'data.import', on: 'nothing' },
  async run({ id, rest }, context) {
    const { m, person } = context;
    const words = m.importing.undo;
    const found = await importOf(id, context);
    if (found === null) return refuse(words.none);
    const { mayAdd } = intentOf(context, '');
    if (found.personId !== person.id && !mayAdd) return refuse(words.notYours);
    if (found.undoneAt !== null) return refuse(words.already);
    const { touched, rows } = reportOf(found.report);
    const { untouched, changed } = await sorted(touched, context);
    if (changed.length > 0 && rest === null) {
      const card = undoChanged(changed, { id: found.id, untouched: untouched.length, m });
      return show({ text: card.title, card });
    }
    return {
      kind: 'record',
      changes: [{ kind: 'import.undo', id: found.id, deals: untouched, rows }],
      reply: async () => ({ text: `${words.done(untouched.length)} ${words.stays}` }),
    };
  },
});

/** The one that is named, else the person's last that still stands. */
async function importOf(id: string | null, { read, person }: Context) {
  if (id !== null) return isUuid(id) ? read.import(id) : null;
  const last = (await read.imports(50)).find((one) => one.personId === person.id && one.undoneAt === null);
  return last === undefined ? null : read.import(last.id);
}

/** What nobody has worked on since, and what somebody has. What is void already is left alone. */
async function sorted(touched: readonly Touched[], { read }: Context) {
  const byNumber = new Map(
    (await read.knownDeals(touched.map((one) => one.number))).map((one) => [one.number, one]),
  );
  const untouched: Undoing[] = [];
  const changed: { number: number; name: string }[] = [];
  for (const one of touched) {
    const deal = byNumber.get(one.number);
    if (deal === undefined || deal.state.status === 'void') continue;
    const { number, name, version } = deal;
    const since = version > one.to && live(await read.eventsOf(number)).some((event) => event.seq > one.to);
    if (since) changed.push({ number, name });
    else untouched.push({ ...one, version });
  }
  return { untouched, changed };
}
