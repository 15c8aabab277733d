import { type ImportItem, importList } from '../../src/cards/import.ts';
import { command, show } from '../../src/chat/command.ts';
import { penOf } from '../deal/answer.ts';
import { reportOf } from './report.ts';
import { intentOf } from './stage.ts';

const SHOWN = 10;

/** The last imports: everybody's for who may import everything, else one's own. */
export const importListed = command({
  name: 'import.list',
  says: { en: ['import list', 'imports'], zh: ['导入记录', '导入历史'] },
  title: { en: 'Past imports', zh: '导入记录' },
  help: { en: 'Show past imports', zh: '查看导入记录' },
  example: { en: 'import list', zh: '导入记录' },
  fields: {},
  needs: { action: 'data.import', on: 'nothing' },
  reads: true,
  async run(_, context) {
    const { read, m, person } = context;
    const { mayAdd } = intentOf(context, '');
    const [imports, people] = await Promise.all([read.imports(SHOWN * 3), read.people()]);
    const items = imports
      .filter((one) => mayAdd || one.personId === person.id)
      .slice(0, SHOWN)
      .map((one): ImportItem => {
        const { deals } = reportOf(one.report);
        return {
          id: one.id,
          at: one.at,
          by: people.find((each) => each.id === one.personId)?.name ?? m.chat.none,
          undone: one.undoneAt !== null,
          created: deals.created,
          updated: deals.updated,
          mayUndo: mayAdd || one.personId === person.id,
        };
      });
    if (items.length === 0) return show({ text: m.importing.list.none });
    return show({ text: m.importing.list.title, card: importList(items, penOf(context)) });
  },
});
