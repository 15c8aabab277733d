import { refusalText } from '../../src/cards/refusal.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { LARGEST_FILE } from '../../src/chat/input.ts';
import { readTables } from '../../src/exchange/prepare.ts';
import { type SheetFile, storable } from '../../src/sheets/table.ts';
import { previewOf, type Staged } from './stage.ts';

/** Files dropped into the chat: what they are, what they would do, and the way on. */
export const importFiles = command({
  name: 'import.files',
  says: { en: ['import', 'import files'], zh: ['导入', '导入文件'] },
  title: { en: 'Import a spreadsheet', zh: '导入表格' },
  help: { en: 'Import a spreadsheet: drop a .csv or .xlsx', zh: '导入表格：拖入 .csv 或 .xlsx' },
  example: { en: 'import', zh: '导入' },
  fields: {},
  needs: { action: 'data.import', on: 'nothing' },
  async run(_, context) {
    const { files, m, newId } = context;
    const words = m.importing;
    if (files.length === 0) return show({ text: words.how });
    if (files.some((file) => file.size > LARGEST_FILE)) return refuse(words.refused.forChat);
    const sheets: SheetFile[] = [];
    for (const file of files) {
      const bytes = await file.read();
      if (bytes === 'too large') return refuse(words.refused.forChat);
      sheets.push({ name: storable(file.name.slice(0, 200)), bytes });
    }
    const { tables, refusals } = await readTables(sheets);
    const [refusal] = refusals;
    if (refusal !== undefined) return refuse(refusalText(refusal, m));
    const staged: Staged = { tables, columns: [], source: 'deals' };
    // Kept as JSON until somebody says yes.
    if (JSON.stringify(staged).length > LARGEST_FILE) return refuse(words.refused.forChat);
    const draft = newId();
    const preview = await previewOf(draft, staged, context);
    return {
      kind: 'record',
      changes: [{ kind: 'draft.save', id: draft, draftKind: 'import', body: staged }],
      reply: async () => preview,
    };
  },
});
