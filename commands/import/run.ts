import { importDone } from '../../src/cards/import.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { text } from '../../src/chat/field.ts';
import { penOf } from '../deal/answer.ts';
import { planOf, stagedOf } from './stage.ts';

const draft = () => text({ label: { en: 'Import', zh: '导入' }, takes: 'named' });

/** Applies a waiting import: planned anew on what is true now, all of it in the commit of this press. */
export const importRun = command({
  name: 'import.run',
  says: { en: ['import run'], zh: ['确认导入'] },
  title: { en: 'Run the import', zh: '执行导入' },
  help: { en: 'Run a previewed import', zh: '执行预览过的导入' },
  example: { en: 'import run', zh: '确认导入' },
  hidden: true,
  fields: { draft: draft() },
  needs: { action: 'data.import', on: 'nothing' },
  async run({ draft: id }, context) {
    const { m } = context;
    const staged = await stagedOf(id, context);
    if (staged === null) return refuse(m.importing.gone);
    const { plan, intent } = await planOf(staged, context);
    const { report, changes } = plan;
    return {
      kind: 'record',
      changes: [
        { kind: 'import.apply', id: intent.importId, report, changes },
        { kind: 'draft.drop', id },
      ],
      reply: async () => ({
        text: m.importing.done.text(report.deals.created, report.deals.updated),
        card: importDone(report, { id: intent.importId, pen: penOf(context) }),
      }),
    };
  },
});

export const importCancel = command({
  name: 'import.cancel',
  says: { en: ['import cancel'], zh: ['取消导入'] },
  title: { en: 'Cancel the import', zh: '取消导入' },
  help: { en: 'Cancel a previewed import', zh: '取消预览过的导入' },
  example: { en: 'import cancel', zh: '取消导入' },
  hidden: true,
  fields: { draft: draft() },
  needs: { action: 'data.import', on: 'nothing' },
  async run({ draft: id }, context) {
    const { m } = context;
    if ((await stagedOf(id, context)) === null) return refuse(m.importing.gone);
    return {
      kind: 'record',
      changes: [{ kind: 'draft.drop', id }],
      reply: async () => ({ text: m.importing.cancelled }),
    };
  },
});
